"""Opens what has become due to be dealt with: set-wise, each occurrence once, downtime made up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties import actions
from foundation.duties.declarations import EachDate, RecurringDuty, Subject, all_duties
from foundation.duties.models import Duty, OpenedPeriod, latest_opened
from foundation.duties.periods import OnTheDate, newest
from foundation.people.models import User
from foundation.policies.reading import read_once
from foundation.process.batches import open_matters, open_tasks
from foundation.process.steps import carry_out


@read_once()
def open_due() -> int:
    """How many duties were opened. Several workers may call it at the same time."""
    return sum(
        _open_dates(declared) if isinstance(declared.who, EachDate) else _open_periods(declared)
        for declared in all_duties()
    )


def _open_periods(declared: RecurringDuty) -> int:
    """All periods since the latest opened; to begin with only one whose day is not past."""
    every, due = declared.every, declared.due
    assert every is not None and not isinstance(due, OnTheDate)
    today = clock.today()
    last = newest(due, every, today)
    latest = latest_opened(declared.code)
    if latest is None and due.due_on(last, every) < today:
        OpenedPeriod.objects.get_or_create(code=declared.code, period=last)
        return 0
    if latest is None:
        return _open_period(declared, last)
    opened, period = 0, every.after(latest)
    while period <= last:
        opened += _open_period(declared, period)
        period = every.after(period)
    return opened


@transaction.atomic
def _open_period(declared: RecurringDuty, period: date) -> int:
    __, is_new = OpenedPeriod.objects.get_or_create(code=declared.code, period=period)
    if not is_new:
        return 0
    assert not isinstance(declared.who, EachDate)
    return _open(declared, [(period, subject) for subject in declared.who.subjects(period)])


@transaction.atomic
def _open_dates(declared: RecurringDuty) -> int:
    who, due = declared.who, declared.due
    assert isinstance(who, EachDate) and isinstance(due, OnTheDate)
    _one_at_a_time(declared)
    dated = list(who.of())
    _let_lapse(declared, dated)
    today = clock.today()
    return _open(declared, [(on, whose) for on, whose in dated if due.opens_on(on) <= today])


def _one_at_a_time(declared: RecurringDuty) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [declared.code])


def _let_lapse(declared: RecurringDuty, dated: Iterable[tuple[date, Subject]]) -> None:
    """The contract was renewed, or ended otherwise: its date is not among them any more."""
    wanted = {(on, subject.key) for on, subject in dated}
    system = User.objects.system()
    due = Duty.objects.filter(code=declared.code, state=Duty.State.DUE)
    for duty in due.select_related("matter", "department", "person", "about"):
        if (duty.period, duty.subject().key) not in wanted:
            carry_out(duty, Duty.lapse, by=system, seen=None)


def _open(declared: RecurringDuty, wanted: list[tuple[date, Subject]]) -> int:
    periods = {period for period, __ in wanted}
    known = set(
        Duty.objects.filter(code=declared.code, period__in=periods).values_list(
            "period", "department", "person", "about"
        )
    )
    new = [
        actions.occurrence(declared, period, subject)
        for period, subject in wanted
        if (period, *subject.key) not in known
    ]
    if new:
        events = open_matters(
            new, by=User.objects.system(), article=declared.article, label=_("列入定期事务")
        )
        open_tasks(declared.task, new, events)
    return len(new)
