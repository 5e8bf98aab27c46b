"""Tasks about one row of a record, where no step of the record ends them."""

from __future__ import annotations

from foundation.process.models import Event, Task, open_tasks
from foundation.process.tasks import TaskKind, end_tasks


def end_task_of(declared: TaskKind, matter: int, event: Event, **row: int) -> None:
    """The task whose opening event names the row (``objective=7``) is done."""
    named = {f"opening_event__details__{name}": value for name, value in row.items()}
    own = open_tasks(matter).filter(kind=declared.code, **named)
    end_tasks(own, by=event.actor, event=event, outcome=Task.Outcome.DONE)
