"""What is owed soon lies in the inbox and is told in the morning; what is late is a violation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from foundation import clock
from foundation.notifications.outbox import post
from foundation.people.models import User
from foundation.process.models import Event, Task, open_tasks
from foundation.process.tasks import end_tasks, first_alert
from health_forms import policies
from health_forms.deadlines import REVISIT
from health_forms.models import CustomerFile, Revisit

BATCH = 5_000

# Files somebody works on are left to the next time: nobody waits for another while holding rows.
_LIST = """
WITH owed AS MATERIALIZED (
    SELECT revisit.id, file_id, holder_id, due_on
    FROM health_forms_revisit AS revisit JOIN process_matter AS matter ON matter.id = file_id
    WHERE status = 'open' AND task_id IS NULL AND holder_id IS NOT NULL AND due_on <= %(until)s
    ORDER BY due_on LIMIT %(batch)s
    FOR UPDATE OF revisit SKIP LOCKED FOR KEY SHARE OF matter SKIP LOCKED
), numbered AS MATERIALIZED (
    SELECT *, nextval(pg_get_serial_sequence('process_task', 'id')) AS task FROM owed
), opened AS (
    INSERT INTO process_task (id, matter_id, kind, article, assignee_id, opened_at, due_on, outcome,
        alert_stage, next_alert_on)
    SELECT task, file_id, %(kind)s, %(article)s, holder_id, %(now)s, due_on, '', 0,
        due_on + %(first)s::int
    FROM numbered
)
UPDATE health_forms_revisit AS revisit SET task_id = task
FROM numbered WHERE numbered.id = revisit.id
"""


def list_owed() -> int:
    """How many visits became tasks of whoever owes them: those due in the days that are told ahead
    (policy). Batch by batch, each in its own transaction; killed or run twice, each is listed once.
    The sweep of deadlines then tells the superior of a late one and writes the violation."""
    today = clock.today()
    first = first_alert(REVISIT, today)
    given: dict[str, Any] = {
        "until": today + timedelta(days=policies.AHEAD_DAYS.value()), "batch": BATCH,
        "kind": REVISIT.code, "article": REVISIT.article, "now": clock.now(),
        "first": (first - today).days if first else None,
    }  # fmt: skip
    listed = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LIST, given)
            if not cursor.rowcount:
                return listed
            listed += cursor.rowcount


def end_listed(file: CustomerFile, *, by: User, event: Event, outcome: Task.Outcome) -> None:
    """Of visits that are owed no longer."""
    listed = open_tasks(file.pk).filter(kind=REVISIT.code)
    over = listed.exclude(revisit__status=Revisit.Status.OPEN)
    end_tasks(over, by=by, event=event, outcome=outcome)


_MORNING = """
SELECT holder_id AS recipient_id, 'health_forms/morning' AS template,
    jsonb_build_object(
        'due', count(*) FILTER (WHERE due_on = %(today)s),
        'soon', count(*) FILTER (WHERE due_on > %(today)s),
        'late', count(*) FILTER (WHERE due_on < %(today)s)) AS context,
    '/health-forms/revisits/' AS url, 'R4.2.7' AS article, true AS at_once, false AS as_digest,
    'health_forms.morning:' || %(today)s::date AS dedupe
FROM health_forms_revisit
WHERE status = 'open' AND holder_id IS NOT NULL AND due_on <= %(today)s::date + %(ahead)s::int
GROUP BY holder_id
"""


def remind() -> int:
    """One notice per person and morning: how many are due, come soon, are late, and no name. In one
    statement; killed and started again, nobody is told twice and nobody missed."""
    now = clock.now()
    if not policies.MORNING_HOUR.value() <= now.hour < policies.MORNING_HOUR.value() + 4:
        return 0
    return post(_MORNING, ahead=policies.AHEAD_DAYS.value())
