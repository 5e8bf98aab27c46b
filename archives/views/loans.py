"""Borrowing: the register, one loan with its steps, incidents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from archives import actions, holders
from archives.filters import IncidentFilter, LinkFilter, LoanFilter
from archives.forms import loans as forms
from archives.models import ON_SHELF, Document, Incident, Loan, LoanState, Volume
from archives.tables import IncidentTable, LinkTable, LoanTable
from foundation.desk.course import path
from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.process.holders import acts_as_holder

RELATED = (
    "volume__matter", "volume__department", "volume__place", "borrower__department", "department",
    "lent_by", "taken_back_by", "asked_by", "access_ended_by",
)  # fmt: skip


ON_PAPER = (LoanState.OFFERED, LoanState.LENT, LoanState.RETURNED)
ONLINE = (LoanState.LINKED, LoanState.ENDED)


class LoanList(ListPage):
    code = "archives.loans"
    title = gettext_lazy("档案借阅登记簿")
    model = Loan
    table_class = LoanTable
    filterset_class = LoanFilter
    sortable = ("number", "due_on")
    default_columns = (
        "number", "title", "department", "use", "lent_at", "due_on", "days_late", "state",
    )  # fmt: skip
    empty_title = gettext_lazy("还没有借阅")


class LinkList(ListPage):
    """All live links to originals: whose, until when (R1.1.4)."""

    code = "archives.links"
    title = gettext_lazy("电子阅览")
    model = Loan
    table_class = LinkTable
    filterset_class = LinkFilter
    sortable = ("number", "due_on")
    empty_title = gettext_lazy("现在没有人可以打开借阅的电子原件")

    def get_queryset(self) -> QuerySet[Any]:
        found: Any = super().get_queryset()
        return found.live()  # type: ignore[no-any-return]


class IncidentList(ListPage):
    code = "archives.incidents"
    title = gettext_lazy("档案事故")
    model = Incident
    table_class = IncidentTable
    filterset_class = IncidentFilter
    sortable = ("number",)
    empty_title = gettext_lazy("没有档案事故")


class Detail(RecordDetail):
    model = Loan
    related = RELATED
    template_name = "archives/loan.html"
    act_pages: ClassVar[dict[str, str]] = {
        "approve": "archives:approve_loan",
        "refuse": "archives:refuse_loan",
        "withdraw": "archives:withdraw_loan",
        "hand_out": "archives:hand_out",
        "open_link": "archives:open_link",
        "accept": "archives:accept_loan",
        "put_back": "archives:put_back",
        "renew": "archives:renew",
        "take_back": "archives:take_back",
        "confirm_return": "archives:confirm_return",
    }

    def extra_context(self) -> dict[str, Any]:
        loan: Loan = self.record
        visible = Document.objects.visible_to(self.user).filter(volume=loan.volume_id)
        route = [LoanState(one.who) for one in loan.approvals()]
        course = (*route, LoanState.APPROVED, *(ONLINE if loan.is_online else ON_PAPER))
        return {
            "loan": loan,
            "items": visible.select_related("matter").order_by("position"),
            "path": path(loan.state, course),
            "incidents": loan.incidents.select_related("matter"),
            "may_revoke": loan.is_live and acts_as_holder(holders.REVOKER, loan, self.user),
            "may_report": loan.lent_at is not None
            and acts_as_holder(holders.WITNESS, loan, self.user),
        }


class Borrow(ActPage):
    """On the page of a volume; leads to the loan."""

    model = Volume
    related = ("department",)
    form_class: ClassVar[Any] = forms.BorrowForm
    act: ClassVar[Any] = actions.borrow
    label = gettext_lazy("申请借阅")
    article = "R1.3.1.1"
    done = gettext_lazy("已申请。")

    def may_open(self) -> bool:
        return self.record.state in ON_SHELF

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        """The volume need not be as it was seen: others may have asked meanwhile."""
        return type(self).act(self.record, by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        made = result or Loan.objects.filter(asked_by=self.user).order_by("-pk").first()
        return str((made or self.record).get_absolute_url())


class BorrowForReader(Borrow):
    form_class: ClassVar[Any] = forms.ReaderForm
    act = actions.borrow_for_reader
    label = gettext_lazy("登记外单位查阅")
    article = "R1.3.2.1"
    done = gettext_lazy("已登记。")


class LoanAct(ActPage):
    model = Loan
    related = RELATED


class Approve(LoanAct):
    form_class, act, steps = CommentForm, actions.approve_loan, ("approve",)


class Refuse(LoanAct):
    form_class, act, steps = ReasonForm, actions.refuse_loan, ("refuse",)


class Withdraw(LoanAct):
    form_class, act, steps = ReasonForm, actions.withdraw_loan, ("withdraw",)


class HandOut(LoanAct):
    form_class, act, steps = forms.HandOutForm, actions.hand_out, ("hand_out",)


class OpenLink(LoanAct):
    form_class, act, steps = forms.LinkForm, actions.open_link, ("open_link",)


class RevokeLink(LoanAct):
    form_class, act, label = ReasonForm, actions.revoke_link, gettext_lazy("停用电子原件")
    article = "R1.1.4"

    def may_open(self) -> bool:
        return self.record.is_live and acts_as_holder(holders.REVOKER, self.record, self.user)


class Accept(LoanAct):
    form_class, act, steps = forms.AcceptForm, actions.accept_loan, ("accept",)


class PutBack(LoanAct):
    form_class, act, steps = ReasonForm, actions.put_back, ("put_back",)


class Renew(LoanAct):
    form_class, act, steps = forms.RenewForm, actions.renew, ("renew",)


class TakeBack(LoanAct):
    form_class, act, steps = forms.TakeBackForm, actions.take_back, ("take_back",)


class ConfirmReturn(LoanAct):
    form_class, act, steps = CommentForm, actions.confirm_return, ("confirm_return",)


class Report(LoanAct):
    form_class, act, label = forms.IncidentForm, actions.report_incident, gettext_lazy("报告事故")
    article = "R1.4.3"

    def may_open(self) -> bool:
        return self.record.lent_at is not None and acts_as_holder(
            holders.WITNESS, self.record, self.user
        )


class IncidentDetail(RecordDetail):
    model = Incident
    related = (
        "volume__matter", "loan__matter", "loan__borrower", "loan__department", "reported_by",
        "handled_by", "decided_by",
    )  # fmt: skip
    template_name = "archives/incident.html"
    act_pages: ClassVar[dict[str, str]] = {
        "handle": "archives:handle_incident",
        "decide": "archives:decide_incident",
    }


class IncidentAct(ActPage):
    model = Incident
    related = ("volume__matter", "loan__borrower", "loan__department")


class Handle(IncidentAct):
    form_class, act, steps = forms.MeasuresForm, actions.handle_incident, ("handle",)


class Decide(IncidentAct):
    form_class, act, steps = forms.PenaltyForm, actions.decide_incident, ("decide",)
