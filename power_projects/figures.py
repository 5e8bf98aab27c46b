"""The monthly statistics of projects (R8.3): counted by the day each thing happened.

A stage counts in the month it was left, a first round in that in which it was held, a project by
its tier, which is the office that reviews its design.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.monthly.comparing import Measure, earlier, span, text, totals
from foundation.monthly.declarations import MonthlyStatistics
from power_projects.models import Stage
from power_projects.roles import MARKETING_HEAD
from power_projects.supply import Office

MEASURES: list[Measure] = [
    ("applied", _("受理申请"), "count"),
    ("energised", _("送电"), "count"),
    ("closed", _("归档"), "count"),
    ("withdrawn", _("撤回申请"), "count"),
    ("open", _("月末在办"), "count"),
    ("design_passed", _("设计审查一次合格率（%）"), "score"),
    ("inspection_passed", _("中间检查一次合格率（%）"), "score"),
    ("acceptance_passed", _("竣工验收一次合格率（%）"), "score"),
    ("days", _("从申请到送电的平均天数"), "days"),
    ("in_time", _("各环节均按期的工程（%）"), "score"),
]
STAGE_COLUMNS: list[Measure] = [
    ("left", _("办完"), "count"),
    ("stage_days", _("平均天数"), "days"),
    ("waiting", _("月末在此阶段"), "count"),
]
COLUMNS = [*MEASURES, *STAGE_COLUMNS]

# Every move of a project with the moment it entered the stage it left.
SQL = """
WITH moves AS (
    SELECT event.matter_id, event.from_state, event.to_state, event.at,
        coalesce(lag(event.at) OVER (PARTITION BY event.matter_id ORDER BY event.id),
            matter.opened_at) AS since
    FROM process_event event JOIN process_matter matter ON matter.id = event.matter_id
    WHERE matter.kind = 'power_projects.Project' AND event.to_state <> event.from_state
        AND event.to_state <> '' AND event.at < %(stops)s
), standing AS (
    -- Where each project stood at the end of the month.
    SELECT DISTINCT ON (project.matter_id) project.matter_id, project.reviews,
        project.contractor_id, coalesce(moves.to_state, 'applied') AS stage
    FROM power_projects_project project JOIN process_matter matter ON matter.id = project.matter_id
    LEFT JOIN moves ON moves.matter_id = project.matter_id
    WHERE matter.opened_at < %(stops)s
    ORDER BY project.matter_id, moves.at DESC NULLS LAST
), firsts AS (
    SELECT project_id, kind, is_passed FROM power_projects_examination
    WHERE round = 1 AND kind IN ('design', 'intermediate', 'acceptance')
        AND examined_at >= %(starts)s AND examined_at < %(stops)s
), facts AS (
    SELECT id AS matter_id, 'applied' AS code, 1::numeric AS amount FROM process_matter
    WHERE kind = 'power_projects.Project' AND opened_at >= %(starts)s AND opened_at < %(stops)s
    UNION ALL
    SELECT matter_id, to_state, 1 FROM moves
    WHERE at >= %(starts)s AND to_state IN ('energised', 'closed', 'withdrawn')
    UNION ALL
    SELECT matter_id, 'open', 1 FROM standing WHERE stage NOT IN ('closed', 'withdrawn')
    UNION ALL
    SELECT project_id, CASE kind WHEN 'intermediate' THEN 'inspection' ELSE kind END || '_passed',
        CASE WHEN is_passed THEN 100 ELSE 0 END FROM firsts
    UNION ALL
    SELECT moves.matter_id, 'days', extract(epoch FROM at - matter.opened_at) / 86400
    FROM moves JOIN process_matter matter ON matter.id = moves.matter_id
    WHERE at >= %(starts)s AND to_state = 'energised'
    UNION ALL
    -- Of what was energised: whether no task was closed, or is open, after its day.
    SELECT moves.matter_id, 'in_time', CASE WHEN EXISTS (
        SELECT FROM process_task task WHERE task.matter_id = moves.matter_id
            AND task.kind LIKE 'power_projects.%%'
            AND (least(coalesce(task.closed_at, %(stops)s), %(stops)s)
                AT TIME ZONE %(zone)s)::date > task.due_on) THEN 0 ELSE 100 END
    FROM moves WHERE at >= %(starts)s AND to_state = 'energised'
), told AS (
    SELECT 'whole' AS part, '' AS key, code, sum(amount) AS total, count(*) AS number
    FROM facts GROUP BY code
    UNION ALL
    SELECT 'tier', reviews, code, sum(amount), count(*)
    FROM facts JOIN standing USING (matter_id) GROUP BY reviews, code
    UNION ALL
    SELECT 'contractor', firm.name, code, sum(amount), count(*)
    FROM facts JOIN standing USING (matter_id)
    JOIN power_projects_firm firm ON firm.matter_id = contractor_id
    WHERE code <> 'applied' GROUP BY firm.name, code
    UNION ALL
    SELECT 'stage', from_state, 'stage_days', sum(extract(epoch FROM at - since) / 86400), count(*)
    FROM moves WHERE at >= %(starts)s GROUP BY from_state
    UNION ALL
    SELECT 'stage', stage, 'waiting', count(*), count(*) FROM standing GROUP BY stage
)
SELECT part, key, code, total, number FROM told ORDER BY part, key
"""
MEANS = {"design_passed", "inspection_passed", "acceptance_passed", "days", "in_time", "stage_days"}
Figures = dict[str, Decimal | int]


def compute(month: date, until: datetime | None = None) -> dict[str, Any]:
    """The figures of the month that starts on ``month``; nothing after ``until`` counts."""
    months = [_count(one, until) for one in (month, earlier(month, 1), earlier(month, 12))]
    counts: Figures = {code: 0 for code, __, kind in MEASURES if kind == "count"}
    whole = [counts | found.get(("whole", ""), {}) for found in months]
    with translation.override("zh-hans"):  # a snapshot keeps the message ids
        return {
            "totals": totals(MEASURES, *whole),
            "columns": [{"code": code, "label": str(label)} for code, label, __ in COLUMNS],
            "tables": [
                _table("stage", str(_("按阶段")), dict(Stage.choices), months[0]),
                _table("tier", str(_("按审查权限")), dict(Office.choices), months[0]),
                _table("contractor", str(_("按施工单位")), {}, months[0]),
            ],
        }


def _count(month: date, until: datetime | None) -> dict[tuple[str, str], Figures]:
    starts, stops = span(month, until)
    found: dict[tuple[str, str], Figures] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"starts": starts, "stops": stops, "zone": str(clock.zone())})
        for part, key, code, total, number in cursor.fetchall():
            figures = found.setdefault((part, key), {})
            figures[code] = total / number if code in MEANS else total
            if code == "stage_days":
                figures["left"] = number
    return found


def _table(
    part: str, label: str, names: dict[Any, Any], found: dict[tuple[str, str], Figures]
) -> dict[str, Any]:
    """In the order of ``names``; without names, in that of the keys."""
    keys = [str(name) for name in names] or [key for of, key in found if of == part]
    rows = [(key, found[part, key]) for key in keys if (part, key) in found]
    return {
        "code": part,
        "label": label,
        "rows": [
            {
                "key": key,
                "label": str(names.get(key, key)),
                "values": [text(figures.get(code), kind) for code, __, kind in COLUMNS],
            }
            for key, figures in rows
        ],
    }


STATISTICS = MonthlyStatistics(
    code="power_projects.statistics", label=_("用电工程月度统计表"), article="R8.3",
    compute=compute, submit_role=MARKETING_HEAD, drawn=("applied", "energised", "open"),
)  # fmt: skip
