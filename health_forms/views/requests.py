"""What a person asks for about themselves, and numbered blank forms: lists, pages, forms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.process.holders import acts_as_holder
from health_forms import actions, holders
from health_forms.filters import BlankFilter, RequestFilter
from health_forms.forms.requests import BlankForm, CorrectForm, RequestForm
from health_forms.models import BlankBatch, PersonRequest, Survey
from health_forms.tables import BlankTable, RequestTable
from health_forms.views.surveys import SurveyAct, latest_design

RELATED = ("survey__matter", "survey__person", "survey__design", "survey__department")


class RequestList(ListPage):
    code = "health_forms.requests"
    title = gettext_lazy("本人请求")
    model = PersonRequest
    table_class = RequestTable
    filterset_class = RequestFilter
    sortable = ("number", "due_on")
    empty_title = gettext_lazy("没有本人请求")


class Receive(SurveyAct):
    article = "R4.2.13"
    form_class, act = RequestForm, actions.receive_request
    label = gettext_lazy("登记本人请求")

    def may_open(self) -> bool:
        return bool(self.record.state != Survey.State.ERASED)

    def target(self, result: Any) -> str:
        return str((result or self.record).get_absolute_url())


class RequestPage(RecordDetail):
    model = PersonRequest
    related = RELATED
    template_name = "health_forms/request.html"
    act_pages: ClassVar[dict[str, str]] = {"answer": "health_forms:answer_request"}

    def extra_context(self) -> dict[str, Any]:
        return {"request_of": self.record, "may_correct": may_correct(self)}


def may_correct(page: Any) -> bool:
    request: PersonRequest = page.record
    is_asked_for = request.is_about_something and request.kind == PersonRequest.Kind.CORRECT
    return is_asked_for and acts_as_holder(holders.SERVICE_MANAGER, request, page.user)


class RequestAct(ActPage):
    model = PersonRequest
    related = RELATED


class Answer(RequestAct):
    form_class, act, steps = CommentForm, actions.answer_request, ("answer",)


class Correct(RequestAct):
    """Shows what the person told, so each look is logged."""

    article = "R4.2.13"
    form_class, act, label = CorrectForm, actions.correct, gettext_lazy("更正本人信息")  # type: ignore[assignment]

    def may_open(self) -> bool:
        return may_correct(self)

    def show(self, form: Any, *, seen: int, **more: Any) -> HttpResponse:
        actions.note_view(self.record.survey, by=self.user)
        answer = super().show(form, seen=seen, **more)
        add_never_cache_headers(answer)
        return answer

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.correct(
            self.record, by=self.user, contact=form.contact(), answers=form.answers(), seen=seen,
            key=key,
        )  # fmt: skip


class BlankList(ListPage):
    code = "health_forms.blanks"
    title = gettext_lazy("空白表")
    model = BlankBatch
    table_class = BlankTable
    filterset_class = BlankFilter
    sortable = ("number",)
    template_name = "health_forms/blanks.html"
    empty_title = gettext_lazy("还没有印制空白表")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_number": may_open(self.user, "health_forms:number_blanks")}


class NumberBlanks(FormPage):
    form_class, heading, article = BlankForm, gettext_lazy("印制空白表"), "R4.2.13"
    makes = BlankBatch

    def carry_out(self, form: Any, key: str | None) -> Any:
        design = latest_design()
        return actions.number_blanks(by=self.user, design=design, key=key, **form.cleaned_data)

    def target(self, result: BlankBatch) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("health_forms:blanks")


class BlankPage(RecordDetail):
    model = BlankBatch
    related = ("design", "given_to__department")
    template_name = "health_forms/blank.html"
    act_pages: ClassVar[dict[str, str]] = {"void": "health_forms:void_blanks"}

    def extra_context(self) -> dict[str, Any]:
        batch: BlankBatch = self.record
        serials = batch.serials()
        return {"batch": batch, "first": serials[0], "last": serials[-1]}


class VoidBlanks(ActPage):
    model = BlankBatch
    related = ("design", "given_to__department")
    form_class, act, steps = ReasonForm, actions.void_blanks, ("void",)
