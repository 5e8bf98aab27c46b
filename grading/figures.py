"""The monthly statistics of customers and their grades (R3.B4), three months in one statement.

Orders, payments, assessments and contacts count by their own day, what was decided by the day of
the decision; grades are the effective ones of the monthly run as of the month's last day. What was
cancelled or voided counts nowhere. Whose customer it is, and of which kind, is asked today.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.monthly.comparing import Measure, earlier, text, totals
from foundation.monthly.declarations import MonthlyStatistics
from grading.roles import SALES_MANAGER

MEASURES: list[Measure] = [
    ("orders", _("订单数"), "count"),
    ("buyers", _("下单客户数"), "count"),
    ("first_buyers", _("首次下单的客户"), "count"),
    ("amount", _("下单金额（元）"), "money"),
    ("returns", _("其中退货（元）"), "money"),
    ("profit", _("利润（元）"), "money"),
    ("fell_due", _("到期应收（元）"), "money"),
    ("paid", _("收款（元）"), "money"),
    ("paid_late", _("其中逾期收款（元）"), "money"),
    ("overdue", _("月末逾期未收（元）"), "money"),
    ("excuses", _("认可的拖延"), "count"),
    ("assessments", _("前景评估"), "count"),
    ("contacts", _("客户接触"), "count"),
    ("a", _("A 级客户"), "count"),
    ("b", _("B 级客户"), "count"),
    ("c", _("C 级客户"), "count"),
    ("d", _("D 级客户"), "count"),
    ("ungraded", _("未评级客户"), "count"),
    ("risen", _("等级上升"), "count"),
    ("fallen", _("等级下降"), "count"),
    ("overrides", _("批准的等级调整"), "count"),
]
DRAWN = ("a", "b", "c", "d", "fallen")
# What an owner and a kind of customer are shown by: as many as fit on paper.
COLUMNS = [
    measure for measure in MEASURES
    if measure[0] in ("orders", "buyers", "amount", "profit", "paid", "paid_late", "overdue",
                      "contacts", *DRAWN)
]  # fmt: skip

SQL = """
WITH spans AS (
    SELECT *, stop - 1 AS last_day
    FROM unnest(%(months)s::date[], %(stops)s::date[]) AS span(month, stop)
), sold AS MATERIALIZED (
    SELECT month, l.customer_id, l.order_no, l.quantity, l.amount, l.cost
    FROM spans JOIN grading_orderline l ON l.dated_on >= month AND l.dated_on < stop
    WHERE l.cancelled_at IS NULL AND l.entered_at <= %(until)s::timestamptz
), paid AS MATERIALIZED (
    SELECT p.receivable_id, p.paid_on, p.amount FROM grading_payment p
    WHERE p.voided_at IS NULL AND p.entered_at <= %(until)s::timestamptz
), owed AS MATERIALIZED (
    SELECT r.id, r.customer_id, r.due_on, r.amount FROM grading_receivable r
    WHERE r.voided_at IS NULL AND r.entered_at <= %(until)s::timestamptz
), runs AS (
    SELECT month, run.matter_id AS run, (
        SELECT earlier.matter_id FROM grading_gradingrun earlier
        WHERE earlier.kind = 'monthly' AND earlier.as_of < run.as_of
        ORDER BY earlier.as_of DESC LIMIT 1) AS before
    FROM spans JOIN grading_gradingrun run ON run.kind = 'monthly' AND run.as_of = last_day
    WHERE run.computed_at <= %(until)s::timestamptz
), facts AS (
    SELECT month, customer_id, 'orders' AS code,
           count(DISTINCT order_no) FILTER (WHERE quantity > 0)::numeric AS amount
    FROM sold GROUP BY month, customer_id
    UNION ALL
    SELECT DISTINCT month, customer_id, 'first_buyers', 1::numeric FROM sold
    WHERE NOT EXISTS (
        SELECT FROM grading_orderline before
        WHERE before.customer_id = sold.customer_id AND before.dated_on < sold.month
          AND before.cancelled_at IS NULL)
    UNION ALL
    SELECT month, customer_id, 'amount', amount FROM sold
    UNION ALL
    SELECT month, customer_id, 'returns', -amount FROM sold WHERE amount < 0
    UNION ALL
    SELECT month, customer_id, 'profit', amount - cost FROM sold WHERE cost IS NOT NULL
    UNION ALL
    SELECT month, customer_id, 'fell_due', amount
    FROM spans JOIN owed ON due_on >= month AND due_on < stop
    UNION ALL
    SELECT month, customer_id, kinds.code, paid.amount
    FROM spans JOIN paid ON paid_on >= month AND paid_on < stop
    JOIN grading_receivable r ON r.id = paid.receivable_id
    JOIN (VALUES ('paid'), ('paid_late')) AS kinds(code)
        ON kinds.code = 'paid' OR paid.paid_on > r.due_on
    UNION ALL
    SELECT month, owed.customer_id, 'overdue',
           greatest(0, owed.amount - coalesce(sum(paid.amount), 0))
    FROM spans JOIN owed ON due_on < last_day
    LEFT JOIN paid ON paid.receivable_id = owed.id AND paid_on < stop
    GROUP BY month, owed.id, owed.customer_id, owed.amount
    UNION ALL
    SELECT month, r.customer_id, 'excuses', 1 FROM spans
    JOIN grading_excuse e ON e.state = 'approved' AND e.decided_at <= %(until)s::timestamptz
        AND (e.decided_at AT TIME ZONE %(zone)s)::date BETWEEN month AND last_day
    JOIN grading_receivable r ON r.id = e.receivable_id
    UNION ALL
    SELECT month, customer_id, 'assessments', 1 FROM spans
    JOIN grading_assessment ON assessed_on >= month AND assessed_on < stop
    WHERE entered_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, customer_id, 'contacts', 1 FROM spans
    JOIN grading_touchpoint ON touched_on >= month AND touched_on < stop
    WHERE voided_at IS NULL AND entered_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, customer_id, 'overrides', 1 FROM spans
    JOIN grading_override o ON o.state IN ('approved', 'ended')
        AND o.decided_at <= %(until)s::timestamptz
        AND (o.decided_at AT TIME ZONE %(zone)s)::date BETWEEN month AND last_day
    UNION ALL
    SELECT month, customer_id, coalesce(nullif(lower(effective), ''), 'ungraded'), 1
    FROM runs JOIN grading_customergrade g ON g.run_id = run
    UNION ALL
    SELECT month, g.customer_id,
           CASE WHEN g.effective < b.effective THEN 'risen' ELSE 'fallen' END, 1
    FROM runs JOIN grading_customergrade g ON g.run_id = run
    JOIN grading_customergrade b ON b.run_id = before AND b.customer_id = g.customer_id
    WHERE g.effective <> '' AND b.effective <> '' AND g.effective <> b.effective
)
SELECT month, CASE WHEN grouping(owner.id, customer.kind) = 3 THEN 'total'
                   WHEN grouping(owner.id) = 0 THEN 'owner' ELSE 'kind' END AS dimension,
       coalesce(owner.id::text, customer.kind, '') AS key, coalesce(owner.name, '') AS name,
       code, sum(amount) AS amount,
       count(DISTINCT facts.customer_id) FILTER (WHERE code = 'orders' AND amount > 0) AS buyers
FROM facts
JOIN customers_customer customer ON customer.id = facts.customer_id
LEFT JOIN people_user owner ON owner.id = customer.owner_id
GROUP BY GROUPING SETS (
    (month, code), (month, owner.id, owner.name, owner.name_pinyin, code),
    (month, customer.kind, code)
)
ORDER BY dimension, owner.name_pinyin NULLS LAST, key
"""

Figures = dict[str, Any]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The figures of the month that starts on ``month``; nothing entered after ``until`` counts."""
    before, year_before = earlier(month, 1), earlier(month, 12)
    found = _count([month, before, year_before], until)
    of_all = [found.get((one, "total", "", ""), {}) for one in (month, before, year_before)]
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals(MEASURES, *(_whole(figures) for figures in of_all)),
            "columns": [{"code": code, "label": str(label)} for code, label, __ in COLUMNS],
            "tables": [
                {
                    "code": dimension,
                    "label": str(label),
                    "rows": [
                        _line(key, name, figures)
                        for (one, what, key, name), figures in found.items()
                        if (one, what) == (month, dimension)
                    ],
                }
                for dimension, label in (("owner", _("按归属人")), ("kind", _("按客户类别")))
            ],
        }


def _count(months: list[date], until: datetime | None) -> dict[tuple[date, str, str, str], Figures]:
    """(month, dimension, key, name) -> code -> figure."""
    given = {
        "months": months,
        "stops": [earlier(month, -1) for month in months],
        "until": until or "infinity",
        "zone": clock.zone().key,
    }
    found: dict[tuple[date, str, str, str], Figures] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")  # the grades of a million customers
        cursor.execute(SQL, given)
        for month, dimension, key, name, code, amount, buyers in cursor.fetchall():
            figures = found.setdefault((month, dimension, key, name), {})
            figures[code] = amount
            if code == "orders":
                figures["buyers"] = buyers
    return found


def _whole(figures: Figures) -> Figures:
    """What nobody did is 0; grades that nobody computed are missing."""
    is_graded = not {"a", "b", "c", "d", "ungraded"}.isdisjoint(figures)
    of_runs = {"a", "b", "c", "d", "ungraded", "risen", "fallen"}
    zeros = {code: 0 for code, __, __ in MEASURES if is_graded or code not in of_runs}
    return zeros | figures


def _line(key: str, name: str, figures: Figures) -> dict[str, Any]:
    whole = _whole(figures)
    return {
        "key": key,
        "label": name or str(dict(Customer.Kind.choices).get(key, _("无归属人"))),
        "values": [text(whole.get(code), kind) for code, __, kind in COLUMNS],
    }


STATISTICS = MonthlyStatistics(
    code="grading.statistics", label=_("客户分级统计表"), article="R3.B4", compute=compute,
    submit_role=SALES_MANAGER, drawn=DRAWN,
)  # fmt: skip
