"""Positions and coefficients by day, read once for many trips."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from service_incentives.models import Coefficient, StaffPosition
from service_incentives.models.registers import ON_POINTS

if TYPE_CHECKING:
    from service_incentives.models import Trip

Dated = dict[int, list[tuple[date, Any]]]


class Books:
    """Of some people and kinds, or of all; each book is read when it is first asked."""

    def __init__(self, people: list[int] | None = None, kinds: list[int] | None = None) -> None:
        self.people, self.kinds = people, kinds

    @cached_property
    def positions(self) -> Dated:
        rows = StaffPosition.objects.order_by("since")
        if self.people is not None:
            rows = rows.filter(person__in=self.people)
        return _by_key(rows.values_list("person", "since", "position"))

    @cached_property
    def coefficients(self) -> Dated:
        rows = Coefficient.objects.filter(approved_at__isnull=False).order_by("applies_from")
        if self.kinds is not None:
            rows = rows.filter(kind__in=self.kinds)
        return _by_key(rows.values_list("kind", "applies_from", "value"))

    @classmethod
    def of(cls, trip: Trip) -> Books:
        return cls([trip.person_id], [trip.kind_id])

    def position(self, person: int, day: date) -> str | None:
        return _on(self.positions, person, day)  # type: ignore[no-any-return]

    def is_on_points(self, person: int, day: date) -> bool:
        return self.position(person, day) in ON_POINTS

    def has_coefficient(self, kind: int, day: date) -> bool:
        return self.coefficient(kind, day) is not None

    def coefficient(self, kind: int, day: date) -> Any:
        return _on(self.coefficients, kind, day)


def positions_on(day: date, positions: Iterable[str]) -> QuerySet[Any]:
    """Who holds one of these positions on that day: one row a person."""
    last = StaffPosition.objects.filter(since__lte=day).order_by("person_id", "-since")
    return StaffPosition.objects.filter(
        pk__in=last.distinct("person_id").values("pk"), position__in=tuple(positions)
    )


def _by_key(rows: Any) -> Dated:
    kept: Dated = defaultdict(list)
    for key, since, value in rows:
        kept[key].append((since, value))
    return kept


def _on(kept: Dated, key: int, day: date) -> Any:
    rows = kept.get(key, [])
    place = bisect_right(rows, day, key=lambda row: row[0])
    return rows[place - 1][1] if place else None
