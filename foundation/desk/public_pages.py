"""What pages without login share: looking something up by number and phone, and the turn away of
whoever asks too often."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.customers.register import normal_phone


class LookUpForm(forms.Form):
    """``found`` is the record whose phone was named too: a wrong number and a wrong phone get the
    same answer."""

    code = forms.CharField(label=gettext_lazy("编号"), max_length=24)
    phone = forms.CharField(
        label=gettext_lazy("登记时的联系电话"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    found: Any = None

    def find(self, code: str) -> Any:
        """The record of a number or code, or ``None``; it has a ``contact_phone``."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        record = self.find(str(cleaned.get("code", "")).strip().upper())
        given = normal_phone(str(cleaned.get("phone", "")))
        if not given or not record or normal_phone(record.contact_phone) != given:
            words = {"code": self.fields["code"].label}
            raise forms.ValidationError(_("没有找到：请核对%(code)s和登记时的联系电话。") % words)
        self.found = record
        return cleaned


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/too_often.html", status=429)
