"""The door for many records at once, such as an import brings: a statement each for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery

from foundation import clock
from foundation.people.models import User
from foundation.policies.reading import read_once
from foundation.process.events import AT_A_TIME, Text, log_on_all, new_event
from foundation.process.models import Event, Matter, Task, as_json
from foundation.process.records import Record
from foundation.process.steps import SHOWN, Step, allow, next_version
from foundation.process.tasks import TaskKind, end_tasks, ended_by, new_task

R = TypeVar("R", bound=Record)


def open_matters(records: Sequence[R], *, by: User, article: str, label: Text) -> list[Event]:
    """What ``open_matter`` does, for new records of one class, numbered in their order; their first
    events, in the same order.

    The caller holds the transaction.
    """
    if not records:
        return []
    numbers = records[0].series.allot_many(clock.today(), len(records))
    for record, number in zip(records, numbers, strict=True):
        matter = Matter(
            regulation=record.regulation_number(), kind=record._meta.label, opened_by=by,
            number=number, closed_at=clock.now() if record.is_closed else None,
        )  # fmt: skip
        record.show_on(matter)
        record.matter = matter
    Matter.objects.bulk_create((one.matter for one in records), batch_size=AT_A_TIME)
    type(records[0])._base_manager.bulk_create(records, batch_size=AT_A_TIME)
    return log_on_all((one.matter for one in records), "open", by=by, label=label, article=article)


@read_once()
def open_tasks(
    declared: TaskKind, records: Sequence[Record], events: Sequence[Event]
) -> list[Task]:
    """As ``open_task``, with the event that opened each."""
    tasks = [
        new_task(declared, record, event=event)
        for record, event in zip(records, events, strict=True)
    ]
    return Task.objects.bulk_create(tasks, batch_size=AT_A_TIME)


def lock_all(rows: QuerySet[R], *related: str) -> list[R]:
    """As ``lock``: with their matters, in the order of their keys. Whoever waited gets the rows as
    they are by then, without those that meet the condition no longer."""
    locked = rows.select_for_update(of=("self", "matter")).select_related("matter", *related)
    return list(locked.defer("matter__search_vector").order_by("pk"))


@read_once()
def carry_out_all(
    records: Sequence[R], moved: Any, *, by: User, comment: str = "",
    given: Callable[[R], dict[str, Any]] | None = None,
) -> list[Event]:  # fmt: skip
    """What ``carry_out`` does, for records of one class that the caller has locked.

    The step names in ``sets`` the columns its method fills; ``given`` is what it is given for each
    record. One that may not be taken leaves all as they were.
    """
    if not records:
        return []
    declared: Step = moved.step
    events = []
    for record in records:
        principal = allow(record, declared, by=by, comment=comment)
        before, arguments = record.state, given(record) if given else {}
        getattr(record, declared.name)(by=by, **arguments)
        next_version(record)
        events.append(
            new_event(
                record.matter, declared.name, by=by, label=declared.label,
                on_behalf_of=None if principal == by else principal, article=declared.article,
                comment=comment, from_state=before, to_state=record.state,
                details={name: as_json(value) for name, value in arguments.items()},
            )
        )  # fmt: skip
    write_columns(records, ("state", *declared.sets))
    write_columns([record.matter for record in records], SHOWN)
    Event.objects.bulk_create(events)
    _close_tasks(records, declared, by)
    return events


def _close_tasks(records: Sequence[Record], declared: Step, by: User) -> None:
    """Each by the event that was just written of its matter."""
    waiting = Task.objects.filter(matter__in=[record.pk for record in records], closed_at=None)
    last: Any = Subquery(
        Event.objects.filter(matter=OuterRef("matter")).order_by("-pk").values("pk")[:1]
    )
    for outcome, codes in ended_by(records[0]._meta.label, declared.name).items():
        end_tasks(waiting.filter(kind__in=codes), by=by, event=last, outcome=outcome)


def raise_versions(records: Sequence[Record]) -> None:
    """What ``raise_version`` does, for records the caller has locked."""
    for record in records:
        next_version(record)
    write_columns([record.matter for record in records], SHOWN)


def write_columns(rows: Iterable[Model], names: Sequence[str]) -> None:
    """The named columns of rows of one model as they are in memory, in one statement;
    ``bulk_update`` would build a CASE of each."""
    rows = list(rows)
    if not rows:
        return
    options = rows[0]._meta
    fields: list[Any] = [options.pk, *(options.get_field(name) for name in names)]
    columns = [connection.ops.quote_name(field.column) for field in fields]
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    sets = ", ".join(f"{column} = new.{column}" for column in columns[1:])
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows]
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {connection.ops.quote_name(options.db_table)} AS old SET {sets}"
            f" FROM unnest({arrays}) AS new({', '.join(columns)})"
            f" WHERE old.{columns[0]} = new.{columns[0]}",
            values,
        )
