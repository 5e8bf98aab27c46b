"""What several acts share: who may, who is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foundation.notifications.outbox import notify
from foundation.people.models import User
from foundation.process.models import Event


def tell(record: Any, people: Iterable[User], template: str, event: Event) -> None:
    notify(
        [person for person in people if person.pk != event.actor_id],
        template=f"visits/{template}",
        context={
            "number": record.matter.number,
            "title": record.matter.title,
            "by": event.actor.name,
            "comment": event.comment,
        },
        url=record.get_absolute_url(),
        dedupe=f"{template}:{event.pk}",
        article=event.article,
    )
