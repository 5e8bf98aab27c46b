"""Every person's key under the newest master key, so that an older one can be thrown away."""

from __future__ import annotations

from django.db import transaction

from health_forms import ciphers
from health_forms.models import Person

BATCH = 500


def rotate_keys() -> int:
    """How many persons were done. In batches, each in a transaction: it may be started again."""
    done = last = 0
    while True:
        with transaction.atomic():
            rows = Person.objects.filter(pk__gt=last).exclude(key="").order_by("pk")
            batch = list(rows.select_for_update()[:BATCH])
            for person in batch:
                person.key = ciphers.rewrapped(person.key)
                person.remark(person.told())
            Person.objects.bulk_update(batch, ["key", "mark", "phone_mark"])
        if not batch:
            return done
        done, last = done + len(batch), batch[-1].pk
