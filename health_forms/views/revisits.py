"""What is owed by when: one's own list, who was missed, the doctor's board."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.delegation import stands_for
from foundation.people.models import User
from health_forms import actions, policies
from health_forms.filters import RevisitFilter
from health_forms.forms.files import RemarkForm
from health_forms.models import Remark, Revisit, Visit
from health_forms.scope import REGULATION
from health_forms.tables import RevisitTable

Status = Revisit.Status
REMARKS = 5
MISSED = 30


class RevisitList(ListPage):
    """My own open ones, soonest first; the doctor's word above them."""

    code = "health_forms.revisits"
    title = gettext_lazy("我的回访")
    model = Revisit
    table_class = RevisitTable
    filterset_class = RevisitFilter
    sortable = ("due_on",)
    default_sort = "due_on"
    template_name = "health_forms/revisits.html"
    empty_title = gettext_lazy("没有待办的回访")

    def get_queryset(self) -> QuerySet[Any]:
        mine = stands_for(self.user, REGULATION)
        return Revisit.objects.filter(holder__in=mine, status=Status.OPEN)

    def extra_context(self, selection: Any) -> dict[str, Any]:
        remarks = Remark.objects.filter(to=self.user).select_related("by")
        return {"remarks": remarks[:REMARKS]}


class Missed(View):
    """Whom one tried to reach in vain, with number and reason, newest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        tried = Visit.objects.filter(by=user, file__state="kept").exclude(missed="")
        rows = tried.select_related("file__person", "file__matter").order_by("-pk")[:MISSED]
        visits = [
            {"visit": one, "contact": one.file.person.told()}
            for one in rows
            if user.pk in (one.file.rep_id, one.file.doctor_id)
        ]
        return render(request, "health_forms/missed.html", {"visits": visits})


class Board(View):
    """Every representative whose files the doctor keeps: due, done, late (R4.2.8)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today, user = clock.today(), cast(User, request.user)
        soon = today + timedelta(days=policies.AHEAD_DAYS.value())
        kept = Revisit.objects.filter(
            file__doctor__in=stands_for(user, REGULATION), who=Revisit.Who.REP
        )
        is_open = Q(status=Status.OPEN)
        rows = (
            kept.order_by()
            .values("holder", "holder__name", "holder__employee_number")
            .annotate(
                due=Count("pk", filter=is_open & Q(due_on=today)),
                soon=Count("pk", filter=is_open & Q(due_on__gt=today, due_on__lte=soon)),
                late=Count("pk", filter=is_open & Q(due_on__lt=today)),
                done=Count("pk", filter=Q(done_on=today)),
            )
            .order_by("-late", "-due", "holder__employee_number")
        )
        return render(request, "health_forms/board.html", {"rows": rows, "today": today})


class Say(FormPage):
    form_class, heading, article = RemarkForm, gettext_lazy("写指导意见"), "R4.2.8"
    makes = Remark

    def form(self, *args: Any) -> Any:
        form_class: Any = RemarkForm
        return form_class(*args, initial={"to": self.request.GET.get("to")})

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.remark(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("health_forms:board")
