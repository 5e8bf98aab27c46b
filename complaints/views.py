"""Pages of the staff: parse, call one act, answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from complaints import actions, forms, holders, policies
from complaints.filters import ComplaintFilter, PreventionFilter
from complaints.models import (
    Complaint,
    Disposal,
    PreventionAction,
    Reply,
    Report,
    State,
)
from complaints.tables import ComplaintTable, PreventionTable
from foundation import clock
from foundation.articles import Refusal
from foundation.customers.standing import concerns
from foundation.desk.course import path
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.submissions import key_of

RELATED = (
    "customer", "store", "handling_department__head", "registered_by__department", "case_owner__department",
    "handler__department", "ruled_by__department", "grounds_checked_by__department",
)  # fmt: skip


def reports_and_disposals() -> tuple[Prefetch[Any], ...]:
    """What a complaint's report and disposal show, its authors and who is named included."""
    departments = Report.responsible_departments.through.objects.filter(report=OuterRef("pk"))
    reports = Report.objects.select_related("written_by").annotate(
        department_names=ArraySubquery(departments.values("department__name"))
    )
    return (
        Prefetch("reports", reports.prefetch_related("responsible_people")),
        Prefetch("disposals", Disposal.objects.select_related("drafted_by")),
    )


class ComplaintList(ListPage):
    code = "complaints.complaints"
    title = gettext_lazy("客户投诉")
    model = Complaint
    table_class = ComplaintTable
    filterset_class = ComplaintFilter
    sortable = ("number", "received_at", "due_on")
    default_columns = (
        "number", "customer", "goods", "store", "handling_department", "state", "received_at", "due_on",
    )  # fmt: skip
    template_name = "complaints/list.html"
    empty_title = gettext_lazy("没有符合条件的投诉")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_register": may_open(self.user, "complaints:register")}


class Register(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(forms.RegisterForm(user=cast(User, request.user)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user = cast(User, request.user)
        form = forms.RegisterForm(request.POST, user=user)
        if not form.is_valid():
            return self._show(form)
        try:
            complaint = actions.register(form.complaint(), by=user, key=key_of(request))
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        messages.success(request, _("已登记，编号 %s。") % complaint.number)
        return redirect(complaint.get_absolute_url())

    def _show(self, form: forms.RegisterForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "complaints/register.html", {"form": form}, status=status)


def similar_to(user: User, *, phone: str, order_no: str, goods: str) -> QuerySet[Any]:
    """Earlier complaints that may be the same or the like: phone, order, goods (R2.4)."""
    alike = Q(pk=None)
    if len(phone) >= 7:
        alike |= Q(contact_phone=phone)
    if order_no:
        alike |= Q(order_no=order_no)
    if len(goods) >= 2:
        since = clock.now() - timedelta(days=policies.RECURRENCE_DAYS.value())
        alike |= Q(goods=goods, received_at__gte=since)
    visible: QuerySet[Any] = Complaint.objects.visible_to(user)
    found = visible.filter(alike).exclude(state=State.VOID)
    return found.select_related("matter", "customer").order_by("-pk")


class Similar(View):
    """What came before from the same customer, order or goods: beside a new complaint or ``for`` one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        number = request.GET.get("for", "")
        if number:
            visible = Complaint.objects.visible_to(user)
            one = get_object_or_404(visible, matter__number=number)
            found = similar_to(
                user, phone=one.contact_phone, order_no=one.order_no, goods=one.goods
            ).exclude(pk=one.pk)
        else:
            given = {name: request.GET.get(name, "").strip() for name in ("order_no", "goods")}
            phone = request.GET.get("contact_phone", "").strip()
            found = similar_to(user, phone=phone, **given)
        return render(request, "complaints/similar.html", {"similar": found[:8]})


class Detail(RecordDetail):
    model = Complaint
    related = RELATED
    template_name = "complaints/detail.html"
    act_pages: ClassVar[dict[str, str]] = {
        "check_grounds": "complaints:check_grounds",
        "accept": "complaints:rule_on",
        "close_declined": "complaints:reply",
        "name_department": "complaints:name_department",
        "submit_report": "complaints:submit_report",
        "review_report": "complaints:review_report",
        "give_opinion": "complaints:give_opinion",
        "decide": "complaints:decide",
        "submit_disposal": "complaints:submit_disposal",
        "approve_disposal": "complaints:approve_disposal",
        "close": "complaints:reply",
        "send_back": "complaints:send_back",
        "withdraw": "complaints:withdraw",
        "merge": "complaints:merge",
        "void": "complaints:void",
        "reopen": "complaints:reopen",
    }

    def whole(self, records: Any) -> Any:
        return (
            super()
            .whole(records)
            .alias(waiting=FilteredRelation("waits", condition=Q(waits__ended_at=None)))
            .with_past()
            .annotate(waiting_for=F("waiting__reason"), waiting_since=F("waiting__began_at"))
            .prefetch_related(
                *reports_and_disposals(),
                Prefetch("replies", Reply.objects.select_related("replied_by")),
                Prefetch(
                    "prevention_actions",
                    PreventionAction.objects.select_related("owner", "checked_by"),
                ),
            )
        )

    def extra_context(self) -> dict[str, Any]:
        complaint: Complaint = self.record
        return {
            "complaint": complaint,
            "ground": policies.GROUNDS.value().get(complaint.ground, complaint.ground),
            "causes": policies.CAUSES.value(),
            "is_late": complaint.ended_at is None and complaint.due_on < clock.today(),
            "path": path(complaint.state, PATH, due_at=complaint.due_on),
            "may_prevent": acts_as_holder(holders.PREVENTER, complaint, self.user),
            "draft_page": self.draft_page(complaint),
            "keeps_cases": acts_as_holder(holders.KEEPER_OF_CASES, complaint, self.user),
        }  # fmt: skip

    def draft_page(self, complaint: Complaint) -> str:
        """Where the handler writes what this state waits for; empty for everybody else."""
        pages = {State.INVESTIGATING: "report", State.DISPOSING: "disposal"}
        page = pages.get(State(complaint.state))
        handles = page and acts_as_holder(holders.HANDLER, complaint, self.user)
        return reverse(f"complaints:{page}", args=[complaint.pk]) if handles else ""


PATH = (
    State.REGISTERED, State.AWAITING_RULING, State.AWAITING_NAMING, State.INVESTIGATING,
    State.UNDER_REVIEW, State.AWAITING_OPINION, State.AWAITING_GM, State.DISPOSING,
    State.AWAITING_APPROVAL, State.AWAITING_REPLY, State.CLOSED,
)  # fmt: skip


class ComplaintAct(ActPage):
    """``shows_findings``: report and disposal stand beside the form."""

    model = Complaint
    related = RELATED
    template_name = "complaints/act.html"
    shows_findings = True

    def whole(self, records: Any) -> Any:
        return super().whole(records.for_act())

    def show(self, form: Any, **more: Any) -> HttpResponse:
        more["complaint"] = self.record
        more["shows_findings"] = self.shows_findings and self.record.handling_department_id
        if more["shows_findings"]:
            prefetch_related_objects([self.record], *reports_and_disposals())
        return super().show(form, **more)


class CheckGrounds(ComplaintAct):
    form_class, act, steps = forms.GroundsForm, actions.check_grounds, ("check_grounds",)


class RuleOn(ComplaintAct):
    form_class, act, steps = forms.RulingForm, actions.rule_on, ("accept", "decline")
    label = gettext_lazy("裁定是否受理")


class NameDepartment(ComplaintAct):
    form_class, act, steps = forms.NamingForm, actions.name_department, ("name_department",)
    shows_findings = False


class WriteReport(ComplaintAct):
    form_class, act, steps = forms.ReportForm, actions.write_report, ("submit_report",)
    label = gettext_lazy("填写调查报告")
    shows_findings = False


class SubmitReport(ComplaintAct):
    form_class, act, steps = ActForm, actions.submit_report, ("submit_report",)
    remedy = "complaints:report", gettext_lazy("填写调查报告")


class ReviewReport(ComplaintAct):
    form_class, act, steps = forms.ReviewForm, actions.review_report, ("review_report",)


class GiveOpinion(ComplaintAct):
    form_class, act, steps = forms.OpinionForm, actions.give_opinion, ("give_opinion",)


class Decide(ComplaintAct):
    form_class, act, steps = CommentForm, actions.decide, ("decide",)


class WriteDisposal(ComplaintAct):
    form_class, act, steps = forms.DisposalForm, actions.write_disposal, ("submit_disposal",)
    label = gettext_lazy("填写处理意见")

    def show(self, form: Any, **more: Any) -> HttpResponse:
        more["concerns"] = concerns(self.record.customer, policies.DISCOUNT)
        return super().show(form, **more)


class SubmitDisposal(ComplaintAct):
    form_class, act, steps = ActForm, actions.submit_disposal, ("submit_disposal",)
    remedy = "complaints:disposal", gettext_lazy("填写处理意见")


class ApproveDisposal(ComplaintAct):
    form_class, act, steps = CommentForm, actions.approve_disposal, ("approve_disposal",)


class RecordReply(ComplaintAct):
    form_class, act = forms.ReplyForm, actions.record_reply
    steps = ("close", "close_declined")
    label = gettext_lazy("答复客户")

    def may_open(self) -> bool:
        waiting = self.record.state in (State.AWAITING_REPLY, State.DECLINED)
        holder = (
            holders.DECLINED_REPLIER if self.record.state == State.DECLINED else holders.REPLIER
        )
        return waiting and acts_as_holder(holder, self.record, self.user)


class SendBack(ComplaintAct):
    form_class, act, steps = forms.SendBackForm, actions.send_back, ("send_back",)


class Withdraw(ComplaintAct):
    form_class, act, steps = ReasonForm, actions.withdraw, ("withdraw",)


class Merge(ComplaintAct):
    form_class, act, steps = forms.MergeForm, actions.merge, ("merge",)


class Void(ComplaintAct):
    form_class, act, steps = ReasonForm, actions.void, ("void",)


class Reopen(ComplaintAct):
    form_class, act, steps = ReasonForm, actions.reopen, ("reopen",)


class CaseKeeperAct(ComplaintAct):
    """Acts without a state of their own: open to who keeps the cases (R2.25)."""

    def may_open(self) -> bool:
        return acts_as_holder(holders.KEEPER_OF_CASES, self.record, self.user)


class TakeCase(CaseKeeperAct):
    form_class, act, label = forms.OwnerForm, actions.take_case, gettext_lazy("确定客服主办人")


class PlanPrevention(ComplaintAct):
    form_class, act, label = (
        forms.PreventionForm,
        actions.plan_prevention,
        gettext_lazy("制定防范措施"),
    )

    def may_open(self) -> bool:
        return acts_as_holder(holders.PREVENTER, self.record, self.user)


class Wait(CaseKeeperAct):
    form_class, act, label = forms.WaitForm, actions.wait_for_customer, gettext_lazy("登记等待客户")


class EndWait(CaseKeeperAct):
    form_class, act, label = ActForm, actions.end_wait, gettext_lazy("客户已回应")


class PreventionAct(ComplaintAct):
    """An act on one prevention action of the complaint."""

    action: PreventionAction

    def find(self, pk: int) -> Any:
        complaint = super().find(pk)
        actions_of_it = complaint.prevention_actions.select_related("owner")
        self.action = get_object_or_404(actions_of_it, pk=self.kwargs["action"])
        return complaint

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return type(self).act(self.action, by=self.user, seen=seen, key=key, **form.cleaned_data)


class FinishPrevention(PreventionAct):
    form_class, act = forms.PreventionDoneForm, actions.finish_prevention
    label = gettext_lazy("填写防范措施完成情况")


class CheckEffect(PreventionAct):
    form_class, act, label = forms.EffectForm, actions.check_effect, gettext_lazy("检查防范效果")


class PreventionList(ListPage):
    """All prevention actions of the complaints one may see (R2.4)."""

    code = "complaints.prevention"
    title = gettext_lazy("防范措施")
    model = PreventionAction
    table_class = PreventionTable
    filterset_class = PreventionFilter
    sortable = ("due_on",)
    default_sort = "-due_on"
    default_columns = ("number", "text", "owner", "due_on", "progress")
    empty_title = gettext_lazy("没有防范措施")
