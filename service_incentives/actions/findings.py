"""Findings: proposed by one person, decided by another."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, open_matter
from foundation.process.tasks import open_task
from service_incentives import deadlines, policies, rules
from service_incentives.books import Books
from service_incentives.models import Finding, StaffPosition, Trip
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN

Kind = Finding.Kind
RANGES = {Kind.PRAISE: policies.PRAISE_RANGE, Kind.SAVING: policies.SAVING_RANGE}
REFERENCED = (Kind.QUALITY, Kind.HALF_YEAR, Kind.ANNUAL, Kind.SERVICE_PRODUCT)
ABOUT_A_TRIP = (Kind.OWN_FAULT, Kind.ENTRY_ERROR)


def propose(finding: Finding, *, by: User, key: str | None = None) -> Finding:
    """The facts and what they rest on; who decides gets the task (R5.9)."""
    if finding.kind == Kind.SAVING:
        finding.person_id = finding.person_id or by.pk
        if finding.person_id != by.pk:
            raise Refusal("R5.9.2", _("节约成本由工程师本人提出。"), field="person")
    else:
        only_as(by, STATISTICIAN, SERVICE_HEAD, ADMIN_HR, article=finding.article)
    if finding.trip is not None and finding.kind in ABOUT_A_TRIP:
        _take_from(finding, finding.trip)
    for name, message in (("person_id", _("请填写工号。")), ("happened_on", _("请填写发生日期。"))):
        if getattr(finding, name) is None:
            raise Refusal(finding.article, message, field=name.removesuffix("_id"))
    _check(finding)
    finding.proposed_by = by

    def then(finding: Finding, event: Event) -> None:
        open_task(deadlines.DECISION, finding, event=event)

    return open_matter(
        finding, by=by, article=finding.article, label=gettext_lazy("提出认定"), key=key,
        comment=finding.evidence, then=then,
    )  # fmt: skip


def _take_from(finding: Finding, trip: Trip) -> None:
    for name, value in (("person_id", trip.person_id), ("happened_on", trip.ended_on)):
        if getattr(finding, name) not in (None, value):
            field = name.removesuffix("_id")
            raise Refusal(finding.article, _("与所涉行程不符。"), field=field)
    finding.person, finding.happened_on = trip.person, trip.ended_on


def _check(finding: Finding) -> None:
    if finding.happened_on > clock.today():
        raise Refusal(finding.article, _("发生日期不能晚于今天。"), field="happened_on")
    _check_trip(finding)
    _check_amount(finding)
    if finding.kind in REFERENCED and not finding.document.strip():
        raise Refusal(finding.article, _("请写明所依据的文件编号。"), field="document")
    _check_position(finding)


def _check_trip(finding: Finding) -> None:
    trip = finding.trip
    if (finding.kind in ABOUT_A_TRIP) != (trip is not None):
        message = _("请选择所涉行程。") if trip is None else _("这一事项与某次行程无关，请留空。")
        raise Refusal(finding.article, message, field="trip")
    if trip is None:
        return
    if trip.voided_at is not None:
        raise Refusal(finding.article, _("这次行程已经作废。"), field="trip")
    if finding.kind == Kind.OWN_FAULT and trip.visit == trip.Visit.FIRST:
        raise Refusal(
            finding.article, _("扣除的是第二次服务的系数，这次是首次服务。"), field="trip"
        )
    taken = trip.findings.filter(state__in=[Finding.State.PROPOSED, Finding.State.DECIDED])
    if taken.exists():
        raise Refusal(finding.article, _("这次行程的系数只能扣除一次。"), field="trip")


def _check_amount(finding: Finding) -> None:
    amount = finding.amount
    needs_amount = finding.kind in RANGES or finding.kind in REFERENCED
    if needs_amount != (amount is not None):
        message = (
            _("请填写金额。") if needs_amount else _("这一事项的金额或点数由制度规定，请留空。")
        )
        raise Refusal(finding.article, message, field="amount")
    limits = RANGES.get(Kind(finding.kind))
    if limits is None or amount is None:
        return
    allowed = limits.value()
    if not rules.is_within(amount, allowed["least"], allowed["most"]):
        message = _("奖励金额应在 %(least)s 元至 %(most)s 元之间。")
        raise Refusal(finding.article, message % allowed, field="amount")


def _check_position(finding: Finding) -> None:
    """The half-year bonus is for customer-service management, the annual one for the department."""
    wanted: dict[str, tuple[str, tuple[Any, ...]]] = {
        Kind.HALF_YEAR: ("R5.6.1", (StaffPosition.Position.MANAGEMENT,)),
        Kind.ANNUAL: ("R5.7.1", tuple(set(StaffPosition.Position) - {StaffPosition.Position.NONE})),
    }
    if finding.kind not in wanted:
        return
    article, allowed = wanted[finding.kind]
    books = Books([finding.person_id], [])
    if books.position(finding.person_id, finding.happened_on) not in allowed:
        raise Refusal(article, _("此人当日不在这一奖金的适用范围。"), field="person")


def decide(
    finding: Finding, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """It counts: the amount in the month of this day, points in the month they belong to."""

    def then(finding: Finding, event: Event) -> None:
        tell(finding, [finding.person], "decided", event)

    return carry_out(finding, Finding.decide, by=by, seen=seen, key=key, comment=comment, then=then)


def refuse(finding: Finding, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    def then(finding: Finding, event: Event) -> None:
        tell(finding, [finding.proposed_by], "refused", event)

    return carry_out(finding, Finding.refuse, by=by, seen=seen, key=key, comment=reason, then=then)


def void_finding(
    finding: Finding, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Only while no run past its draft has used it."""
    return carry_out(finding, Finding.void, by=by, seen=seen, key=key, comment=reason)
