"""What several acts share: who may, who is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people.models import User
from foundation.process.holders import Holder, acts_as_holder
from foundation.process.models import Event


def only(holder: Holder, record: Any, by: User, article: str) -> None:
    """For acts that take no step."""
    if not acts_as_holder(holder, record, by):
        raise Refusal(article, _("由%(who)s办理。") % {"who": holder.describe(record)})


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
