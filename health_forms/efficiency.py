"""What speaks for a representative beside a light load (R4.1.8): revisits in time, conversion."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, F, Q

from health_forms.models import CustomerFile, Revisit

Rates = dict[int, float]


def on_time_rates(*, today: date, days: int) -> Rates:
    """Of the stages that fell due in the last ``days`` days; who had none is missing."""
    due = Revisit.objects.filter(
        who=Revisit.Who.REP, stage__isnull=False, holder__isnull=False, due_on__lt=today,
        due_on__gte=today - timedelta(days=days),
        status__in=(Revisit.Status.OPEN, Revisit.Status.DONE),
    )  # fmt: skip
    rows = (
        due.order_by()
        .values_list("holder")
        .annotate(kept=Count("pk", filter=Q(done_on__lte=F("due_on"))), owed=Count("pk"))
    )
    return {rep: kept / owed for rep, kept, owed in rows}


def conversions(*, today: date, days: int) -> Rates:
    """First purchases of the last ``days`` days / non-buyers at their start and new persons."""
    since = today - timedelta(days=days)
    bought = Q(bought_on__gte=since)
    had_not = Q(made_on__lt=since, state=CustomerFile.State.KEPT) & (bought | Q(bought_on=None))
    asked = CustomerFile.objects.filter(Q(made_on__gte=since) | had_not)
    rows = (
        asked.order_by()
        .values_list("rep")
        .annotate(buyers=Count("pk", filter=bought), prospects=Count("pk"))
    )
    return {rep: buyers / prospects for rep, buyers, prospects in rows}
