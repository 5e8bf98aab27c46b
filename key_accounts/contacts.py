"""When an account was last in contact: over its revisits and what other apps record of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Greatest, TruncDate

from foundation import clock
from foundation.customers.contacts import latest_days
from key_accounts import policies
from key_accounts.models import Account, Revisit

NO_CONTACT = (Revisit.State.FALSE, Revisit.State.VOID)


def with_last_contact(accounts: QuerySet[Any]) -> QuerySet[Any]:
    """``last_contact``, empty before the first; ``quiet_since``: that or the account's creation."""
    revisits = Revisit.objects.filter(account=OuterRef("pk")).exclude(state__in=NO_CONTACT)
    own = Subquery(revisits.order_by("-visited_on").values("visited_on")[:1])
    days = [own, *latest_days("customer")]
    # PostgreSQL's GREATEST leaves out what is empty; of a single day it is not asked.
    last = Greatest(*days, output_field=DateField()) if len(days) > 1 else own
    opened = TruncDate("matter__opened_at", tzinfo=clock.zone())
    rows: QuerySet[Any] = accounts.annotate(
        last_contact=last,
        quiet_since=Case(
            When(last_contact=None, then=opened), default=F("last_contact"),
            output_field=DateField(),
        ),
    )  # fmt: skip
    return rows


def quiet_accounts() -> QuerySet[Any]:
    """Those whose day comes within the time of the first reminder, or has passed (R6.7)."""
    ahead = policies.CONTACT_DAYS.value() - policies.CONTACT_AHEAD.value()
    kept = Account.objects.exclude(state=Account.State.CLOSED)
    return with_last_contact(kept).filter(quiet_since__lte=clock.today() - timedelta(days=ahead))
