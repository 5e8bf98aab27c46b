"""To whom each form is proposed (R4.1.8), without database or clock.

The collector keeps their own. Of the n others, floor(n × share) go to new employees, those of the
form's district first; the rest to the representatives of the district. Among several, and where a
district has none, the score decides: light load, revisits in time, conversion.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median


@dataclass(slots=True)
class Candidate:
    """A representative of today. ``load`` grows with each form; rates are ``None`` without history."""

    key: int
    number: str
    district: str = ""
    is_new: bool = False
    is_away: bool = False
    load: int = 0
    on_time: float | None = None
    conversion: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form to be allocated; ``collector`` is ``None`` when they have left or are long on leave."""

    key: int
    district: str
    collector: int | None


Proposals = dict[int, tuple[int, str]]
Order = tuple[float, int, str]
Queues = dict[str, "Queue"]
EVERYWHERE = ""  # whoever has no district of their own is in no other queue


class Queue:
    """Who of a group comes next. A load only grows, so whoever is first by an older order is put
    back where they belong by now; whoever is full leaves."""

    def __init__(self, people: Iterable[Candidate], order: Callable[[Candidate], Order], cap: int):
        self.order, self.cap = order, cap
        self.waiting = [(order(one), one.key, one) for one in people]
        heapq.heapify(self.waiting)

    def first(self) -> Candidate | None:
        while self.waiting:
            before, __, one = self.waiting[0]
            now = self.order(one)
            if one.load >= self.cap:
                heapq.heappop(self.waiting)
            elif now == before:
                return one
            else:
                heapq.heapreplace(self.waiting, (now, one.key, one))
        return None


class Proposer:
    """One round of proposals; forms are taken in their order."""

    def __init__(
        self, candidates: Iterable[Candidate], *, share: Decimal, cap: int,
        weights: Mapping[str, int],
    ) -> None:  # fmt: skip
        self.all = {one.key: one for one in candidates}
        self.share, self.cap, self.weights = share, cap, weights
        self.usual_on_time = _median(one.on_time for one in self.all.values())
        self.usual_conversion = _median(one.conversion for one in self.all.values())
        present = [one for one in self.all.values() if not one.is_away]
        self.new = self._queues([one for one in present if one.is_new])
        self.settled = self._queues([one for one in present if not one.is_new])

    def propose(self, sheets: Sequence[Sheet]) -> Proposals:
        """Form -> representative and principle; those for whom everybody is full stay out."""
        found: Proposals = {}
        others = []
        for sheet in sheets:
            if sheet.collector is None:
                others.append(sheet)
            else:
                found[sheet.key] = self._give(sheet.collector, "collector")
        others = self._give_to_new(others, int(len(others) * self.share), found)
        for sheet in others:
            near = _first(self.settled, sheet.district) if sheet.district else None
            chosen = near or _first(self.settled) or _first(self.new)
            if chosen is not None:
                principle = "district" if chosen is near else "ability"
                found[sheet.key] = self._give(chosen.key, principle)
        return found

    def _give_to_new(self, sheets: list[Sheet], quota: int, found: Proposals) -> list[Sheet]:
        """What is left over: first the forms of a new employee's own district, then any."""
        for is_own in (True, False):
            left = []
            for sheet in sheets:
                place = sheet.district if is_own else EVERYWHERE
                chosen = _first(self.new, place) if quota and (place or not is_own) else None
                if chosen is None:
                    left.append(sheet)
                else:
                    quota -= 1
                    found[sheet.key] = self._give(chosen.key, "newcomer")
            sheets = left
        return sheets

    def _give(self, key: int, principle: str) -> tuple[int, str]:
        if key in self.all:  # a collecting supervisor is no candidate
            self.all[key].load += 1
        return key, principle

    def _queues(self, people: list[Candidate]) -> Queues:
        """Of each district, and of all."""
        places = {one.district for one in people} | {EVERYWHERE}
        return {
            place: Queue(
                (one for one in people if place in (EVERYWHERE, one.district)),
                self._order, self.cap,
            )
            for place in places
        }  # fmt: skip

    def _order(self, one: Candidate) -> Order:
        """By the score; among equals the fewer open ones, then the number."""
        return -self._score(one), one.load, one.number

    def _score(self, one: Candidate) -> float:
        on_time = self.usual_on_time if one.on_time is None else one.on_time
        conversion = self.usual_conversion if one.conversion is None else one.conversion
        return (
            self.weights.get("load", 0) * (1 - one.load / self.cap)
            + self.weights.get("on_time", 0) * on_time
            + self.weights.get("conversion", 0) * conversion
        )


def _first(queues: Queues, place: str = EVERYWHERE) -> Candidate | None:
    return queues[place].first() if place in queues else None


def _median(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return median(known) if known else 0.0
