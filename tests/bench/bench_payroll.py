"""The monthly run of 10,000 engineers with 300,000 trips beside hand-written SQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import psutil
from django.db import connection, transaction

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, once
from tests.bench.scale import ENGINEERS, TRIPS

OCTOBER = date(2026, 10, 1)
MOST_MEMORY = 50  # MiB that the process may grow
BY_HAND = (Path(__file__).parent / "payroll.sql").read_text()
AMOUNTS = """
SELECT count(*), sum(amount), sum(cardinality(trips)) FROM service_incentives_payline
WHERE run_id = %(run)s AND kind = 'points'
"""


def bench_monthly_run(payroll: Bench) -> None:
    from service_incentives import actions

    def by_hand() -> tuple[Times, Any]:
        with transaction.atomic():
            times = once(lambda: connection.cursor().execute(BY_HAND))
            told = row(AMOUNTS, run=0)
            transaction.set_rollback(True)
        return times, told

    def run() -> tuple[Times, int, Any]:
        clerk = User.objects.get(employee_number="svclerk")
        before, made = psutil.Process().memory_info().rss, []
        times = once(
            lambda: made.append(actions.start_run(by=clerk, kind="monthly", period=OCTOBER))
        )
        grown = (psutil.Process().memory_info().rss - before) // 2**20
        return times, grown, row(AMOUNTS, run=made[0].pk)

    floor, right = payroll.measured("large", by_hand)
    times, grown, told = payroll.measured("large", run)
    met = times.median <= 3 * floor.median and grown <= MOST_MEMORY and told == right
    note = f"memory +{grown} MiB; lines, amounts, trips {'equal' if told == right else 'DIFFERENT'}"
    name = f"monthly run, {ENGINEERS:,} engineers, {TRIPS:,} trips"
    FIGURES.add(Figure(name, f"3x by hand, +{MOST_MEMORY} MiB", met, times, floor, note=note))


def row(statement: str, **given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()
