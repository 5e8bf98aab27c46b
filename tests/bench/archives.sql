-- ``:rows`` documents of fifteen years in the archive room, set-wise. Run by corpus.py with foreign
-- keys and triggers off; words and people come as parameters.

CREATE UNLOGGED TABLE bench_document AS
WITH drawn AS (
    SELECT id, random() AS department, power(random(), 2) AS topic, power(random(), 1.5) AS body,
        random() AS kind, random() AS secrecy, random() AS retention, random() AS rare,
        random() AS rare_first, random() AS rare_second, random() AS pages, random() AS street,
        %(today)s::date - ((%(rows)s - id) * 5475::bigint / %(rows)s)::int AS dated_on
    FROM generate_series(1, %(rows)s) AS id
)
SELECT *, extract(year FROM dated_on)::int AS year,
    pick(%(departments)s::bigint[], department) AS department_id,
    pick(%(bodies)s::text[], body) AS issuing_body,
    CASE WHEN secrecy < 0.55 THEN 2 WHEN secrecy < 0.8 THEN 1 WHEN secrecy < 0.93 THEN 3
        WHEN secrecy < 0.99 THEN 4 ELSE 5 END AS grade,
    '关于' || CASE WHEN rare < 0.1 THEN pick(%(rare_first)s::text[], rare_first)
            || pick(%(rare_second)s::text[], rare_second) ELSE pick(%(streets)s::text[], street) END
        || pick(%(titles)s::text[], topic)
        || pick(ARRAY['的请示', '的批复', '的通知', '的报告', '的会议纪要', '的函'], kind) AS name,
    row_number() OVER (PARTITION BY extract(year FROM dated_on) ORDER BY id) AS serial
FROM drawn;

INSERT INTO process_matter (id, regulation, kind, number, title, state, version, owner_id,
    department_id, customer_id, opened_by_id, opened_at, closed_at, search_text)
SELECT id, 1, 'archives.Document', 'WJ-' || year || '-' || lpad(serial::text, greatest(5, length(serial::text)), '0'),
    CASE WHEN grade <= 2 THEN name ELSE '文件' END, 'received', 4, %(handler)s, department_id, NULL,
    %(handler)s, dated_on::timestamp AT TIME ZONE 'Asia/Shanghai', NULL,
    replace(name || ' 企〔' || year || '〕' || serial || '号 ' || issuing_body, '，', ',')
FROM bench_document;

INSERT INTO numbering_counter (series, period, last)
SELECT 'WJ', year::text, max(serial) FROM bench_document GROUP BY 2;

INSERT INTO archives_document (matter_id, name, document_no, issuing_body, dated_on, category, kind,
    medium, copies, pages, subject_terms, secrecy, retention, department_id, is_company_print,
    handler_id, outcome, finished_on, was_late, registered_by_id, filing_year, year_rule, state,
    collected_by_id, collected_at, received_by_id, received_at)
SELECT id, name, '企〔' || year || '〕' || serial || '号', issuing_body, dated_on,
    pick(ARRAY['internal', 'reporting', 'correspondence', 'contract', 'superior', 'meeting'], kind),
    'other', 'paper', 1, 1 + floor(pages * 30)::int, '{}', grade, 1 + floor(retention * 3)::int,
    department_id, false, %(handler)s, 'finished', dated_on + 2, false, %(handler)s, year, 'date',
    'received', %(handler)s, dated_on + interval '3 days', %(archivist)s, dated_on + interval '9 days'
FROM bench_document;

DROP TABLE bench_document;
