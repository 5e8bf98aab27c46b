-- ``:engineers`` engineers with ``:trips`` trips in October 2026, set-wise. Run by corpus.py with
-- foreign keys and triggers off.

INSERT INTO people_user (id, password, is_superuser, employee_number, name, name_pinyin, account,
    department_id, position, phone, email, hired_on, language, is_active)
SELECT 100000 + id, '!', false, 'e' || id, '工程师' || id, lpad(id::text, 6, '0'), 'person',
    %(department)s, '', '', '', '2020-01-01', 'zh-hans', true
FROM generate_series(1, %(engineers)s) AS id;

INSERT INTO service_incentives_staffposition (person_id, position, since, set_by_id, set_at)
SELECT 100000 + id, CASE WHEN id %% 50 = 0 THEN 'leader' ELSE 'engineer' END, '2026-01-01',
    %(clerk)s, '2026-01-01 09:00+08'
FROM generate_series(1, %(engineers)s) AS id;

INSERT INTO service_incentives_projectkind (id, code, name)
SELECT 1000 + id, 'K' || id, '项目类型 ' || id FROM generate_series(1, 20) AS id;

INSERT INTO service_incentives_coefficient (kind_id, value, applies_from, note, proposed_by_id,
    proposed_at, approved_by_id, approved_at)
SELECT 1000 + id, 0.5 + id * 0.1, day, '', %(clerk)s, '2026-01-01', %(clerk)s, '2026-01-01'
FROM generate_series(1, 20) AS id, unnest(ARRAY['2026-01-01', '2026-10-16']::date[]) AS day;

INSERT INTO service_incentives_project (id, code, name)
SELECT 1000 + id, 'B-' || id, '变电站 ' || id FROM generate_series(1, 3000) AS id;

INSERT INTO service_incentives_trip (person_id, project_id, kind_id, started_on, ended_on, visit,
    paper, paper_reason, entered_by_id, entered_at, void_reason)
SELECT 100001 + id %% %(engineers)s, 1001 + id %% 3000, 1001 + (random() * 19)::int,
    day, day + (random() * 2)::int, 'first', 'signed', '', %(clerk)s, day + interval '3 days', ''
FROM (SELECT id, '2026-10-01'::date + (id / %(engineers)s)::int %% 28 AS day
      FROM generate_series(0, %(trips)s - 1) AS id) AS drawn;
