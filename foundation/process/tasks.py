"""Kinds of task: who, due when, reminders, escalation, article; opening and closing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.articles.declarations import cite
from foundation.people.models import User
from foundation.policies.declarations import Policy
from foundation.process.holders import Assignment, Holder
from foundation.process.models import Event, Task, open_tasks
from foundation.process.records import Record

_kinds: dict[str, TaskKind] = {}


@dataclass(frozen=True, slots=True, eq=False)
class TaskKind:
    """A kind of task, declared in an app's ``deadlines.py``.

    ``model`` is the record class (``app.Model``); ``awaits`` names the steps that end the
    task, and whoever it is handed to may take them; ``superseded_by`` those that only make it
    needless, whoever else takes them. ``due`` gives the last day. ``alerts`` is the policy of reminders and escalation: a list of
    ``{"day": -2, "to": ["holder"], "at_once": true}``, where ``day`` counts from the due date
    (-2: two days left, 1: the day after) and ``to`` names ``holder`` (of this task), ``current``
    (holders of all open tasks of the matter), ``supervisor`` (of this task's holder; of those, when
    the task is not ``shown``), ``head`` (of the task's department) or a role's code;
    ``"every": 1`` repeats the last one daily. ``is_duty``: being late is written as a violation.
    """

    code: str
    label: str | Promise
    article: str
    model: str
    awaits: tuple[str, ...]
    holder: Holder
    due: Callable[[Any], date]
    alerts: Policy[list[Any]]
    batch: bool = False
    is_duty: bool = False
    shown: bool = True
    superseded_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _kinds[self.code] = self
        cite(self.article, f"task {self.code}")


# What approving a task of a kind from a list means: the app's own act, registered beside it.
batch_acts: dict[str, Callable[..., Any]] = {}


def kinds() -> dict[str, TaskKind]:
    return dict(_kinds)


def kind(code: str) -> TaskKind:
    return _kinds[code]


def kinds_awaiting(model: str, name: str) -> set[str]:
    return {
        found.code for found in _kinds.values() if found.model == model and name in found.awaits
    }


def ended_by(model: str, name: str) -> dict[Task.Outcome, set[str]]:
    """The kinds a step ends, by their outcome; an outcome without any is left out."""
    needless = {
        found.code
        for found in _kinds.values()
        if found.model == model and name in found.superseded_by
    }
    ended = {Task.Outcome.DONE: kinds_awaiting(model, name), Task.Outcome.SUPERSEDED: needless}
    return {outcome: codes for outcome, codes in ended.items() if codes}


def open_task(
    declared: TaskKind,
    record: Record,
    *,
    event: Event | None = None,
    person: User | None = None,
    due_on: date | None = None,
) -> Task:
    """Put the task into the inbox of its holder (or of ``person``).

    Raises ``Refusal`` when nobody holds it: a department without a head, say.
    """
    task = new_task(declared, record, event=event, person=person, due_on=due_on)
    task.save(force_insert=True)
    return task


def open_tasks_of(kinds: Sequence[TaskKind], record: Record, *, event: Event) -> None:
    """Several tasks at once, as ``open_task`` opens one."""
    Task.objects.bulk_create(new_task(declared, record, event=event) for declared in kinds)


def new_task(
    declared: TaskKind,
    record: Record,
    *,
    event: Event | None = None,
    person: User | None = None,
    due_on: date | None = None,
) -> Task:
    """The task as ``open_task`` saves it."""
    to = Assignment(person=person) if person else declared.holder.assignment(record)
    if to.person is None and to.role is None:
        raise Refusal(
            declared.article,
            _("“%(task)s”没有承办人：请先为部门设置负责人。") % {"task": declared.label},
        )
    due = due_on or declared.due(record)
    return Task(
        matter_id=record.pk,
        kind=declared.code,
        article=declared.article,
        assignee=to.person,
        role=to.role,
        department=to.department,
        due_on=due,
        opening_event=event,
        next_alert_on=first_alert(declared, due),
    )


def first_alert(declared: TaskKind, due: date) -> date | None:
    """The day of the first alert; when it is past already, the sweep finds the latest one due."""
    days = [int(alert["day"]) for alert in declared.alerts.value()]
    return due + timedelta(days=min(days)) if days else None


def close_tasks(record: Record, *, awaiting: str, by: User, event: Event) -> None:
    """Close the open tasks that wait for this step or are needless by it, wherever they lie."""
    for outcome, codes in ended_by(record._meta.label, awaiting).items():
        waiting = open_tasks(record.matter_id).filter(kind__in=codes)
        end_tasks(waiting, by=by, event=event, outcome=outcome)


def close_all_tasks(
    record: Record, *, by: User, event: Event, except_kinds: Sequence[str] = ()
) -> None:
    """When the matter ends or starts anew: what is still open is no longer needed."""
    waiting = open_tasks(record.matter_id).exclude(kind__in=except_kinds)
    end_tasks(waiting, by=by, event=event, outcome=Task.Outcome.SUPERSEDED)


def end_tasks(tasks: QuerySet[Task], *, by: User, event: Event, outcome: Task.Outcome) -> None:
    """The one way a task is closed: who, when, how it ended, by which event."""
    tasks.update(closed_at=clock.now(), closed_by=by, outcome=outcome, closing_event=event)


def end_task_of(declared: TaskKind, matter: int, event: Event, **row: int) -> None:
    """A task about one row of a record, which no step ends: the one whose opening event names the
    row (``objective=7``) is done."""
    named = {f"opening_event__details__{name}": value for name, value in row.items()}
    own = open_tasks(matter).filter(kind=declared.code, **named)
    end_tasks(own, by=event.actor, event=event, outcome=Task.Outcome.DONE)
