"""The monthly run of 10,000 engineers with 300,000 trips beside hand-written SQL."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import psutil
from django.db import connection, transaction
from django.test import override_settings

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, once
from tests.bench.scale import ENGINEERS, IMPORTED, TRIPS

OCTOBER = date(2026, 10, 1)
MOST_SECONDS = 120.0  # of a pass over the rows of an import
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


def bench_import_of_trips(payroll: Bench, tmp_path: Path) -> None:
    """With its bad rows told, then only the good ones, beside the trips that are there."""
    from foundation.listing.imports import runs
    from tests.service_incentives.conftest import counts, tried_out
    from tests.service_incentives.test_imports import BAD, TRIP_HEADS, trips

    def imported() -> tuple[Times, Times, Any, int]:
        clerk, before = User.objects.get(employee_number="svclerk"), psutil.Process().memory_info()
        rows, tried = trips(IMPORTED), []
        dry = once(lambda: tried.append(tried_out("trips", TRIP_HEADS, rows, clerk)))
        whole = once(lambda: runs.confirm(tried[0].pk, by=clerk, only_good=True))
        grown = (psutil.Process().memory_info().rss - before.rss) // 2**20
        return dry, whole, counts(tried[0]), grown

    with override_settings(MEDIA_ROOT=tmp_path):
        dry, whole, told, grown = payroll.measured("large", imported)
    is_right = told == (IMPORTED - BAD, 0, 0, BAD)
    note = f"{BAD} bad rows {'told' if is_right else f'NOT told: {told}'}, memory +{grown} MiB"
    for name, times in (("dry run", dry), ("import", whole)):
        met = times.median <= MOST_SECONDS and is_right
        target = f"{MOST_SECONDS:.0f} s"
        FIGURES.add(Figure(f"{name}, {IMPORTED:,} trips", target, met, times, note=note))


def row(statement: str, **given: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()
