"""Allocation: what is proposed, one press for all, the notebook, districts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.delegation import stands_for
from foundation.process.holders import acts_as_holder
from health_forms import actions, holders
from health_forms.actions.allocation import of_manager, ready
from health_forms.filters import AllocationFilter, NotebookFilter, TerritoryFilter
from health_forms.forms.allocation import NoteForm, ReallocateForm, TerritoryForm
from health_forms.models import Survey, Territory
from health_forms.scope import REGULATION
from health_forms.tables import AllocationTable, NotebookTable, TerritoryTable
from health_forms.views.surveys import SurveyAct

State = Survey.State


class AllocationList(ListPage):
    """What was handed in and is not allocated, with the proposal and its principle."""

    code = "health_forms.allocation"
    title = gettext_lazy("分配健康调查表")
    model = Survey
    table_class = AllocationTable
    filterset_class = AllocationFilter
    sortable = ("number",)
    template_name = "health_forms/allocation.html"
    empty_title = gettext_lazy("没有待分配的表")

    def get_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = Survey.objects.filter(of_manager(self.user))
        return rows


class Propose(FormPage):
    form_class, heading, article = forms.Form, gettext_lazy("生成分配建议"), "R4.1.8"
    template_name = "health_forms/propose.html"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.propose_all(by=self.user, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("health_forms:allocation")

    def context(self) -> dict[str, Any]:
        return {"waiting": Survey.objects.filter(of_manager(self.user)).count()}


class AllocateAll(Propose):
    """What the press will do: how many to whom, by which principle."""

    heading, article = gettext_lazy("按建议全部分配"), "R4.1.7"
    template_name = "health_forms/allocate.html"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.allocate_all(by=self.user, key=key)

    def context(self) -> dict[str, Any]:
        rows = ready(self.user).order_by().values("proposed_to__name", "principle")
        counted = rows.annotate(count=Count("pk")).order_by("proposed_to__name", "principle")
        labels = dict(Survey.Principle.choices)
        count = sum(row["count"] for row in counted)
        return {
            "rows": [{**row, "label": labels[row["principle"]]} for row in counted],
            "count": count,
            "without": Survey.objects.filter(of_manager(self.user)).count() - count,
        }


class ChangeProposal(SurveyAct):
    article = "R4.1.8"
    form_class, act = ReallocateForm, actions.change_proposal
    label = gettext_lazy("更改分配建议")
    state: str = State.HANDED_IN

    def may_open(self) -> bool:
        survey: Survey = self.record
        return survey.state == self.state and acts_as_holder(
            holders.SALES_MANAGER, survey, self.user
        )

    def target(self, result: Any) -> str:
        return reverse("health_forms:allocation")


class Reallocate(SurveyAct):
    article = "R4.1.8"
    form_class, act = ReallocateForm, actions.reallocate
    label = gettext_lazy("改分配")

    def may_open(self) -> bool:
        is_allocated = self.record.state in (State.ALLOCATED, State.SEALED)
        return is_allocated and acts_as_holder(holders.SALES_MANAGER, self.record, self.user)


class Notebook(ListPage):
    """My own: whom I go on with (R4.1.9). Masked here; the page of each has the whole."""

    code = "health_forms.notebook"
    title = gettext_lazy("我的名单")
    model = Survey
    table_class = NotebookTable
    filterset_class = NotebookFilter
    sortable = ("number",)
    empty_title = gettext_lazy("还没有分配给您的顾客")

    def get_queryset(self) -> QuerySet[Any]:
        mine = stands_for(self.user, REGULATION)
        rows: QuerySet[Any] = Survey.objects.in_care().filter(allocated_to__in=mine)
        return rows


class WriteNote(SurveyAct):
    article = "R4.1.9"
    form_class, act = NoteForm, actions.write_note
    label = gettext_lazy("写笔记")

    def may_open(self) -> bool:
        return acts_as_holder(holders.REPRESENTATIVE, self.record, self.user)


class TerritoryList(ListPage):
    code = "health_forms.territories"
    title = gettext_lazy("负责区县")
    model = Territory
    table_class = TerritoryTable
    filterset_class = TerritoryFilter
    template_name = "health_forms/territories.html"
    empty_title = gettext_lazy("还没有登记负责区县")

    def get_queryset(self) -> QuerySet[Any]:
        return Territory.objects.all()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_set": may_open(self.user, "health_forms:set_territory")}


class SetTerritory(FormPage):
    form_class, heading, article = TerritoryForm, gettext_lazy("登记负责区县"), "R4.1.8"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.set_territory(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("health_forms:territories")
