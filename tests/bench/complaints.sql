-- A company of ``:rows`` complaints and twice as many tasks, set-wise. Run by corpus.py with
-- foreign keys and triggers off; words and people come as parameters.

INSERT INTO customers_customer (id, kind, name, name_pinyin, credit_code, phone, email, district,
    address, grade, note, created_at)
SELECT id, CASE WHEN company < 0.02 THEN 'agent' ELSE 'consumer' END,
    CASE WHEN company < 0.02 THEN pick(%(districts)s::text[], second) || pick(%(companies)s::text[], first)
        ELSE pick(%(surnames)s::text[], power(first, 1.5)) || pick(%(given)s::text[], power(second, 1.5)) END,
    lpad(id::text, 7, '0'), '', '139' || lpad(id::text, 8, '0'), '', '', '', '', '', %(now)s::timestamptz
FROM (SELECT id, random() AS company, random() AS first, random() AS second
      FROM generate_series(1, %(customers)s) AS id) AS drawn;

CREATE UNLOGGED TABLE bench_case AS
WITH drawn AS (
    SELECT id,
        %(now)s::timestamptz - (%(rows)s - id) * interval '1095 days' / %(rows)s
            - random() * interval '8 hours' AS received_at,
        power(random(), 2.5) AS customer, power(random(), 2) AS goods, power(random(), 2) AS store,
        random() AS department, random() AS fate, random() AS state, random() AS days,
        power(random(), 2) AS opening, power(random(), 2) AS trouble, power(random(), 1.5) AS other,
        power(random(), 2) AS wish, random() AS rare, random() AS rare_first, random() AS rare_second,
        random() AS district, random() AS street, random() AS money, random() AS phone,
        random() AS mood
    FROM generate_series(1, %(rows)s) AS id
), placed AS (
    SELECT *, (received_at AT TIME ZONE 'Asia/Shanghai')::date AS received_on,
        pick(%(stores)s::bigint[], store) AS store_id, pick(%(clerks)s::bigint[], store) AS clerk_id,
        pick(%(departments)s::bigint[], department) AS department_id,
        1 + floor(customer * %(customers)s)::int AS customer_id,
        pick(%(goods)s::text[], goods) AS goods_name,
        CASE WHEN received_at > %(now)s::timestamptz - interval '8 days' THEN fate < 0.8
            ELSE fate < 0.004 END AS is_open
    FROM drawn
), told AS (
    SELECT *,
        pick(%(openings)s::text[], opening) || pick(%(troubles)s::text[], trouble)
        || CASE WHEN mood < 0.5 THEN '，' || pick(%(troubles)s::text[], other) ELSE '' END || '。'
        || CASE WHEN rare < 0.3 THEN '地址在' || pick(%(districts)s::text[], district)
            || pick(%(streets)s::text[], street) || '。' ELSE '' END
        || CASE WHEN rare < 0.1 THEN '经手门店' || pick(%(rare_first)s::text[], rare_first)
            || pick(%(rare_second)s::text[], rare_second) || '。' ELSE '' END
        || pick(%(wishes)s::text[], wish) AS what_happened,
        CASE WHEN is_open THEN pick(%(open_states)s::text[], state)
            WHEN state < 0.85 THEN 'closed' WHEN state < 0.93 THEN 'closed_declined'
            WHEN state < 0.97 THEN 'withdrawn' WHEN state < 0.99 THEN 'merged' ELSE 'void' END AS now_in,
        CASE WHEN NOT is_open THEN least(received_at + (0.3 + 9 * power(days, 2)) * interval '1 day',
            %(now)s::timestamptz) END AS ended_at
    FROM placed
)
SELECT told.*, customer.name AS customer_name,
    now_in NOT IN ('registered', 'awaiting_ruling', 'declined', 'closed_declined', 'void')
        AND NOT (now_in = 'withdrawn' AND days < 0.5) AS is_accepted,
    now_in IN ('investigating', 'under_review', 'awaiting_opinion', 'awaiting_gm', 'disposing',
        'awaiting_approval', 'awaiting_reply', 'closed') AS has_department,
    row_number() OVER (PARTITION BY to_char(received_on, 'YYYYMM') ORDER BY told.id) AS serial
FROM told JOIN customers_customer customer ON customer.id = customer_id;

INSERT INTO process_matter (id, regulation, kind, number, title, state, version, owner_id,
    department_id, customer_id, opened_by_id, opened_at, closed_at, search_text)
SELECT id, 2, 'complaints.Complaint',
    'TS-' || to_char(received_on, 'YYYYMM') || '-' || lpad(serial::text, greatest(4, length(serial::text)), '0'),
    customer_name || ' · ' || goods_name, now_in, 3, NULL,
    CASE WHEN has_department THEN department_id ELSE store_id END, customer_id, clerk_id,
    received_at + interval '10 minutes', ended_at,
    replace(lower(customer_name || ' ' || goods_name || ' ' || what_happened), '，', ',')
FROM bench_case;

INSERT INTO numbering_counter (series, period, last)
SELECT 'TS', to_char(received_on, 'YYYYMM'), max(serial) FROM bench_case GROUP BY 2;

INSERT INTO complaints_complaint (matter_id, contact_name, contact_phone, contact_email, goods,
    order_no, channel, ground, what_happened, demands, received_at, late_entry_reason, tracking_code,
    language, state, round, started_at, due_on, is_measured, ground_holds, ground_opinion,
    grounds_checked_at, grounds_checked_by_id, accepted, ruled_at, ruled_by_id,
    instructions, named_at, named_by_id, opinion, ended_at, customer_id, store_id,
    handling_department_id, handler_id, registered_by_id)
SELECT id, '', '138' || lpad((phone * 99999999)::int::text, 8, '0'), '', goods_name, '',
    CASE WHEN store < 0.85 THEN 'store' ELSE 'phone' END,
    pick(ARRAY['quality', 'delivery', 'service', 'price', 'packaging', 'quantity', 'other'], trouble),
    what_happened, ARRAY[pick(ARRAY['exchange', 'return', 'compensation', 'reduction', 'suggestion'], wish)],
    received_at, '', '', 'zh-hans', now_in, 1, received_at, received_on + 7, true, is_accepted,
    '', received_at + interval '1 hour', clerk_id, is_accepted,
    CASE WHEN now_in NOT IN ('registered', 'awaiting_ruling', 'void')
        THEN received_at + interval '5 hours' END,
    CASE WHEN now_in NOT IN ('registered', 'awaiting_ruling', 'void') THEN %(supervisor)s END,
    '', CASE WHEN has_department THEN received_at + interval '6 hours' END,
    CASE WHEN has_department THEN %(admin_hr)s END, '', ended_at, customer_id,
    CASE WHEN store < 0.85 THEN store_id END,
    CASE WHEN has_department THEN department_id END,
    CASE WHEN has_department THEN %(engineer)s END, clerk_id
FROM bench_case;

INSERT INTO process_event (id, matter_id, step, label, article, actor_id, at, from_state, to_state,
    comment, details)
SELECT 2 * id - 1, id, 'open', '登记投诉', 'R2.15', clerk_id, received_at + interval '10 minutes', '',
    '', '', '{}'::jsonb
FROM bench_case
UNION ALL
SELECT 2 * id, id, 'check_grounds', '核实理由', 'R2.7', clerk_id, received_at + interval '1 hour',
    'registered', 'awaiting_ruling', '属实', '{}'::jsonb
FROM bench_case;

-- The duty of seven days, and the step where the case lies (or lay last).
INSERT INTO process_task (id, matter_id, kind, article, assignee_id, role_id, department_id,
    opened_at, due_on, closed_at, closed_by_id, outcome, opening_event_id, alert_stage, next_alert_on)
SELECT 2 * id - 1, id, 'complaints.closing', 'R2.26', NULL, %(service_role)s, NULL, received_at,
    received_on + 7, ended_at, CASE WHEN ended_at IS NOT NULL THEN %(service)s END,
    CASE WHEN ended_at IS NULL THEN '' ELSE 'done' END, 2 * id - 1, 0,
    CASE WHEN ended_at IS NULL THEN greatest(received_on + 5, %(today)s::date + 1) END
FROM bench_case
UNION ALL
SELECT 2 * id, id,
    CASE now_in WHEN 'registered' THEN 'complaints.grounds' WHEN 'awaiting_ruling' THEN 'complaints.ruling'
        WHEN 'awaiting_naming' THEN 'complaints.naming' WHEN 'investigating' THEN 'complaints.report'
        WHEN 'under_review' THEN 'complaints.review' WHEN 'awaiting_opinion' THEN 'complaints.opinion'
        WHEN 'awaiting_gm' THEN 'complaints.gm' WHEN 'disposing' THEN 'complaints.disposal'
        WHEN 'awaiting_approval' THEN 'complaints.approval' ELSE 'complaints.reply' END,
    'R2.11',
    CASE WHEN now_in IN ('investigating', 'disposing') THEN %(engineer)s
        WHEN now_in IN ('under_review', 'awaiting_approval') THEN %(head)s END,
    CASE now_in WHEN 'registered' THEN %(clerk_role)s WHEN 'awaiting_ruling' THEN %(supervisor_role)s
        WHEN 'awaiting_naming' THEN %(admin_role)s WHEN 'awaiting_opinion' THEN %(admin_role)s
        WHEN 'awaiting_gm' THEN %(gm_role)s WHEN 'investigating' THEN NULL WHEN 'disposing' THEN NULL
        WHEN 'under_review' THEN NULL WHEN 'awaiting_approval' THEN NULL ELSE %(service_role)s END,
    CASE WHEN now_in IN ('registered', 'awaiting_ruling') THEN store_id END,
    received_at, received_on + 3, ended_at, CASE WHEN ended_at IS NOT NULL THEN %(service)s END,
    CASE WHEN ended_at IS NULL THEN '' ELSE 'done' END, 2 * id, 0,
    CASE WHEN ended_at IS NULL THEN greatest(received_on + 3, %(today)s::date + 1) END
FROM bench_case;

INSERT INTO complaints_report (id, complaint_id, round, cause_kind, cause, course, nobody_reason,
    conclusion, countermeasures, prevention, written_by_id, written_at)
SELECT id, id, 1, pick(ARRAY['production', 'transport', 'sales', 'storage', 'customer', 'price', 'other'], trouble),
    '焊点虚接', '拆检一台', '查不到人', '属质量问题', '更换', '全检', %(engineer)s,
    received_at + interval '1 day'
FROM bench_case WHERE now_in IN ('under_review', 'awaiting_opinion', 'awaiting_gm', 'disposing',
    'awaiting_approval', 'awaiting_reply', 'closed');

INSERT INTO complaints_disposal (id, complaint_id, round, kind, text, discount, compensation,
    sales_rule, drafted_by_id, drafted_at)
SELECT id, id, 1, 'exchange', '换新机', CASE WHEN money < 0.3 THEN floor(money * 1000) ELSE 0 END,
    CASE WHEN money > 0.8 THEN floor(money * 500) ELSE 0 END, '销售规定第五条', %(engineer)s,
    received_at + interval '2 days'
FROM bench_case WHERE now_in IN ('awaiting_approval', 'awaiting_reply', 'closed');

INSERT INTO complaints_satisfaction (id, complaint_id, round, score, comment, given_at)
SELECT id, id, 1, 1 + floor(mood * 5)::int, '', least(ended_at + interval '1 day', %(now)s::timestamptz)
FROM bench_case WHERE now_in = 'closed' AND fate > 0.8;

INSERT INTO complaints_customerwait (id, complaint_id, reason, began_at, began_by_id, ended_at)
SELECT id, id, '等客户寄回', received_at + (ended_at - received_at) * 0.3, %(service)s,
    received_at + (ended_at - received_at) * 0.6
FROM bench_case WHERE ended_at IS NOT NULL AND fate BETWEEN 0.5 AND 0.55;

-- Cases opened again: the first round ended, the second is the complaint's own.
INSERT INTO complaints_round (id, complaint_id, number, state, started_at, due_on, accepted, ruled_at,
    handling_department_id, ended_at)
SELECT id, id, 1, 'closed', received_at - interval '20 days', received_on - 13, true,
    received_at - interval '19 days', department_id, received_at - interval '15 days'
FROM bench_case WHERE now_in = 'closed' AND fate BETWEEN 0.3 AND 0.32;
UPDATE complaints_complaint SET round = 2 WHERE matter_id IN (SELECT complaint_id FROM complaints_round);
UPDATE complaints_report SET round = 2 WHERE complaint_id IN (SELECT complaint_id FROM complaints_round);
UPDATE complaints_disposal SET round = 2 WHERE complaint_id IN (SELECT complaint_id FROM complaints_round);
UPDATE complaints_satisfaction SET round = 2 WHERE complaint_id IN (SELECT complaint_id FROM complaints_round);

INSERT INTO notifications_notice (recipient_id, template, context, url, dedupe, created_at, read_at)
SELECT pick(%(people)s::bigint[], mood), 'process/copied',
    jsonb_build_object('number', 'TS-' || id, 'by', '高飞'), '/m/' || id || '/', 'bench:' || id,
    received_at, CASE WHEN ended_at IS NOT NULL THEN ended_at END
FROM bench_case WHERE id > %(rows)s * 9 / 10;

INSERT INTO process_copy (matter_id, person_id, sent_by_id, sent_at)
SELECT id, %(service)s, clerk_id, received_at FROM bench_case WHERE fate BETWEEN 0.7 AND 0.71;

DROP TABLE bench_case;
