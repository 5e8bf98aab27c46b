"""Links for outside parties, and what they send without login."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.public_pages import LookUpForm
from foundation.desk.record_pages import ActForm
from power_projects import policies
from power_projects.models import OutsideLink, Project
from power_projects.outside import Wanted


class LinkForm(ActForm):
    party = forms.ChoiceField(label=_("外部单位"), choices=OutsideLink.Party)
    expires_on = forms.DateField(label=_("有效期至"), widget=forms.DateInput)
    email = forms.EmailField(
        label=_("电子邮箱（可不填）"), required=False, help_text=_("填写后把链接发到这个邮箱。")
    )

    def prepare(self) -> None:
        days = min(30, policies.LINK_DAYS.value())
        self.initial.setdefault("expires_on", clock.today() + timedelta(days=days))


class HandInForm(forms.Form):
    paper = forms.ChoiceField(label=_("资料"))
    file = forms.FileField(label=_("文件"))
    wide = ("paper", "file")

    def __init__(self, *args: Any, wanted: dict[str, Wanted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.choices = [("", "—"), *((code, one.label) for code, one in wanted.items())]


class ProgressForm(LookUpForm):
    code = forms.CharField(label=_("工程编号"), max_length=24)

    def find(self, code: str) -> Project | None:
        found = Project.objects.filter(matter__number=code).select_related("matter")
        return found.first()
