"""Findings: list, proposal, page, decision."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from service_incentives import actions, forms
from service_incentives.filters import FindingFilter
from service_incentives.imports import FindingImport
from service_incentives.models import Finding
from service_incentives.tables import FindingTable

RELATED = ("person__department", "proposed_by__department", "decided_by", "trip__project")


class FindingList(ListPage):
    code = "service_incentives.findings"
    title = gettext_lazy("奖惩认定")
    model = Finding
    table_class = FindingTable
    filterset_class = FindingFilter
    sortable = ("number",)
    template_name = "service_incentives/findings.html"
    empty_title = gettext_lazy("没有符合条件的认定")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_import": FindingImport().may_import(self.user)}


class Propose(FormPage):
    form_class, heading, article = forms.FindingForm, gettext_lazy("提出认定"), "R5.10"

    def form(self, *args: Any) -> Any:
        given = {
            name: self.request.GET[name] for name in ("kind", "trip") if name in self.request.GET
        }
        form_class: Any = forms.FindingForm
        return form_class(*args, initial=given)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.propose(form.instance, by=self.user, key=key)

    def target(self, result: Finding) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("service_incentives:findings")


class FindingPage(RecordDetail):
    model = Finding
    related = RELATED
    template_name = "service_incentives/finding.html"
    act_pages: ClassVar[dict[str, str]] = {
        "decide": "service_incentives:decide",
        "refuse": "service_incentives:refuse",
        "void": "service_incentives:void_finding",
    }


class FindingAct(ActPage):
    model = Finding
    related = RELATED


class Decide(FindingAct):
    form_class, act, steps = CommentForm, actions.decide, ("decide",)


class Refuse(FindingAct):
    form_class, act, steps = ReasonForm, actions.refuse, ("refuse",)


class VoidFinding(FindingAct):
    form_class, act, steps = ReasonForm, actions.void_finding, ("void",)
