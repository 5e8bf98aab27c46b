"""Grades set by hand: list, proposal, page, decision, early end."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.customers.models import Customer
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.people.models import User
from grading import actions, forms
from grading.filters import OverrideFilter
from grading.models import Override
from grading.scope import sells_to
from grading.tables import OverrideTable
from grading.views.lists import GradingList

RELATED = ("customer__owner", "proposed_by__department", "decided_by")


class OverrideList(GradingList):
    code = "grading.overrides"
    title = gettext_lazy("等级调整")
    model = Override
    table_class = OverrideTable
    filterset_class = OverrideFilter
    sortable = ("number",)
    empty_title = gettext_lazy("没有等级调整")


class ProposeOverride(FormPage):
    form_class, heading, article = forms.OverrideForm, gettext_lazy("提出等级调整"), "R3.5"
    template_name = "grading/propose_override.html"
    customer: Customer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        current = Customer.objects.current().select_related("owner")
        self.customer = get_object_or_404(current, pk=kwargs["pk"])
        if not sells_to(self.customer, cast(User, request.user)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.propose_override(
            self.customer, by=self.user, key=key, **form.cleaned_data
        )  # fmt: skip

    def context(self) -> dict[str, Any]:
        return {"customer": self.customer}

    def target(self, result: Override) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("grading:customer", args=[self.customer.pk])


class OverridePage(RecordDetail):
    model = Override
    related = RELATED
    template_name = "grading/override.html"
    act_pages: ClassVar[dict[str, str]] = {
        "approve": "grading:approve_override",
        "refuse": "grading:refuse_override",
        "end": "grading:end_override",
    }


class OverrideAct(ActPage):
    model = Override
    related = RELATED


class ApproveOverride(OverrideAct):
    form_class, act, steps = CommentForm, actions.approve_override, ("approve",)


class RefuseOverride(OverrideAct):
    form_class, act, steps = ReasonForm, actions.refuse_override, ("refuse",)


class EndOverride(OverrideAct):
    form_class, act, steps = ReasonForm, actions.end_override, ("end",)
