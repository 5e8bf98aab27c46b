"""Requests to open what is sealed: list, page, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from health_forms import actions
from health_forms.filters import OpeningFilter
from health_forms.forms.allocation import OpeningForm
from health_forms.models import Opening, Survey
from health_forms.tables import OpeningTable
from health_forms.views.surveys import SurveyAct

RELATED = ("survey__matter", "survey__person", "reader__department", "decided_by")


class OpeningList(ListPage):
    code = "health_forms.openings"
    title = gettext_lazy("查阅申请")
    model = Opening
    table_class = OpeningTable
    filterset_class = OpeningFilter
    sortable = ("number",)
    empty_title = gettext_lazy("没有查阅申请")


class AskToOpen(SurveyAct):
    article = "R4.1.11"
    form_class, act = OpeningForm, actions.ask_to_open
    label = gettext_lazy("申请查阅")

    def may_open(self) -> bool:
        return bool(self.record.state == Survey.State.SEALED)

    def target(self, result: Any) -> str:
        return str((result or self.record).get_absolute_url())


class OpeningPage(RecordDetail):
    model = Opening
    related = RELATED
    template_name = "health_forms/opening.html"
    act_pages: ClassVar[dict[str, str]] = {
        "approve": "health_forms:approve_opening",
        "refuse": "health_forms:refuse_opening",
        "end": "health_forms:end_opening",
    }

    def extra_context(self) -> dict[str, Any]:
        opening: Opening = self.record
        is_mine = opening.reader_id == self.user.pk
        return {"opening": opening, "about": opening.about, "is_mine": is_mine}


class OpeningAct(ActPage):
    model = Opening
    related = RELATED


class Approve(OpeningAct):
    form_class, act, steps = CommentForm, actions.approve_opening, ("approve",)


class Refuse(OpeningAct):
    form_class, act, steps = ReasonForm, actions.refuse_opening, ("refuse",)


class End(OpeningAct):
    form_class, act, steps = ActForm, actions.end_opening, ("end",)
