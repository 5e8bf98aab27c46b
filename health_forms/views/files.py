"""Customer files: list, page with schedule and visits, the content apart, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import (
    ActForm,
    ActPage,
    ReasonForm,
    RecordDetail,
    RecordView,
)
from foundation.listing.pages import ListPage
from foundation.process.holders import acts_as_holder
from health_forms import actions, holders
from health_forms.ciphers import Unreadable
from health_forms.conflicts import unsettled
from health_forms.filters import FileFilter
from health_forms.forms import files as forms
from health_forms.forms.allocation import ReadingForm
from health_forms.forms.requests import SettleForm
from health_forms.models import CustomerFile
from health_forms.tables import FileTable
from health_forms.views.surveys import SurveyAct, leave_when_over

RELATED = (
    "person",
    "survey__design",
    "survey__matter",
    "rep__department",
    "doctor__department",
    "department",
)
State = CustomerFile.State


class Attend(SurveyAct):
    article = "R4.2.1"
    form_class, act = forms.AttendForm, actions.attend
    label = gettext_lazy("登记参加活动")

    def may_open(self) -> bool:
        is_live = self.record.state in ("allocated", "sealed")
        return is_live and acts_as_holder(holders.FOLLOWS_UP, self.record, self.user)

    def target(self, result: Any) -> str:
        return str((result or self.record).get_absolute_url())


class FileList(ListPage):
    code = "health_forms.files"
    title = gettext_lazy("顾客档案表")
    model = CustomerFile
    table_class = FileTable
    filterset_class = FileFilter
    sortable = ("number",)
    empty_title = gettext_lazy("还没有顾客档案表")


class FilePage(RecordDetail):
    model = CustomerFile
    related = RELATED
    template_name = "health_forms/file.html"
    act_pages: ClassVar[dict[str, str]] = {
        "write": "health_forms:write_file",
        "hand_in": "health_forms:hand_in_file",
        "pass_on": "health_forms:pass_on",
        "close": "health_forms:close_file",
    }

    def extra_context(self) -> dict[str, Any]:
        file: CustomerFile = self.record
        out = file.checkouts.filter(given_back_at=None).select_related("by").first()
        may_read = file.may_read(self.user)
        is_kept = file.state == State.KEPT
        is_live = file.state in (State.WRITTEN, State.HANDED_IN, State.KEPT)
        is_doctor = acts_as_holder(holders.FILE_DOCTOR, file, self.user)
        has_it = out is not None and out.by_id == self.user.pk
        plans = is_live and acts_as_holder(holders.PLANS_VISITS, file, self.user)
        return {
            "file": file,
            "contact": file.person.told() if file.may_contact(self.user) else None,
            "may_read": may_read,
            "forms": unsettled(file) if may_read else [],
            "may_ask": not may_read and file.may_be_asked_for,
            "out": out,
            "may_take_out": is_kept
            and not out
            and acts_as_holder(holders.FILE_REP, file, self.user),
            "may_give_back": has_it or (out is not None and is_doctor),
            "may_visit": is_kept and (has_it or (is_doctor and out is None)),
            "may_plan": plans and is_kept,
            "may_sell": plans,
            "may_punish": is_live and acts_as_holder(holders.SALES_MANAGER, file, self.user),
            "revisits": file.revisits.select_related("holder").order_by("due_on", "pk"),
            "visits": file.visits.select_related("by", "revisit").order_by("-pk"),
        }


class FileContent(RecordView):
    """What the file says and every visit in words: for who has it in hand, each look logged."""

    model = CustomerFile
    related = RELATED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file: CustomerFile = self.record
        opening = file.opening_for(self.user)
        if opening is None and not file.may_read(self.user):
            raise Http404
        try:
            visits = [
                {"visit": visit, "text": visit.told(file)}
                for visit in file.visits.select_related("by").order_by("-pk")
            ]
            context = {"file": file, "contact": file.person.told(), "told": file.told()}
        except Unreadable:
            raise Http404 from None
        actions.note_file_view(file, by=self.user)
        shown = {
            **context,
            "visits": visits,
            "matter": file.matter,
            "opening": opening,
            "reader": self.user,
        }
        answer = render(request, "health_forms/file_content.html", shown)
        add_never_cache_headers(answer)
        if opening is not None:
            leave_when_over(answer, opening, file)
        return answer


class FileAct(ActPage):
    model = CustomerFile
    related = RELATED


class WriteFile(FileAct):
    form_class, steps = forms.FileForm, ("write",)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        written = dict(form.cleaned_data)
        return actions.write_file(self.record, by=self.user, written=written, seen=seen, key=key)


class Settle(FileAct):
    """Shows what the forms say, so each look is logged."""

    article = "R4.2.2"
    form_class, label = SettleForm, gettext_lazy("核定不一致的答案")

    def may_open(self) -> bool:
        return bool(self.record.may_read(self.user))

    def show(self, form: Any, *, seen: int, **more: Any) -> HttpResponse:
        actions.note_file_view(self.record, by=self.user)
        answer = super().show(form, seen=seen, **more)
        add_never_cache_headers(answer)
        return answer

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        chosen = dict(form.cleaned_data)
        return actions.settle(self.record, by=self.user, chosen=chosen, seen=seen, key=key)


class HandInFile(FileAct):
    form_class, act, steps = ActForm, actions.hand_in_file, ("hand_in",)


class PassOn(FileAct):
    form_class, act, steps = forms.PassOnForm, actions.pass_on, ("pass_on",)


class CloseFile(FileAct):
    form_class, act, steps = forms.CloseForm, actions.close_file, ("close",)


class AskToRead(FileAct):
    article = "R4.2.10"
    form_class, act, label = ReadingForm, actions.ask_to_read, gettext_lazy("申请查阅")

    def may_open(self) -> bool:
        return bool(self.record.may_be_asked_for) and not self.record.may_read(self.user)

    def target(self, result: Any) -> str:
        return str((result or self.record).get_absolute_url())


class TakeOut(FileAct):
    article = "R4.2.9"
    form_class, act, label = ActForm, actions.take_out, gettext_lazy("调用档案表")

    def may_open(self) -> bool:
        return acts_as_holder(holders.FILE_REP, self.record, self.user)


class GiveBack(FileAct):
    article = "R4.2.9"
    form_class, act, label = ActForm, actions.give_back, gettext_lazy("归还档案表")

    def may_open(self) -> bool:
        return acts_as_holder(holders.VISITORS, self.record, self.user)


class RecordVisit(FileAct):
    article = "R4.2.9"
    form_class, act, label = forms.VisitForm, actions.record_visit, gettext_lazy("登记回访")

    def may_open(self) -> bool:
        return acts_as_holder(holders.VISITORS, self.record, self.user)


class PlanningAct(FileAct):
    def may_open(self) -> bool:
        return acts_as_holder(holders.PLANS_VISITS, self.record, self.user)


class PlanVisit(PlanningAct):
    article = "R4.2.7"
    form_class, act, label = forms.PlanForm, actions.plan_visit, gettext_lazy("另行安排回访")


class Purchase(PlanningAct):
    article = "R4.2.7"
    form_class, act, label = forms.PurchaseForm, actions.record_purchase, gettext_lazy("登记购买")


class TakeBackPurchase(PlanningAct):
    article = "R4.2.7"
    form_class, act, label = ReasonForm, actions.take_back_purchase, gettext_lazy("登记退货")
