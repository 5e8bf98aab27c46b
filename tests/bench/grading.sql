-- ``:customers`` customers with ``:orders`` order lines over two years, a receivable and a payment
-- for every second order, and assessments of some, set-wise. Run by corpus.py with foreign keys and
-- triggers off.

INSERT INTO customers_customer (id, kind, name, name_pinyin, credit_code, phone, email, district,
    address, grade, note, created_at)
SELECT 10000 + id, 'organisation', '客户 ' || id, lpad(id::text, 8, '0'), '', '', '', '', '', '', '',
    %(now)s::timestamptz
FROM generate_series(1, %(customers)s) AS id;

INSERT INTO grading_orderline (order_no, line_no, customer_id, dated_on, product_id, quantity, amount,
    cost, entered_by_id, entered_at, cancel_reason)
SELECT 'B' || id, 1, 10001 + floor(power(who, 1.3) * %(customers)s * 0.95)::int,
    '2026-10-31'::date - floor(day * 700)::int, %(product)s, 1 + floor(size * 20),
    round((100 + power(size, 3) * 50000)::numeric, 2),
    CASE WHEN margin < 0.98
         THEN round((100 + power(size, 3) * 50000)::numeric * (0.4 + margin * 0.7)::numeric, 2) END,
    %(clerk)s, %(now)s::timestamptz, ''
FROM (SELECT id, random() AS who, random() AS day, random() AS size, random() AS margin
      FROM generate_series(1, %(orders)s) AS id) AS drawn;

INSERT INTO grading_receivable (id, number, customer_id, due_on, amount, entered_by_id, entered_at,
    void_reason)
SELECT id, 'R' || id, customer_id, dated_on + 30, round(amount * 1.13, 2), %(clerk)s,
    %(now)s::timestamptz, ''
FROM grading_orderline WHERE id %% 2 = 0;

INSERT INTO grading_payment (receivable_id, paid_on, amount, reference, entered_by_id, entered_at,
    void_reason)
SELECT id, due_on + floor(random() * 40 - 20)::int, amount, 'P' || id, %(clerk)s,
    %(now)s::timestamptz, ''
FROM grading_receivable WHERE id %% 20 <> 0;

INSERT INTO grading_assessment (id, customer_id, assessed_on, reason, assessor_id, entered_at)
SELECT id, 10000 + id * 10, '2026-06-01', '', %(clerk)s, %(now)s::timestamptz
FROM generate_series(1, %(customers)s / 10) AS id;

INSERT INTO grading_assessmentline (assessment_id, criterion, weight, maximum, points)
SELECT a.id, '项', weight, 10, floor(random() * 11)
FROM grading_assessment a, generate_series(1, 4) AS weight;
