"""The monthly statistics beside hand-written SQL for the same sums, and the sweep of deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import OperationalError, connection, transaction

from tests.bench.figures import FIGURES, Bench, Figure, Times, once, sql, taken
from tests.bench.scale import DUE

MONTH = date(2026, 10, 1)
PATIENCE = 60  # seconds

# By hand, one month and the two it is compared with: what came, was ruled on, ended in time and
# late, days of the ended ones, each by the five groups. Without recurrences, waits, ratings.
MONTHS = """
WITH span(month, starts, stops) AS (VALUES
    ('2026-10', '2026-10-01 00:00+08'::timestamptz, '2026-11-01 00:00+08'::timestamptz),
    ('2026-09', '2026-09-01 00:00+08', '2026-10-01 00:00+08'),
    ('2025-10', '2025-10-01 00:00+08', '2025-11-01 00:00+08')
), of_month AS (
    SELECT month, c.store_id, c.handling_department_id, c.goods, report.cause_kind, demands[1] AS demand,
        started_at >= starts AND started_at < stops AS came,
        ruled_at >= starts AND ruled_at < stops AS ruled, accepted,
        ended_at >= starts AND ended_at < stops AND state IN ('closed', 'closed_declined') AS ended,
        state = 'closed' AS closed,
        (ended_at AT TIME ZONE 'Asia/Shanghai')::date <= due_on AS in_time,
        (ended_at AT TIME ZONE 'Asia/Shanghai')::date - (started_at AT TIME ZONE 'Asia/Shanghai')::date AS days,
        disposal.discount, disposal.compensation
    FROM complaints_complaint c
    JOIN span ON started_at >= starts AND started_at < stops OR ruled_at >= starts AND ruled_at < stops
        OR ended_at >= starts AND ended_at < stops
    LEFT JOIN complaints_report report ON report.complaint_id = c.matter_id AND report.round = c.round
    LEFT JOIN complaints_disposal disposal
        ON disposal.complaint_id = c.matter_id AND disposal.round = c.round
    WHERE state NOT IN ('void', 'merged')
)
SELECT month, store_id, handling_department_id, goods, cause_kind, demand,
    count(*) FILTER (WHERE came), count(*) FILTER (WHERE ruled AND accepted),
    count(*) FILTER (WHERE ruled AND NOT accepted), count(*) FILTER (WHERE ended AND in_time),
    count(*) FILTER (WHERE ended AND NOT in_time),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE ended AND closed),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY days) FILTER (WHERE ended AND closed),
    sum(discount) FILTER (WHERE ended AND closed), sum(compensation) FILTER (WHERE ended AND closed)
FROM of_month
GROUP BY GROUPING SETS ((month), (month, store_id), (month, handling_department_id), (month, goods),
    (month, cause_kind), (month, demand))
"""
# By hand: the alert of every due task told to everybody in its role, with its event.
SWEEP = """
WITH due AS (
    UPDATE process_task SET alert_stage = 3, next_alert_on = NULL
    WHERE closed_at IS NULL AND next_alert_on <= %(today)s
    RETURNING id, matter_id, article, role_id, assignee_id
), event AS (
    INSERT INTO process_event (matter_id, step, label, article, actor_id, at, from_state, to_state, comment,
        details)
    SELECT matter_id, 'overdue', '', article, (SELECT min(id) FROM people_user), now(), '', '', '', '{}' FROM due
)
INSERT INTO notifications_notice (recipient_id, template, context, url, article, at_once, as_digest,
    dedupe, created_at)
SELECT coalesce(assignee_id, held.user_id), 'process/overdue', '{}', '/m/' || matter_id || '/',
    article, false, false, 'by hand:' || due.id, now()
FROM due LEFT JOIN people_rolegrant held ON held.group_id = due.role_id
WHERE coalesce(assignee_id, held.user_id) IS NOT NULL
RETURNING id
"""


def given_up_after(seconds: int, measure: Any) -> Times:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{seconds}s'")
    try:
        return taken(measure, turns=5, warm=1)
    except OperationalError:
        return Times([float(seconds)])


def bench_monthly_statistics(bench: Bench) -> None:
    from complaints.figures import compute

    by_hand: Times = bench.measured("large", lambda: taken(sql(MONTHS), turns=5, warm=1))
    small, large = bench.in_both(lambda: given_up_after(PATIENCE, lambda: compute(MONTH)))
    met = large.median <= 0.5 and large.median <= 3 * by_hand.median
    FIGURES.add(Figure("monthly statistics", "0.5 s, 3x by hand", met, large, by_hand, small=small))


def bench_yearly_statistics(bench: Bench) -> None:
    """The twelve months of a year, with everything by store, department, goods, cause, demand."""
    from complaints.figures import count

    def year() -> None:
        for month in range(1, 13):
            count(date(2025, month, 1), by_policy_of=MONTH)

    large: Times = bench.measured("large", lambda: given_up_after(PATIENCE, year))
    FIGURES.add(Figure("yearly statistics", "2 s", large.median <= 2, large))


def due_today(many: int) -> int:
    """So many open tasks are a day late and nobody has been told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE process_task SET next_alert_on = %(today)s, due_on = %(today)s::date - 1,"
            " alert_stage = 0 WHERE id IN (SELECT id FROM process_task WHERE closed_at IS NULL"
            " ORDER BY id DESC LIMIT %(many)s)",
            {"today": "2026-11-02", "many": many},
        )
        return int(cursor.rowcount)


def bench_sweep(bench: Bench) -> None:
    from foundation.process.sweep import Swept, sweep

    def of(many: int) -> tuple[Times, Swept]:
        due, told = due_today(many), list[Swept]()
        times = once(lambda: told.append(sweep()))
        assert told[0].tasks >= due
        return times, told[0]

    def by_hand() -> Times:
        with transaction.atomic():
            due_today(DUE)
            times = once(sql(SWEEP, today="2026-11-02"))
            transaction.set_rollback(True)
        return times

    floor: Times = bench.measured("large", by_hand)
    few, __ = bench.measured("large", lambda: of(DUE // 10))
    large, swept = bench.measured("large", lambda: of(DUE))
    met = large.median <= 3 and large.statements <= 4 * few.statements
    note = f"{swept.notices:,} notices; {few.statements} SQL for {DUE // 10:,}"
    name = f"escalation sweep, {DUE:,} due"
    FIGURES.add(Figure(name, "3 s, SQL by batch", met, large, floor, note=note))
