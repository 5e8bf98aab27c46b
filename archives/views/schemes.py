"""Filing schemes: list, one with its clauses, draft, copy, adopt."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions, holders
from archives.filters import SchemeFilter
from archives.forms import schemes as forms
from archives.models import FilingScheme, SchemeState
from archives.tables import SchemeTable
from foundation.articles import Refusal
from foundation.desk.record_pages import ActForm, ActPage, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.submissions import key_of


class SchemeList(ListPage):
    code = "archives.schemes"
    title = gettext_lazy("案卷类目")
    model = FilingScheme
    table_class = SchemeTable
    filterset_class = SchemeFilter
    sortable = ("number", "year")
    template_name = "archives/schemes.html"
    empty_title = gettext_lazy("还没有编制案卷类目")

    def get_queryset(self) -> QuerySet[Any]:
        schemes: QuerySet[Any] = super().get_queryset()
        counted: QuerySet[Any] = schemes.annotate(clause_count=Count("clauses"))
        return counted


class Draft(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(forms.SchemeForm(user=cast(User, request.user)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user = cast(User, request.user)
        form = forms.SchemeForm(request.POST, user=user)
        if not form.is_valid():
            return self._show(form)
        try:
            scheme = actions.draft_scheme(by=user, key=key_of(request), **form.cleaned_data)
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect(scheme.get_absolute_url())

    def _show(self, form: forms.SchemeForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "archives/draft_scheme.html", {"form": form}, status=status)


class Detail(RecordDetail):
    model = FilingScheme
    related = ("department", "drafted_by__department")
    template_name = "archives/scheme.html"
    act_pages: ClassVar[dict[str, str]] = {"adopt": "archives:adopt_scheme"}

    def extra_context(self) -> dict[str, Any]:
        clauses = self.record.clauses.annotate(
            volume_count=Count("volumes", distinct=True),
            document_count=Count("documents", distinct=True),
        )
        return {
            "scheme": self.record,
            "clauses": clauses.order_by("number"),
            "may_write": acts_as_holder(holders.SCHEME_AUTHOR, self.record, self.user),
            "is_draft": self.record.state == SchemeState.DRAFTING,
        }


class SchemeAct(ActPage):
    model = FilingScheme
    related = ("department",)
    article = "R1.2.17"

    def may_open(self) -> bool:
        return acts_as_holder(holders.SCHEME_AUTHOR, self.record, self.user)


class AddClause(SchemeAct):
    form_class, act, label = forms.ClauseForm, actions.add_clause, gettext_lazy("增加条款")


class DropClause(SchemeAct):
    form_class, act, label = forms.DropClauseForm, actions.drop_clause, gettext_lazy("删除条款")


class Copy(SchemeAct):
    form_class, act, label = ActForm, actions.copy_last_year, gettext_lazy("沿用到下一年度")

    def target(self, result: FilingScheme) -> str:
        return result.get_absolute_url() if result else super().target(result)


class Adopt(ActPage):
    model = FilingScheme
    form_class, act, steps = ActForm, actions.adopt, ("adopt",)
