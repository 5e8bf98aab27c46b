"""Deadlines of so many days: calendar days, or working days where a policy says so."""

from __future__ import annotations

from datetime import date

import pytest

from complaints import policies
from complaints.models import Complaint
from foundation import clock as time
from foundation.people.models import User
from foundation.policies.models import PolicyValue
from foundation.process.models import CalendarDay, open_tasks
from foundation.process.workdays import Term, add_workdays
from tests.complaints.conftest import make_cast, new_complaint
from tests.harness.frozen import Clock


def decide(key: str, value: object) -> None:
    PolicyValue.objects.create(
        key=key, value=value, applies_from=date(2026, 1, 1), approved_by=User.objects.system(),
        approved_at=time.now(),
    )  # fmt: skip


WORKING = [
    # start, days, the working day that is the last in time
    ("2026-11-02", 5, "2026-11-09"),  # Monday to Monday: a weekend between
    ("2026-11-06", 1, "2026-11-09"),  # Friday
    ("2026-11-07", 1, "2026-11-09"),  # Saturday
    ("2026-09-30", 1, "2026-10-08"),  # the National Day holidays
    ("2026-10-09", 1, "2026-10-10"),  # a Saturday that is worked (调休)
    ("2026-11-02", 0, "2026-11-02"),
]


@pytest.mark.parametrize(("start", "days", "due"), WORKING)
def test_working_days_follow_the_public_calendar(db: None, start: str, days: int, due: str) -> None:
    assert add_workdays(date.fromisoformat(start), days) == date.fromisoformat(due)


def test_the_companys_own_days_go_before_the_public_calendar(db: None) -> None:
    CalendarDay.objects.create(day=date(2026, 11, 3), works=False, note="店庆")
    CalendarDay.objects.create(day=date(2026, 11, 7), works=True, note="盘点")
    assert add_workdays(date(2026, 11, 2), 1) == date(2026, 11, 4)
    assert add_workdays(date(2026, 11, 6), 1) == date(2026, 11, 7)


CALENDAR = [
    ("2026-11-02", "2026-11-09"),
    ("2026-11-27", "2026-12-04"),
    ("2026-12-28", "2027-01-04"),
    ("2028-02-24", "2028-03-02"),  # leap year
    ("2026-09-28", "2026-10-05"),  # in the holidays: not extended
]


@pytest.mark.article("R2.26")
@pytest.mark.parametrize(("received", "due"), CALENDAR)
def test_a_complaint_is_due_at_the_end_of_the_seventh_calendar_day(
    db: None, received: str, due: str
) -> None:
    assert policies.CLOSING.after(date.fromisoformat(received)) == date.fromisoformat(due)


@pytest.mark.article("R2.26")
def test_when_the_policy_says_working_days_the_shares_of_the_steps_follow(
    db: None, clock: Clock
) -> None:
    cast = make_cast()
    calendar = new_complaint(cast)
    decide("complaints.closing_days_in_working_days", True)
    clock.set("2026-11-06 09:00")
    working: Complaint = new_complaint(cast)
    assert (calendar.due_on, working.due_on) == (date(2026, 11, 9), date(2026, 11, 17))
    grounds = open_tasks(working.pk).get(kind="complaints.grounds")
    assert grounds.due_on == date(2026, 11, 9), "Friday, and the weekend does not count"


def test_both_values_are_policies_of_their_own(own_policies: None, db: None) -> None:
    term = Term("toy.term", "期限", "R99.1", 3, policies.GM, in_working_days=True)
    assert term.after(date(2026, 11, 6)) == date(2026, 11, 11)
    decide("toy.term", 1)
    assert term.after(date(2026, 11, 6)) == date(2026, 11, 9)
    decide("toy.term_in_working_days", False)
    assert term.after(date(2026, 11, 6)) == date(2026, 11, 7)
    assert str(term.working.label) == "期限：只计工作日"
