-- ``:accounts`` key accounts at 20 branches, each with 5 products over 36 months, every hundredth line
-- of a month missing, set-wise. Run by corpus.py with foreign keys and triggers off.

INSERT INTO people_department (id, code, name, kind, path)
SELECT 90000 + id, 'U' || id, '第 ' || id || ' 分公司', 'office', '/9/' || 90000 + id || '/'
FROM generate_series(1, 20) AS id;

INSERT INTO key_accounts_productline (id, code, name, is_offered)
SELECT 90 + id, 'B' || id, '产品 ' || id, true FROM generate_series(1, 5) AS id;

INSERT INTO customers_customer (id, kind, name, name_pinyin, credit_code, phone, email, district,
    address, grade, note, created_at)
SELECT 100000 + id, 'organisation', '客户 ' || id, lpad(id::text, 8, '0'), '', '', '', '', '', '', '',
    %(now)s::timestamptz
FROM generate_series(1, %(accounts)s) AS id;

INSERT INTO process_matter (id, regulation, kind, number, title, state, version, owner_id,
    department_id, opened_by_id, opened_at, search_text)
SELECT 1000000 + id, 6, 'key_accounts.Account', 'DKH-' || lpad(id::text, 8, '0'), '客户 ' || id,
    'current', 1, %(lead)s, 90001 + id %% 20, %(lead)s, %(now)s::timestamptz, '客户 ' || id
FROM generate_series(1, %(accounts)s) AS id;

INSERT INTO key_accounts_account (matter_id, customer_id, branch_id, lead_id, level, business, scale,
    contacts, decision_makers, products, competitors, state, review, confirmed_on)
SELECT 1000000 + id, 100000 + id, 90001 + id %% 20, %(lead)s, 'local', '运输', '', '', '', '', '',
    'current', 1, '2024-01-01'
FROM generate_series(1, %(accounts)s) AS id;

INSERT INTO key_accounts_productuse (id, account_id, branch_id, line_id, since)
SELECT 5 * id + line, 1000000 + id, 90001 + id %% 20, 91 + line, '2023-11-01'
FROM generate_series(1, %(accounts)s) AS id, generate_series(0, 4) AS line;

INSERT INTO key_accounts_usage (use_id, month, items, weight, revenue, entered_by_id, entered_at)
SELECT used.id, month::date, 10 + used.id %% 90, 12.345, round((random() * 1000)::numeric, 2), %(lead)s,
    %(now)s::timestamptz
FROM key_accounts_productuse AS used,
    generate_series('2023-11-01'::date, '2026-10-01', '1 month') AS month
WHERE random() > 0.01;

INSERT INTO key_accounts_monthsum (account_id, branch_id, month, known, items, weight, revenue)
SELECT account_id, branch_id, month, count(*), sum(items), sum(weight), sum(revenue)
FROM key_accounts_usage JOIN key_accounts_productuse AS used ON used.id = use_id
GROUP BY month, account_id, branch_id;
