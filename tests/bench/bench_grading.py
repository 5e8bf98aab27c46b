"""A grading run over everybody beside hand-written SQL, and what other weights would do."""

from __future__ import annotations

from datetime import date

import psutil
from django.db import transaction

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, once, sql, taken
from tests.bench.scale import CUSTOMERS, ORDERS

AS_OF = date(2026, 10, 31)
MOST_MEMORY = 300  # MiB of the whole process
MOST_SECONDS = 10.0  # of a what-if
# The same scores by the same rules as one statement, written into the same tables.
BY_HAND = """
WITH payments AS (
    SELECT receivable_id, sum(p.amount) AS paid,
           sum(p.amount * greatest(0, paid_on - due_on)) AS late, max(paid_on) AS last
    FROM grading_payment p JOIN grading_receivable r ON r.id = receivable_id
    WHERE paid_on <= '2026-10-31' GROUP BY receivable_id
), credit AS (
    SELECT customer_id, count(*) AS n, sum(amount) AS owed,
           sum(coalesce(late, 0) + (amount - coalesce(paid, 0)) * ('2026-10-31' - due_on)) AS late
    FROM grading_receivable LEFT JOIN payments ON receivable_id = id
    WHERE due_on <= '2026-10-31' AND amount > 0
      AND (due_on > '2025-10-31' OR paid IS NULL OR last > '2025-10-31')
    GROUP BY customer_id
), sold AS (
    SELECT customer_id, count(*) FILTER (WHERE dated_on > '2025-10-31') AS n,
           sum(amount) FILTER (WHERE dated_on > '2025-10-31') AS total,
           sum(amount - cost) FILTER (WHERE dated_on > '2025-10-31') AS profit,
           count(*) FILTER (WHERE dated_on > '2025-10-31' AND cost IS NULL) AS without
    FROM grading_orderline WHERE dated_on <= '2026-10-31' AND cancelled_at IS NULL
    GROUP BY customer_id
), placed AS (
    SELECT *, CASE WHEN n > 0 THEN rank() OVER (PARTITION BY n > 0 ORDER BY total) END AS place,
           CASE WHEN profit IS NOT NULL
                THEN rank() OVER (PARTITION BY profit IS NULL ORDER BY profit) END AS profit_place,
           count(*) FILTER (WHERE n > 0) OVER () AS of, count(profit) OVER () AS profit_of
    FROM sold
), judged AS (
    SELECT customer_id, a.id, sum(weight * points) / sum(weight * maximum) * 100 AS score
    FROM grading_assessment a JOIN grading_assessmentline l ON l.assessment_id = a.id
    WHERE assessed_on > '2025-10-31' AND assessed_on <= '2026-10-31' GROUP BY customer_id, a.id
), scored AS (
    SELECT c.id, s.customer_id IS NULL AS is_new, coalesce(s.n = 0, false) AS is_lapsed, s.*, k.n AS dues,
           k.owed, k.late, j.id AS assessment, j.score AS prospects,
           greatest(0, 100 - 2 * k.late / nullif(k.owed, 0)) + k.late * 0 AS credit,
           CASE WHEN s.n = 0 THEN 0 ELSE 100.0 * (place - 1) / (of - 1) END AS orders,
           CASE WHEN s.n = 0 THEN 0 ELSE 100.0 * (profit_place - 1) / (profit_of - 1) END AS gain
    FROM customers_customer c LEFT JOIN placed s ON s.customer_id = c.id
    LEFT JOIN credit k ON k.customer_id = c.id LEFT JOIN judged j ON j.customer_id = c.id
    WHERE merged_into_id IS NULL
), weighed AS (
    SELECT *, round(CASE WHEN is_new THEN prospects ELSE
        (coalesce(credit * 25, 0) + coalesce(orders * 30, 0) + coalesce(prospects * 15, 0)
            + coalesce(gain * 30, 0))
        / (CASE WHEN credit IS NULL THEN 0 ELSE 25 END + CASE WHEN orders IS NULL THEN 0 ELSE 30 END
            + CASE WHEN prospects IS NULL THEN 0 ELSE 15 END
            + CASE WHEN gain IS NULL THEN 0 ELSE 30 END) END, 2) AS composite
    FROM scored
), graded AS (
    INSERT INTO grading_customergrade (run_id, customer_id, is_new, is_lapsed, receivables, excused,
        owed, late, order_lines, order_total, orders_place, lines_without_factor, assessment_id,
        profit_lines, profit, profit_place, lines_without_cost, credit_score, orders_score,
        prospects_score, profit_score, composite, place, grade, effective)
    SELECT 0, id, is_new, is_lapsed, coalesce(dues, 0), 0, owed, late, coalesce(n, 0), total, place, 0,
        assessment, coalesce(n, 0), profit, profit_place, coalesce(without, 0), credit, orders,
        prospects, gain, composite, rank() OVER (ORDER BY composite DESC NULLS LAST), grade, grade
    FROM weighed CROSS JOIN LATERAL (SELECT CASE WHEN composite IS NULL THEN ''
        WHEN composite >= 80 THEN 'A' WHEN composite >= 60 THEN 'B' WHEN composite >= 40 THEN 'C'
        ELSE 'D' END AS grade) AS found
    RETURNING customer_id, grade
), shown AS (
    UPDATE customers_customer c SET grade = graded.grade
    FROM graded WHERE graded.customer_id = c.id AND c.grade <> graded.grade RETURNING 1
)
SELECT grade, count(*) FROM graded GROUP BY grade ORDER BY grade
"""


def bench_grading_run(graded: Bench) -> None:
    from grading import actions
    from grading.models import GradingRun

    found: list[list[tuple[str, int]]] = []

    def by_hand() -> Times:
        with transaction.atomic():
            times = once(lambda: found.append(sql(BY_HAND)()))
            transaction.set_rollback(True)
        return times

    def run() -> tuple[Times, int]:
        manager, made = User.objects.get(employee_number="grmanager"), []
        times = once(lambda: made.append(actions.grade_everybody(by=manager, as_of=AS_OF)))
        counts = made[0].counts
        named = {"": "ungraded", **{one: one.lower() for one in "ABCD"}}
        found.append([(one, counts[of]) for one, of in named.items() if counts[of]])
        return times, psutil.Process().memory_info().rss // 2**20

    floor = graded.measured("large", by_hand)
    times, memory = graded.measured("large", run)
    is_right = found[0] == found[1]
    met = times.median <= 3 * floor.median and memory <= MOST_MEMORY and is_right
    note = f"process {memory} MiB; grades {'equal' if is_right else f'DIFFERENT {found}'}"
    name = f"grading run, {CUSTOMERS:,} customers, {ORDERS:,} orders"
    FIGURES.add(Figure(name, f"3x by hand, {MOST_MEMORY} MiB", met, times, floor, note=note))

    def tried() -> Times:
        from grading.calculation.what_if import what_if

        newest = GradingRun.objects.newest_first().get()
        return taken(lambda: what_if(newest, newest.rules))

    times = graded.measured("large", tried)
    met = times.median <= MOST_SECONDS
    FIGURES.add(Figure("grading what-if", f"{MOST_SECONDS:.0f} s", met, times))
