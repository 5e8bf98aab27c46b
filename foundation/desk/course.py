"""The course of a matter as people read it: what happened, and how long each state lasted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from foundation import clock
from foundation.process.models import Event, Matter, state_words


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in words. ``spent`` is the time in the state it ended; None where none ended."""

    event: Event
    label: str
    from_label: str
    to_label: str
    spent: timedelta | None
    is_return: bool

    @property
    def moves(self) -> bool:
        return bool(self.event.to_state) and self.event.to_state != self.event.from_state


def entries(matter: Matter, events: Iterable[Event]) -> list[Entry]:
    """The events, oldest first, with the states' own words and the time spent in each."""
    words = state_words(matter.record_model)
    order = list(words)
    told: list[Entry] = []
    entered = None
    for event in events:
        moved = bool(event.to_state) and event.to_state != event.from_state
        told.append(
            Entry(
                event=event,
                label=gettext(event.label) if event.label else event.step,
                from_label=words.get(event.from_state, event.from_state),
                to_label=words.get(event.to_state, event.to_state),
                spent=event.at - entered if moved and entered else None,
                is_return=moved and _goes_back(event, order),
            )
        )
        if moved:
            entered = event.at
    return told


def _goes_back(event: Event, order: list[str]) -> bool:
    """States are declared in the order of a record's life."""
    if event.from_state not in order or event.to_state not in order:
        return False
    return order.index(event.to_state) < order.index(event.from_state)


def time_in_state(matter: Matter, told: list[Entry]) -> timedelta | None:
    """How long an open matter has been where it is now."""
    moves = [entry.event.at for entry in told if entry.moves]
    return clock.now() - moves[-1] if moves and matter.closed_at is None else None


def path(state: str, through: Sequence[Any], *, due_at: date | None = None) -> list[dict[str, Any]]:
    """The bar of steps on a record's page: what is done, where it is, what comes.

    ``through`` are the states of an ordinary life, its end last; off that way there is no bar.
    """
    if state not in through:
        return []
    place = through.index(state)
    is_over = place == len(through) - 1
    return [
        {"label": one.label, "state": _standing(index, place, is_over=is_over), "due_at": due_at}
        for index, one in enumerate(through)
    ]


def _standing(index: int, place: int, *, is_over: bool) -> str:
    if index < place or is_over:
        return "done"
    return "current" if index == place else "next"
