"""Trips: list, page, entry, correction; what becomes of a service without a signed record."""

from __future__ import annotations

from copy import copy
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.desk.form_pages import FormPage, RowFormPage
from foundation.history.reading import changes_of
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from service_incentives import actions, forms
from service_incentives.books import Books
from service_incentives.filters import TripFilter
from service_incentives.models import Trip
from service_incentives.scope import used_by_run
from service_incentives.tables import TripTable


class TripList(ListPage):
    code = "service_incentives.trips"
    title = gettext_lazy("出差记录")
    model = Trip
    table_class = TripTable
    filterset_class = TripFilter
    sortable = ("number",)
    default_columns = (
        "number",
        "person",
        "project",
        "kind",
        "started_on",
        "ended_on",
        "visit",
        "paper",
    )
    template_name = "service_incentives/trips.html"
    empty_title = gettext_lazy("没有符合条件的出差记录")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_enter": may_open(self.user, "service_incentives:enter_trip")}


def _trip(user: User, pk: int) -> Any:
    visible = Trip.objects.visible_to(user)
    related = (
        "person__department",
        "project",
        "kind",
        "entered_by",
        "paper_decided_by",
        "voided_by",
    )
    return get_object_or_404(visible.select_related(*related), pk=pk)


class TripPage(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        trip = _trip(user, pk)
        used = used_by_run(trip.person_id, trip=trip.pk)
        is_open = not used and trip.voided_at is None
        books = Books.of(trip)
        context = {
            "trip": trip,
            "coefficient": books.coefficient(trip.kind_id, trip.ended_on),
            "used": used,
            "findings": trip.findings.select_related("matter"),
            "changes": changes_of(trip),
            "may_change": is_open and may_open(user, "service_incentives:change_trip"),
            "may_decide": is_open
            and trip.paper == Trip.Paper.UNSIGNED
            and may_open(user, "service_incentives:decide_paper"),
            "may_propose": trip.voided_at is None
            and may_open(user, "service_incentives:enter_trip"),
        }
        return render(request, "service_incentives/trip.html", context)


class EnterTrip(FormPage):
    form_class, heading, article = forms.TripForm, gettext_lazy("登记出差"), "R5.4.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.enter_trip(form.instance, by=self.user, key=key)

    def target(self, result: Trip) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("service_incentives:trips")


class TripAct(RowFormPage):
    template_name = "service_incentives/form.html"
    row: Trip

    def find(self, pk: int) -> Trip:
        return cast(Trip, _trip(cast(User, self.request.user), pk))

    def target(self, result: Trip) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return self.row.get_absolute_url()

    def context(self) -> dict[str, Any]:
        return {"subject": self.row}


class ChangeTrip(TripAct):
    form_class, heading, article = forms.TripForm, gettext_lazy("修改出差记录"), "R5.4.1"

    def form(self, *args: Any) -> Any:
        form_class: Any = forms.TripForm
        return form_class(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.change_trip(
            self.row, by=self.user, seen=self.seen, given=form.cleaned_data, key=key
        )


class VoidTrip(TripAct):
    form_class, heading, article = forms.VoidTripForm, gettext_lazy("作废出差记录"), "R5.10"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.void_trip(
            self.row, by=self.user, seen=self.seen, key=key, **form.cleaned_data
        )


class DecidePaper(TripAct):
    form_class, heading, article = forms.PaperForm, gettext_lazy("处理未签的服务记录单"), "R5.9.5"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.decide_paper(
            self.row, by=self.user, seen=self.seen, key=key, **form.cleaned_data
        )
