"""What several calculations write: findings that count in the period, and what is carried over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import connection

from service_incentives import rules
from service_incentives.calculation import statements
from service_incentives.models.line import PayLine
from service_incentives.models.run import PayRun

AT_A_TIME = 2_000


def given(run: PayRun, of: PayRun) -> dict[str, Any]:
    """Parameters for lines of ``run`` about the period of ``of``, by the values of that one."""
    return {
        "run": run.pk,
        "computation": run.computation,
        "kind": run.kind,
        "start": of.period,
        "stop": of.until,
        "effective_from": of.policies["effective_from"],
        "fines_apply": of.policies.get("fines_apply", True),
        "payers": json.dumps(of.policies["payers"]),
    }


def payer_of(run: PayRun, what: str) -> str:
    return str(run.policies["payers"][what])


def write(run: PayRun, lines: Iterable[PayLine]) -> None:
    """Lines that were made in Python, in one order whatever the order of what they are made of."""
    made = list(lines)
    for line in made:
        line.run, line.computation = run, run.computation
    PayLine.objects.bulk_create(made, batch_size=AT_A_TIME)


def write_findings(run: PayRun, kinds: Mapping[str, tuple[str, str]]) -> None:
    """Kind of finding -> kind of line, and of payer; the article is the finding's own."""
    rows = ", ".join(
        f"('{kind}', '{line}', '{rules.ARTICLE_OF_FINDING[kind]}', '{payer}')"
        for kind, (line, payer) in kinds.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(statements.FINDINGS.replace("{kinds}", rows), given(run, run))


def set_off(run: PayRun) -> None:
    """What earlier runs of the kind left is charged now; nobody's total is below zero (R5.9)."""
    with connection.cursor() as cursor:
        cursor.execute(statements.CARRIED_IN, given(run, run))
        cursor.execute(statements.CARRIED_OUT, given(run, run))


def shown(number: Decimal) -> str:
    """Without the zeros behind."""
    return f"{number.normalize():f}"
