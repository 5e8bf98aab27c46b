"""Firms with their certificates, and supply areas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.record_pages import ActForm
from foundation.people.models import Department
from power_projects.models import Certificate, Firm


class FirmForm(forms.ModelForm[Firm]):
    class Meta:
        model = Firm
        fields = ("name", "voltage", "does_design", "does_construction", "contact", "phone")

    def validate_constraints(self) -> None:
        """The act tells, beside the field, what the database would refuse."""


class CertificateForm(ActForm):
    kind = forms.ChoiceField(label=_("证照"), choices=Certificate.Kind)
    certificate_no = forms.CharField(label=_("证照号码"), max_length=60)
    valid_until = forms.DateField(label=_("有效期至"), widget=forms.DateInput)
    scan = forms.FileField(label=_("扫描件"))


class AreaForm(forms.Form):
    name = forms.CharField(label=_("供电区域"), max_length=60, help_text=_("同名的会被修改。"))
    station = forms.ModelChoiceField(label=_("供电所"), queryset=Department.objects.none())
    branch = forms.ModelChoiceField(label=_("分公司营销部"), queryset=Department.objects.none())

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = Department.objects.order_by("path")
        for name in ("station", "branch"):
            field: Any = self.fields[name]
            field.queryset = places
            field.widget.attrs["data-search"] = ""
