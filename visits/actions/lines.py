"""Lines of a plan: entered freely while it is drafted, by the supervisor's leave once approved.

Only what changed goes to the supervisor again; the old line holds until then (R7.3.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event, Task, open_tasks
from foundation.process.news import tell
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_tasks, open_task
from visits import deadlines, holders, rules
from visits.actions import requests
from visits.models import Plan, PlanLine

Status = PlanLine.Status
ARTICLE = "R7.3.1"


def add_line(
    plan: Plan, *, by: User, given: Mapping[str, Any], reason: str = "",
    seen: int | None = None, key: str | None = None,
) -> PlanLine:  # fmt: skip
    """``given``: the fields of the line. After the approval it is a proposal, with its reason."""

    def act() -> PlanLine:
        fresh = _open(plan, by, seen)
        line = PlanLine(plan=fresh, entered_by=by, reason=reason, **given)
        _check(fresh, line)
        if fresh.state == Plan.State.APPROVED:
            _propose(line, reason)
        line.save()
        _note(fresh, by, "add_line", gettext_lazy("增加拜访安排"), line)
        return line

    return once(act, PlanLine, key=key, by=by, what=["add_line", plan, *given.values(), reason])


def change_line(
    line: PlanLine, *, by: User, given: Mapping[str, Any], reason: str = "",
    seen: int | None = None, key: str | None = None,
) -> PlanLine:  # fmt: skip
    """In a draft the line itself; of an approved plan a proposal that replaces it."""

    def act() -> PlanLine:
        fresh = _open(line.plan, by, seen)
        old = _standing(fresh, line)
        new = old
        if fresh.state == Plan.State.APPROVED:
            new = PlanLine(plan=fresh, entered_by=by, replaces=old, reason=reason)
            _propose(new, reason)
        for name, value in given.items():
            setattr(new, name, value)
        _check(fresh, new)
        new.save()
        _note(fresh, by, "change_line", gettext_lazy("修改拜访安排"), new)
        return new

    what = ["change_line", line, *given.values(), reason]
    try:
        return once(act, PlanLine, key=key, by=by, what=what)
    except IntegrityError:
        raise Refusal(ARTICLE, _("这一行已有待审核的变更。")) from None


def reschedule(
    line: PlanLine, *, by: User, planned_on: date, reason: str = "", seen: int | None = None,
    key: str | None = None,
) -> PlanLine:  # fmt: skip
    """The same visit on another day."""
    given = {name: getattr(line, name) for name in PlanLine.FACTS} | {"planned_on": planned_on}
    return change_line(line, by=by, given=given, reason=reason, seen=seen, key=key)


def remove_line(
    line: PlanLine, *, by: User, reason: str = "", seen: int | None = None, key: str | None = None
) -> Event:
    """Out of a draft at once; of an approved plan when the supervisor agrees."""

    def act() -> Event:
        fresh = _open(line.plan, by, seen)
        old = _standing(fresh, line)
        if fresh.state == Plan.State.DRAFT:
            requests.refuse_open(old)
            event = _note(fresh, by, "remove_line", gettext_lazy("删除拜访安排"), old)
            _drop(old)
            return event
        if old.changes.filter(status=Status.PROPOSED).exists():
            raise Refusal(ARTICLE, _("这一行已有待审核的变更。"))
        _require(reason)
        old.is_cancel_asked, old.reason = True, reason
        old.save()
        return _note(fresh, by, "cancel_line", gettext_lazy("申请取消拜访安排"), old)

    return once(act, Event, key=key, by=by, what=["remove_line", line, reason])


def decide_change(
    line: PlanLine, *, by: User, is_approved: bool, reason: str = "",
    seen: int | None = None, key: str | None = None,
) -> Event:  # fmt: skip
    """The supervisor on one proposed line, or one line to be cancelled; the others wait."""

    def act() -> Event:
        fresh = lock(line.plan, seen=seen)
        only(holders.SUPERVISOR, fresh, by, ARTICLE)
        row = fresh.lines.awaiting().filter(pk=line.pk).select_related("replaces").first()
        if row is None:
            raise Refusal(ARTICLE, _("这一行没有待审核的变更。"))
        if row.entered_by_id == by.pk or fresh.person_id == by.pk:
            raise Refusal("R0.separation", _("变更须由他人审核。"))
        if not is_approved:
            _require(reason)
        _decide(row, by, is_approved=is_approved)
        label = gettext_lazy("同意变更") if is_approved else gettext_lazy("不同意变更")
        event = log_event(
            fresh.matter,
            "decide_change",
            by=by,
            label=label,
            article=ARTICLE,
            comment=reason,
            line=row,
        )
        if not fresh.lines.awaiting().exists():
            open_changes = open_tasks(fresh.pk).filter(kind=deadlines.CHANGES.code)
            end_tasks(open_changes, by=by, event=event, outcome=Task.Outcome.DONE)
        tell(fresh, [fresh.person], "change_decided", event, step=event.label)
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["decide_change", line, is_approved, reason])


def _open(plan: Plan, by: User, seen: int | None) -> Plan:
    """Locked, the planner's own, and open to changes."""
    fresh = lock(plan, seen=seen)
    only(holders.PLANNER, fresh, by, ARTICLE)
    if fresh.state not in (Plan.State.DRAFT, Plan.State.APPROVED):
        raise Refusal(ARTICLE, _("计划在审核中或已经结束，不能修改。"))
    return fresh


def _standing(plan: Plan, line: PlanLine) -> PlanLine:
    row: PlanLine | None = plan.lines.standing().filter(pk=line.pk).first()
    if row is None:
        raise Refusal(ARTICLE, _("这一行已经变更或取消。"))
    if row.status == Status.VISITED:
        raise Refusal(ARTICLE, _("这一行已经拜访，不能再改。"))
    if row.is_cancel_asked:
        raise Refusal(ARTICLE, _("这一行已有待审核的变更。"))
    return row


def _propose(line: PlanLine, reason: str) -> None:
    _require(reason)
    line.status = Status.PROPOSED


def _require(reason: str) -> None:
    if not reason.strip():
        raise Refusal("R0.reasons", _("请写明理由。"), field="reason")


def _check(plan: Plan, line: PlanLine) -> None:
    if rules.month_of(line.planned_on) != plan.month:
        message = _("日期应在 %(month)s 之内。") % {"month": f"{plan.month:%Y-%m}"}
        raise Refusal(ARTICLE, message, field="planned_on")
    if plan.state == Plan.State.APPROVED and line.planned_on < clock.today():
        raise Refusal(ARTICLE, _("不能安排到已经过去的日期。"), field="planned_on")
    if line.customer.merged_into_id:
        raise Refusal(ARTICLE, _("这个客户已并入另一个客户。"), field="customer")


def _note(plan: Plan, by: User, name: str, label: Promise, line: PlanLine) -> Event:
    event = log_event(
        plan.matter, name, by=by, label=label, article=ARTICLE, comment=line.reason,
        planned_on=line.planned_on, customer=line.customer.name,
    )  # fmt: skip
    waiting = plan.state == Plan.State.APPROVED
    if waiting and not open_tasks(plan.pk).filter(kind=deadlines.CHANGES.code).exists():
        open_task(deadlines.CHANGES, plan, event=event)
    raise_version(plan)
    return event


def _drop(line: PlanLine) -> None:
    """Out of the draft; a line that something was asked for stays behind its request."""
    if line.requests.exists():
        line.status = Status.CANCELLED
        line.save()
    else:
        line.delete()


def _decide(row: PlanLine, by: User, *, is_approved: bool) -> None:
    row.decided_by, row.decided_at = by, clock.now()
    if row.is_cancel_asked:
        row.is_cancel_asked = False
        row.status = Status.CANCELLED if is_approved else Status.APPROVED
    else:
        row.status = Status.APPROVED if is_approved else Status.REFUSED
        if is_approved and row.replaces is not None:
            PlanLine.objects.filter(pk=row.replaces.pk).update(status=Status.REPLACED)
            requests.follow(row.replaces, row)
    row.save()
