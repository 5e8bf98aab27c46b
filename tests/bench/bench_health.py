"""Allocating 10,000 forms in one press; the morning's notices over 1,000,000 open revisits, and
what of them is due or late listed in the inboxes, as after a long downtime all at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from foundation import clock
from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, once, sql
from tests.bench.scale import FORMS, REVISITS

# What the two presses leave behind, without what they decide: everybody keeps what they collected.
PROPOSE_SQL = """
UPDATE health_forms_survey SET proposed_to_id = collector_id, principle = 'collector'
WHERE state = 'handed_in'
"""
ALLOCATE_SQL = """
WITH moved AS (
    UPDATE health_forms_survey SET state = 'allocated', allocated_to_id = proposed_to_id,
        allocated_at = now()
    WHERE state = 'handed_in' RETURNING matter_id, allocated_to_id
), shown AS (
    UPDATE process_matter SET state = 'allocated', version = version + 1, owner_id = allocated_to_id,
        search_text = search_text
    FROM moved WHERE id = matter_id RETURNING id
), event AS (
    INSERT INTO process_event (matter_id, step, label, article, actor_id, at, from_state, to_state,
        comment, details)
    SELECT matter_id, 'allocate', '分配', 'R4.1.7', %(by)s, now(), 'handed_in', 'allocated', '', '{}'
    FROM moved RETURNING id, matter_id
), ended AS (
    UPDATE process_task SET closed_at = now(), closed_by_id = %(by)s, outcome = 'done',
        closing_event_id = event.id
    FROM event WHERE process_task.matter_id = event.matter_id AND closed_at IS NULL
    RETURNING process_task.id
)
INSERT INTO process_task (matter_id, kind, article, role_id, opened_at, due_on, outcome, alert_stage,
    opening_event_id, next_alert_on)
SELECT matter_id, 'health_forms.seal', 'R4.1.10', (SELECT min(id) FROM auth_group), now(),
    current_date + 3, '', 0, id, current_date + 3
FROM event RETURNING id
"""
REMIND_SQL = """
INSERT INTO notifications_notice (recipient_id, template, context, dedupe, created_at, mail_after)
SELECT holder_id, 'health_forms/morning', jsonb_build_object(
        'due', count(*) FILTER (WHERE due_on = %(today)s),
        'soon', count(*) FILTER (WHERE due_on > %(today)s),
        'late', count(*) FILTER (WHERE due_on < %(today)s)), 'bench', now(), now()
FROM health_forms_revisit
WHERE status = 'open' AND due_on <= %(today)s::date + 3 GROUP BY holder_id RETURNING id
"""
LIST_SQL = """
WITH owed AS (
    SELECT id, file_id, holder_id, due_on, nextval('process_task_id_seq') AS task
    FROM health_forms_revisit
    WHERE status = 'open' AND holder_id IS NOT NULL AND due_on <= %(today)s::date + 3
), opened AS (
    INSERT INTO process_task (id, matter_id, kind, article, assignee_id, opened_at, due_on, outcome,
        alert_stage, next_alert_on)
    SELECT task, file_id, 'health_forms.revisit', 'R4.2.7', holder_id, now(), due_on, '', 0,
        due_on + 1
    FROM owed
)
UPDATE health_forms_revisit AS revisit SET task_id = task FROM owed WHERE owed.id = revisit.id
RETURNING 1
"""


def rolled_back(*acts: Callable[[], Any]) -> list[Times]:
    """Each act's time with the checks that would come at its commit, and then none of it."""
    with transaction.atomic():
        times = [once(lambda act=act: (act(), _check())) for act in acts]  # type: ignore[misc]
        transaction.set_rollback(True)
    return times


def _check() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def bench_allocation(health: Bench) -> None:
    from health_forms import actions
    from health_forms.models import Survey

    def by_hand() -> list[Times]:
        manager = User.objects.get(employee_number="hman")
        with connection.cursor() as cursor:
            return rolled_back(
                lambda: cursor.execute(PROPOSE_SQL), sql(ALLOCATE_SQL, by=manager.pk)
            )

    def press() -> tuple[Times, Times, str]:
        manager = User.objects.get(employee_number="hman")
        proposing = once(lambda: actions.propose_all(by=manager))
        allocating = once(lambda: actions.allocate_all(by=manager))
        found = Survey.objects.filter(state="allocated").values_list("principle", flat=True)
        told = list(found)
        return (
            proposing,
            allocating,
            ", ".join(f"{principle} {told.count(principle)}" for principle in sorted(set(told))),
        )

    floors = health.measured("large", by_hand)
    proposing, allocating, principles = health.measured("large", press)
    names = ("proposals", "allocation")
    for name, times, floor in zip(names, (proposing, allocating), floors, strict=True):
        met = times.median <= 5 * floor.median
        what = f"{name} of {FORMS:,} forms"
        FIGURES.add(Figure(what, "5x by hand", met, times, floor, note=principles))


def bench_morning(health: Bench) -> None:
    from health_forms import actions
    from health_forms.models import Revisit

    def by_hand() -> list[Times]:
        return rolled_back(sql(REMIND_SQL, today=clock.today()))

    def remind() -> tuple[Times, int, int]:
        told: list[int] = []
        times = once(lambda: told.append(actions.remind()))
        return times, told[0], actions.remind()

    [floor] = health.measured("large", by_hand)
    times, told, again = health.measured("large", remind)
    count = health.measured("large", lambda: Revisit.objects.filter(status="open").count())
    met = times.median <= 2 * floor.median and told > 0 and not again and count >= REVISITS
    note = f"{told:,} people told, the second time {again}"
    name = f"morning notices, {count:,} open revisits"
    FIGURES.add(Figure(name, "2x by hand", met, times, floor, note=note))


def bench_inboxes(health: Bench) -> None:
    from health_forms import actions

    def by_hand() -> list[Times]:
        return rolled_back(sql(LIST_SQL, today=clock.today()))

    def list_owed() -> tuple[Times, int, int]:
        listed: list[int] = []
        times = once(lambda: listed.append(actions.list_owed()))
        return times, listed[0], actions.list_owed()

    [floor] = health.measured("large", by_hand)
    times, listed, again = health.measured("large", list_owed)
    met = times.median <= 2 * floor.median and listed > 0 and not again
    name, note = f"{listed:,} revisits to the inboxes", f"the second time {again}"
    FIGURES.add(Figure(name, "2x by hand", met, times, floor, note=note))
