"""What a person holds and hands over on leaving. Each app adds its own kinds.

A regulation declares in ``holdings.py`` what of its records names one person as responsible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from foundation.people.models import User
from foundation.process.models import Matter
from foundation.process.records import Record
from foundation.process.steps import log_event

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
            for matter in Matter.objects.filter(pk__in=_named(person)).order_by("pk")
        ]

    def _named(person: User) -> list[int]:
        found: set[int] = set()
        for field in fields:
            rows = model().objects.filter(**{field: person}, matter__closed_at=None)
            found.update(rows.values_list("pk", flat=True))
        return sorted(found)

    def transfer(move: Move) -> None:
        pks = _named(move.leaver)
        locked = Matter.objects.select_for_update().defer("search_vector", "search_text")
        for matter in locked.filter(pk__in=pks).order_by("pk"):
            log_event(
                matter, "hand_over", by=move.by, label=label, article="R0.handover",
                comment=move.comment, to=move.successor,
            )  # fmt: skip
            matter.version += 1
            if matter.owner_id == move.leaver.pk:
                matter.owner = move.successor
            matter.save(update_fields=["version", "owner"])
        for field in fields:
            rows = model().objects.filter(pk__in=pks, **{field: move.leaver})
            rows.update(**{field: move.successor})

    return Holding(code, label, held, transfer)
