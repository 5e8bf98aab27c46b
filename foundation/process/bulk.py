"""The door for many new records at once: a handful of statements, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction

from foundation import clock
from foundation.people.models import User
from foundation.process.events import new_event
from foundation.process.models import Event, Matter, Task
from foundation.process.records import Record
from foundation.process.steps import Text
from foundation.process.tasks import TaskKind, new_task

R = TypeVar("R", bound=Record)
AT_A_TIME = 1_000


@transaction.atomic
def open_matters(records: Sequence[R], *, by: User, article: str, label: Text) -> list[Event]:
    """As ``open_matter``, for records of one class; their first events, in the same order."""
    model = type(records[0])
    matters = []
    for record in records:
        matter = Matter(regulation=record.regulation_number(), kind=model._meta.label, opened_by=by)
        record.show_on(matter)
        matters.append(matter)
    for matter, number in zip(
        matters, model.series.allot_many(clock.today(), len(matters)), strict=True
    ):
        matter.number = number
    Matter.objects.bulk_create(matters, batch_size=AT_A_TIME)
    for record, matter in zip(records, matters, strict=True):
        record.matter = matter
    model._base_manager.bulk_create(records, batch_size=AT_A_TIME)
    events = [new_event(one, "open", by=by, label=label, article=article) for one in matters]
    return Event.objects.bulk_create(events, batch_size=AT_A_TIME)


def open_tasks(
    declared: TaskKind, records: Sequence[Record], events: Sequence[Event]
) -> list[Task]:
    """As ``open_task``, with the event that opened each."""
    tasks = [
        new_task(declared, record, event=event)
        for record, event in zip(records, events, strict=True)
    ]
    return Task.objects.bulk_create(tasks, batch_size=AT_A_TIME)
