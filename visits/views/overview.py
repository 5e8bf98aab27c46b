from __future__ import annotations

from typing import cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import User
from visits import rules
from visits.overview import regions, tables


class PeriodForm(forms.Form):
    first = forms.DateField(label=_("自"), widget=forms.DateInput)
    last = forms.DateField(label=_("至"), widget=forms.DateInput)


def statistics(request: HttpRequest) -> HttpResponse:
    """Of the present month, unless another period is asked for."""
    user = cast(User, request.user)
    today = clock.today()
    period = {"first": rules.month_of(today), "last": today}
    form = PeriodForm(request.GET if "first" in request.GET else None, initial=period)
    if form.is_valid():
        period = form.cleaned_data
    context = {
        "form": form,
        "tables": tables(user, **period),
        "regions": regions(user, **period),
    }
    return render(request, "visits/statistics.html", context)
