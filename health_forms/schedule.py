"""When who revisits (R4.2.7), without database or clock: calendar days from the day D."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REP, DOCTOR = "rep", "doctor"
# Whose, and of whom; the purpose of each stage in its order.
PURPOSES: Mapping[tuple[str, bool], tuple[str, ...]] = {
    (REP, True): ("guide", "opinions", "effect"),
    (DOCTOR, True): ("guidance", "guidance", "guidance"),
    (REP, False): ("keep_contact", "present"),
    (DOCTOR, False): (),
}
Days = Mapping[tuple[str, bool], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One visit that is owed by 24:00 of ``due_on``."""

    who: str
    number: int
    due_on: date
    purpose: str


def stages(*, is_buyer: bool, start: date, days: Days) -> list[Stage]:
    """Of a buyer from the file or the first purchase, of a non-buyer from the file."""
    return [
        Stage(who, number, start + timedelta(days=after), purpose)
        for (who, buys), purposes in PURPOSES.items()
        if buys == is_buyer
        for number, (after, purpose) in enumerate(
            zip(days[who, buys], purposes, strict=True), start=1
        )
    ]
