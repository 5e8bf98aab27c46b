"""To whom each form is proposed (R4.1.8), without database or clock.

The collector keeps their own. Of the n others, floor(n × share) go to new employees, those of the
form's district first; the rest to the representatives of the district. Among several, and where a
district has none, the score decides: light load, revisits in time, conversion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    def propose(self, sheets: Sequence[Sheet]) -> Proposals:
        """Form -> representative and principle; those for whom everybody is full stay out."""
        found: Proposals = {}
        others = []
        for sheet in sheets:
            if sheet.collector is None:
                others.append(sheet)
            else:
                found[sheet.key] = self._give(sheet.collector, "collector")
        quota = int(len(others) * self.share)
        new = [one for one in self.all.values() if one.is_new]
        settled = [one for one in self.all.values() if not one.is_new]
        others = self._give_to_new(others, new, quota, found)
        for sheet in others:
            near = self._best(settled, sheet.district)
            chosen = near or self._best(settled) or self._best(new)
            if chosen is not None:
                principle = "district" if chosen is near else "ability"
                found[sheet.key] = self._give(chosen.key, principle)
        return found

    def _give_to_new(
        self, sheets: list[Sheet], new: list[Candidate], quota: int, found: Proposals
    ) -> list[Sheet]:
        """What is left over: first the forms of a new employee's own district, then any."""
        for is_own in (True, False):
            left = []
            for sheet in sheets:
                place = sheet.district if is_own else None
                chosen = self._best(new, place) if quota else None
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

    def _best(self, among: list[Candidate], district: str | None = None) -> Candidate | None:
        free = [
            one
            for one in among
            if not one.is_away
            and one.load < self.cap
            and (district is None or (district and one.district == district))
        ]
        return min(free, key=lambda one: (-self._score(one), one.load, one.number), default=None)

    def _score(self, one: Candidate) -> float:
        on_time = self.usual_on_time if one.on_time is None else one.on_time
        conversion = self.usual_conversion if one.conversion is None else one.conversion
        return (
            self.weights.get("load", 0) * (1 - one.load / self.cap)
            + self.weights.get("on_time", 0) * on_time
            + self.weights.get("conversion", 0) * conversion
        )


def _median(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return median(known) if known else 0.0
