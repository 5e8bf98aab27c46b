"""The department's monthly statistics (R5.10), counted in one statement over three months.

A trip counts in the month it ended, a finding in that of its decision, a payment in that of its
day; what was voided counts nowhere.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation.monthly.declarations import MonthlyStatistics
from service_incentives import policies
from service_incentives.calculation.statements import COEFFICIENTS
from service_incentives.periods import months_later
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN

# code, label, places behind the point
MEASURES: list[tuple[str, Any, int]] = [
    ("trips", _("出差次数"), 0),
    ("people", _("出差人数"), 0),
    ("points", _("服务点数"), 4),
    ("repeats", _("重复服务"), 0),
    ("own_fault", _("其中个人原因"), 0),
    ("unsigned", _("未签服务记录单"), 0),
    ("accidents", _("安全事故"), 0),
    ("praise", _("用户表扬信"), 0),
    ("complaints", _("属个人原因的投诉"), 0),
    ("rewards", _("奖励金额（元）"), 2),
    ("fines", _("罚款金额（元）"), 2),
    ("sales", _("全额回款的备件合同（元）"), 2),
    ("paid", _("发放激励（元）"), 2),
    ("tax", _("代扣个税（元）"), 2),
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
    before, year_before = months_later(month, -1), months_later(month, -12)
    sums = _count([month, before, year_before], until)
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": [
                _total(code, str(label), places, [sums.get((one, None), {}) for one in
                                                  (month, before, year_before)])
                for code, label, places in MEASURES
            ],
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
        }  # fmt: skip


def _count(months: list[date], until: datetime | None) -> dict[tuple[date, Any], Sums]:
    """(month, department or None for all) -> code -> sum."""
    given = {
        "months": months,
        "stops": [months_later(month, 1) for month in months],
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


def _total(code: str, label: str, places: int, sums: list[Sums]) -> dict[str, Any]:
    now, before, year_before = (one.get(code) for one in sums)
    return {
        "code": code,
        "label": label,
        "value": _text(now, places),
        "previous": _text(before, places),
        "last_year": _text(year_before, places),
        "change": _change(now, before),
        "year_change": _change(now, year_before),
    }


def _values(sums: Sums) -> list[str]:
    return [_text(sums.get(code), places) for code, __, places in MEASURES]


def _text(value: Decimal | None, places: int) -> str:
    if value is None:
        return "0"
    if places == 4:  # points are never rounded
        return f"{value.normalize():f}"
    return str(value.quantize(Decimal(1).scaleb(-places)))


def _change(now: Decimal | None, then: Decimal | None) -> str:
    """In per cent with one place; — over a zero base."""
    if not then:
        return "—"
    ratio = ((now or Decimal(0)) - then) / then * 100
    return f"{ratio.quantize(Decimal('0.1'), ROUND_HALF_UP):+} %"


STATISTICS = MonthlyStatistics(
    code="service_incentives.statistics", label=_("服务激励统计表"), article="R5.10",
    compute=compute, submit_role=STATISTICIAN, approve_role=SERVICE_HEAD, drawn=DRAWN,
)  # fmt: skip
