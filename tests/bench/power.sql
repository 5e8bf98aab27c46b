-- ``:rows`` power projects of ten years, set-wise. Run by corpus.py with foreign keys and triggers
-- off; words and people come as parameters.

CREATE UNLOGGED TABLE bench_project AS
WITH drawn AS (
    SELECT id, random() AS place, random() AS load, random() AS size, random() AS stage,
        random() AS surname, random() AS street, random() AS due,
        %(today)s::date - ((%(rows)s + 1000 - id) * 3650::bigint / %(rows)s)::int AS applied_on
    FROM generate_series(1001, %(rows)s + 1000) AS id -- behind the matters of the firms
)
SELECT *,
    CASE WHEN load < 0.5 THEN 'residential' WHEN load < 0.8 THEN 'low' ELSE 'high' END AS kind,
    -- Nine in ten are over, whatever lies further back.
    CASE WHEN stage < 0.9 AND applied_on < %(today)s::date - 60 THEN 'closed'
        ELSE pick(%(stages)s::text[], stage * 0.999) END AS state,
    pick(%(surnames)s::text[], surname) || pick(%(streets)s::text[], street) AS name
FROM drawn;

INSERT INTO customers_customer (id, kind, name, name_pinyin, credit_code, phone, email, district,
    address, grade, note, created_at)
SELECT id, 'organisation', name || id, '', '', '', '', '', '', '', '', %(now)s FROM bench_project;

INSERT INTO process_matter (id, regulation, kind, number, title, state, version, owner_id,
    department_id, customer_id, opened_by_id, opened_at, closed_at, search_text)
SELECT id, 8, 'power_projects.Project', 'GC-' || extract(year FROM applied_on) || '-' || id, name,
    state, 4, %(officer)s, pick(%(branches)s::bigint[], place), id, %(clerk)s,
    applied_on::timestamp AT TIME ZONE 'Asia/Shanghai',
    CASE WHEN state = 'closed' THEN (applied_on + 50)::timestamp AT TIME ZONE 'Asia/Shanghai' END,
    name
FROM bench_project;

INSERT INTO power_projects_project (matter_id, customer_id, contact_name, contact_phone, address,
    area_id, station_id, branch_id, kind, load, capacity, unit, voltage, is_dual, security_load,
    generator, explained, routing, registered_by_id, applied_on, state, stage_since, due_on,
    waiting_for, answers, reviews, manager_id, findings, chosen_by, entrusted_by)
SELECT id, id, '王', '13900000000', name, %(area)s, %(station)s, pick(%(branches)s::bigint[], place),
    'new', kind, 1 + floor(size * 4000), CASE WHEN kind = 'high' THEN 'kVA' ELSE 'kW' END, '380V',
    false, '', '', '{content,procedure,form}', 'work_order', %(clerk)s, applied_on, state,
    applied_on + 5, CASE WHEN state <> 'closed' THEN %(today)s::date - 20 + floor(due * 50)::int END,
    0, 'branch', 'branch', %(officer)s, '', '', ''
FROM bench_project;

DROP TABLE bench_project;
