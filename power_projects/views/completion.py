"""From the start report to the closed project: the form of each step."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActForm
from power_projects import actions
from power_projects.actions.rounds import Verdict
from power_projects.forms import completion as forms
from power_projects.views.projects import ProjectAct


class StartWorks(ProjectAct):
    form_class, act, steps = forms.StartForm, actions.start_works, ("start",)
    remedy = ("power_projects:works", gettext_lazy("施工与送电"))


class AskInspection(ProjectAct):
    form_class, act, steps = ActForm, actions.ask_inspection, ("ask_inspection",)
    remedy = ("power_projects:works", gettext_lazy("施工与送电"))


class Round(ProjectAct):
    """``act`` takes the verdict."""

    def show(self, form: Any, **more: Any) -> HttpResponse:
        form.leave_out_unasked()
        return super().show(form, **more)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        verdict = Verdict(**form.cleaned_data)
        return type(self).act(self.record, verdict, by=self.user, seen=seen, key=key)


class Inspect(Round):
    form_class, act = forms.InspectionForm, actions.inspect
    steps, label = ("pass_inspection", "fail_inspection"), gettext_lazy("登记中间检查意见")


class ReportCompletion(ProjectAct):
    form_class, act = forms.CompletionForm, actions.report_completion
    steps, remedy = ("report_completion",), ("power_projects:works", gettext_lazy("施工与送电"))


class Accept(Round):
    form_class, act = forms.AcceptanceForm, actions.accept
    steps, label = ("pass_acceptance", "fail_acceptance"), gettext_lazy("登记验收意见")


class Energise(ProjectAct):
    form_class, act, steps = forms.EnergiseForm, actions.energise, ("energise",)
    remedy = ("power_projects:works", gettext_lazy("施工与送电"))


class CheckSupply(ProjectAct):
    form_class, act, steps = forms.CheckForm, actions.check_supply, ("check_supply",)


class Close(ProjectAct):
    form_class, act, steps = ActForm, actions.close, ("close",)
    remedy = ("power_projects:works", gettext_lazy("施工与送电"))
