"""Programmes, proposals, exchange between units, training: lists, pages, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.process.holders import acts_as_holder
from key_accounts import actions, filters, holders, tables
from key_accounts.forms import programmes as forms
from key_accounts.models import Exchange, Milestone, Programme, Proposal, Training
from key_accounts.trainees import trainees


class EnteredList(ListPage):
    """``enter``: the URL name of the form for a new one, and its button."""

    enter: ClassVar[tuple[str, Any]]
    sortable = ("number",)
    template_name = "key_accounts/entered.html"

    def extra_context(self, selection: Any) -> dict[str, Any]:
        name, label = self.enter
        return {"enter": reverse(name) if may_open(self.user, name) else "", "enter_label": label}


class EnterPage(FormPage):
    form_class: ClassVar[Any]
    keeps_draft = True
    listed: ClassVar[str]

    def form(self, *args: Any) -> Any:
        return self.form_class(*args, user=self.user)

    def target(self, result: Any) -> str:
        return str(result.get_absolute_url())

    def back(self) -> str:
        return reverse(self.listed)


class ProgrammeList(EnteredList):
    code = "key_accounts.programmes"
    title = gettext_lazy("管理方式和项目")
    model, table_class, filterset_class = Programme, tables.ProgrammeTable, filters.ProgrammeFilter
    enter = "key_accounts:open_programme", gettext_lazy("建立大客户项目")
    empty_title = gettext_lazy("还没有大客户管理方式或项目")


class OpenProgramme(EnterPage):
    form_class, heading, article = forms.ProgrammeForm, gettext_lazy("建立大客户项目"), "R6.2"
    makes, listed = Programme, "key_accounts:programmes"

    def carry_out(self, form: Any, key: str | None) -> Any:
        accounts = form.cleaned_data["accounts"]
        return actions.open_programme(form.instance, by=self.user, accounts=accounts, key=key)


class ProgrammePage(RecordDetail):
    model = Programme
    related = ("owner_person__department",)
    template_name = "key_accounts/programme.html"
    act_pages: ClassVar[dict[str, str]] = {"close": "key_accounts:close_programme"}

    def extra_context(self) -> dict[str, Any]:
        programme: Programme = self.record
        return {
            "accounts": programme.accounts.select_related("matter", "customer"),
            "milestones": programme.milestones.select_related("done_by"),
            "may_plan": not programme.is_closed
            and acts_as_holder(holders.OWNER, programme, self.user),
        }


class ProgrammeAct(ActPage):
    model = Programme
    related = ("owner_person",)

    def may_open(self) -> bool:
        running = not self.record.is_closed
        return running and acts_as_holder(holders.OWNER, self.record, self.user)


class AddMilestone(ProgrammeAct):
    form_class, act, label = forms.MilestoneForm, actions.add_milestone, gettext_lazy("增加里程碑")


class FinishMilestone(ProgrammeAct):
    form_class, label = forms.NoteForm, gettext_lazy("完成里程碑")

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        rows = Milestone.objects.filter(programme=self.record)
        row = get_object_or_404(
            rows.select_related("programme__matter"), pk=self.kwargs["milestone"]
        )
        return actions.finish_milestone(row, by=self.user, seen=seen, key=key, **form.cleaned_data)


class CloseProgramme(ProgrammeAct):
    form_class, act, steps = forms.ResultForm, actions.close_programme, ("close",)


class ProposalList(EnteredList):
    code = "key_accounts.proposals"
    title = gettext_lazy("服务建议")
    model, table_class, filterset_class = Proposal, tables.ProposalTable, filters.ProposalFilter
    enter = "key_accounts:propose", gettext_lazy("提出服务建议")
    empty_title = gettext_lazy("还没有服务建议")


class Propose(EnterPage):
    form_class, heading, article = forms.ProposalForm, gettext_lazy("提出服务建议"), "R6.8"
    makes, listed = Proposal, "key_accounts:proposals"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.propose(form.instance, by=self.user, key=key)


class ProposalPage(RecordDetail):
    model = Proposal
    related = (
        "account__customer", "account__matter", "proposed_by__department", "decided_by",
        "follower",
    )  # fmt: skip
    template_name = "key_accounts/proposal.html"
    act_pages: ClassVar[dict[str, str]] = {
        "accept": "key_accounts:accept_proposal",
        "reject": "key_accounts:reject_proposal",
        "finish": "key_accounts:finish_proposal",
    }


class ProposalAct(ActPage):
    model = Proposal
    related = ("account__customer", "proposed_by", "follower")


class AcceptProposal(ProposalAct):
    form_class, act, steps = forms.AcceptForm, actions.accept_proposal, ("accept",)


class RejectProposal(ProposalAct):
    form_class, act, steps = ReasonForm, actions.reject_proposal, ("reject",)


class FinishProposal(ProposalAct):
    form_class, act, steps = forms.ResultForm, actions.finish_proposal, ("finish",)


class ExchangeList(EnteredList):
    code = "key_accounts.exchanges"
    title = gettext_lazy("单位间交流")
    model, table_class, filterset_class = Exchange, tables.ExchangeTable, filters.ExchangeFilter
    enter = "key_accounts:share", gettext_lazy("发起单位间交流")
    empty_title = gettext_lazy("还没有单位间交流")


class Share(EnterPage):
    form_class, heading, article = forms.ExchangeForm, gettext_lazy("发起单位间交流"), "R6.9"
    makes, listed = Exchange, "key_accounts:exchanges"

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = form.cleaned_data
        return actions.share(
            form.instance, by=self.user, units=list(given["units"]), accounts=given["accounts"],
            key=key,
        )  # fmt: skip


class ExchangePage(RecordDetail):
    model = Exchange
    related = ("unit", "shared_by__department")
    template_name = "key_accounts/exchange.html"
    act_pages: ClassVar[dict[str, str]] = {"close": "key_accounts:close_exchange"}

    def extra_context(self) -> dict[str, Any]:
        exchange: Exchange = self.record
        return {
            "units": exchange.units.order_by("path"),
            "accounts": exchange.accounts.select_related("matter", "customer"),
            "replies": exchange.replies.select_related("by", "unit"),
        }


class ExchangeAct(ActPage):
    model = Exchange
    related = ("unit", "shared_by")


class ReplyToExchange(ExchangeAct):
    form_class, act, label = forms.ReplyForm, actions.reply, gettext_lazy("回复")

    def may_open(self) -> bool:
        return not self.record.is_closed


class CloseExchange(ExchangeAct):
    form_class, act, steps = forms.OutcomeForm, actions.close_exchange, ("close",)


class TrainingList(EnteredList):
    code = "key_accounts.trainings"
    title = gettext_lazy("大客户业务培训")
    model, table_class, filterset_class = Training, tables.TrainingTable, filters.TrainingFilter
    enter = "key_accounts:plan_training", gettext_lazy("计划培训")
    template_name = "key_accounts/trainings.html"
    empty_title = gettext_lazy("还没有计划培训")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        sees_due = may_open(self.user, "key_accounts:training_due")
        return super().extra_context(selection) | {"sees_due": sees_due}


class PlanTraining(EnterPage):
    """Who is due is chosen already."""

    form_class, heading, article = forms.TrainingForm, gettext_lazy("计划培训"), "R6.10"
    makes, listed = Training, "key_accounts:trainings"

    def form(self, *args: Any) -> Any:
        due = [] if args else [one.person.pk for one in trainees() if one.is_due]
        return forms.TrainingForm(*args, user=self.user, initial={"people": due})

    def carry_out(self, form: Any, key: str | None) -> Any:
        people = list(form.cleaned_data["people"])
        return actions.plan_training(form.instance, by=self.user, people=people, key=key)


class TrainingPage(RecordDetail):
    model = Training
    related = ("planned_by",)
    template_name = "key_accounts/training.html"
    act_pages: ClassVar[dict[str, str]] = {
        "hold": "key_accounts:hold_training",
        "cancel": "key_accounts:cancel_training",
    }

    def extra_context(self) -> dict[str, Any]:
        rows = self.record.attendances.select_related("person__department")
        return {"attendances": rows.order_by("person__name_pinyin")}


class TrainingAct(ActPage):
    model = Training
    related = ("planned_by",)


class HoldTraining(TrainingAct):
    form_class, act, steps = forms.HoldForm, actions.hold_training, ("hold",)


class CancelTraining(TrainingAct):
    form_class, act, steps = ReasonForm, actions.cancel_training, ("cancel",)


def training_due(request: HttpRequest) -> HttpResponse:
    """Everybody who is to be trained once a year, who is due first (R6.10)."""
    return render(request, "key_accounts/training_due.html", {"trainees": trainees()})
