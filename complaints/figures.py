"""The monthly complaint statistics (R2.27), counted in one statement over all rounds.

Every figure counts by the local date of its own event. A finished round stands in
``complaints_round``, the present one in the complaint itself; void and merged ones do not count,
nor does what came before the regulation took effect. A reopened case counts as received again.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from complaints import policies
from complaints.models import Complaint
from foundation import clock
from foundation.monthly.declarations import MonthlyStatistics

# code, label, how it is shown
MEASURES: list[tuple[str, Any, str]] = [
    ("received", _("收到"), "count"),
    ("reopened", _("其中重新办理"), "count"),
    ("accepted", _("受理"), "count"),
    ("declined", _("不受理"), "count"),
    ("closed_in_time", _("按期结案"), "count"),
    ("closed_late", _("逾期结案"), "count"),
    ("withdrawn", _("撤诉"), "count"),
    ("open", _("月末未结"), "count"),
    ("median_days", _("结案天数中位数"), "days"),
    ("p90_days", _("结案天数九成位"), "days"),
    ("waiting_days", _("等待客户天数"), "days"),
    ("discount", _("折价金额（元）"), "money"),
    ("compensation", _("赔偿金额（元）"), "money"),
    ("recurrences", _("重复投诉"), "count"),
    ("ratings", _("客户评价数"), "count"),
    ("satisfaction", _("平均满意度"), "score"),
]
DIMENSIONS: list[tuple[str, Any]] = [
    ("store", _("按门店")),
    ("department", _("按受理部门")),
    ("goods", _("按商品")),
    ("cause", _("按原因")),
    ("demand", _("按客户要求")),
]

SQL = """
WITH spans AS (
    SELECT * FROM unnest(%(months)s::date[], %(starts)s::timestamptz[], %(stops)s::timestamptz[])
        AS span(month, starts, stops)
), every_round AS (
    SELECT matter_id AS complaint, round, state, started_at, due_on, accepted, ruled_at,
           handling_department_id, ended_at
    FROM complaints_complaint
    UNION ALL
    SELECT complaint_id, number, state, started_at, due_on, accepted, ruled_at,
           handling_department_id, ended_at
    FROM complaints_round
), cases AS (
    SELECT c.matter_id AS id, c.customer_id, c.goods, first.started_at,
           (SELECT cause_kind FROM complaints_report r
            WHERE r.complaint_id = c.matter_id AND r.cause_kind <> ''
            ORDER BY r.round DESC LIMIT 1) AS cause
    FROM complaints_complaint c
    JOIN every_round first ON first.complaint = c.matter_id AND first.round = 1
    WHERE c.state NOT IN ('void', 'merged')
), recurring AS (
    SELECT late.id FROM cases late
    WHERE EXISTS (
        SELECT FROM cases early
        WHERE (early.started_at, early.id) < (late.started_at, late.id)
          AND (early.started_at AT TIME ZONE %(zone)s)::date
              >= (late.started_at AT TIME ZONE %(zone)s)::date - %(recurrence_days)s
          AND ((early.goods = late.goods AND early.cause = late.cause)
               OR (early.customer_id = late.customer_id
                   AND (early.goods = late.goods OR early.cause = late.cause)))
    )
), facts AS (
    SELECT s.*, e.*, c.goods, c.demands, c.store_id,
           e.started_at >= s.starts AND e.started_at < s.stops AS is_received,
           e.ended_at >= s.starts AND e.ended_at < s.stops AS is_ended,
           e.ruled_at >= s.starts AND e.ruled_at < s.stops AS is_ruled,
           (e.ended_at AT TIME ZONE %(zone)s)::date AS ended_on,
           (e.started_at AT TIME ZONE %(zone)s)::date AS started_on,
           coalesce(r.cause_kind, '') AS cause, d.discount, d.compensation,
           e.round = 1 AND recurring.id IS NOT NULL AS recurs, waited.days AS waited,
           CASE WHEN rating.given_at >= s.starts AND rating.given_at < s.stops
                THEN rating.score END AS score
    FROM every_round e
    JOIN complaints_complaint c ON c.matter_id = e.complaint AND c.is_measured
    CROSS JOIN spans s
    LEFT JOIN complaints_report r ON r.complaint_id = e.complaint AND r.round = e.round
    LEFT JOIN complaints_disposal d ON d.complaint_id = e.complaint AND d.round = e.round
    LEFT JOIN recurring ON recurring.id = e.complaint
    LEFT JOIN complaints_satisfaction rating
        ON rating.complaint_id = e.complaint AND rating.round = e.round
    LEFT JOIN LATERAL (
        SELECT sum(extract(epoch FROM least(coalesce(w.ended_at, s.stops), s.stops)
                           - greatest(w.began_at, s.starts))) / 86400 AS days
        FROM complaints_customerwait w
        WHERE w.complaint_id = e.complaint AND w.began_at >= e.started_at
          AND (e.ended_at IS NULL OR w.began_at <= e.ended_at)
          AND w.began_at < s.stops AND coalesce(w.ended_at, s.stops) > s.starts
    ) waited ON true
    WHERE e.state NOT IN ('void', 'merged') AND e.started_at < s.stops
      AND (e.ended_at IS NULL OR e.ended_at >= s.starts OR rating.given_at >= s.starts
           OR e.ruled_at >= s.starts)
), shown AS (
    SELECT facts.*, dimension, key FROM facts
    CROSS JOIN LATERAL (
        VALUES ('total', ''), ('store', coalesce(store_id::text, '')),
               ('department', coalesce(handling_department_id::text, '')),
               ('goods', goods), ('cause', cause)
        UNION ALL
        SELECT 'demand', unnest(demands)
    ) AS dimensions(dimension, key)
)
SELECT month, dimension, key, coalesce(place.name, '') AS place,
       count(*) FILTER (WHERE is_received) AS received,
       count(*) FILTER (WHERE is_received AND round > 1) AS reopened,
       count(*) FILTER (WHERE is_ruled AND accepted) AS accepted,
       count(*) FILTER (WHERE is_ruled AND NOT accepted) AS declined,
       count(*) FILTER (WHERE is_ended AND state IN ('closed', 'closed_declined')
                        AND ended_on <= due_on) AS closed_in_time,
       count(*) FILTER (WHERE is_ended AND state IN ('closed', 'closed_declined')
                        AND ended_on > due_on) AS closed_late,
       count(*) FILTER (WHERE is_ended AND state = 'withdrawn') AS withdrawn,
       count(*) FILTER (WHERE ended_at IS NULL OR ended_at >= stops) AS open,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY (ended_on - started_on)::float)
           FILTER (WHERE is_ended AND state = 'closed') AS median_days,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY (ended_on - started_on)::float)
           FILTER (WHERE is_ended AND state = 'closed') AS p90_days,
       sum(waited) AS waiting_days,
       coalesce(sum(discount) FILTER (WHERE is_ended AND state = 'closed'), 0) AS discount,
       coalesce(sum(compensation) FILTER (WHERE is_ended AND state = 'closed'), 0) AS compensation,
       count(*) FILTER (WHERE is_received AND recurs) AS recurrences,
       count(score) AS ratings, avg(score) AS satisfaction
FROM shown
LEFT JOIN people_department place
    ON dimension IN ('store', 'department') AND place.id::text = key
GROUP BY month, dimension, key, place.name
ORDER BY month, dimension, received DESC, place.name, key
"""

PLACES = {"days": Decimal("0.1"), "money": Decimal("0.01"), "score": Decimal("0.1")}
Row = dict[str, Any]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The figures of the month that starts on ``month``; nothing after ``until`` counts."""
    before, year_before = _earlier(month, 1), _earlier(month, 12)
    rows = _count([month, before, year_before], until)
    of_month = [row for row in rows if row["month"] == month]
    total, previous, last_year = (
        _total(rows, one) for one in (month, before, year_before)
    )  # fmt: skip
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": [
                {
                    "code": code,
                    "label": str(label),
                    "value": _text(total.get(code), kind),
                    "previous": _text(previous.get(code), kind),
                    "last_year": _text(last_year.get(code), kind),
                    "change": change(total.get(code), previous.get(code)),
                    "year_change": change(total.get(code), last_year.get(code)),
                }
                for code, label, kind in MEASURES
            ],
            "columns": [{"code": code, "label": str(label)} for code, label, __ in MEASURES],
            "tables": [
                {
                    "code": dimension,
                    "label": str(label),
                    "rows": [_line(row) for row in of_month if row["dimension"] == dimension],
                }
                for dimension, label in DIMENSIONS
            ],
        }


def change(now: Any, then: Any) -> str:
    """In per cent with one place; '—' without data or over a zero base."""
    if now is None or not then:
        return "—"
    ratio = (Decimal(str(now)) - Decimal(str(then))) / Decimal(str(then)) * 100
    return f"{ratio.quantize(Decimal('0.1'), ROUND_HALF_UP):+} %"


def _count(months: list[date], until: datetime | None) -> list[Row]:
    starts = [clock.end_of_day(month - timedelta(days=1)) for month in months]
    stops = [clock.end_of_day(_next(month) - timedelta(days=1)) for month in months]
    if until is not None:
        stops = [max(min(stop, until), start) for start, stop in zip(starts, stops, strict=True)]
    given: dict[str, Any] = {
        "months": months,
        "starts": starts,
        "stops": stops,
        "zone": clock.zone().key,
        "recurrence_days": policies.RECURRENCE_DAYS.value(months[0]),
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _total(rows: list[Row], month: date) -> Row:
    return next(
        (row for row in rows if row["month"] == month and row["dimension"] == "total"), {}
    )  # fmt: skip


def _line(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "label": _name(row),
        "values": [_text(row[code], kind) for code, __, kind in MEASURES],
    }


def _name(row: Row) -> str:
    if row["dimension"] == "cause":
        return str(policies.CAUSES.value().get(row["key"], row["key"])) or "—"
    if row["dimension"] == "demand":
        return str(dict(Complaint.Demand.choices).get(row["key"], row["key"]))
    return row["place"] or ("—" if row["dimension"] != "goods" else row["key"] or "—")


def _text(value: Any, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "count":
        return str(value)
    return str(Decimal(str(value)).quantize(PLACES[kind], ROUND_HALF_UP))


def _earlier(month: date, months: int) -> date:
    years, rest = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(years, rest + 1, 1)


def _next(month: date) -> date:
    return _earlier(month, -1)


STATISTICS = MonthlyStatistics(
    code="complaints.statistics", label=_("投诉统计表"), article="R2.27", compute=compute,
    drawn=("received", "accepted", "closed_in_time", "closed_late", "open"),
)  # fmt: skip
