"""The statements that the calculations are put together from."""

# Rows that apply from a day on, as intervals [since, until).
POSITIONS = """
positions AS (
    SELECT person_id, position, since,
           coalesce(lead(since) OVER (PARTITION BY person_id ORDER BY since), 'infinity') AS until
    FROM service_incentives_staffposition
)"""
COEFFICIENTS = """
coefficients AS (
    SELECT kind_id, value, applies_from AS since,
           coalesce(lead(applies_from) OVER (PARTITION BY kind_id ORDER BY applies_from),
                    'infinity') AS until
    FROM service_incentives_coefficient WHERE approved_at IS NOT NULL
)"""

# Of a month and some people (all when %(people)s is null): points, what is taken off, the pay.
DUE = f"""
WITH {POSITIONS}, {COEFFICIENTS}, staff AS (
    SELECT DISTINCT person_id FROM positions
    WHERE position = ANY(%(on_points)s) AND since < %(stop)s AND until > %(start)s
      AND (%(people)s::bigint[] IS NULL OR person_id = ANY(%(people)s))
), trips AS (
    SELECT t.person_id, sum(c.value) AS points, array_agg(t.id ORDER BY t.id) AS trips,
           coalesce(sum(c.value) FILTER (WHERE f.matter_id IS NOT NULL), 0) AS taken,
           array_remove(array_agg(f.matter_id ORDER BY f.matter_id), NULL) AS findings
    FROM service_incentives_trip t
    JOIN positions p ON p.person_id = t.person_id AND p.position = ANY(%(on_points)s)
        AND t.ended_on >= p.since AND t.ended_on < p.until
    JOIN coefficients c ON c.kind_id = t.kind_id
        AND t.ended_on >= c.since AND t.ended_on < c.until
    LEFT JOIN service_incentives_finding f ON f.trip_id = t.id AND f.state = 'decided'
    WHERE t.ended_on >= %(start)s AND t.ended_on < %(stop)s AND t.voided_at IS NULL
      AND t.ended_on >= %(effective_from)s
      AND (%(people)s::bigint[] IS NULL OR t.person_id = ANY(%(people)s))
    GROUP BY t.person_id
), accidents AS (
    SELECT person_id, count(*) AS count, array_agg(matter_id ORDER BY matter_id) AS findings
    FROM service_incentives_finding
    WHERE kind = 'accident' AND state = 'decided'
      AND happened_on >= %(start)s AND happened_on < %(stop)s
      AND happened_on >= %(effective_from)s
    GROUP BY person_id
), counted AS (
    SELECT s.person_id, coalesce(t.points, 0) AS points, coalesce(t.taken, 0) AS taken,
           coalesce(a.count, 0) AS accidents, coalesce(t.trips, '{{}}') AS trips,
           coalesce(t.findings, '{{}}') || coalesce(a.findings, '{{}}') AS findings
    FROM staff s
    LEFT JOIN trips t USING (person_id)
    LEFT JOIN accidents a USING (person_id)
), due AS (
    SELECT *, points - taken - accidents * %(accident_points)s AS left_over,
           round(greatest(0, points - taken - accidents * %(accident_points)s
                             - %(monthly_base)s) * %(point_rate)s, 2) AS amount,
           format('max(0, %%s%%s%%s − %%s) × %%s', trim_scale(points),
                  CASE WHEN taken > 0 THEN ' − ' || trim_scale(taken) END,
                  CASE WHEN accidents > 0
                       THEN format(' − %%s × %%s', accidents, trim_scale(%(accident_points)s)) END,
                  trim_scale(%(monthly_base)s), trim_scale(%(point_rate)s)) AS formula,
           jsonb_build_object('points', trim_scale(points)::text, 'taken', trim_scale(taken)::text,
                  'accidents', accidents, 'accident_points', %(accident_points)s::text,
                  'base', %(monthly_base)s::text, 'rate', %(point_rate)s::text) AS inputs
    FROM counted
)"""

LINE = """
INSERT INTO service_incentives_payline (run_id, computation, person_id, kind, article, period,
    payer, amount, formula, inputs, zero_reason, trips, findings, corrects_id)
"""

POINTS = f"""
{DUE}
{LINE}
SELECT %(run)s, %(computation)s, person_id, 'points', 'R5.4.1', %(start)s, %(payers)s::jsonb->>'points',
       amount, formula, inputs,
       CASE WHEN amount > 0 THEN '' WHEN trips = '{{}}' THEN 'no_trips' ELSE 'below_base' END,
       trips, findings, NULL
FROM due
ORDER BY person_id
"""

# What a locked month should have paid by what is known now, less what it did pay.
ADJUSTMENT = f"""
{DUE}, paid AS (
    SELECT l.person_id, sum(l.amount) AS amount,
           min(l.id) FILTER (WHERE l.period = r.period) AS line
    FROM service_incentives_payline l
    JOIN service_incentives_payrun r ON r.matter_id = l.run_id AND r.computation = l.computation
    WHERE l.kind = 'points' AND l.period = %(start)s AND r.state = 'locked' AND r.kind = %(kind)s
      AND l.person_id = ANY(%(people)s)
    GROUP BY l.person_id
)
{LINE}
SELECT %(run)s, %(computation)s, d.person_id, 'points', 'R5.4.1', %(start)s,
       %(payers)s::jsonb->>'points', d.amount - coalesce(p.amount, 0),
       d.formula || ' − ' || coalesce(p.amount, 0), d.inputs || jsonb_build_object('paid', coalesce(p.amount, 0)::text),
       '', d.trips, d.findings, p.line
FROM due d LEFT JOIN paid p USING (person_id)
WHERE d.amount <> coalesce(p.amount, 0)
ORDER BY d.person_id
"""

# Whose facts of a locked month were entered or decided since it was calculated. A day earlier as
# well: what was being entered at that moment may have been saved after it. Too many does no harm.
LATE = """
SELECT person_id FROM service_incentives_trip
WHERE entered_at >= %(since)s AND ended_on >= %(start)s AND ended_on < %(stop)s
UNION
SELECT f.person_id FROM service_incentives_finding f
LEFT JOIN service_incentives_trip t ON t.id = f.trip_id
WHERE f.state = 'decided' AND f.decided_at >= %(since)s
  AND coalesce(t.ended_on, f.happened_on) >= %(start)s
  AND coalesce(t.ended_on, f.happened_on) < %(stop)s
  AND f.kind IN ('accident', 'own_fault', 'entry_error')
UNION
SELECT person_id FROM service_incentives_staffposition
WHERE set_at >= %(since)s AND since < %(stop)s
"""

# Rewards, fines and referenced amounts count in the month they are decided.
FINDINGS = f"""
{LINE}
SELECT %(run)s, %(computation)s, f.person_id, k.line, k.article, %(start)s,
       %(payers)s::jsonb->>k.payer,
       CASE WHEN k.line = 'fine' AND NOT %(fines_apply)s THEN 0 ELSE f.amount END,
       f.amount::text, jsonb_build_object('number', m.number, 'document', f.document),
       CASE WHEN k.line = 'fine' AND NOT %(fines_apply)s THEN 'fines_off' ELSE '' END,
       '{{}}', ARRAY[f.matter_id], NULL
FROM service_incentives_finding f
JOIN process_matter m ON m.id = f.matter_id
JOIN (VALUES {{kinds}}) AS k(kind, line, article, payer) ON k.kind = f.kind
WHERE f.state = 'decided' AND f.decided_on >= %(start)s AND f.decided_on < %(stop)s
  AND f.happened_on >= %(effective_from)s
ORDER BY f.matter_id
"""

UNSIGNED = f"""
{LINE}
SELECT %(run)s, %(computation)s, person_id, 'fine', 'R5.9.5', %(start)s, %(payers)s::jsonb->>'fine',
       CASE WHEN %(fines_apply)s THEN -%(unsigned_fine)s ELSE 0 END, (-%(unsigned_fine)s)::text, '{{}}',
       CASE WHEN %(fines_apply)s THEN '' ELSE 'fines_off' END, ARRAY[id], '{{}}', NULL
FROM service_incentives_trip
WHERE paper = 'fined' AND voided_at IS NULL
  AND paper_decided_on >= %(start)s AND paper_decided_on < %(stop)s
  AND ended_on >= %(effective_from)s
ORDER BY id
"""

# What earlier, locked runs left to be set off, charged where the person is paid something now.
CARRIED_IN = f"""
WITH open AS (
    SELECT l.person_id, l.payer, sum(l.amount) AS amount, max(l.id) AS line
    FROM service_incentives_payline l
    JOIN service_incentives_payrun r ON r.matter_id = l.run_id AND r.computation = l.computation
    WHERE l.kind IN ('carried_in', 'carried_out') AND r.state = 'locked' AND r.kind = %(kind)s
    GROUP BY 1, 2 HAVING sum(l.amount) > 0
), here AS (
    SELECT DISTINCT person_id, payer FROM service_incentives_payline
    WHERE run_id = %(run)s AND computation = %(computation)s AND amount > 0
)
{LINE}
SELECT %(run)s, %(computation)s, person_id, 'carried_in', 'R5.10', %(start)s, payer, -amount,
       (-amount)::text, '{{}}', '', '{{}}', '{{}}', line
FROM open JOIN here USING (person_id, payer)
ORDER BY person_id, payer
"""

# Nobody's total is below zero with one payer: the rest waits for the next run.
CARRIED_OUT = f"""
{LINE}
SELECT run_id, computation, person_id, 'carried_out', 'R5.10', %(start)s, payer, -sum(amount),
       format('0 − (%%s)', sum(amount)), '{{}}', '', '{{}}', '{{}}', NULL
FROM service_incentives_payline
WHERE run_id = %(run)s AND computation = %(computation)s
GROUP BY run_id, computation, person_id, payer HAVING sum(amount) < 0
ORDER BY person_id, payer
"""
