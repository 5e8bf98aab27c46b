"""A visit: recorded, reported within two days, reviewed by the supervisor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.customers.contacts import made, undone
from foundation.papers.attachments import attach
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import batch_acts, close_all_tasks, open_task
from visits import deadlines, holders
from visits.actions.requests import meet, part
from visits.models import Plan, PlanLine, Posting, Visit

Status = PlanLine.Status


def record_visit(
    visit: Visit, *, by: User, companions: Sequence[User] = (), key: str | None = None
) -> Visit:
    """From an approved line of one's own plan, or unplanned with its reason (R7.3.1)."""

    def act() -> Visit:
        visit.person = by
        if visit.line is not None:
            _take_line(visit, by)
        elif not visit.unplanned_reason.strip():
            message = _("没有批准的安排；计划外的拜访请写明理由。")
            raise Refusal("R7.3.1", message, field="unplanned_reason")
        _check(visit, by, companions)
        visit.start_clock(visit.ended_on)
        return open_matter(
            visit, by=by, article="R7.3.4.1", label=gettext_lazy("登记拜访"), then=then
        )

    def then(visit: Visit, event: Event) -> None:
        visit.companions.set(companions)
        open_task(deadlines.REPORT, visit, event=event)
        meet(visit, event)
        made.send(
            Visit, event=event, customer=visit.customer, person=visit.person, on=visit.ended_on
        )

    what = [
        "record_visit", visit.line, visit.customer_id, visit.began_on, visit.ended_on,
        visit.unplanned_reason, visit.met, *(one.pk for one in companions),
    ]  # fmt: skip
    try:
        return once(act, Visit, key=key, by=by, what=what)
    except IntegrityError:
        raise Refusal("R7.3.1", _("这一行安排的拜访已经登记。"), field="line") from None


def _take_line(visit: Visit, by: User) -> None:
    """What the line says, unless the form said otherwise; the line is visited with it."""
    assert visit.line is not None
    plan = lock(visit.line.plan)
    line = PlanLine.objects.get(pk=visit.line.pk)
    if not acts_as_holder(holders.PLANNER, plan, by):
        raise Refusal("R7.3.1", _("只能登记本人计划内的拜访。"), field="line")
    if plan.state != Plan.State.APPROVED or line.status != Status.APPROVED:
        message = _("这一行安排未获批准；如已拜访，请登记为计划外并写明理由。")
        raise Refusal("R7.3.1", message, field="line")
    if line.decided_at and visit.began_on < clock.local_date(line.decided_at):
        message = _("拜访早于安排的批准日期；请登记为计划外并写明理由。")
        raise Refusal("R7.3.1", message, field="began_on")
    visit.person, visit.customer, visit.relation = plan.person, line.customer, line.relation
    line.status = Status.VISITED
    line.save()


def _check(visit: Visit, by: User, companions: Sequence[User]) -> None:
    if visit.ended_on > clock.today():
        raise Refusal("R7.3.4.1", _("拜访结束后才能登记。"), field="ended_on")
    if visit.ended_on < visit.began_on:
        raise Refusal("R7.3.4.1", _("结束日期早于开始日期。"), field="ended_on")
    if not visit.purposes:
        raise Refusal("R7.2.1", _("请选择拜访目的。"), field="purposes")
    if visit.line is None and not Posting.objects.on(visit.ended_on).filter(person=by).exists():
        message = _("拜访由登记了销售岗位的人员登记。")
        raise Refusal("R7.1.2", message)
    if visit.person in companions:
        raise Refusal("R7.3.4.1", _("同行同事不包括本人。"), field="companions")


def submit_report(
    visit: Visit, *, by: User, report: str, result: str, remaining: str = "",
    photos: Sequence[UploadedFile[Any]] = (), seen: int, key: str | None = None,
) -> Event:  # fmt: skip
    """In time until the end of the second day after the visit (R7.3.4.1)."""

    def then(visit: Visit, event: Event) -> None:
        for photo in photos:
            attach(visit.matter, by=by, file=photo, purpose=_("拜访照片"), field="photos")
        open_task(deadlines.REPORT_REVIEW, visit, event=event)

    return carry_out(
        visit, Visit.submit, by=by, seen=seen, key=key, then=then, report=report, result=result,
        remaining=remaining,
    )  # fmt: skip


def review_report(
    visit: Visit, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    return carry_out(visit, Visit.review, by=by, comment=comment, seen=seen, key=key)


batch_acts[deadlines.REPORT_REVIEW.code] = review_report


def return_report(
    visit: Visit, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Two days more, from today; whether it was late is decided already."""

    def then(visit: Visit, event: Event) -> None:
        open_task(deadlines.REPORT, visit, event=event)
        tell(visit, [visit.person], "report_returned", event)

    return carry_out(visit, Visit.send_back, by=by, comment=reason, seen=seen, key=key, then=then)


def void_visit(visit: Visit, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    """It did not take place: the line of the plan may be visited again."""

    def then(visit: Visit, event: Event) -> None:
        if visit.line is not None:
            PlanLine.objects.filter(pk=visit.line.pk).update(status=Status.APPROVED)
        close_all_tasks(visit, by=by, event=event)  # promises of a visit that was none
        part(visit, event)
        undone.send(Visit, event=event)

    return carry_out(visit, Visit.void, by=by, comment=reason, seen=seen, key=key, then=then)
