"""Requests before a visit: list, page, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.process.requests import whole_number
from visits import actions
from visits.filters import RequestFilter
from visits.forms import requests as forms
from visits.models import AdvanceRequest
from visits.tables import RequestTable

RELATED = (
    "person__department__head", "customer", "line", "visit__matter", "approved_by", "decided_by",
    "paid_by",
)  # fmt: skip


class RequestList(ListPage):
    """Filtered by 事前未获批准 it is the list of violations (R7.3.3.3)."""

    code = "visits.requests"
    title = gettext_lazy("事前申请")
    model = AdvanceRequest
    table_class = RequestTable
    filterset_class = RequestFilter
    sortable = ("number", "needed_on")
    template_name = "visits/requests.html"
    empty_title = gettext_lazy("没有事前申请")


class Ask(FormPage):
    form_class, heading, article = forms.RequestForm, gettext_lazy("提出事前申请"), "R7.3.3.3"

    def form(self, *args: Any) -> Any:
        line = whole_number(self.request.GET.get("line")) or None
        return forms.RequestForm(*args, user=self.user, initial={"line": line})

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.ask(AdvanceRequest(**form.cleaned_data), by=self.user, key=key)

    def target(self, result: AdvanceRequest) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("visits:requests")


class RequestPage(RecordDetail):
    model = AdvanceRequest
    related = RELATED
    template_name = "visits/request.html"
    act_pages: ClassVar[dict[str, str]] = {
        "agree": "visits:agree_to",
        "approve": "visits:approve_request",
        "refuse": "visits:refuse_request",
        "withdraw": "visits:withdraw_request",
        "reimburse": "visits:reimburse",
        "disallow": "visits:disallow",
    }


class RequestAct(ActPage):
    model = AdvanceRequest
    related = RELATED


class AgreeTo(RequestAct):
    form_class, act, steps = CommentForm, actions.agree_to, ("agree",)


class ApproveRequest(RequestAct):
    form_class, act, steps = CommentForm, actions.approve_request, ("approve",)


class RefuseRequest(RequestAct):
    form_class, act, steps = ReasonForm, actions.refuse_request, ("refuse",)


class WithdrawRequest(RequestAct):
    form_class, act, steps = ReasonForm, actions.withdraw_request, ("withdraw",)


class Reimburse(RequestAct):
    form_class, act, steps = forms.ReimburseForm, actions.reimburse, ("reimburse",)


class Disallow(RequestAct):
    form_class, act, steps = ReasonForm, actions.disallow, ("disallow",)
