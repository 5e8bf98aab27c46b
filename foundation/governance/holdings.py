"""What a person holds and hands over on leaving. Each app adds its own kinds.

A regulation declares in ``holdings.py`` what of its records names one person as responsible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise

from foundation.people.models import User
from foundation.process.events import log_on_all
from foundation.process.models import Matter
from foundation.process.records import Record

_holdings: dict[str, Holding] = {}


@dataclass(frozen=True, slots=True)
class Held:
    """One thing in somebody's hands; ``key`` tells it from the others of its kind."""

    key: str
    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Who hands over to whom, on which handover; ``missing`` are keys that cannot be produced."""

    leaver: User
    successor: User
    by: User
    handover: Record
    missing: frozenset[str] = frozenset()

    @property
    def comment(self) -> str:
        return f"{self.handover.number} {self.leaver} → {self.successor}"


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """A kind of things held, declared once; ``transfer`` moves all of them within the transaction.

    ``can_be_missing``: a thing that may turn out lost (a sample, a key), not a row of ours.
    """

    code: str
    label: str | Promise
    held: Callable[[User], Iterable[Held]]
    transfer: Callable[[Move], None]
    can_be_missing: bool = False

    def __post_init__(self) -> None:
        _holdings[self.code] = self


def holdings() -> dict[str, Holding]:
    return dict(_holdings)


def all_held(person: User) -> list[tuple[Holding, Held]]:
    return [(kind, held) for kind in _holdings.values() for held in kind.held(person)]


def of_records(
    code: str, label: str | Promise, model: Callable[[], type[Record]], *fields: str
) -> Holding:
    """Open records that name the person in one of ``fields``: the field follows the handover."""

    def held(person: User) -> list[Held]:
        return [
            Held(str(matter.pk), f"{matter.number} {matter.title}", matter.get_absolute_url())
            for matter in Matter.objects.filter(pk__in=_named(person).values("pk")).order_by("pk")
        ]

    def _named(person: User) -> QuerySet[Any]:
        named = reduce(or_, (Q(**{field: person}) for field in fields))
        return model().objects.filter(named, matter__closed_at=None)  # type: ignore[no-any-return]

    def transfer(move: Move) -> None:
        matters = Matter.objects.filter(pk__in=_named(move.leaver).values("pk"))
        locked = list(matters.select_for_update(of=("self",)).only("pk").order_by("pk"))
        log_on_all(
            locked, "hand_over", by=move.by, label=label, article="R0.handover",
            comment=move.comment, details={"to": move.successor.pk},
        )  # fmt: skip
        moved = Matter.objects.filter(pk__in=[matter.pk for matter in locked])
        moved.update(version=F("version") + 1)
        moved.filter(owner=move.leaver).update(owner=move.successor)
        for field in fields:
            rows = model().objects.filter(matter__in=locked, **{field: move.leaver})
            rows.update(**{field: move.successor})

    return Holding(code, label, held, transfer)
