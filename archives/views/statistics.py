"""The figures of a year, with charts (R1.1.4)."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archives import figures
from foundation import clock
from foundation.process.requests import whole_number

FIRST = 1950


@require_safe
def of_year(request: HttpRequest) -> HttpResponse:
    this_year = clock.today().year
    asked = whole_number(request.GET.get("year")) or this_year
    year = min(max(asked, FIRST), this_year)
    context = {
        "year": year,
        "figures": figures.compute_year(year),
        "drawn": figures.STATISTICS.drawn,
        "earlier": year - 1 if year > FIRST else None,
        "later": year + 1 if year < this_year else None,
        "is_running": date(year, 12, 31) >= clock.today(),
    }
    return render(request, "archives/statistics.html", context)
