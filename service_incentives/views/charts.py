"""A year of pay drawn: by department over the months, and by engineer."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any, cast

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from foundation import clock
from foundation.people.models import User
from service_incentives import actions
from service_incentives.models import PayLine, PayView
from service_incentives.models.states import PAST_DRAFT
from service_incentives.periods import months_later

MONTHS = 12
DRAWN = 6  # departments as series of their own; more would not be told apart
ENGINEERS = 15


class Charts(View):
    """What runs past their draft hold, by the month it was earned for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        actions.note_view(by=user, run=None, person=None, what=PayView.What.SEEN)
        first = months_later(clock.today(), 1 - MONTHS)
        lines = PayLine.objects.visible_to(user).filter(
            run__state__in=PAST_DRAFT, period__gte=first
        )
        names, months = _by_department(lines, first)
        context = {"departments": names, "months": months, "engineers": _by_engineer(lines)}
        return render(request, "service_incentives/charts.html", context)


def _by_department(lines: QuerySet[Any], first: Any) -> tuple[list[str], list[tuple[Any, Any]]]:
    sums: dict[str, dict[Any, Decimal]] = defaultdict(dict)
    rows = (
        lines.order_by()
        .annotate(month=TruncMonth("period"))
        .values_list("person__department__name", "month")
        .annotate(amount=Sum("amount"))
    )
    for name, month, amount in rows:
        sums[name or _("（无部门）")][month] = amount
    names = sorted(sums, key=lambda name: (-sum(sums[name].values()), name))
    shown, others = names[:DRAWN], names[DRAWN:]
    columns = [sums[name] for name in shown]
    if others:
        rest: dict[Any, Decimal] = defaultdict(Decimal)
        for name in others:
            for month, amount in sums[name].items():
                rest[month] += amount
        columns.append(rest)
        shown.append(_("其他部门"))
    months = [months_later(first, number) for number in range(MONTHS)]
    return shown, [(month, [one.get(month, Decimal(0)) for one in columns]) for month in months]


def _by_engineer(lines: QuerySet[Any]) -> list[tuple[str, Decimal]]:
    """Those with the most; the same name twice are two people."""
    rows = (
        lines.order_by()
        .values("person", "person__name", "person__employee_number")
        .annotate(amount=Sum("amount"))
        .order_by("-amount", "person")[:ENGINEERS]
    )
    return [
        (f"{row['person__name']} {row['person__employee_number']}", row["amount"]) for row in rows
    ]
