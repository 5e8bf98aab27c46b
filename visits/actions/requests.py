"""Costs, gifts and entertainment: asked for before the visit, paid only if approved by then."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.people.roles import holders as in_role
from foundation.process.events import log_event
from foundation.process.models import Event, Task, open_tasks
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.tasks import batch_acts, end_tasks, open_task
from visits import deadlines, holders
from visits.models import AdvanceRequest, Plan, PlanLine, Posting, Visit
from visits.roles import SALES_HEAD

ARTICLE = "R7.3.3.3"
State, Kind = AdvanceRequest.State, AdvanceRequest.Kind
OPEN = (State.PROPOSED, State.AWAITING_GM, State.APPROVED)
LATE = gettext_lazy("拜访开始前未获批准")


def ask(request: AdvanceRequest, *, by: User, key: str | None = None) -> AdvanceRequest:
    """Before the visit; afterwards there is nothing left to ask for (R7.3.2.5, R7.3.3.3)."""
    request.person = by
    if request.line is not None:
        if request.line.plan.person_id != by.pk:
            raise Refusal(ARTICLE, _("只能为本人计划内的拜访申请。"), field="line")
        if request.line.plan.state in (Plan.State.CLOSED, Plan.State.VOID):
            raise Refusal(ARTICLE, _("这份计划已经结束。"), field="line")
        request.customer, request.needed_on = request.line.customer, request.line.planned_on
    elif not Posting.objects.on(clock.today()).filter(person=by).exists():
        raise Refusal("R7.1.2", _("由登记了销售岗位的人员申请。"))
    if request.needed_on < clock.today():
        message = _("须在拜访之前申请；事后不予报销。")
        raise Refusal(ARTICLE, message, field="needed_on")
    if request.kind != Kind.COST and not request.recipient.strip():
        raise Refusal(ARTICLE, _("礼品和应酬须写明收受人。"), field="recipient")

    def then(request: AdvanceRequest, event: Event) -> None:
        open_task(deadlines.REQUEST, request, event=event)

    return open_matter(
        request, by=by, article=ARTICLE, label=gettext_lazy("提出事前申请"), key=key, then=then
    )


def agree_to(
    request: AdvanceRequest, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The supervisor; a gift above the limit then goes to the GM."""

    def then(request: AdvanceRequest, event: Event) -> None:
        if request.state == State.AWAITING_GM:
            open_task(deadlines.GM, request, event=event)
        else:
            _tell(request, event)

    return carry_out(
        request, AdvanceRequest.agree, by=by, comment=comment, seen=seen, key=key, then=then
    )


def approve_request(
    request: AdvanceRequest, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    return carry_out(
        request, AdvanceRequest.approve, by=by, comment=comment, seen=seen, key=key, then=_tell
    )


def _tell(request: AdvanceRequest, event: Event) -> None:
    tell(request, [request.person], "request_decided", event, step=event.label)


batch_acts.update({deadlines.REQUEST.code: agree_to, deadlines.GM.code: approve_request})


def refuse_request(
    request: AdvanceRequest, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        request, AdvanceRequest.refuse, by=by, comment=reason, seen=seen, key=key, then=_tell
    )


def withdraw_request(
    request: AdvanceRequest, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(request, AdvanceRequest.withdraw, by=by, comment=reason, seen=seen, key=key)


def reimburse(
    request: AdvanceRequest, *, by: User, spent: Decimal, seen: int, key: str | None = None
) -> Event:
    """At most what was approved, and only if that was before the visit began (R7.3.3.3)."""
    if not 0 < spent <= request.amount:
        message = _("报销金额须大于零，且不超过批准的 %(amount)s 元。")
        raise Refusal(ARTICLE, message % {"amount": request.amount}, field="spent")
    return carry_out(
        request, AdvanceRequest.reimburse, by=by, seen=seen, key=key, spent=spent, then=_tell
    )


def disallow(
    request: AdvanceRequest, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        request, AdvanceRequest.disallow, by=by, comment=reason, seen=seen, key=key, then=_tell
    )


def meet(visit: Visit, event: Event) -> None:
    """What was asked for this visit is spent on it; not approved by then it is a violation."""
    of_line = Q(line=visit.line_id) if visit.line_id else Q(pk=None)
    unplanned = Q(
        line=None, person=visit.person_id, customer=visit.customer_id,
        needed_on__range=(visit.began_on, visit.ended_on),
    )  # fmt: skip
    for request in AdvanceRequest.objects.filter(of_line | unplanned, visit=None, state__in=OPEN):
        fresh = lock(request)
        fresh.visit = visit
        fresh.is_violation = not fresh.was_in_time
        fresh.save()
        noted = log_event(
            fresh.matter, "meet", by=event.actor, article=ARTICLE, visit=visit,
            label=LATE if fresh.is_violation else gettext_lazy("拜访已登记"),
        )  # fmt: skip
        if fresh.is_violation:
            tell(fresh, _supervisors(fresh), "request_violation", noted)
        open_task(deadlines.REIMBURSE, fresh, event=noted)
        raise_version(fresh)


def _supervisors(request: AdvanceRequest) -> Iterable[User]:
    head = holders.HEAD.head(request)
    return [head] if head else in_role(SALES_HEAD)


def refuse_open(line: PlanLine) -> None:
    if line.requests.filter(state__in=OPEN).exists():
        raise Refusal(ARTICLE, _("这一行有未办结的事前申请，请先撤回。"))


def follow(old: PlanLine, new: PlanLine) -> None:
    """The same customer on another day: what was asked for goes along."""
    if old.customer_id != new.customer_id:
        return
    for request in old.requests.filter(state__in=OPEN, visit=None):
        fresh = lock(request)
        fresh.line, fresh.needed_on = new, new.planned_on
        fresh.save()
        raise_version(fresh)


def part(visit: Visit, event: Event) -> None:
    """The visit did not take place: what was asked for waits for another one."""
    for request in AdvanceRequest.objects.filter(visit=visit, state__in=OPEN):
        fresh = lock(request)
        fresh.visit, fresh.is_violation = None, False
        fresh.save()
        waiting = open_tasks(fresh.pk).filter(kind=deadlines.REIMBURSE.code)
        end_tasks(waiting, by=event.actor, event=event, outcome=Task.Outcome.SUPERSEDED)
        raise_version(fresh)
