"""The department's monthly statistics (R5.10), counted in one statement over three months.

A trip counts in the month it ended, a finding in that of its decision, a payment in that of its
day; what was voided counts nowhere.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation.monthly.comparing import Measure, earlier, text, totals
from foundation.monthly.declarations import MonthlyStatistics
from service_incentives import policies
from service_incentives.calculation.statements import COEFFICIENTS
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN

MEASURES: list[Measure] = [
    ("trips", _("出差次数"), "count"),
    ("people", _("出差人数"), "count"),
    ("points", _("服务点数"), "points"),
    ("repeats", _("重复服务"), "count"),
    ("own_fault", _("其中个人原因"), "count"),
    ("unsigned", _("未签服务记录单"), "count"),
    ("accidents", _("安全事故"), "count"),
    ("praise", _("用户表扬信"), "count"),
    ("complaints", _("属个人原因的投诉"), "count"),
    ("rewards", _("奖励金额（元）"), "money"),
    ("fines", _("罚款金额（元）"), "money"),
    ("sales", _("全额回款的备件合同（元）"), "money"),
    ("paid", _("发放激励（元）"), "money"),
    ("tax", _("代扣个税（元）"), "money"),
]
DRAWN = ("trips", "points", "repeats", "paid")

SQL = f"""
WITH spans AS (
    SELECT * FROM unnest(%(months)s::date[], %(stops)s::date[]) AS span(month, stop)
), {COEFFICIENTS}, facts AS (
    SELECT month, t.person_id, 'trips' AS code, 1::numeric AS amount FROM spans
    JOIN service_incentives_trip t ON t.ended_on >= month AND t.ended_on < stop
    WHERE t.voided_at IS NULL AND t.entered_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, t.person_id, 'points', c.value FROM spans
    JOIN service_incentives_trip t ON t.ended_on >= month AND t.ended_on < stop
    JOIN coefficients c ON c.kind_id = t.kind_id AND t.ended_on >= c.since AND t.ended_on < c.until
    WHERE t.voided_at IS NULL AND t.entered_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, t.person_id, 'repeats', 1 FROM spans
    JOIN service_incentives_trip t ON t.ended_on >= month AND t.ended_on < stop
    WHERE t.voided_at IS NULL AND t.visit <> 'first' AND t.entered_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, t.person_id, 'unsigned', 1 FROM spans
    JOIN service_incentives_trip t ON t.ended_on >= month AND t.ended_on < stop
    WHERE t.voided_at IS NULL AND t.paper <> 'signed' AND t.entered_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, t.person_id, 'fines', %(unsigned_fine)s FROM spans
    JOIN service_incentives_trip t
        ON t.paper = 'fined' AND t.paper_decided_on >= month AND t.paper_decided_on < stop
    WHERE t.voided_at IS NULL
    UNION ALL
    SELECT month, f.person_id, kinds.code, 1 FROM spans
    JOIN service_incentives_finding f ON f.decided_on >= month AND f.decided_on < stop
    JOIN (VALUES ('own_fault', 'own_fault'), ('accident', 'accidents'), ('praise', 'praise'),
                 ('complaint', 'complaints')) AS kinds(kind, code) ON kinds.kind = f.kind
    WHERE f.state = 'decided' AND f.decided_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, f.person_id, CASE WHEN f.amount < 0 THEN 'fines' ELSE 'rewards' END, abs(f.amount)
    FROM spans
    JOIN service_incentives_finding f ON f.decided_on >= month AND f.decided_on < stop
    WHERE f.state = 'decided' AND f.kind IN ('praise', 'saving', 'complaint')
      AND f.decided_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, s.registered_by_id, 'sales', s.contract_amount FROM spans
    JOIN service_incentives_sparepartsale s ON s.completed_on >= month AND s.completed_on < stop
    WHERE s.state = 'paid'
    UNION ALL
    SELECT spans.month, w.person_id, kinds.code,
           CASE kinds.code WHEN 'paid' THEN w.gross ELSE coalesce(w.tax, 0) END
    FROM spans
    JOIN service_incentives_payrun r ON r.paid_on >= spans.month AND r.paid_on < spans.stop
    JOIN service_incentives_withholding w ON w.run_id = r.matter_id
    CROSS JOIN (VALUES ('paid'), ('tax')) AS kinds(code)
)
SELECT month, department.id, department.name, facts.code, sum(amount),
       count(DISTINCT person_id)
FROM facts
JOIN people_user person ON person.id = person_id
LEFT JOIN people_department department ON department.id = person.department_id
GROUP BY GROUPING SETS (
    (month, facts.code), (month, department.id, department.name, facts.code)
)
HAVING grouping(department.id) = 1 OR department.id IS NOT NULL
ORDER BY department.name NULLS FIRST, department.id
"""

Sums = dict[str, Decimal]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The figures of the month that starts on ``month``; nothing entered after ``until`` counts."""
    before, year_before = earlier(month, 1), earlier(month, 12)
    sums = _count([month, before, year_before], until)
    of_all = (_whole(sums.get((one, None), {})) for one in (month, before, year_before))
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals(MEASURES, *of_all),
            "columns": [{"code": code, "label": str(label)} for code, label, __ in MEASURES],
            "tables": [
                {
                    "code": "department",
                    "label": str(_("按部门")),
                    "rows": [
                        {"key": place[0], "label": place[1], "values": _values(found)}
                        for (one, place), found in sums.items()
                        if one == month and place is not None
                    ],
                }
            ],
        }


def _count(months: list[date], until: datetime | None) -> dict[tuple[date, Any], Sums]:
    """(month, department or None for all) -> code -> sum."""
    given = {
        "months": months,
        "stops": [earlier(month, -1) for month in months],
        "until": until or "infinity",
        "unsigned_fine": policies.UNSIGNED_FINE.value(months[0]),
    }
    found: dict[tuple[date, Any], Sums] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, given)
        for month, place, name, code, amount, people in cursor.fetchall():
            sums = found.setdefault((month, place and (str(place), name)), {})
            sums[code] = amount
            if code == "trips":
                sums["people"] = Decimal(people)
    return found


def _whole(sums: Sums) -> Sums:
    """What nobody did is 0."""
    return {code: Decimal(0) for code, __, __ in MEASURES} | sums


def _values(sums: Sums) -> list[str]:
    whole = _whole(sums)
    return [text(whole[code], kind) for code, __, kind in MEASURES]


STATISTICS = MonthlyStatistics(
    code="service_incentives.statistics", label=_("服务激励统计表"), article="R5.10",
    compute=compute, submit_role=STATISTICIAN, approve_role=SERVICE_HEAD, drawn=DRAWN,
)  # fmt: skip
