"""Trips: entered, corrected, made void; what becomes of a service without a signed record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.rows import locked, reasoned
from foundation.process.submissions import once
from service_incentives.books import Books
from service_incentives.models import Trip
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import trips_used_by_runs, used_by_run


def enter_trip(trip: Trip, *, by: User, books: Books | None = None, key: str | None = None) -> Trip:
    """One row per engineer and trip (R5.4.1). ``books``: positions and coefficients read before."""

    def act() -> Trip:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
        _check(trip, books or Books.of(trip))
        trip.entered_by, trip.entered_at = by, clock.now()
        trip.save(force_insert=True)
        return trip

    what = ["enter_trip", *(getattr(trip, name) for name in ENTERED)]
    try:
        return once(act, Trip, key=key, by=by, what=what)
    except IntegrityError:
        raise _twice() from None


def enter_trips(trips: Sequence[Trip], *, by: User, books: Books) -> list[Trip | Refusal]:
    """Many as one: for each the trip, or why it is refused. Twice the same: ``IntegrityError``."""
    only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
    answers: list[Trip | Refusal] = []
    for trip in trips:
        trip.entered_by, trip.entered_at = by, clock.now()
        try:
            _check(trip, books)
        except Refusal as refusal:
            answers.append(refusal)
        else:
            answers.append(trip)
    Trip.objects.bulk_create(answer for answer in answers if isinstance(answer, Trip))
    return answers


def change_trip(
    trip: Trip, *, by: User, seen: int, given: Mapping[str, Any], books: Books | None = None,
    key: str | None = None,
) -> Trip:  # fmt: skip
    """Correct a trip that no run past its draft has used."""

    def act() -> Trip:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
        fresh = _locked(trip, seen)
        for name, value in given.items():
            setattr(fresh, name, value)
        _check(fresh, books or Books.of(fresh))
        fresh.save()
        return fresh

    try:
        return once(act, Trip, key=key, by=by, what=["change_trip", trip, *given.values()])
    except IntegrityError:
        raise _twice() from None


def void_trip(trip: Trip, *, by: User, seen: int, reason: str, key: str | None = None) -> Trip:
    """Entered by mistake: it stays visible, but counts no longer."""

    def act() -> Trip:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
        fresh = _locked(trip, seen)
        if not reason.strip():
            raise Refusal("R0.reasons", _("请写明作废原因。"), field="reason")
        fresh.voided_by, fresh.voided_at, fresh.void_reason = by, clock.now(), reason
        fresh.save()
        return fresh

    return once(act, Trip, key=key, by=by, what=["void_trip", trip, reason])


def void_trips(trips: Sequence[Trip], *, by: User, reason: str) -> None:
    """Many as one, none of them used by a run past its draft."""
    only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
    keys = [trip.pk for trip in trips]
    used = trips_used_by_runs(keys)
    if used:
        raise Refusal("R5.10", _("已用于发放单 %s") % next(iter(used.values())))
    standing = Trip.objects.filter(pk__in=keys, voided_at=None)
    standing.update(voided_by=by, voided_at=clock.now(), void_reason=reasoned(reason))


def decide_paper(
    trip: Trip, *, by: User, seen: int, is_fined: bool, reason: str, key: str | None = None
) -> Trip:
    """Without a signed record: excused by the head of the department, or fined (R5.9.5)."""

    def act() -> Trip:
        only_as(by, SERVICE_HEAD, article="R5.9.5")
        fresh = _locked(trip, seen)
        if fresh.paper != Trip.Paper.UNSIGNED:
            raise Refusal("R5.9.5", _("这次服务没有待处理的服务记录单。"))
        if by.pk in (fresh.person_id, fresh.entered_by_id):
            raise Refusal("R0.separation", _("须由本人和登记人以外的人处理。"))
        if not is_fined and not reason.strip():
            raise Refusal("R5.9.5", _("同意免签须写明特殊情况。"), field="reason")
        fresh.paper = Trip.Paper.FINED if is_fined else Trip.Paper.EXCUSED
        fresh.paper_reason = reason or fresh.paper_reason
        fresh.paper_decided_by, fresh.paper_decided_on = by, clock.today()
        fresh.save()
        return fresh

    return once(act, Trip, key=key, by=by, what=["decide_paper", trip, is_fined, reason])


ENTERED = (
    "person", "project", "kind", "started_on", "ended_on", "visit", "paper", "paper_reason",
)  # fmt: skip


def _locked(trip: Trip, seen: int) -> Trip:
    fresh = locked(trip, seen)
    if fresh.voided_at is not None:
        raise Refusal("R5.10", _("这条出差记录已经作废。"))
    used = used_by_run(fresh.person_id, trip=fresh.pk)
    if used:
        message = _(
            "已用于发放单 %(run)s，不能修改或作废；确有错误的，另行提出“已结算行程登记有误”的认定。"
        )
        raise Refusal("R5.10", message % {"run": used})
    return fresh


def _check(trip: Trip, books: Books) -> None:
    if trip.ended_on > clock.today():
        raise Refusal("R5.4.1", _("行程结束后才能登记。"), field="ended_on")
    if trip.ended_on < trip.started_on:
        raise Refusal("R5.4.1", _("结束日期早于出发日期。"), field="ended_on")
    if not books.is_on_points(trip.person_id, trip.ended_on):
        message = _("结束当日不是服务工程师或组长，不计点数。")
        raise Refusal("R5.3", message, field="person")
    if not books.has_coefficient(trip.kind_id, trip.ended_on):
        raise Refusal("R5.13", _("这一类型在结束当日没有已批准的工作系数。"), field="kind")
    if trip.paper == Trip.Paper.UNSIGNED and not trip.paper_reason.strip():
        raise Refusal("R5.9.5", _("未签服务记录单的，请写明原因。"), field="paper_reason")


def _twice() -> Refusal:
    message = _("这名工程师在这一项目同日出发的行程已经登记。")
    return Refusal("R5.4.1", message, field="project")
