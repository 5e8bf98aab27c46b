"""Revisits, their inspection and the authorisations of direct ones: lists, pages, acts."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from key_accounts import actions
from key_accounts.filters import AuthorisationFilter, InspectionFilter, RevisitFilter
from key_accounts.forms import revisits as forms
from key_accounts.models import Authorisation, Inspection, Revisit
from key_accounts.tables import AuthorisationTable, InspectionTable, RevisitTable
from key_accounts.views.accounts import AccountAct


class RevisitList(ListPage):
    code = "key_accounts.revisits"
    title = gettext_lazy("大客户回访")
    model = Revisit
    table_class = RevisitTable
    filterset_class = RevisitFilter
    sortable = ("number",)
    empty_title = gettext_lazy("还没有回访记录：在大客户档案页登记")


class LogRevisit(AccountAct):
    form_class, act, label = forms.LogForm, actions.log_revisit, gettext_lazy("登记回访")

    def may_open(self) -> bool:
        return actions.may_log(self.record, self.user)

    def target(self, result: Revisit | None) -> str:
        return (result or self.record).get_absolute_url()


class RevisitPage(RecordDetail):
    model = Revisit
    related = (
        "account__matter", "account__customer", "branch", "person__department", "logged_by",
        "inspection__matter", "authorisation__matter",
    )  # fmt: skip
    template_name = "key_accounts/revisit.html"
    act_pages: ClassVar[dict[str, str]] = {
        "accept": "key_accounts:accept_revisit",
        "send_back": "key_accounts:send_back_revisit",
        "mend": "key_accounts:mend_revisit",
        "find_false": "key_accounts:find_false",
        "void": "key_accounts:void_revisit",
    }


class RevisitAct(ActPage):
    model = Revisit
    related = ("account__customer", "branch", "person", "inspection")


class VoidRevisit(RevisitAct):
    form_class, act, steps = ReasonForm, actions.void_revisit, ("void",)


class Accept(RevisitAct):
    form_class, act, steps = CommentForm, actions.accept_revisit, ("accept",)


class SendBack(RevisitAct):
    form_class, act, steps = forms.SendBackForm, actions.send_back_revisit, ("send_back",)


class Mend(RevisitAct):
    form_class, act, steps = forms.MendForm, actions.mend_revisit, ("mend",)


class FindFalse(RevisitAct):
    form_class, act, steps = ReasonForm, actions.find_false, ("find_false",)


class InspectionList(ListPage):
    """Coverage and pass rate of each branch and month."""

    code = "key_accounts.inspections"
    title = gettext_lazy("回访检查")
    model = Inspection
    table_class = InspectionTable
    filterset_class = InspectionFilter
    sortable = ("number",)
    empty_title = gettext_lazy("还没有抽取检查样本：每月初由系统抽取上月的回访记录")

    def get_queryset(self) -> QuerySet[Any]:
        visible: Any = Inspection.objects.visible_to(self.user)
        return cast("QuerySet[Any]", visible.with_figures())


class InspectionPage(RecordDetail):
    model = Inspection
    related = ("branch",)
    template_name = "key_accounts/inspection.html"

    def whole(self, records: Any) -> Any:
        return super().whole(records).with_figures()

    def extra_context(self) -> dict[str, Any]:
        rows = self.record.revisits.select_related("matter", "account__customer", "person")
        return {"inspection": self.record, "revisits": rows.order_by("visited_on", "pk")}


class AuthorisationList(ListPage):
    code = "key_accounts.authorisations"
    title = gettext_lazy("直接回访授权")
    model = Authorisation
    table_class = AuthorisationTable
    filterset_class = AuthorisationFilter
    sortable = ("number",)
    empty_title = gettext_lazy("还没有直接回访授权：在大客户档案页申请")


class Ask(AccountAct):
    form_class, act = forms.AuthorisationForm, actions.ask_authorisation
    label = gettext_lazy("申请直接回访授权")

    def may_open(self) -> bool:
        return actions.may_ask(self.record, self.user)

    def target(self, result: Authorisation | None) -> str:
        return (result or self.record).get_absolute_url()


class AuthorisationPage(RecordDetail):
    model = Authorisation
    related = (
        "account__matter", "account__customer", "account__branch", "person__department",
        "requested_by", "decided_by", "revisit__matter",
    )  # fmt: skip
    template_name = "key_accounts/authorisation.html"
    act_pages: ClassVar[dict[str, str]] = {
        "approve": "key_accounts:authorise",
        "refuse": "key_accounts:refuse_authorisation",
        "visit": "key_accounts:log_direct",
        "withdraw": "key_accounts:withdraw_authorisation",
    }


class AuthorisationAct(ActPage):
    model = Authorisation
    related = ("account__customer", "account__branch", "person", "requested_by")


class Authorise(AuthorisationAct):
    form_class, act, steps = CommentForm, actions.authorise, ("approve",)


class Refuse(AuthorisationAct):
    form_class, act, steps = ReasonForm, actions.refuse_authorisation, ("refuse",)


class Withdraw(AuthorisationAct):
    form_class, act, steps = ReasonForm, actions.withdraw_authorisation, ("withdraw",)


class LogDirect(AuthorisationAct):
    form_class, act, steps = forms.DirectForm, actions.log_direct, ("visit",)
