"""Who may see which complaints."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from complaints.roles import (
    CUSTOMER_SERVICE,
    CUSTOMER_SERVICE_SUPERVISOR,
    STORE_CLERK,
    STORE_SUPERVISOR,
)
from foundation import clock
from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import Department, User
from foundation.people.roles import ADMIN_HR, GM, RECORD_KEEPER, seats
from foundation.process.inboxes import keys_involving
from foundation.process.records import RecordQuerySet

SEE_ALL = (ADMIN_HR, GM, CUSTOMER_SERVICE, CUSTOMER_SERVICE_SUPERVISOR, RECORD_KEEPER)
REGULATION = 2


class ComplaintQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> ComplaintQuerySet:
        """All for customer service, Admin & HR and the GM; stores their own; departments theirs.

        Whoever holds or held a task, was sent a copy, or stands in for somebody sees it too.
        """
        if any(acts_as(user, role, REGULATION) for role in SEE_ALL):
            return self.all()
        own = [Q(registered_by=user)]
        for person in stands_for(user, REGULATION):
            own += _of_own_place(person)
        keys = [self.model._base_manager.filter(one).values("pk") for one in own]
        return self.with_any_key([*keys, *keys_involving(user, REGULATION)])

    def with_past(self) -> ComplaintQuerySet:
        """``waited``: how long all in all the customer was waited for, an open wait up to now;
        ``earlier_count``: how many complaints of the same customer came before."""
        waits = self.model._meta.get_field("waits").related_model._base_manager
        of_this = waits.filter(complaint=OuterRef("pk")).order_by().values("complaint")
        until = Coalesce("ended_at", Value(clock.now()))
        same = self.model._base_manager.filter(customer=OuterRef("customer"), pk__lt=OuterRef("pk"))
        counted = same.exclude(state__in=("void", "merged")).order_by().values("customer")
        return self.annotate(  # type: ignore[no-any-return]
            waited=Subquery(of_this.values(total=Sum(until - F("began_at")))),
            earlier_count=Subquery(counted.values(total=Count("pk"))),
        )

    def for_act(self) -> ComplaintQuerySet:
        """Report and disposal of the present round come in the same statement."""
        report = self.model._meta.get_field("reports").related_model
        named = report.responsible_people.through.objects.filter(
            report__complaint=OuterRef("pk"), report__round=OuterRef("round")
        )
        of_round = {
            name: FilteredRelation(f"{name}s", condition=Q(**{f"{name}s__round": F("round")}))
            for name in ("report", "disposal")
        }
        people = ("customer", "store", "handling_department__head", "handler", "case_owner")
        with_round = self.annotate(
            **of_round,
            responsible_keys=ArraySubquery(named.values("user")),
            came_with_findings=Value(True),
        )
        whole: ComplaintQuerySet = with_round.select_related("matter", *people, *of_round)
        return whole


def _of_own_place(person: User) -> list[Q]:
    places = [Q(handling_department__in=Department.objects.filter(head=person))]
    if person.department_id:
        places.append(Q(handling_department=person.department_id))
    for seat in seats(person):
        if seat.role not in (STORE_CLERK.code, STORE_SUPERVISOR.code):
            continue
        places.append(seat.within("store"))
    return places
