-- The lines of October as one would write them by hand: the same sums, formulas, figures and
-- sources as the monthly run, nothing of what else it does.

INSERT INTO service_incentives_payline (run_id, computation, person_id, kind, article, period,
    payer, amount, formula, inputs, zero_reason, trips, findings)
WITH coefficient AS (
    SELECT kind_id, value, applies_from AS since,
           lead(applies_from, 1, 'infinity') OVER (PARTITION BY kind_id ORDER BY applies_from) AS until
    FROM service_incentives_coefficient WHERE approved_at IS NOT NULL
), held AS (
    SELECT person_id, position, since,
           lead(since, 1, 'infinity') OVER (PARTITION BY person_id ORDER BY since) AS until
    FROM service_incentives_staffposition
), worked AS (
    SELECT trip.person_id, sum(value) AS points, array_agg(trip.id ORDER BY trip.id) AS trips,
           coalesce(sum(value) FILTER (WHERE finding.matter_id IS NOT NULL), 0) AS taken,
           array_remove(array_agg(finding.matter_id), NULL) AS findings
    FROM service_incentives_trip trip
    JOIN coefficient ON coefficient.kind_id = trip.kind_id
        AND ended_on >= coefficient.since AND ended_on < coefficient.until
    JOIN held ON held.person_id = trip.person_id AND position IN ('engineer', 'leader')
        AND ended_on >= held.since AND ended_on < held.until
    LEFT JOIN service_incentives_finding finding ON trip_id = trip.id AND state = 'decided'
    WHERE ended_on >= '2026-10-01' AND ended_on < '2026-11-01' AND voided_at IS NULL
    GROUP BY trip.person_id
), accident AS (
    SELECT person_id, count(*) AS count, array_agg(matter_id) AS findings
    FROM service_incentives_finding
    WHERE kind = 'accident' AND state = 'decided'
      AND happened_on >= '2026-10-01' AND happened_on < '2026-11-01'
    GROUP BY person_id
), summed AS (
    SELECT person_id, coalesce(points, 0) AS points, coalesce(taken, 0) AS taken,
           coalesce(count, 0) AS accidents, coalesce(trips, '{}') AS trips,
           coalesce(worked.findings, '{}') || coalesce(accident.findings, '{}') AS findings
    FROM (SELECT DISTINCT person_id FROM held WHERE position IN ('engineer', 'leader')
            AND since < '2026-11-01' AND until > '2026-10-01') AS staff
    LEFT JOIN worked USING (person_id) LEFT JOIN accident USING (person_id)
)
SELECT 0, 1, person_id, 'points', 'R5.4.1', '2026-10-01', 'employer',
       round(greatest(0, points - taken - accidents * 2 - 17) * 270, 2),
       'max(0, ' || trim_scale(points) || ' − 17) × 270',
       jsonb_build_object('points', trim_scale(points)::text, 'taken', trim_scale(taken)::text,
                          'accidents', accidents, 'base', '17', 'rate', '270'),
       CASE WHEN trips = '{}' THEN 'no_trips' ELSE '' END, trips, findings
FROM summed
