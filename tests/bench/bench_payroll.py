"""The monthly run of 10,000 engineers with 300,000 trips beside hand-written SQL."""

from __future__ import annotations

from datetime import date

import psutil
from django.db import transaction

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, once, sql
from tests.bench.scale import ENGINEERS, TRIPS

OCTOBER = date(2026, 10, 1)
MOST_MEMORY = 50  # MiB that the process may grow
# The same sums, written into the same table.
BY_HAND = """
INSERT INTO service_incentives_payline (run_id, computation, person_id, kind, article, period,
    payer, amount, formula, inputs, zero_reason, trips, findings)
SELECT 0, 1, trip.person_id, 'points', 'R5.4.1', '2026-10-01', '', greatest(0, sum(value)), '',
    '{}', '', array_agg(trip.id), '{}'
FROM service_incentives_trip trip
JOIN LATERAL (
    SELECT value FROM service_incentives_coefficient c
    WHERE c.kind_id = trip.kind_id AND applies_from <= trip.ended_on
    ORDER BY applies_from DESC LIMIT 1
) AS coefficient ON true
JOIN LATERAL (
    SELECT position FROM service_incentives_staffposition p
    WHERE p.person_id = trip.person_id AND since <= trip.ended_on ORDER BY since DESC LIMIT 1
) AS held ON position IN ('engineer', 'leader')
WHERE ended_on >= '2026-10-01' AND ended_on < '2026-11-01' AND voided_at IS NULL
GROUP BY trip.person_id
RETURNING id
"""
POINTS_OF_ALL = """
SELECT sum((inputs->>'points')::numeric) FROM service_incentives_payline
WHERE run_id = %(run)s AND kind = 'points'
"""
RIGHT = """
SELECT sum((
    SELECT value FROM service_incentives_coefficient c
    WHERE c.kind_id = trip.kind_id AND applies_from <= trip.ended_on
    ORDER BY applies_from DESC LIMIT 1))
FROM service_incentives_trip trip
WHERE ended_on >= '2026-10-01' AND ended_on < '2026-11-01'
"""


def bench_monthly_run(payroll: Bench) -> None:
    from service_incentives import actions

    def by_hand() -> Times:
        with transaction.atomic():
            times = once(sql(BY_HAND))
            transaction.set_rollback(True)
        return times

    def run() -> tuple[Times, int, bool]:
        clerk = User.objects.get(employee_number="svclerk")
        before, made = psutil.Process().memory_info().rss, []
        times = once(
            lambda: made.append(actions.start_run(by=clerk, kind="monthly", period=OCTOBER))
        )
        grown = (psutil.Process().memory_info().rss - before) // 2**20
        points = sql(POINTS_OF_ALL, run=made[0].pk)()
        return times, grown, points == sql(RIGHT)()

    floor = payroll.measured("large", by_hand)
    times, grown, is_right = payroll.measured("large", run)
    met = times.median <= 3 * floor.median and grown <= MOST_MEMORY and is_right
    note = f"memory +{grown} MiB; sum of points {'equal' if is_right else 'DIFFERENT'}"
    name = f"monthly run, {ENGINEERS:,} engineers, {TRIPS:,} trips"
    FIGURES.add(Figure(name, f"3x by hand, +{MOST_MEMORY} MiB", met, times, floor, note=note))
