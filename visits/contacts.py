"""A visit that took place is a contact with the customer, for whoever asks."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet

from foundation import clock
from foundation.customers.contacts import source
from visits.models import Visit


@source
def visited(customer: OuterRef) -> QuerySet[Any, Any]:
    took_place = Visit.objects.exclude(state=Visit.State.VOID)
    of_customer = took_place.filter(customer=customer, ended_on__lte=clock.today())
    return of_customer.order_by("-ended_on").values("ended_on")[:1]
