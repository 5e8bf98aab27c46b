"""The archives' statistics of a month and of a year (R1.1.4), each counted in one statement.

Every figure counts by the local date of its own event: documents when the archive room signs for
them, volumes when they are shelved, loans when they are handed out, an overdue one on the day
after its return date, the filing of a month on the day it was due. Void documents do not count.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from archives.deadlines import FILING
from archives.kinds import Retention, Secrecy
from archives.roles import ADMIN_ASSISTANT, ARCHIVE_HEAD
from foundation import clock
from foundation.monthly.comparing import Measure, earlier, span, text, totals
from foundation.monthly.declarations import MonthlyStatistics

MEASURES: list[Measure] = [
    ("documents", _("归档文件"), "count"),
    ("pages", _("归档页数"), "count"),
    ("volumes", _("上架案卷"), "count"),
    ("loans", _("借阅"), "count"),
    ("overdue", _("逾期未还"), "count"),
    ("incidents", _("档案事故"), "count"),
    ("filed_in_time", _("按期归档的部门"), "count"),
    ("filed_late", _("逾期归档的部门"), "count"),
]

SQL = """
WITH spans AS (
    SELECT * FROM unnest(%(months)s::date[], %(starts)s::timestamptz[], %(stops)s::timestamptz[])
        AS span(month, starts, stops)
), facts AS (
    SELECT 'documents' AS what, received_at AS at, department_id, retention, secrecy, pages
    FROM archives_document WHERE received_at IS NOT NULL AND state <> 'void'
    UNION ALL
    SELECT 'volumes', shelved_at, department_id, retention, secrecy, NULL
    FROM archives_volume WHERE shelved_at IS NOT NULL
    UNION ALL
    SELECT 'loans', loan.lent_at, volume.department_id, volume.retention, volume.secrecy, NULL
    FROM archives_loan loan JOIN archives_volume volume ON volume.matter_id = loan.volume_id
    WHERE loan.lent_at IS NOT NULL
    UNION ALL
    SELECT 'overdue', (loan.due_on + 1)::timestamp AT TIME ZONE %(zone)s, volume.department_id,
           volume.retention, volume.secrecy, NULL
    FROM archives_loan loan JOIN archives_volume volume ON volume.matter_id = loan.volume_id
    WHERE loan.lent_at IS NOT NULL AND loan.use <> 'online' AND (loan.due_on + 1)::timestamp AT TIME ZONE %(zone)s
          <= coalesce(loan.taken_back_at, %(now)s)
    UNION ALL
    SELECT 'incidents', matter.opened_at, volume.department_id, volume.retention, volume.secrecy,
           NULL
    FROM archives_incident incident
    JOIN process_matter matter ON matter.id = incident.matter_id
    JOIN archives_volume volume ON volume.matter_id = incident.volume_id
    UNION ALL
    SELECT CASE WHEN duty.state IN ('done', 'empty')
                     AND (duty.ended_at AT TIME ZONE %(zone)s)::date <= duty.due_on
                THEN 'filed_in_time' ELSE 'filed_late' END,
           duty.due_on::timestamp AT TIME ZONE %(zone)s, duty.department_id, NULL, NULL, NULL
    FROM duties_duty duty
    WHERE duty.code = %(filing)s AND duty.state <> 'lapsed'
      AND (duty.state <> 'due' OR (duty.due_on + 1)::timestamp AT TIME ZONE %(zone)s <= %(now)s)
), shown AS (
    SELECT span.month, dimension, key, what, pages
    FROM facts JOIN spans span ON facts.at >= span.starts AND facts.at < span.stops
    CROSS JOIN LATERAL (
        VALUES ('total', ''), ('department', department_id::text), ('retention', retention::text),
               ('secrecy', secrecy::text)
    ) AS dimensions(dimension, key)
    WHERE key IS NOT NULL
)
SELECT month, dimension, key, coalesce(place.name, '') AS place,
       count(*) FILTER (WHERE what = 'documents') AS documents,
       coalesce(sum(pages) FILTER (WHERE what = 'documents'), 0) AS pages,
       count(*) FILTER (WHERE what = 'volumes') AS volumes,
       count(*) FILTER (WHERE what = 'loans') AS loans,
       count(*) FILTER (WHERE what = 'overdue') AS overdue,
       count(*) FILTER (WHERE what = 'incidents') AS incidents,
       count(*) FILTER (WHERE what = 'filed_in_time') AS filed_in_time,
       count(*) FILTER (WHERE what = 'filed_late') AS filed_late
FROM shown
LEFT JOIN people_department place ON dimension = 'department' AND place.id::text = key
GROUP BY month, dimension, key, place.name
ORDER BY month, dimension, place.name, key
"""

Row = dict[str, Any]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The month by department, retention and secrecy, and the year's months up to it."""
    before, year_before = earlier(month, 1), earlier(month, 12)
    of_year = [month.replace(month=number) for number in range(1, month.month + 1)]
    months = dict.fromkeys([month, before, year_before, *of_year])
    rows = _count([(one, *span(one, until)) for one in months], until or clock.now())
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals(
                MEASURES, *(_total(rows, one) for one in (month, before, year_before))
            ),
            "columns": [{"code": code, "label": str(label)} for code, label, __ in MEASURES],
            "tables": [
                *_tables(rows, month),
                {
                    "code": "year",
                    "label": str(_("本年各月")),
                    "rows": [_line(f"{one:%Y-%m}", _total(rows, one)) for one in of_year],
                },
            ],
        }


YEARS = 5  # shown beside one another


def compute_year(year: int) -> dict[str, Any]:
    """The year by department, retention and secrecy, its months, and the years before it."""
    years = [date(one, 1, 1) for one in range(year - YEARS + 1, year + 1)]
    today = clock.today()
    last = today.month if year == today.year else 12
    months = [date(year, number, 1) for number in range(1, last + 1)]
    spans = [(one, *_span_of_year(one.year)) for one in years]
    # Its months beside them: a day later, since January begins with the year.
    spans += [(month.replace(day=2), *span(month, None)) for month in months]
    rows = _count(spans, clock.now())
    now, before, previous = (_total(rows, one) for one in (years[-1], years[-2], years[-3]))
    return {
        "totals": totals(MEASURES, now, before, previous),
        "columns": [{"code": code, "label": label} for code, label, __ in MEASURES],
        "tables": [
            {
                "code": "years",
                "label": _("各年"),
                "rows": [_line(str(one.year), _total(rows, one)) for one in years],
            },
            {
                "code": "months",
                "label": _("本年各月"),
                "rows": [_line(f"{one:%Y-%m}", _total(rows, one.replace(day=2))) for one in months],
            },
            *_tables(rows, years[-1]),
        ],
    }


def _span_of_year(year: int) -> tuple[datetime, datetime]:
    return clock.end_of_day(date(year - 1, 12, 31)), clock.end_of_day(date(year, 12, 31))


def _tables(rows: list[Row], period: date) -> list[dict[str, Any]]:
    return [
        {"code": code, "label": str(label), "rows": _lines(rows, period, code)}
        for code, label in (
            ("department", _("按部门")),
            ("retention", _("按保管期限")),
            ("secrecy", _("按密级")),
        )
    ]


def _count(spans: list[tuple[date, datetime, datetime]], now: datetime) -> list[Row]:
    """``spans``: by which day each goes, and its first moment and the first after it."""
    months, starts, stops = zip(*spans, strict=True)
    given: dict[str, Any] = {
        "months": list(months),
        "starts": list(starts),
        "stops": list(stops),
        "zone": clock.zone().key,
        "now": now,
        "filing": FILING.code,
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _total(rows: list[Row], month: date) -> Row:
    found = (row for row in rows if row["month"] == month and row["dimension"] == "total")
    return next(found, dict.fromkeys((code for code, __, __ in MEASURES), 0))


def _lines(rows: list[Row], month: date, dimension: str) -> list[dict[str, Any]]:
    wanted = (row for row in rows if (row["month"], row["dimension"]) == (month, dimension))
    return [_line(_name(row), row) | {"key": row["key"]} for row in wanted]


def _name(row: Row) -> str:
    match row["dimension"]:
        case "retention":
            return str(Retention(int(row["key"])).label)
        case "secrecy":
            return str(Secrecy(int(row["key"])).label)
    return str(row["place"])


def _line(label: str, row: Row) -> dict[str, Any]:
    return {"label": label, "values": [text(row[code], kind) for code, __, kind in MEASURES]}


STATISTICS = MonthlyStatistics(
    code="archives.statistics", label=_("档案统计表"), article="R1.1.4", compute=compute,
    submit_role=ADMIN_ASSISTANT, approve_role=ARCHIVE_HEAD, due_day=20,
    drawn=("documents", "volumes", "loans", "overdue"),
)  # fmt: skip
