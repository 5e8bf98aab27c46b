"""The monthly statistics of forms and revisits, three months in one statement.

A form counts in the month it was filled in, a visit that was owed in that of its date, a first
purchase by its day. What was superseded or ended is owed no longer; without any owed there is no
rate. No figure tells anything of a person's health.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.monthly.comparing import Measure, earlier, text, totals
from foundation.monthly.declarations import MonthlyStatistics
from health_forms.roles import MANAGER

MEASURES: list[Measure] = [
    ("collected", _("收集调查表"), "count"),
    ("late", _("其中逾期上交"), "count"),
    ("allocated", _("分配到手"), "count"),
    ("files", _("建立档案"), "count"),
    ("owed", _("到期回访"), "count"),
    ("kept", _("按时回访"), "count"),
    ("on_time", _("回访按时率（%）"), "score"),
    ("buyers", _("首次购买"), "count"),
    ("conversion", _("转化率（%）"), "score"),
    ("penalties", _("批准的处罚"), "count"),
    ("amount", _("处罚金额（元）"), "money"),
]
DRAWN = ("collected", "on_time", "conversion")
RATES = {"on_time": ("kept", "owed"), "conversion": ("buyers", "prospects")}

SQL = """
WITH spans AS (
    SELECT *, (stop - 1) AS last_day FROM unnest(%(months)s::date[], %(stops)s::date[]) AS s(month, stop)
), facts AS (
    SELECT month, collector_id AS person, kinds.code, 1::numeric AS amount FROM spans
    JOIN health_forms_survey s ON (s.filled_at AT TIME ZONE %(zone)s)::date BETWEEN month AND last_day
        AND s.filled_at <= %(until)s::timestamptz
    JOIN (VALUES ('collected'), ('late')) AS kinds(code) ON kinds.code = 'collected' OR s.is_late
    UNION ALL
    SELECT month, allocated_to_id, 'allocated', 1 FROM spans
    JOIN health_forms_survey s ON (s.allocated_at AT TIME ZONE %(zone)s)::date BETWEEN month AND last_day
        AND s.allocated_at <= %(until)s::timestamptz
    UNION ALL
    SELECT month, rep_id, kinds.code, 1 FROM spans
    JOIN health_forms_customerfile f ON f.made_on BETWEEN month AND last_day
    JOIN (VALUES ('files'), ('prospects')) AS kinds(code) ON true
    WHERE f.made_on <= (%(until)s::timestamptz AT TIME ZONE %(zone)s)::date
    UNION ALL
    SELECT month, rep_id, 'prospects', 1 FROM spans
    JOIN health_forms_customerfile f ON f.made_on < month
        AND (f.bought_on IS NULL OR f.bought_on >= month) AND f.state = 'kept'
    UNION ALL
    SELECT month, rep_id, 'buyers', 1 FROM spans
    JOIN health_forms_customerfile f ON f.bought_on BETWEEN month AND last_day
    WHERE f.made_on IS NOT NULL
    UNION ALL
    SELECT month, holder_id, kinds.code, 1 FROM spans
    JOIN health_forms_revisit r ON r.due_on BETWEEN month AND last_day
        AND r.due_on <= (%(until)s::timestamptz AT TIME ZONE %(zone)s)::date
    JOIN (VALUES ('owed'), ('kept')) AS kinds(code)
        ON kinds.code = 'owed' OR r.status = 'done' AND r.done_on <= r.due_on
    WHERE r.status IN ('open', 'done') AND r.stage IS NOT NULL AND r.holder_id IS NOT NULL
    UNION ALL
    SELECT month, person_id, kinds.code, CASE kinds.code WHEN 'amount' THEN p.amount ELSE 1 END
    FROM spans
    JOIN health_forms_penalty p ON (p.decided_at AT TIME ZONE %(zone)s)::date BETWEEN month AND last_day
        AND p.state = 'approved' AND p.decided_at <= %(until)s::timestamptz
    JOIN (VALUES ('penalties'), ('amount')) AS kinds(code) ON true
)
SELECT month, coalesce(person.id, 0) AS key, coalesce(person.name, '') AS name, code, sum(amount)
FROM facts JOIN people_user person ON person.id = facts.person
GROUP BY GROUPING SETS ((month, code), (month, person.id, person.name, person.name_pinyin, code))
ORDER BY person.name_pinyin NULLS FIRST, key
"""

Figures = dict[str, Any]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The figures of the month that starts on ``month``; nothing entered after ``until`` counts."""
    months = [month, earlier(month, 1), earlier(month, 12)]
    found = _count(months, until)
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals(MEASURES, *(_whole(found.get((one, 0, ""), {})) for one in months)),
            "columns": [{"code": code, "label": str(label)} for code, label, __ in MEASURES],
            "tables": [
                {
                    "code": "person",
                    "label": str(_("按人员")),
                    "rows": [
                        {"key": str(key), "label": name, "values": _values(figures)}
                        for (one, key, name), figures in found.items()
                        if one == month and key
                    ],
                }
            ],
        }


def _count(months: list[date], until: datetime | None) -> dict[tuple[date, int, str], Figures]:
    """(month, person, name) -> code -> figure; person 0 is everybody."""
    given = {
        "months": months, "stops": [earlier(month, -1) for month in months],
        "until": until or "infinity", "zone": clock.zone().key,
    }  # fmt: skip
    found: dict[tuple[date, int, str], Figures] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, given)
        for month, key, name, code, amount in cursor.fetchall():
            found.setdefault((month, key, name), {})[code] = amount
    return found


def _whole(figures: Figures) -> Figures:
    """What nobody did is 0; a rate of nothing is missing."""
    whole: Figures = {code: 0 for code, __, __ in MEASURES if code not in RATES} | figures
    for code, (part, of) in RATES.items():
        if whole.get(of):
            whole[code] = 100 * whole.get(part, 0) / whole[of]
    return whole


def _values(figures: Figures) -> list[str]:
    whole = _whole(figures)
    return [text(whole.get(code), kind) for code, __, kind in MEASURES]


STATISTICS = MonthlyStatistics(
    code="health_forms.statistics", label=_("健康调查与回访统计表"), article="R4.2.8",
    compute=compute, submit_role=MANAGER, drawn=DRAWN,
)  # fmt: skip
