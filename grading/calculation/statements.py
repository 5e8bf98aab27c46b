"""The statements a run is put together from. Each stage is a table of its own, per customer."""

# R3.1. Payments above a receivable's amount are cut off; what is unpaid is late up to the day.
# Older receivables count while they were not paid in full when the window began.
CREDIT = """
WITH parts AS (
    SELECT r.id, p.paid_on, greatest(0, p.paid_on - r.due_on) AS days,
           least(r.amount, sum(p.amount) OVER paid)
               - least(r.amount, sum(p.amount) OVER paid - p.amount) AS part
    FROM grading_receivable r
    JOIN grading_payment p ON p.receivable_id = r.id AND p.voided_at IS NULL
        AND p.paid_on <= %(as_of)s
    WHERE r.due_on <= %(as_of)s AND r.amount > 0 AND r.voided_at IS NULL
    WINDOW paid AS (PARTITION BY r.id ORDER BY p.paid_on, p.id)
), paid AS (
    SELECT id, sum(part) AS paid, sum(part * days) AS late,
           coalesce(sum(part) FILTER (WHERE paid_on <= %(credit_start)s), 0) AS paid_before
    FROM parts GROUP BY id
)
SELECT r.customer_id, count(*) AS receivables, sum(r.amount) AS owed, count(e.matter_id) AS excused,
       sum(CASE WHEN e.matter_id IS NOT NULL THEN 0
                ELSE coalesce(p.late, 0)
                    + (r.amount - coalesce(p.paid, 0)) * (%(as_of)s - r.due_on) END) AS late
FROM grading_receivable r
LEFT JOIN paid p ON p.id = r.id
LEFT JOIN grading_excuse e ON e.receivable_id = r.id AND e.state = 'approved'
    AND (e.decided_at AT TIME ZONE %(zone)s)::date <= %(as_of)s
WHERE r.due_on <= %(as_of)s AND r.amount > 0 AND r.voided_at IS NULL
  AND (r.due_on > %(credit_start)s OR coalesce(p.paid_before, 0) < r.amount)
GROUP BY r.customer_id
"""

# R3.2 and R3.4 in one scan of all order lines up to the day: whoever has none is new.
SOLD = """
SELECT l.customer_id,
       count(*) FILTER (WHERE l.dated_on > %(orders_start)s) AS order_lines,
       sum({measure}) FILTER (WHERE l.dated_on > %(orders_start)s) AS order_total,
       count(*) FILTER (WHERE l.dated_on > %(orders_start)s AND {measure} IS NULL)
           AS lines_without_factor,
       count(*) FILTER (WHERE l.dated_on > %(profit_start)s) AS profit_lines,
       sum(l.amount - l.cost) FILTER (WHERE l.dated_on > %(profit_start)s) AS profit,
       count(*) FILTER (WHERE l.dated_on > %(profit_start)s AND l.cost IS NULL)
           AS lines_without_cost
FROM grading_orderline l {products}
WHERE l.dated_on <= %(as_of)s AND l.cancelled_at IS NULL
GROUP BY l.customer_id
"""
# What an order counts by: its amount, or its quantity in units of comparison.
MEASURES = {
    "amount": {"measure": "l.amount", "products": ""},
    "quantity": {
        "measure": "(l.quantity * p.unit_factor)",
        "products": "JOIN grading_product p ON p.id = l.product_id",
    },
}

# R3.3: the newest of the window; of one day, the one entered later.
ASSESSED = """
SELECT a.customer_id, a.id AS assessment_id, sum(l.weight * l.points) AS earned,
       sum(l.weight * l.maximum) AS possible
FROM (
    SELECT DISTINCT ON (customer_id) customer_id, id FROM grading_assessment
    WHERE assessed_on > %(prospects_start)s AND assessed_on <= %(as_of)s
    ORDER BY customer_id, assessed_on DESC, id DESC
) AS a
JOIN grading_assessmentline l ON l.assessment_id = a.id
GROUP BY a.customer_id, a.id
"""

# Grades set by hand that held on the day.
OVERRIDDEN = """
SELECT DISTINCT ON (customer_id) customer_id, grade FROM grading_override
WHERE decided_at IS NOT NULL AND state <> 'refused' AND ends_on >= %(as_of)s
  AND (decided_at AT TIME ZONE %(zone)s)::date <= %(as_of)s
  AND (ended_at IS NULL OR (ended_at AT TIME ZONE %(zone)s)::date > %(as_of)s)
ORDER BY customer_id, matter_id DESC
"""

STAGES = {
    "grading_credit": CREDIT,
    "grading_sold": SOLD,
    "grading_assessed": ASSESSED,
    "grading_overridden": OVERRIDDEN,
}

# R3.5 over rows with scores: who is new counts by prospects alone, and an indicator without data
# shares its weight among the rest. Ten places were kept, so the first rounding takes away what
# they lack of a tie, and the second decides it.
WEIGHED = """
CROSS JOIN LATERAL (
    SELECT CASE WHEN is_new OR credit_score IS NULL THEN 0 ELSE %(weight_credit)s END AS of_credit,
           CASE WHEN is_new OR orders_score IS NULL THEN 0 ELSE %(weight_orders)s END AS of_orders,
           CASE WHEN prospects_score IS NULL THEN 0 ELSE %(weight_prospects)s END AS of_prospects,
           CASE WHEN is_new OR profit_score IS NULL THEN 0 ELSE %(weight_profit)s END AS of_profit
) AS weight
CROSS JOIN LATERAL (
    SELECT round(round(
        (coalesce(credit_score, 0) * weight.of_credit + coalesce(orders_score, 0) * weight.of_orders
            + coalesce(prospects_score, 0) * weight.of_prospects
            + coalesce(profit_score, 0) * weight.of_profit)
        / nullif(weight.of_credit + weight.of_orders + weight.of_prospects + weight.of_profit, 0), 8), 2)
        AS composite
) AS weighed
"""
GRADE = """
CASE WHEN weighed.composite IS NULL THEN '' WHEN weighed.composite >= %(least_a)s THEN 'A'
     WHEN weighed.composite >= %(least_b)s THEN 'B' WHEN weighed.composite >= %(least_c)s THEN 'C'
     ELSE 'D' END"""
# Without receivables ``owed`` is empty, and greatest() would take the 0.
CREDIT_SCORE = """
CASE WHEN owed > 0 THEN round(greatest(0, 100 - %(points_a_day)s * late / owed), 10) END"""

# Ranks ascend, ties share the lower one; nobody ranked against, or all the same, is 100.
GRADES = f"""
INSERT INTO grading_customergrade (run_id, customer_id, is_new, is_lapsed, receivables, excused,
    owed, late, order_lines, order_total, orders_place, lines_without_factor, assessment_id,
    profit_lines, profit, profit_place, lines_without_cost, credit_score, orders_score,
    prospects_score, profit_score, composite, place, grade,
    effective)
WITH orders AS (
    SELECT customer_id, rank() OVER (ORDER BY order_total) AS place, count(*) OVER () AS n,
           min(order_total) OVER () = max(order_total) OVER () AS is_equal
    FROM grading_sold WHERE order_total IS NOT NULL
), profits AS (
    SELECT customer_id, rank() OVER (ORDER BY profit) AS place, count(*) OVER () AS n,
           min(profit) OVER () = max(profit) OVER () AS is_equal
    FROM grading_sold WHERE profit IS NOT NULL
), scored AS (
    SELECT c.id AS customer_id, s.customer_id IS NULL AS is_new,
           coalesce(s.order_lines = 0, false) AS is_lapsed,
           coalesce(k.receivables, 0) AS receivables, coalesce(k.excused, 0) AS excused,
           k.owed, k.late, coalesce(s.order_lines, 0) AS order_lines, s.order_total,
           o.place AS orders_place, coalesce(s.lines_without_factor, 0) AS lines_without_factor,
           a.assessment_id, coalesce(s.profit_lines, 0) AS profit_lines, s.profit,
           p.place AS profit_place, coalesce(s.lines_without_cost, 0) AS lines_without_cost,
           {CREDIT_SCORE} AS credit_score,
           CASE WHEN s.order_lines = 0 THEN 0 WHEN o.is_equal THEN 100
                ELSE round(100.0 * (o.place - 1) / nullif(o.n - 1, 0), 10) END AS orders_score,
           round(100 * a.earned / a.possible, 10) AS prospects_score, h.grade AS by_hand,
           CASE WHEN s.profit_lines = 0 THEN 0 WHEN p.is_equal THEN 100
                ELSE round(100.0 * (p.place - 1) / nullif(p.n - 1, 0), 10) END AS profit_score
    FROM customers_customer c
    LEFT JOIN grading_sold s ON s.customer_id = c.id
    LEFT JOIN orders o ON o.customer_id = c.id
    LEFT JOIN profits p ON p.customer_id = c.id
    LEFT JOIN grading_credit k ON k.customer_id = c.id
    LEFT JOIN grading_assessed a ON a.customer_id = c.id
    LEFT JOIN grading_overridden h ON h.customer_id = c.id
    WHERE c.merged_into_id IS NULL
)
SELECT %(run)s, customer_id, is_new, is_lapsed, receivables, excused, owed, late, order_lines,
       order_total, orders_place, lines_without_factor, assessment_id, profit_lines, profit,
       profit_place, lines_without_cost, credit_score, orders_score, prospects_score, profit_score,
       weighed.composite,
       CASE WHEN weighed.composite IS NOT NULL
            THEN rank() OVER (ORDER BY weighed.composite DESC NULLS LAST) END,
       {GRADE}, coalesce(by_hand, {GRADE})
FROM scored {WEIGHED}
"""

COUNTS = """
SELECT count(*) AS customers, count(*) FILTER (WHERE grade = 'A') AS a,
       count(*) FILTER (WHERE grade = 'B') AS b, count(*) FILTER (WHERE grade = 'C') AS c,
       count(*) FILTER (WHERE grade = 'D') AS d, count(*) FILTER (WHERE grade = '') AS ungraded,
       count(*) FILTER (WHERE is_new) AS new, count(*) FILTER (WHERE is_lapsed) AS lapsed,
       count(orders_place) AS orders_ranked, count(profit_place) AS profit_ranked,
       coalesce(sum(lines_without_factor), 0)::bigint AS lines_without_factor,
       coalesce(sum(lines_without_cost), 0)::bigint AS lines_without_cost
FROM grading_customergrade WHERE run_id = %(run)s
"""

# The register shows an override through its last day, else what the newest run says.
REGISTER = """
UPDATE customers_customer c SET grade = shown.grade
FROM (
    SELECT known.id, coalesce(h.grade, g.grade, '') AS grade
    FROM customers_customer known
    LEFT JOIN grading_customergrade g ON g.customer_id = known.id AND g.run_id = %(run)s
    LEFT JOIN grading_override h ON h.customer_id = known.id AND h.state = 'approved'
        AND h.ends_on >= %(today)s
    WHERE known.merged_into_id IS NULL
      AND (%(customers)s::bigint[] IS NULL OR known.id = ANY(%(customers)s))
) AS shown
WHERE shown.id = c.id AND c.grade <> shown.grade
"""

# How many effective grades rose and fell between two runs.
MOVEMENTS = """
SELECT count(*) FILTER (WHERE a.effective < b.effective) AS up,
       count(*) FILTER (WHERE a.effective > b.effective) AS down
FROM grading_customergrade a
JOIN grading_customergrade b ON b.customer_id = a.customer_id AND b.run_id = %(before)s
WHERE a.run_id = %(run)s AND a.effective <> '' AND b.effective <> ''
"""
