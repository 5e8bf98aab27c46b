"""What the service department maintains: kinds with their coefficients, positions, projects."""

from __future__ import annotations

from copy import copy
from typing import Any, cast

from django import forms as django_forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.desk.form_pages import FormPage, RowFormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from service_incentives import actions, forms
from service_incentives.filters import PositionFilter, ProjectFilter
from service_incentives.models import Coefficient, Project, ProjectKind, StaffPosition
from service_incentives.tables import PositionTable, ProjectTable


class Registers(View):
    """Annex 1 as it stands: each kind with its coefficients, the newest first (R5.13)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        coefficients = Coefficient.objects.select_related("proposed_by", "approved_by")
        kinds = ProjectKind.objects.prefetch_related(
            Prefetch("coefficients", coefficients.order_by("-applies_from"))
        )
        context = {
            "kinds": kinds,
            "may_propose": may_open(user, "service_incentives:propose_coefficient"),
            "may_approve": may_open(user, "service_incentives:approve_coefficient"),
        }
        return render(request, "service_incentives/registers.html", context)


class RegisterForm(FormPage):
    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("service_incentives:registers")


class AddKind(RegisterForm):
    form_class, heading, article = forms.KindForm, gettext_lazy("登记项目类型"), "R5.13"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.add_kind(by=self.user, key=key, **form.cleaned_data)


class ProposeCoefficient(RegisterForm):
    form_class, heading, article = forms.CoefficientForm, gettext_lazy("提出工作系数"), "R5.13"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.propose_coefficient(form.instance, by=self.user, key=key)


class ApproveCoefficient(RegisterForm):
    form_class, heading, article = django_forms.Form, gettext_lazy("批准工作系数"), "R5.13"
    template_name = "service_incentives/form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Coefficient.objects.select_related("kind", "proposed_by")
        self.coefficient = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.approve_coefficient(self.coefficient, by=self.user, key=key)

    def context(self) -> dict[str, Any]:
        return {"coefficient": self.coefficient}


class PositionList(ListPage):
    code = "service_incentives.positions"
    title = gettext_lazy("岗位")
    model = StaffPosition
    table_class = PositionTable
    filterset_class = PositionFilter
    template_name = "service_incentives/positions.html"
    empty_title = gettext_lazy("还没有登记岗位")

    def get_queryset(self) -> QuerySet[Any]:
        return StaffPosition.objects.all()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_set": may_open(self.user, "service_incentives:set_position")}


class SetPosition(FormPage):
    form_class, heading, article = forms.PositionForm, gettext_lazy("登记岗位"), "R5.3"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.set_position(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("service_incentives:positions")


class ProjectList(ListPage):
    code = "service_incentives.projects"
    title = gettext_lazy("项目")
    model = Project
    table_class = ProjectTable
    filterset_class = ProjectFilter
    template_name = "service_incentives/projects.html"
    empty_title = gettext_lazy("还没有登记项目")

    def get_queryset(self) -> QuerySet[Any]:
        return Project.objects.all()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_add": may_open(self.user, "service_incentives:add_project")}


class ChangeProject(RowFormPage):
    form_class, heading, article = forms.ProjectForm, gettext_lazy("修改项目"), "R5.9.3"
    row: Project

    def find(self, pk: int) -> Project:
        return get_object_or_404(Project.objects.select_related("engineer"), pk=pk)

    def form(self, *args: Any) -> Any:
        form_class: Any = forms.ProjectForm
        return form_class(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.change_project(self.row, by=self.user, seen=self.seen, given=given, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("service_incentives:projects")


class AddProject(FormPage):
    form_class, heading, article = forms.ProjectForm, gettext_lazy("登记项目"), "R5.10"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.add_project(form.instance, by=self.user, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("service_incentives:projects")
