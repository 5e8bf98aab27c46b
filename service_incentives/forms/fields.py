"""Fields that name projects by their codes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import NamedField
from service_incentives.models import Project


class ProjectField(NamedField):
    def __init__(self, **given: Any) -> None:
        super().__init__(
            queryset=Project.objects.all(),
            named_by="code",
            missing=_("没有这个编号的项目，请先登记项目。"),
            label=_("项目编号"),
            **given,
        )


def lines(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)
