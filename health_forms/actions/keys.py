"""Every person's and every meeting's key under the newest master key, so that an older one can be thrown away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from health_forms import ciphers
from health_forms.models import Meeting, Person

BATCH = 500


def rotate_keys() -> int:
    """How many keys were done. In batches, each in a transaction: it may be started again."""
    return _rotate(Person, _mark_anew, "mark", "phone_mark") + _rotate(Meeting, lambda row: None)


def _mark_anew(person: Person) -> None:
    person.remark(person.told())


def _rotate(model: Any, more: Callable[[Any], None], *columns: str) -> int:
    done = last = 0
    while True:
        with transaction.atomic():
            rows = model.objects.filter(pk__gt=last).exclude(key="").order_by("pk")
            batch = list(rows.select_for_update()[:BATCH])
            for row in batch:
                row.key = ciphers.rewrapped(row.key)
                more(row)
            model.objects.bulk_update(batch, ["key", *columns])
        if not batch:
            return done
        done, last = done + len(batch), batch[-1].pk
