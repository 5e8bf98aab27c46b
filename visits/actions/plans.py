"""The monthly plan: begun, submitted by the last day of the month before, reviewed, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.duties.actions import fulfil
from foundation.duties.declarations import Subject
from foundation.people.models import User
from foundation.process.batches import carry_out_all, lock_all
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, note, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import batch_acts, open_task
from visits import deadlines, holders, rules
from visits.candidates import UNDONE, Candidate, candidates_of
from visits.models import Plan, PlanLine, Posting


def open_plan(*, by: User, month: date, key: str | None = None) -> Plan:
    """One's own plan of the month ``month`` lies in; the one already there if there is one."""
    first = rules.month_of(month)

    def act() -> Plan:
        last = rules.last_day_of(first)
        if last < clock.today():
            raise Refusal("R7.3.1", _("这个月份已经过去，不能再编制计划。"), field="month")
        if not Posting.objects.on(last).filter(person=by).exists():
            raise Refusal("R7.1.2", _("拜访计划由登记了销售岗位的人员编制。"), field="month")
        earlier: Plan | None = _plans().filter(person=by, month=first).first()
        if earlier is not None:
            return earlier
        return open_matter(
            Plan(person=by, month=first), by=by, article="R7.3.1",
            label=gettext_lazy("编制拜访计划"),
        )  # fmt: skip

    try:
        return once(act, Plan, key=key, by=by, what=["open_plan", first])
    except IntegrityError:  # begun on another page at the same moment
        return _plans().get(person=by, month=first)


def fill_plan(
    plan: Plan, *, by: User, chosen: Mapping[str, Sequence[str]], reason: str = "",
    seen: int | None = None, key: str | None = None,
) -> Event:  # fmt: skip
    """Lines for whom last month or a rule names. What was left undone says why it was."""

    def act() -> Event:
        fresh = lock(plan, seen=seen)
        only(holders.PLANNER, fresh, by, "R7.3.1")
        if fresh.state != Plan.State.DRAFT:
            raise Refusal("R7.3.1", _("计划提交后不能再生成安排。"))
        wanted = {(source, code) for source, codes in chosen.items() for code in codes}
        if not wanted:
            raise Refusal("R7.3.1", _("请选择要列入计划的客户。"))
        if chosen.get(UNDONE) and not reason.strip():
            raise Refusal("R7.3.4.3", _("请写明上月未完成的原因。"), field="reason")
        offered = [one for found in candidates_of(fresh).values() for one in found]
        taken = [one for one in offered if (one.source, one.code) in wanted]
        if len(taken) < len(wanted):
            raise Refusal("R7.3.1", _("所选客户有的已在计划中，请重新选择。"))
        PlanLine.objects.bulk_create(_line_for(one, fresh, by, reason) for one in taken)
        names = "、".join(one.customer.name for one in taken)
        label = gettext_lazy("生成拜访安排")
        return note(fresh, "fill", by=by, label=label, article="R7.3.1", comment=names)

    what = ["fill_plan", plan, *sorted(f"{k} {v}" for k, v in chosen.items()), reason]
    return once(act, Event, key=key, by=by, what=what)


def _line_for(one: Candidate, plan: Plan, by: User, reason: str) -> PlanLine:
    return PlanLine(
        plan=plan, entered_by=by, planned_on=one.planned_on, customer=one.customer,
        relation=one.relation, purposes=list(one.purposes), contact=one.contact, note=one.note,
        carried_from=one.line if one.source == UNDONE else None,
        reason=reason if one.source == UNDONE else "",
    )  # fmt: skip


def _plans() -> QuerySet[Plan]:
    found: QuerySet[Plan] = Plan.objects.exclude(state=Plan.State.VOID).select_related("matter")
    return found


def submit(plan: Plan, *, by: User, seen: int, key: str | None = None) -> Event:
    """The duty of the month is done with it, in time or late (R7.3.1)."""

    def then(plan: Plan, event: Event) -> None:
        subject = Subject(person=plan.person)
        fulfil(deadlines.PLANNING, plan.month, by=by, subject=subject)
        open_task(deadlines.REVIEW, plan, event=event)

    return carry_out(plan, Plan.submit, by=by, seen=seen, key=key, then=then)


def approve(plan: Plan, *, by: User, comment: str = "", seen: int, key: str | None = None) -> Event:
    """The lines may be visited; what they cost is decided line by line."""

    def then(plan: Plan, event: Event) -> None:
        drafted = plan.lines.filter(status=PlanLine.Status.DRAFT)
        for line in drafted:
            line.status, line.decided_by, line.decided_at = (
                PlanLine.Status.APPROVED,
                by,
                clock.now(),
            )
        PlanLine.objects.bulk_update(drafted, ["status", "decided_by", "decided_at"])
        tell(plan, [plan.person], "approved", event)

    return carry_out(plan, Plan.approve, by=by, comment=comment, seen=seen, key=key, then=then)


batch_acts[deadlines.REVIEW.code] = approve


def send_back(plan: Plan, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    def then(plan: Plan, event: Event) -> None:
        open_task(deadlines.COMPLETE, plan, event=event)

    return carry_out(plan, Plan.send_back, by=by, comment=reason, seen=seen, key=key, then=then)


def close(plan: Plan, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(plan, Plan.close, by=by, seen=seen, key=key)


@transaction.atomic
def close_assessed(last: date) -> int:
    """Plans up to the month ``last``, whose assessment was due: nobody needs to remember them."""
    waiting = PlanLine.objects.awaiting().filter(plan=OuterRef("pk"))
    over = Plan.objects.filter(~Exists(waiting), state=Plan.State.APPROVED, month__lte=last)
    plans = lock_all(over, "person__department")
    carry_out_all(plans, Plan.run_out, by=User.objects.system())
    return len(plans)


def void(plan: Plan, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    return carry_out(plan, Plan.void, by=by, comment=reason, seen=seen, key=key)
