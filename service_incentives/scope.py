"""Who may see which pay, trips and findings: one's own, or those of the chain that handles them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR, FINANCE, GM
from foundation.process.inboxes import involving
from foundation.process.models import Task
from foundation.process.records import RecordQuerySet
from service_incentives.models.states import PAST_DRAFT, State
from service_incentives.roles import (
    CHAIR,
    MARKETING_CENTRE,
    SERVICE_HEAD,
    SPECIALIST,
    STATISTICIAN,
    SUBSIDIARY_GM,
    SUBSIDIARY_OFFICE,
)

REGULATION = 5
# Who statistics, checks, approves or supervises (R5.10, R5.11); being somebody's manager is not enough.
SPARE_PARTS_CHAIN = (SPECIALIST, SUBSIDIARY_OFFICE, SUBSIDIARY_GM)
CHAIN = (STATISTICIAN, SERVICE_HEAD, FINANCE, ADMIN_HR, GM, CHAIR, MARKETING_CENTRE)


def sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in CHAIN)


def sells(user: User) -> bool:
    """Of the spare-part flow (R5.8.3), which sees spare-part runs and sales only."""
    return any(acts_as(user, role, REGULATION) for role in SPARE_PARTS_CHAIN)


def _handed(user: User) -> QuerySet[Task, Any]:
    """Matters the user holds or held a task of. Pay is not shown by sending a copy."""
    people = stands_for(user, REGULATION)
    return Task.objects.filter(assignee__in=people).values("matter")


class RunQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> RunQuerySet:
        """The chain sees runs, and whoever was handed a task of one; the paid see their own lines."""
        if sees_all(user):
            return self.all()
        seen = Q(pk__in=_handed(user))
        return self.filter(seen | Q(kind="spare_parts") if sells(user) else seen)


class LineQuerySet(QuerySet[Any]):
    def current(self) -> LineQuerySet:
        """Of each run what was calculated last."""
        lines = self.filter(computation=F("run__computation"))
        return lines.exclude(run__state=State.VOID)

    def visible_to(self, user: User) -> LineQuerySet:
        if sees_all(user):
            return self.current()
        seen = Q(person=user) | Q(run__in=_handed(user))
        return self.current().filter(seen | Q(run__kind="spare_parts") if sells(user) else seen)


class SaleQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> SaleQuerySet:
        """The chain and the subsidiary see all; sellers their own."""
        if sees_all(user) or sells(user):
            return self.all()
        sold = apps.get_model("service_incentives.SaleShare").objects.filter(person=user)
        return self.filter(Q(pk__in=sold.values("sale")) | involving(user, REGULATION))

    def with_received(self) -> SaleQuerySet:
        """``received``: all receipts less refunds."""
        receipts = apps.get_model("service_incentives.Receipt").objects
        of_sale = receipts.filter(sale=OuterRef("pk")).order_by().values("sale")
        total = Subquery(of_sale.annotate(total=Sum("amount")).values("total"))
        known: SaleQuerySet = self.annotate(
            received=Coalesce(total, Decimal(0), output_field=DecimalField())
        )
        return known


class RoundQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> RoundQuerySet:
        return self.all() if sees_all(user) else self.filter(pk__in=_handed(user))


class TripQuerySet(QuerySet[Any]):
    def counted(self) -> TripQuerySet:
        return self.filter(voided_at=None)

    def visible_to(self, user: User) -> TripQuerySet:
        return self.all() if sees_all(user) else self.filter(person=user)


class FindingQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> FindingQuerySet:
        if sees_all(user):
            return self.all()
        mine = Q(person=user) | Q(proposed_by=user)
        return self.filter(mine | involving(user, REGULATION))


def used_by_run(person: int, *, trip: int | None = None, finding: int | None = None) -> str:
    """The number of the run past its draft that paid by this row; empty when there is none."""
    used = {"trips__contains": [trip]} if trip else {"findings__contains": [finding]}
    return _number_of(person=person, **used)


def trips_used_by_runs(trips: Sequence[int]) -> dict[int, str]:
    """Those of the trips that a run past its draft paid by, with its number."""
    lines: Any = apps.get_model("service_incentives.PayLine")
    of_trip = lines.objects.current().filter(
        run__state__in=PAST_DRAFT, person=OuterRef("person"), trips__contains=[OuterRef("pk")]
    )
    number = Subquery(of_trip.order_by().values("run__matter__number")[:1])
    rows: Any = apps.get_model("service_incentives.Trip").objects.filter(pk__in=trips)
    used = rows.annotate(used_by=number).exclude(used_by=None)
    return dict(used.order_by().values_list("pk", "used_by"))


def sale_used_by_run(sale: int) -> str:
    return _number_of(sale=sale)


def used_by_lasting_run(project: int) -> str:
    return _number_of(kind="lasting", inputs__project=project)


def _number_of(**used: Any) -> str:
    lines: Any = apps.get_model("service_incentives.PayLine")
    found = lines.objects.current().filter(run__state__in=PAST_DRAFT, **used)
    return found.values_list("run__matter__number", flat=True).first() or ""
