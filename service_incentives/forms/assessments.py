"""Quarterly scores, on the page and as rows of a workbook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import EmployeeField
from service_incentives.models import Assessment


class RoundForm(forms.Form):
    quarter = forms.DateField(
        label=_("季度"), widget=forms.DateInput, help_text=_("填写季内任意一天。")
    )


def _score(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )


class ScoreFields(forms.Form):
    person = EmployeeField()
    quality = _score(_("服务质量"))
    workload = _score(_("服务工作量"))
    cost = _score(_("服务成本"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class ScoreForm(ActForm, ScoreFields):
    """One person's scores on the page of the round."""


class ScoreRowForm(ScoreFields):
    """As a row of a workbook: with the quarter it is for."""

    quarter = forms.DateField(label=_("季度"))

    def __init__(self, *args: Any, instance: Assessment | None = None, **given: Any) -> None:
        if instance is not None:
            kept = {
                name: getattr(instance, name) for name in ("quality", "workload", "cost", "note")
            }
            person = instance.person.employee_number
            given["initial"] = kept | {"person": person, "quarter": instance.round.quarter}
        super().__init__(*args, **given)
