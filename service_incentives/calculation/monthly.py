"""The monthly run: points, what was decided in the month, adjustments, fines set off."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from foundation.policies.declarations import Policy
from service_incentives import periods, policies, rules
from service_incentives.calculation import statements
from service_incentives.models.registers import ON_POINTS
from service_incentives.models.run import PayRun
from service_incentives.models.states import State

# What was being saved while a run was calculated has an earlier moment: look back this far.
OVERLAP = timedelta(days=1)

# Kind of finding -> kind of line, and of payer; the article is the finding's.
PAID_MONTHLY = {
    "praise": ("reward", "reward"),
    "saving": ("reward", "reward"),
    "complaint": ("fine", "fine"),
    "quality": ("referenced", "quality"),
    "service_product": ("referenced", "service_product"),
}

USED: dict[str, Policy[Any]] = {
    "effective_from": policies.EFFECTIVE_FROM,
    "monthly_base": policies.MONTHLY_BASE,
    "point_rate": policies.POINT_RATE,
    "accident_points": policies.ACCIDENT_POINTS,
    "unsigned_fine": policies.UNSIGNED_FINE,
    "fines_apply": policies.FINES_APPLY,
    "payers": policies.PAYERS,
    "payer_names": policies.PAYER_NAMES,
}


def values_of(run: PayRun) -> dict[str, Any]:
    """The policy values a run goes by: those in force on the first day of its period."""
    return {name: policy.store(policy.value(run.period)) for name, policy in USED.items()}


def calculate_month(run: PayRun) -> None:
    """Write the lines of the run's present computation, by the values the run holds."""
    given = _given(run, run) | {"people": None}
    with connection.cursor() as cursor:
        cursor.execute(statements.POINTS, given)
        kinds = ", ".join(
            f"('{kind}', '{line}', '{rules.ARTICLE_OF_FINDING[kind]}', '{payer}')"
            for kind, (line, payer) in PAID_MONTHLY.items()
        )
        cursor.execute(statements.FINDINGS.replace("{kinds}", kinds), given)
        cursor.execute(statements.UNSIGNED, given)
        _adjust(cursor, run)
        cursor.execute(statements.CARRIED_IN, given)
        cursor.execute(statements.CARRIED_OUT, given)


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
    """Parameters for lines of ``run`` about the period of ``of``."""
    values = of.policies
    decimals = ("monthly_base", "point_rate", "accident_points", "unsigned_fine")
    return {
        "run": run.pk,
        "computation": run.computation,
        "start": of.period,
        "stop": periods.until(of.kind, of.period),
        "on_points": [str(position) for position in ON_POINTS],
        "effective_from": values["effective_from"],
        "fines_apply": values["fines_apply"],
        "payers": json.dumps(values["payers"]),
        **{name: Decimal(values[name]) for name in decimals},
    }
