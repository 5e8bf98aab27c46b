"""One run: stage by stage, in the transaction it is called in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

from foundation import clock
from grading.calculation import statements
from grading.models import GradingRun
from grading.rules import INDICATORS, Rules

STEPS = len(statements.STAGES) + 2  # the stages, the grades, the register


def calculate(run: GradingRun, step: Callable[[], None]) -> dict[str, int]:
    """Write everybody's grade and answer the counts; ``step`` hears of each stage done."""
    given = {"run": run.pk, **parameters(run.rules, run.as_of)}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")  # sorts and hashes a million customers
        for name, select in statements.STAGES.items():
            measured = select.format(**statements.MEASURES[run.rules.orders_by])
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {measured}", given)
            cursor.execute(f"ANALYZE {name}")
            step()
        cursor.execute(statements.GRADES, given)
        step()
        return _row(cursor, statements.COUNTS, given)


def register_grades(customers: list[int] | None = None) -> None:
    """What the customer register shows, of these customers or of all."""
    newest = GradingRun.objects.newest_first().first()
    given = {
        "run": newest.pk if newest else None,
        "customers": customers,
        "today": clock.today(),
    }
    with connection.cursor() as cursor:
        cursor.execute(statements.REGISTER, given)


def movements(run: int, before: int) -> dict[str, int]:
    """``up`` and ``down``: effective grades that rose and fell since another run."""
    with connection.cursor() as cursor:
        return _row(cursor, statements.MOVEMENTS, {"run": run, "before": before})


def _row(cursor: Any, statement: str, given: dict[str, Any]) -> dict[str, int]:
    cursor.execute(statement, given)
    names = [column.name for column in cursor.description or ()]
    return dict(zip(names, cursor.fetchone() or (), strict=True))


def parameters(rules: Rules, as_of: date) -> dict[str, Any]:
    a, b, c = rules.thresholds
    return {
        "as_of": as_of,
        "zone": clock.zone().key,
        "points_a_day": rules.points_a_day,
        "least_a": a,
        "least_b": b,
        "least_c": c,
        **{f"{one}_start": rules.start_of(one, as_of) for one in INDICATORS},
        **{f"weight_{one}": weight for one, weight in rules.weights.items()},
    }
