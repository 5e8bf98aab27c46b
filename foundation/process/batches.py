"""The door for many records at once, such as an import brings: a statement each for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.utils.functional import Promise

from foundation import clock
from foundation.people.models import User
from foundation.process.events import log_on_all
from foundation.process.models import Matter
from foundation.process.records import Record
from foundation.process.steps import SHOWN, next_version

R = TypeVar("R", bound=Record)


def open_matters(records: Sequence[R], *, by: User, article: str, label: str | Promise) -> None:
    """What ``open_matter`` does, for new records of one class, numbered in their order.

    The caller holds the transaction.
    """
    if not records:
        return
    numbers = records[0].series.allot_many(clock.today(), len(records))
    for record, number in zip(records, numbers, strict=True):
        matter = Matter(
            regulation=record.regulation_number(), kind=record._meta.label, opened_by=by,
            number=number, closed_at=clock.now() if record.is_closed else None,
        )  # fmt: skip
        record.show_on(matter)
        record.matter = matter
    Matter.objects.bulk_create(record.matter for record in records)
    type(records[0])._base_manager.bulk_create(records)
    log_on_all((one.matter for one in records), "open", by=by, label=label, article=article)


def raise_versions(records: Sequence[Record]) -> None:
    """What ``raise_version`` does, for records the caller has locked."""
    for record in records:
        next_version(record)
    Matter.objects.bulk_update([record.matter for record in records], SHOWN, batch_size=500)
