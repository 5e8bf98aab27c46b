"""Handover receipts: what departments hand to the archive room."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions
from archives.filters import TransferFilter
from archives.forms import transfers as forms
from archives.models import Document, Transfer
from archives.roles import DEPARTMENT_ARCHIVIST
from archives.scope import REGULATION
from archives.tables import TransferTable
from foundation.articles import Refusal
from foundation.desk.record_pages import ActPage, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.delegation import acts_as
from foundation.people.models import Department, User
from foundation.process.submissions import key_of, made_by


class TransferList(ListPage):
    code = "archives.transfers"
    title = gettext_lazy("交接签收")
    model = Transfer
    table_class = TransferTable
    filterset_class = TransferFilter
    sortable = ("number", "offered_at")
    template_name = "archives/transfers.html"
    empty_title = gettext_lazy("还没有移交")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().counted()  # type: ignore[attr-defined, no-any-return]

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"departments": departments_of(self.user)}


def departments_of(user: User) -> list[Department]:
    """The departments whose archivist the user is."""
    if not may_open(user, "archives:offer"):
        return []
    places = Department.objects.order_by("path")
    return [one for one in places if acts_as(user, DEPARTMENT_ARCHIVIST, REGULATION, one)]


class Offer(View):
    """The list of one department, everything it has collected ticked."""

    user: User
    department: Department

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)
        self.department = get_object_or_404(Department, pk=kwargs["pk"])
        if not acts_as(self.user, DEPARTMENT_ARCHIVIST, REGULATION, self.department):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(forms.OfferForm(department=self.department, user=self.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        key = key_of(request)
        form = forms.OfferForm(request.POST, department=self.department, user=self.user)
        if not form.is_valid():
            made = made_by(key, self.user, Transfer)
            return redirect(made.get_absolute_url()) if made else self._show(form)
        try:
            chosen = list(form.cleaned_data["documents"])
            transfer = actions.offer(self.department, by=self.user, documents=chosen, key=key)
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect(transfer.get_absolute_url())

    def _show(self, form: forms.OfferForm) -> HttpResponse:
        status = 422 if form.errors else 200
        context = {"form": form, "department": self.department}
        return render(self.request, "archives/offer.html", context, status=status)


class Detail(RecordDetail):
    model = Transfer
    related = ("department", "offered_by__department", "received_by__department")
    template_name = "archives/transfer.html"
    act_pages: ClassVar[dict[str, str]] = {"sign": "archives:sign"}

    def extra_context(self) -> dict[str, Any]:
        visible = Document.objects.visible_to(self.user).values("pk")
        items = self.record.items.filter(document__in=visible)
        return {
            "transfer": self.record,
            "items": items.select_related("document__matter").order_by("pk"),
        }


class Sign(ActPage):
    model = Transfer
    related = ("department", "offered_by__department")
    form_class, act, steps = forms.SignForm, actions.sign, ("sign",)
