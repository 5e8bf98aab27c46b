"""The monthly statistics beside hand-written SQL over the same month, and the sweep of deadlines."""

from __future__ import annotations

from datetime import date

from django.db import OperationalError, connection

from tests.bench.figures import FIGURES, Bench, Figure, Times, sql, taken

MONTH_SQL = """
SELECT handling_department_id, count(*),
    avg(extract(epoch FROM ended_at - started_at)),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at)),
    count(*) FILTER (WHERE (ended_at AT TIME ZONE 'Asia/Shanghai')::date > due_on)
FROM complaints_complaint
WHERE ended_at >= '2026-10-01 00:00+08' AND ended_at < '2026-11-01 00:00+08'
GROUP BY 1
"""
PATIENCE = 60  # seconds


def bench_monthly_statistics(bench: Bench) -> None:
    def month() -> Times:
        from complaints.figures import compute

        with connection.cursor() as cursor:
            cursor.execute(f"SET statement_timeout = '{PATIENCE}s'")
        try:
            return taken(lambda: compute(date(2026, 10, 1)), turns=3, warm=1)
        except OperationalError:
            return Times([float(PATIENCE)])

    floor = bench.measured("large", lambda: taken(sql(MONTH_SQL), turns=5))
    small, large = bench.in_both(month)
    met = large.median <= 0.5 and large.median <= 3 * floor.median
    note = f"given up after {PATIENCE} s" if large.median >= PATIENCE else ""
    FIGURES.add(
        Figure("monthly statistics", large, "0.5 s, 3x by hand", met, floor, small, note=note)
    )


def bench_sweep(bench: Bench) -> None:
    """10,000 tasks due today of the open ones among two million."""

    def once() -> Times:
        from foundation.clock import today
        from foundation.process.models import Task
        from foundation.process.sweep import sweep

        waiting = Task.objects.filter(closed_at=None).order_by("pk").values("pk")[:10_000]
        Task.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
            next_alert_on=today(), alert_stage=0
        )
        return taken(sweep, turns=1, warm=0)

    large: Times = bench.measured("large", once)
    FIGURES.add(Figure("escalation sweep, 10,000 due", large, "3 s", large.median <= 3))
