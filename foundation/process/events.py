"""What happened to a matter: append-only, guarded by a database trigger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from foundation.people.models import User
from foundation.process.models import Event, Matter, as_json
from foundation.process.requests import client_address

Text = str | Promise
AT_A_TIME = 1_000  # rows of one statement

# What others may do with a matter without having acted on it.
PASSIVE = ("urge", "copy", "view", "download", "print", "export", "reminded", "overdue")


def log_event(
    matter: Matter,
    name: str,
    *,
    by: User,
    label: Text = "",
    article: str = "",
    comment: str = "",
    on_behalf_of: User | None = None,
    **details: Any,
) -> Event:
    """An event without a transition: a view, a download, a print, a hand-on, an urge."""
    event = new_event(
        matter, name, by=by, label=label, article=article, comment=comment,
        on_behalf_of=on_behalf_of, details={key: as_json(value) for key, value in details.items()},
    )  # fmt: skip
    event.save(force_insert=True)
    return event


def log_on_all(
    matters: Iterable[Matter], name: str, *, by: User, label: Text, **fields: Any
) -> list[Event]:
    """The same event on many matters, in one statement; ``fields`` are those of ``Event``."""
    events = (new_event(matter, name, by=by, label=label, **fields) for matter in matters)
    return Event.objects.bulk_create(events, batch_size=AT_A_TIME)


def new_event(matter: Matter, name: str, *, by: User, label: Text = "", **fields: Any) -> Event:
    # Stored as the message id, so that each reader sees it in their own language.
    with translation.override("zh-hans"):
        text = str(label)
    return Event(matter=matter, step=name, actor=by, label=text, ip=client_address(), **fields)


def last_act(matter: Matter) -> Event | None:
    """What last moved the matter: reading it, or waiting, does not."""
    acts = matter.events.exclude(step__in=PASSIVE).select_related("actor", "on_behalf_of")
    return acts.order_by("-pk").first()
