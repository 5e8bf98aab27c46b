"""The monthly complaint statistics (R2.27): one statement a month over all rounds.

Every figure counts by the local date of its own event. A finished round stands in
``complaints_round``, the present one in the complaint itself; void and merged ones do not count,
nor does what came before the regulation took effect. A reopened case counts as received again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from complaints import policies
from complaints.models import Complaint
from foundation import clock
from foundation.monthly.comparing import Measure, earlier, span, text, totals
from foundation.monthly.declarations import MonthlyStatistics

MEASURES: list[Measure] = [
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
WITH present_round AS NOT MATERIALIZED (
    SELECT matter_id AS complaint, round, state, started_at, due_on, accepted, ruled_at, ended_at,
           handling_department_id, goods, demands, store_id
    FROM complaints_complaint WHERE is_measured
), past_round AS NOT MATERIALIZED (
    SELECT r.complaint_id AS complaint, r.number AS round, r.state, r.started_at, r.due_on, r.accepted, r.ruled_at,
           r.ended_at, r.handling_department_id, c.goods, c.demands, c.store_id
    FROM complaints_round r
    JOIN complaints_complaint c ON c.matter_id = r.complaint_id AND c.is_measured
), every_round AS NOT MATERIALIZED (
    SELECT * FROM present_round UNION ALL SELECT * FROM past_round
), rated AS MATERIALIZED (
    SELECT complaint_id AS complaint, round, score FROM complaints_satisfaction
    WHERE given_at >= %(starts)s AND given_at < %(stops)s
), counted AS MATERIALIZED (
    -- Open at the month's end or ended in it; of what ended earlier, a late ruling or rating.
    SELECT * FROM every_round WHERE started_at < %(stops)s AND ended_at IS NULL
    UNION ALL
    SELECT * FROM every_round WHERE started_at < %(stops)s AND ended_at >= %(stops)s
    UNION ALL
    SELECT * FROM every_round
    WHERE started_at < %(stops)s AND ended_at >= %(starts)s AND ended_at < %(stops)s
    UNION ALL
    SELECT * FROM every_round
    WHERE ended_at < %(starts)s AND ruled_at >= %(starts)s AND ruled_at < %(stops)s
    UNION ALL
    SELECT present_round.* FROM rated JOIN present_round USING (complaint, round)
    WHERE ended_at < %(starts)s AND (ruled_at >= %(starts)s AND ruled_at < %(stops)s) IS NOT TRUE
    UNION ALL
    SELECT past_round.* FROM rated JOIN past_round USING (complaint, round)
    WHERE ended_at < %(starts)s AND (ruled_at >= %(starts)s AND ruled_at < %(stops)s) IS NOT TRUE
), first_rounds AS NOT MATERIALIZED (
    SELECT matter_id AS id, state, started_at, customer_id, goods
    FROM complaints_complaint WHERE round = 1
    UNION ALL
    SELECT c.matter_id, c.state, first.started_at, c.customer_id, c.goods
    FROM complaints_round first JOIN complaints_complaint c ON c.matter_id = first.complaint_id
    WHERE first.number = 1
), cases AS MATERIALIZED (
    SELECT DISTINCT ON (c.id) c.id, c.started_at, c.customer_id, c.goods, r.cause_kind AS cause,
           (c.started_at AT TIME ZONE %(zone)s)::date AS started_on
    FROM first_rounds c
    LEFT JOIN complaints_report r ON r.complaint_id = c.id AND r.cause_kind <> ''
    WHERE c.state NOT IN ('void', 'merged') AND c.started_at < %(stops)s
        AND c.started_at >= %(starts)s - make_interval(days => %(recurrence_days)s + 1)
    ORDER BY c.id, r.round DESC
), recurring AS MATERIALIZED (
    SELECT id AS complaint FROM (
        SELECT id, started_at, started_on, greatest(
            CASE WHEN cause IS NOT NULL THEN lag(started_on) OVER same_trouble END,
            CASE WHEN cause IS NOT NULL THEN lag(started_on) OVER same_cause END,
            lag(started_on) OVER same_goods) AS before
        FROM cases
        WINDOW same_trouble AS (PARTITION BY goods, cause ORDER BY started_at, id),
            same_cause AS (PARTITION BY customer_id, cause ORDER BY started_at, id),
            same_goods AS (PARTITION BY customer_id, goods ORDER BY started_at, id)
    ) AS compared
    WHERE started_at >= %(starts)s AND before >= started_on - %(recurrence_days)s
), waits AS MATERIALIZED (
    SELECT complaint, round,
        sum(extract(epoch FROM least(coalesce(w.ended_at, %(stops)s), %(stops)s)
                    - greatest(w.began_at, %(starts)s))) / 86400 AS days
    FROM complaints_customerwait w
    JOIN counted c ON c.complaint = w.complaint_id AND w.began_at >= c.started_at
        AND (c.ended_at IS NULL OR w.began_at <= c.ended_at)
    WHERE w.began_at < %(stops)s AND coalesce(w.ended_at, %(stops)s) > %(starts)s
    GROUP BY 1, 2
), facts AS (
    SELECT e.*,
           e.started_at >= %(starts)s AS is_received,
           e.ended_at >= %(starts)s AND e.ended_at < %(stops)s AS is_ended,
           e.ruled_at >= %(starts)s AND e.ruled_at < %(stops)s AS is_ruled,
           (e.ended_at AT TIME ZONE %(zone)s)::date AS ended_on,
           (e.started_at AT TIME ZONE %(zone)s)::date AS started_on,
           coalesce(r.cause_kind, '') AS cause, d.discount, d.compensation,
           e.round = 1 AND recurring.complaint IS NOT NULL AS recurs, waits.days AS waited, score
    FROM counted e
    LEFT JOIN complaints_report r ON r.complaint_id = e.complaint AND r.round = e.round
    LEFT JOIN complaints_disposal d ON d.complaint_id = e.complaint AND d.round = e.round
    LEFT JOIN recurring ON recurring.complaint = e.complaint
    LEFT JOIN rated ON (rated.complaint, rated.round) = (e.complaint, e.round)
    LEFT JOIN waits ON (waits.complaint, waits.round) = (e.complaint, e.round)
    WHERE e.state NOT IN ('void', 'merged')
), shown AS (
    SELECT facts.*, dimension, key FROM facts
    CROSS JOIN LATERAL (
        SELECT 'total', ''
        UNION ALL
        SELECT * FROM (
            VALUES ('store', coalesce(store_id::text, '')),
                ('department', coalesce(handling_department_id::text, '')),
                ('goods', goods), ('cause', cause)
            UNION ALL
            SELECT 'demand', unnest(demands)
        ) AS one WHERE %(detailed)s
    ) AS dimensions(dimension, key)
), figures AS (
    SELECT dimension, key,
           count(*) FILTER (WHERE is_received) AS received,
           count(*) FILTER (WHERE is_received AND round > 1) AS reopened,
           count(*) FILTER (WHERE is_ruled AND accepted) AS accepted,
           count(*) FILTER (WHERE is_ruled AND NOT accepted) AS declined,
           count(*) FILTER (WHERE is_ended AND state IN ('closed', 'closed_declined')
                            AND ended_on <= due_on) AS closed_in_time,
           count(*) FILTER (WHERE is_ended AND state IN ('closed', 'closed_declined')
                            AND ended_on > due_on) AS closed_late,
           count(*) FILTER (WHERE is_ended AND state = 'withdrawn') AS withdrawn,
           count(*) FILTER (WHERE ended_at IS NULL OR ended_at >= %(stops)s) AS open,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY (ended_on - started_on)::float)
               FILTER (WHERE is_ended AND state = 'closed') AS median_days,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY (ended_on - started_on)::float)
               FILTER (WHERE is_ended AND state = 'closed') AS p90_days,
           sum(waited) AS waiting_days,
           coalesce(sum(discount) FILTER (WHERE is_ended AND state = 'closed'), 0) AS discount,
           coalesce(sum(compensation) FILTER (WHERE is_ended AND state = 'closed'), 0) AS compensation,
           count(*) FILTER (WHERE is_received AND recurs) AS recurrences,
           count(score) AS ratings, avg(score) AS satisfaction
    FROM shown GROUP BY dimension, key
)
SELECT figures.*, coalesce(place.name, '') AS place FROM figures
LEFT JOIN people_department place
    ON dimension IN ('store', 'department') AND place.id::text = key
ORDER BY dimension, received DESC, place.name, key
"""

Row = dict[str, Any]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The figures of the month that starts on ``month``; nothing after ``until`` counts.

    Both months beside it are counted by the policy of this one, so that they can be compared.
    """
    of_month = count(month, until, by_policy_of=month)
    before, year_before = (
        count(earlier(month, back), until, by_policy_of=month, detailed=False) for back in (1, 12)
    )
    total, previous, last_year = (_total(rows) for rows in (of_month, before, year_before))
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals(MEASURES, total, previous, last_year),
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


def count(
    month: date, until: datetime | None = None, *, by_policy_of: date, detailed: bool = True
) -> list[Row]:
    """A row per dimension and key; only that of the total unless ``detailed``."""
    start, stop = span(month, until)
    given: dict[str, Any] = {
        "starts": start,
        "stops": stop,
        "zone": clock.zone().key,
        "recurrence_days": policies.RECURRENCE_DAYS.value(by_policy_of),
        "detailed": detailed,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")  # sorts some hundred thousand cases
        cursor.execute(SQL, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _total(rows: list[Row]) -> Row:
    return next((row for row in rows if row["dimension"] == "total"), {})


def _line(row: Row) -> dict[str, Any]:
    return {
        "key": row["key"],
        "label": _name(row),
        "values": [text(row[code], kind) for code, __, kind in MEASURES],
    }


def _name(row: Row) -> str:
    if row["dimension"] == "cause":
        return str(policies.CAUSES.value().get(row["key"], row["key"])) or "—"
    if row["dimension"] == "demand":
        return str(dict(Complaint.Demand.choices).get(row["key"], row["key"]))
    return row["place"] or ("—" if row["dimension"] != "goods" else row["key"] or "—")


STATISTICS = MonthlyStatistics(
    code="complaints.statistics", label=_("投诉统计表"), article="R2.27", compute=compute,
    drawn=("received", "accepted", "closed_in_time", "closed_late", "open"),
)  # fmt: skip
