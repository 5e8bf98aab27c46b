"""Judgements of what customers may become (R3.3)."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.people.models import User
from grading import actions, forms
from grading.filters import AssessmentFilter
from grading.models import Assessment
from grading.tables import AssessmentTable
from grading.views.lists import GradingList


class AssessmentList(GradingList):
    code = "grading.assessments"
    title = gettext_lazy("前景评估")
    model = Assessment
    table_class = AssessmentTable
    filterset_class = AssessmentFilter
    empty_title = gettext_lazy("没有符合条件的评估")
    enter = "grading:assess", gettext_lazy("评估客户前景")

    def get_queryset(self) -> QuerySet[Any]:
        return Assessment.objects.visible_to(self.user).prefetch_related("lines")


def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Assessment.objects.visible_to(cast(User, request.user))
    one = get_object_or_404(
        visible.select_related("customer", "assessor__department").prefetch_related("lines"), pk=pk
    )
    context = {"assessment": one, "score": one.score()}
    return render(request, "grading/assessment.html", context)


class Assess(FormPage):
    form_class, heading, article = forms.AssessForm, gettext_lazy("评估客户前景"), "R3.3"

    def form(self, *args: Any) -> Any:
        given = {"customer": self.request.GET.get("customer", "")}
        return forms.AssessForm(*args, initial=given)

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.assess(
            given["customer"], by=self.user, assessed_on=given["assessed_on"],
            reason=given["reason"], points=form.points(), key=key,
        )  # fmt: skip

    def target(self, result: Assessment) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("grading:assessments")
