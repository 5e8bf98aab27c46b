"""Who is to be trained, and when each is due again (R6.10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from foundation import clock
from foundation.people.models import User
from foundation.people.roles import current_grants
from key_accounts import policies, rules
from key_accounts.models import Account, Attendance, Member, Training
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SUPERVISOR


@dataclass(frozen=True, slots=True)
class Trainee:
    person: User
    trained_on: date | None
    due_on: date | None  # none: never trained, due at once
    planned_on: date | None = None  # named for a training that is still to be held

    @property
    def is_due(self) -> bool:
        return self.due_on is None or self.due_on <= clock.today()


def trainees() -> list[Trainee]:
    """Account managers and business staff: roles, leads and core teams; who is due first."""
    codes = [role.code for role in (MANAGER, BRANCH_MANAGER, SUPERVISOR)]
    in_role = current_grants().filter(group__name__in=codes).values("user")
    leads = Account.objects.exclude(state=Account.State.CLOSED).values("lead")
    members = Member.objects.filter(until=None).values("person")
    passed = Attendance.objects.filter(
        person=OuterRef("pk"), has_passed=True, training__state=Training.State.HELD
    ).order_by("-training__planned_on")
    planned = Attendance.objects.filter(
        person=OuterRef("pk"), training__state=Training.State.PLANNED
    ).order_by("training__planned_on")
    people: Any = (
        User.objects.working()
        .filter(Q(pk__in=in_role) | Q(pk__in=leads) | Q(pk__in=members))
        .annotate(
            trained_on=Subquery(passed.values("training__planned_on")[:1]),
            planned_on=Subquery(planned.values("training__planned_on")[:1]),
        )
        .select_related("department")
    )
    months = policies.TRAINING_MONTHS.value()
    found = [
        Trainee(
            one, one.trained_on, one.trained_on and rules.months_after(one.trained_on, months),
            one.planned_on,
        )
        for one in people
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.due_on or date.min, one.person.name_pinyin))


def to_be_planned() -> list[Trainee]:
    """Due soon, and not named for any training yet."""
    latest = clock.today() + timedelta(days=policies.TRAINING_AHEAD.value())
    return [
        one
        for one in trainees()
        if one.planned_on is None and (one.due_on is None or one.due_on <= latest)
    ]
