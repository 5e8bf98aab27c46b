"""Campaigns with their effect, and contacts with customers."""

from __future__ import annotations

from copy import copy
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage, RowFormPage
from foundation.history.reading import changes_of
from foundation.people.access import may_open
from foundation.people.models import User
from grading import actions, forms, policies
from grading.calculation.effect import effect_of
from grading.filters import CampaignFilter, TouchpointFilter
from grading.models import Campaign, Touchpoint
from grading.scope import sells_to
from grading.tables import CampaignTable, TouchpointTable
from grading.views.lists import GradingList

SHOWN = 50


class CampaignList(GradingList):
    code = "grading.campaigns"
    title = gettext_lazy("营销活动")
    model = Campaign
    table_class = CampaignTable
    filterset_class = CampaignFilter
    empty_title = gettext_lazy("还没有营销活动")
    enter = "grading:plan_campaign", gettext_lazy("登记营销活动")

    def get_queryset(self) -> QuerySet[Any]:
        return Campaign.objects.annotate(
            contacts=Count("touchpoints", filter=Q(touchpoints__voided_at=None))
        )


def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Contacts, new customers, orders and amount in the days after the first contact."""
    user = cast(User, request.user)
    one = get_object_or_404(Campaign.objects.select_related("entered_by"), pk=pk)
    days = policies.EFFECT_DAYS.value()
    touchpoints = _visible(user).filter(campaign=one, voided_at=None)
    context = {
        "campaign": one,
        "days": days,
        "effect": effect_of(one.pk, days),
        "touchpoints": touchpoints[:SHOWN],
        "may_change": may_open(user, "grading:change_campaign"),
    }
    return render(request, "grading/campaign.html", context)


class PlanCampaign(FormPage):
    form_class, heading, article = forms.CampaignForm, gettext_lazy("登记营销活动"), "R3.B2"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.plan_campaign(form.instance, by=self.user, key=key)

    def target(self, result: Campaign) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("grading:campaigns")


class ChangeCampaign(RowFormPage):
    form_class, heading, article = forms.CampaignForm, gettext_lazy("修改营销活动"), "R3.B2"
    row: Campaign

    def find(self, pk: int) -> Campaign:
        return get_object_or_404(Campaign, pk=pk)

    def form(self, *args: Any) -> Any:
        return forms.CampaignForm(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.change_campaign(self.row, by=self.user, seen=self.seen, given=given, key=key)

    def target(self, result: Any) -> str:
        return self.row.get_absolute_url()

    def back(self) -> str:
        return self.row.get_absolute_url()


class TouchpointList(GradingList):
    code = "grading.touchpoints"
    title = gettext_lazy("客户接触")
    model = Touchpoint
    table_class = TouchpointTable
    filterset_class = TouchpointFilter
    sortable = ("touched_on",)
    empty_title = gettext_lazy("还没有登记客户接触")
    enter = "grading:record_touchpoint", gettext_lazy("登记客户接触")
    import_code = "grading.touchpoints"

    def get_queryset(self) -> QuerySet[Any]:
        visible: QuerySet[Any] = Touchpoint.objects.visible_to(self.user)
        return visible.filter(voided_at=None)


def _visible(user: User) -> QuerySet[Any]:
    related = ("customer__owner", "campaign", "department", "entered_by", "voided_by")
    visible: QuerySet[Any] = Touchpoint.objects.visible_to(user).select_related(*related)
    return visible


def touchpoint(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    one = get_object_or_404(_visible(user), pk=pk)
    context = {
        "touchpoint": one,
        "changes": changes_of(one),
        "may_change": one.voided_at is None and sells_to(one.customer, user),
    }
    return render(request, "grading/touchpoint.html", context)


class RecordTouchpoint(FormPage):
    form_class, heading, article = forms.TouchpointForm, gettext_lazy("登记客户接触"), "R3.B2"

    def form(self, *args: Any) -> Any:
        names = ("customer", "campaign", "channel")
        given = {name: self.request.GET[name] for name in names if name in self.request.GET}
        return forms.TouchpointForm(*args, initial=given)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.record_touchpoint(form.instance, by=self.user, key=key)

    def target(self, result: Touchpoint) -> str:
        return result.campaign.get_absolute_url() if result.campaign else self.back()

    def back(self) -> str:
        return reverse("grading:touchpoints")


class TouchpointAct(RowFormPage):
    row: Touchpoint

    def find(self, pk: int) -> Touchpoint:
        return cast(Touchpoint, get_object_or_404(_visible(cast(User, self.request.user)), pk=pk))

    def target(self, result: Any) -> str:
        return self.row.get_absolute_url()

    def back(self) -> str:
        return self.row.get_absolute_url()


class ChangeTouchpoint(TouchpointAct):
    form_class, heading, article = forms.TouchpointForm, gettext_lazy("修改客户接触"), "R3.B2"

    def form(self, *args: Any) -> Any:
        return forms.TouchpointForm(*args, instance=copy(self.row))

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.change_touchpoint(
            self.row, by=self.user, seen=self.seen, given=given, key=key
        )


class VoidTouchpoint(TouchpointAct):
    form_class, heading, article = forms.ReasonForm, gettext_lazy("作废客户接触"), "R3.B2"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.void_touchpoint(
            self.row, by=self.user, seen=self.seen, key=key, **form.cleaned_data
        )
