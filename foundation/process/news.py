"""Telling people of an act, by the record's own mail templates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foundation.notifications.outbox import notify
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.records import Record


def tell(
    record: Record, people: Iterable[User], template: str, event: Event, *, url: str = "",
    **more: Any,
) -> None:  # fmt: skip
    """Everybody but who did it; ``more`` goes into the template beside number, title and comment."""
    notify(
        [person for person in people if person.pk != event.actor_id],
        template=f"{record._meta.app_label}/{template}",
        context={
            "number": record.matter.number,
            "title": record.matter.title,
            "by": event.actor.name,
            "comment": event.comment,
            **more,
        },
        url=url or record.matter.get_absolute_url(),
        dedupe=f"{template}:{event.pk}",
        article=event.article,
    )
