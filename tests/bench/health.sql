-- ``:files`` customer files with six open revisits each, two months of them, and ``:forms`` surveys
-- that wait to be allocated, set-wise. Run by corpus.py with foreign keys and triggers off.

INSERT INTO people_user (id, password, is_superuser, employee_number, name, name_pinyin, account,
    department_id, position, phone, email, hired_on, language, is_active)
SELECT 100000 + id, '!', false, 'e' || id, '代表' || id, lpad(id::text, 6, '0'), 'person',
    %(department)s, '', '', 'e' || id || '@example.com',
    CASE WHEN id %% 20 = 0 THEN '2026-09-15' ELSE '2020-01-01' END::date, 'zh-hans', true
FROM generate_series(1, %(reps)s) AS id;

INSERT INTO people_rolegrant (user_id, group_id, scope)
SELECT 100000 + id, (SELECT id FROM auth_group WHERE name = 'satisfaction_representative'), 'company'
FROM generate_series(1, %(reps)s) AS id;

INSERT INTO health_forms_territory (person_id, district, set_by_id, set_at)
SELECT 100000 + id, '第 ' || id %% 40 || ' 区', %(manager)s, '2026-01-01'
FROM generate_series(1, %(reps)s) AS id;

CREATE UNLOGGED TABLE bench_person AS
SELECT id, 100001 + id %% %(reps)s AS rep, id > %(files)s AS waits,
    %(today)s::date - 1 - (id %% 60)::int AS day,
    '第 ' || (id / 7) %% 40 || ' 区' AS district
FROM generate_series(1, %(files)s + %(forms)s) AS id;

INSERT INTO health_forms_person (id, key, contact, mark, phone_mark, shown_name, shown_phone,
    district, ending, entered_at)
SELECT id, 'x', 'x', 'm' || id, 'p' || id, '王**', '139****0000', district, '', day FROM bench_person;

INSERT INTO process_matter (id, regulation, kind, number, title, state, version, owner_id,
    department_id, opened_by_id, opened_at, closed_at, search_text)
SELECT 1000000 + id, 4, 'health_forms.Survey', 'JK-' || id, '王** ' || district,
    CASE WHEN waits THEN 'handed_in' ELSE 'sealed' END, 2, rep, %(department)s, rep, day,
    CASE WHEN NOT waits THEN day END, '王** ' || district
FROM bench_person
UNION ALL
SELECT 3000000 + id, 4, 'health_forms.CustomerFile', 'DA-' || id, '王** ' || district, 'kept', 4,
    rep, %(department)s, rep, day, NULL, '王** ' || district
FROM bench_person WHERE NOT waits;

-- Every tenth collector of what waits has left.
UPDATE people_user SET left_on = '2026-10-31', is_active = false
WHERE id > 100000 AND id %% 10 = 3;

INSERT INTO health_forms_survey (matter_id, person_id, design_id, collector_id, department_id,
    filled_by, filled_at, answers, consented_at, consent_mode, consent_paper, state, due_on,
    handed_in_at, is_late, principle, principle_note, allocated_to_id, allocated_at)
SELECT 1000000 + id, id, 1, rep, %(department)s, 'self', day, repeat('x', 400), day, 'signed', 'T',
    CASE WHEN waits THEN 'handed_in' ELSE 'sealed' END, day + 1, day, false,
    CASE WHEN waits THEN '' ELSE 'collector' END, '', CASE WHEN NOT waits THEN rep END,
    CASE WHEN NOT waits THEN day END
FROM bench_person;

INSERT INTO process_task (matter_id, kind, article, role_id, department_id, opened_at, due_on,
    outcome, alert_stage)
SELECT 1000000 + id, 'health_forms.allocate', 'R4.1.7',
    (SELECT id FROM auth_group WHERE name = 'health_sales_manager'), %(department)s, day, day + 2,
    '', 0
FROM bench_person WHERE waits;

INSERT INTO health_forms_customerfile (matter_id, person_id, survey_id, rep_id, doctor_id,
    department_id, event_kind, event, due_on, bought_on, is_buyer, answers, feedback, state, made_on,
    is_late, handed_in_at, kept_at, ending)
SELECT 3000000 + id, id, 1000000 + id, rep, %(doctor)s, %(department)s, 'trip', '一日游', day, day,
    true, 'x', 'x', 'kept', day, false, day, day, ''
FROM bench_person WHERE NOT waits;

INSERT INTO health_forms_revisit (file_id, who, of_buyer, stage, due_on, purpose, holder_id, status)
SELECT 3000000 + id, who, true, stage, day + after, purpose,
    CASE WHEN who = 'rep' THEN rep ELSE %(doctor)s END, 'open'
FROM bench_person CROSS JOIN (VALUES ('rep', 1, 3, 'guide'), ('rep', 2, 30, 'opinions'),
    ('rep', 3, 60, 'effect'), ('doctor', 1, 15, 'guidance'), ('doctor', 2, 30, 'guidance'),
    ('doctor', 3, 60, 'guidance')) AS stages(who, stage, after, purpose)
WHERE NOT waits;

DROP TABLE bench_person
