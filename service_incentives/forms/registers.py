"""Kinds, coefficients, positions, projects, payroll's figures."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import EmployeeField, RowForm
from service_incentives.models import Coefficient, PayrollMonth, Project, StaffPosition


class KindForm(forms.Form):
    code = forms.CharField(label=_("类型代码"), max_length=20)
    name = forms.CharField(label=_("项目类型"), max_length=60)


class CoefficientForm(RowForm):
    class Meta:
        model = Coefficient
        fields = ("kind", "value", "applies_from", "note")
        widgets: ClassVar[dict[str, Any]] = {"applies_from": forms.DateInput}

    def clean_value(self) -> Any:
        if self.cleaned_data["value"] <= 0:
            raise forms.ValidationError(_("系数须大于零。"))
        return self.cleaned_data["value"]


class PositionForm(RowForm):
    person = EmployeeField()

    class Meta:
        model = StaffPosition
        fields = ("person", "position", "since")
        widgets: ClassVar[dict[str, Any]] = {"since": forms.DateInput}


class ProjectForm(RowForm):
    engineer = EmployeeField(label=_("调试负责人工号"), required=False)

    class Meta:
        model = Project
        fields = ("code", "name", "engineer", "energised_on")
        widgets: ClassVar[dict[str, Any]] = {"energised_on": forms.DateInput}


class PayrollForm(RowForm):
    person = EmployeeField()
    months = forms.IntegerField(label=_("本年任职月数"), min_value=1, max_value=12)

    class Meta:
        model = PayrollMonth
        fields = (
            "person", "payer", "month", "months", "income", "deductions", "withheld", "account",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {"month": forms.DateInput}
        help_texts: ClassVar[dict[str, Any]] = {
            "month": _("发放激励的月份，填写月内任意一天。"),
            "income": _("含本月工资，不含本次激励。"),
            "deductions": _("专项扣除、专项附加扣除等，不含每月减除费用。"),
            "withheld": _("本月扣税之前的累计数。"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("income", "deductions", "withheld"):
            if (cleaned.get(name) or 0) < 0:
                self.add_error(name, _("金额不能小于零。"))
        return cleaned
