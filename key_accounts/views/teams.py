"""Forms about who looks after an account."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from key_accounts import actions
from key_accounts.forms import teams as forms
from key_accounts.models import Objective
from key_accounts.views.accounts import AccountAct


class LeadAct(AccountAct):
    def may_open(self) -> bool:
        return actions.may_lead(self.record, self.user)


class SetTeam(LeadAct):
    form_class, act, label = forms.TeamForm, actions.set_team, gettext_lazy("调整核心团队")


class SetObjective(LeadAct):
    form_class, act, label = forms.ObjectiveForm, actions.set_objective, gettext_lazy("设定目标")


class FinishObjective(AccountAct):
    form_class, label = forms.ResultForm, gettext_lazy("填写目标结果")

    def objective(self) -> Objective:
        rows = self.record.objectives.select_related("account__matter")
        found: Objective = get_object_or_404(rows, pk=self.kwargs["objective"])
        return found

    def may_open(self) -> bool:
        return self.user.pk in (self.objective().owner_id, self.record.lead_id)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.finish_objective(
            self.objective(), by=self.user, seen=seen, key=key, **form.cleaned_data
        )


class Refer(AccountAct):
    form_class, act, label = forms.ReferForm, actions.refer, gettext_lazy("转介给同事")

    def may_open(self) -> bool:
        return actions.may_log(self.record, self.user)
