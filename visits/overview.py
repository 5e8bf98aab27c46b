"""What visits were about, by whom and where, over any months: as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from foundation.customers.models import Customer
from foundation.people.models import User
from visits.models import PlanLine, Visit
from visits.scope import own_people, sees_all

MOST = 20
STEPS = 5  # shades of the map


@dataclass(frozen=True)
class Region:
    name: str
    visited: int
    customers: int

    @property
    def percent(self) -> int:
        return 100 * self.visited // self.customers

    @property
    def shade(self) -> int:
        """0: nobody visited; the last: everybody."""
        return 0 if not self.visited else 1 + self.percent * (STEPS - 2) // 100


def tables(user: User, first: date, last: date) -> list[dict[str, Any]]:
    visits = _visits(user, first, last)
    purposes = visits.annotate(key=Func(F("purposes"), function="unnest"))
    return [
        _table("purpose", _("按目的"), _labelled(_by(purposes, "key"), PlanLine.Purpose)),
        _table("relation", _("按客户类型"), _labelled(_by(visits, "relation"), PlanLine.Relation)),
        _table("person", _("按人员"), _by(visits, "person__name")),
        _table("customer", _("按客户（前 %d 名）") % MOST, _by(visits, "customer__name")[:MOST]),
    ]


def regions(user: User, first: date, last: date) -> list[Region]:
    """How many of the customers of each region were visited; of one's own people, if that is all
    one sees."""
    customers = Customer.objects.current().exclude(kind=Customer.Kind.CONSUMER)
    if not sees_all(user):
        customers = customers.filter(own_people(user, "owner__"))
    visits = _visits(user, first, last).filter(customer=OuterRef("pk"))
    rows = (
        customers.exclude(district="")
        .annotate(was_visited=Exists(visits))
        .values("district")
        .annotate(visited=Count("pk", filter=Q(was_visited=True)), customers=Count("pk"))
        .order_by("district")
    )
    return [Region(row["district"], row["visited"], row["customers"]) for row in rows]


def _visits(user: User, first: date, last: date) -> QuerySet[Visit]:
    seen: QuerySet[Visit] = Visit.objects.visible_to(user)
    return seen.exclude(state=Visit.State.VOID).filter(ended_on__range=(first, last)).order_by()


def _by(visits: QuerySet[Any], name: str) -> QuerySet[Any]:
    counted = visits.values(name).annotate(
        count=Count("pk"), unplanned=Count("pk", filter=Q(line=None))
    )
    rows: QuerySet[Any] = counted.order_by("-count", name)
    return rows.values_list(name, "count", "unplanned")


def _labelled(rows: Iterable[Any], choices: Any) -> list[tuple[Any, int, int]]:
    labels = dict(choices.choices)
    return [(labels.get(key, key), count, unplanned) for key, count, unplanned in rows]


def _table(code: str, label: str, rows: Iterable[Any]) -> dict[str, Any]:
    return {"code": code, "label": label, "rows": list(rows)}
