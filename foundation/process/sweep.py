"""The one periodic sweep of deadlines: reminders, escalation, violations, set-wise in SQL.

Safe to run twice and in several workers: tasks are claimed with SKIP LOCKED and leave with their
next alert's day. After downtime each task's latest stage is told once, not every one missed.
Superiors who are told get a copy (抄送), so that they find the matter behind the notice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from foundation import clock
from foundation.notifications.outbox import post
from foundation.people.models import User
from foundation.policies.reading import read_once
from foundation.process.inboxes import HOLDING_SQL, PRESENT_SQL, stand_ins
from foundation.process.tasks import kinds

BATCH = 5_000

# Each task looks its stages up by itself: how many are due the planner cannot know, and any join
# of all of them it may turn into every one with every other.
_CLAIM = """
WITH plan AS (
    SELECT DISTINCT kind, stage, day, every
    FROM jsonb_to_recordset(%(plan)s::jsonb) AS s(kind text, stage int, day int, every int)
), due AS (
    SELECT id, kind, due_on, alert_stage FROM process_task
    WHERE closed_at IS NULL AND next_alert_on <= %(today)s
    ORDER BY next_alert_on LIMIT %(batch)s FOR UPDATE SKIP LOCKED
), moved AS (
    UPDATE process_task AS task SET
        alert_stage = coalesce(reached.stage, task.alert_stage),
        next_alert_on = (
            SELECT min(CASE WHEN plan.stage > coalesce(reached.stage, task.alert_stage)
                THEN due.due_on + plan.day ELSE %(today)s + plan.every END)
            FROM plan WHERE plan.kind = due.kind AND (
                plan.stage > coalesce(reached.stage, task.alert_stage)
                OR plan.stage = reached.stage AND plan.every IS NOT NULL)
        )
    FROM due CROSS JOIN LATERAL (
        SELECT max(plan.stage) AS stage FROM plan
        WHERE plan.kind = due.kind AND due.due_on + plan.day <= %(today)s
            AND (plan.stage > due.alert_stage OR plan.stage = due.alert_stage AND plan.every IS NOT NULL)
    ) AS reached
    WHERE task.id = due.id
    RETURNING task.id, reached.stage
)
SELECT id, stage FROM moved
"""

_TOLD = f"""
WITH hit AS MATERIALIZED (
    SELECT task.id, task.matter_id, task.kind, task.article, task.due_on, task.department_id,
        matter.regulation, hit.stage
    FROM unnest(%(tasks)s::bigint[], %(stages)s::int[]) AS hit(task_id, stage)
    JOIN process_task AS task ON task.id = hit.task_id
    JOIN process_matter AS matter ON matter.id = task.matter_id
), told AS (
    SELECT hit.*, plan.audience, plan.at_once, plan.as_digest, plan.day, plan.shown
    FROM hit JOIN jsonb_to_recordset(%(plan)s::jsonb)
        AS plan(kind text, stage int, day int, audience text, at_once boolean, as_digest boolean,
            shown boolean)
        ON plan.kind = hit.kind AND plan.stage = hit.stage
), lies AS (
    SELECT told.id AS about, told.audience, told.regulation, held.assignee_id, held.role_id, held.department_id
    FROM told JOIN process_task AS held ON held.id = told.id
    WHERE told.audience = 'holder'
    UNION ALL
    SELECT told.id, told.audience, told.regulation, held.assignee_id, held.role_id, held.department_id
    FROM told JOIN process_task AS held ON held.matter_id = told.matter_id AND held.closed_at IS NULL
    WHERE told.audience IN ('current', 'supervisor') AND CASE
        WHEN told.audience = 'supervisor' AND told.shown THEN held.id = told.id
        ELSE held.id <> told.id OR NOT EXISTS (
            SELECT FROM process_task AS other
            WHERE other.matter_id = told.matter_id AND other.closed_at IS NULL
                AND other.id <> told.id) END
    UNION ALL
    SELECT told.id, told.audience, told.regulation, NULL, role.id, told.department_id
    FROM told JOIN auth_group AS role ON role.name = told.audience
    UNION ALL
    SELECT told.id, told.audience, told.regulation, (
        SELECT above.head_id FROM people_department AS above
        WHERE place.path LIKE above.path || '%%' AND above.head_id IS NOT NULL
        ORDER BY length(above.path) DESC LIMIT 1), NULL, NULL
    FROM told JOIN people_department AS place ON place.id = told.department_id
    WHERE told.audience = 'head'
), {HOLDING_SQL}, people AS (
    SELECT about, audience, regulation, person_id FROM holding WHERE audience <> 'supervisor'
    UNION
    SELECT about, audience, regulation,
        coalesce(person.supervisor_id, nullif(place.head_id, person.id))
    FROM holding JOIN people_user AS person ON person.id = holding.person_id
    LEFT JOIN people_department AS place ON place.id = person.department_id
    WHERE audience = 'supervisor'
), {PRESENT_SQL}
"""

_RECIPIENTS = f"""
{_TOLD}
SELECT told_to.person_id AS recipient_id,
    CASE WHEN told.day > 0 THEN 'process/overdue' ELSE 'process/reminder' END AS template,
    jsonb_build_object('number', matter.number, 'title', matter.title, 'task', told.kind,
        'due_on', told.due_on, 'days', told.due_on - %(today)s::date,
        'holder', holder.name, 'role', role.name, 'place', place.name) AS context,
    '/m/' || matter.id || '/' AS url, told.article, told.at_once, told.as_digest,
    'alert:' || told.id || ':' || told.stage || ':' || %(today)s::date AS dedupe
FROM present AS told_to
JOIN told ON told.id = told_to.about AND told.audience = told_to.audience
JOIN process_matter AS matter ON matter.id = told.matter_id
JOIN process_task AS held ON held.id = told.id
LEFT JOIN people_user AS holder ON holder.id = held.assignee_id
LEFT JOIN auth_group AS role ON role.id = held.role_id
LEFT JOIN people_department AS place ON place.id = held.department_id
WHERE told_to.person_id IS NOT NULL
ORDER BY told.at_once DESC, told.id
"""

# Told by their place above, nothing else gives these people sight of the matter.
_BY_PLACE = ("supervisor", "head")
_COPIES = f"""
INSERT INTO process_copy (matter_id, person_id, sent_by_id, sent_at)
{_TOLD}
SELECT DISTINCT told.matter_id, told_to.person_id, %(system)s::bigint, %(now)s::timestamptz
FROM present AS told_to
JOIN told ON told.id = told_to.about AND told.audience = told_to.audience
WHERE told_to.person_id IS NOT NULL
ON CONFLICT DO NOTHING
"""

_EVENTS = """
INSERT INTO process_event (matter_id, step, label, article, actor_id, at, from_state, to_state,
    comment, details)
SELECT task.matter_id, CASE WHEN task.due_on < %(today)s THEN 'overdue' ELSE 'reminded' END,
    CASE WHEN task.due_on < %(today)s THEN %(overdue)s ELSE %(reminded)s END,
    task.article, %(system)s, %(now)s, '', '', '',
    jsonb_build_object('task', task.kind, 'due_on', task.due_on, 'stage', hit.stage)
FROM unnest(%(tasks)s::bigint[], %(stages)s::int[]) AS hit(task_id, stage)
JOIN process_task AS task ON task.id = hit.task_id
"""

_VIOLATIONS = """
INSERT INTO process_violation (matter_id, task_id, article, person_id, department_id, found_on)
SELECT matter_id, id, article, assignee_id, department_id, %(today)s FROM process_task
WHERE id = ANY(%(tasks)s) AND kind = ANY(%(duties)s) AND due_on < %(today)s
ON CONFLICT (task_id) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Swept:
    tasks: int
    notices: int


def alert_plan() -> list[dict[str, Any]]:
    """Every kind's alerts of today's policy, as rows: kind, stage, day, audience, at once."""
    rows = []
    for declared in kinds().values():
        alerts = sorted(declared.alerts.value(), key=lambda alert: int(alert["day"]))
        days = sorted({int(alert["day"]) for alert in alerts})
        rows += [
            {
                "kind": declared.code,
                "stage": days.index(int(alert["day"])) + 1,
                "day": int(alert["day"]),
                "every": alert.get("every"),
                "audience": audience,
                "at_once": bool(alert.get("at_once")),
                "as_digest": bool(alert.get("digest")),
                "shown": declared.shown,
            }
            for alert in alerts
            for audience in alert["to"]
        ]
    return rows


@read_once()
def sweep() -> Swept:
    """Tell everybody whose alert is due; batch by batch, each in its own transaction."""
    plan = alert_plan()
    tasks = notices = 0
    while True:
        swept = _sweep_batch(plan)
        if swept is None:
            return Swept(tasks, notices)
        tasks, notices = tasks + swept.tasks, notices + swept.notices


@transaction.atomic
def _sweep_batch(plan: list[dict[str, Any]]) -> Swept | None:
    """One batch, or ``None`` when nothing was left to claim."""
    today = clock.today()
    with connection.cursor() as cursor:
        stages = json.dumps(plan)
        cursor.execute(_CLAIM, {"plan": stages, "today": today, "batch": BATCH})
        claimed = cursor.fetchall()
        if not claimed:
            return None
        reached = [(task, stage) for task, stage in claimed if stage is not None]
        params: dict[str, Any] = {
            "plan": stages,
            "tasks": [task for task, __ in reached],
            "stages": [stage for __, stage in reached],
        }
        absent = stand_ins()
        notices = post(_RECIPIENTS, **params, **absent)
        more = {"today": today, "now": clock.now(), "system": User.objects.system().pk}
        above = [row for row in plan if row["audience"] in _BY_PLACE]
        cursor.execute(_COPIES, params | more | absent | {"plan": json.dumps(above)})
        words = {"overdue": gettext_noop("已逾期提醒"), "reminded": gettext_noop("到期提醒")}
        cursor.execute(_EVENTS, params | more | words)
        duties = [declared.code for declared in kinds().values() if declared.is_duty]
        cursor.execute(_VIOLATIONS, params | more | {"duties": duties})
    return Swept(len(reached), notices)
