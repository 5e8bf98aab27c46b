"""The monthly run: points, what was decided in the month, adjustments, fines set off."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from service_incentives import periods, policies
from service_incentives.calculation import statements, writing
from service_incentives.calculation.values import OF_KIND
from service_incentives.models.registers import ON_POINTS
from service_incentives.models.run import PayRun
from service_incentives.models.states import State

# What was being saved while a run was calculated has an earlier moment: look back this far.
OVERLAP = timedelta(days=1)

PAID_MONTHLY = {
    "praise": ("reward", "reward"),
    "saving": ("reward", "reward"),
    "complaint": ("fine", "fine"),
    "quality": ("referenced", "quality"),
    "service_product": ("referenced", "service_product"),
}
DECIMALS = ("monthly_base", "point_rate", "accident_points", "unsigned_fine")


def calculate_month(run: PayRun) -> None:
    """Write the lines of the run's present computation, by the values the run holds."""
    with connection.cursor() as cursor:
        cursor.execute(statements.POINTS, _given(run, run))
        writing.write_findings(run, PAID_MONTHLY)
        cursor.execute(statements.UNSIGNED, _given(run, run))
        _adjust(cursor, run)
    writing.set_off(run)


def points_of(month: date) -> dict[int, Decimal]:
    """What is left of everybody's points in a month, by the values of its first day."""
    values = {
        name: OF_KIND[PayRun.Kind.MONTHLY][name].value(month)
        for name in ("monthly_base", "point_rate", "accident_points")
    }
    asked = {
        **values, "start": month, "stop": periods.months_later(month, 1), "people": None,
        "on_points": _on_points(), "effective_from": policies.EFFECTIVE_FROM.value(month),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"{statements.DUE} SELECT person_id, left_over FROM due", asked)
        return dict(cursor.fetchall())


def _adjust(cursor: Any, run: PayRun) -> None:
    """Late facts of each locked month, by the values of that month."""
    locked = PayRun.objects.filter(kind=run.kind, state=State.LOCKED, period__lt=run.period)
    for earlier in locked.order_by("period"):
        assert earlier.computed_at is not None
        given = _given(run, earlier) | {"since": earlier.computed_at - OVERLAP}
        cursor.execute(statements.LATE, given)
        given["people"] = [person for (person,) in cursor.fetchall()]
        if given["people"]:
            cursor.execute(statements.ADJUSTMENT, given)


def _given(run: PayRun, of: PayRun) -> dict[str, Any]:
    decimals = {name: Decimal(of.policies[name]) for name in DECIMALS}
    return writing.given(run, of) | decimals | {"people": None, "on_points": _on_points()}


def _on_points() -> list[str]:
    return [str(position) for position in ON_POINTS]
