"""The start, the rounds on site, completion and supply."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from power_projects import rules
from power_projects.forms.design import RoundForm
from power_projects.forms.site import TodayForm
from power_projects.models import Examination


def handed_in(field: forms.Field, kept: Any) -> None:
    """What the outside party has handed in on their page need not be uploaded again."""
    if kept:
        field.required = False
        field.help_text = gettext("外部单位已上传：%(name)s。") % {"name": kept.name}


class StartForm(TodayForm):
    starts_on = forms.DateField(label=_("开工日期"), widget=forms.DateInput)
    expected_on = forms.DateField(label=_("预计完工日期"), widget=forms.DateInput)
    units = forms.IntegerField(
        label=_("设备材料总数"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("材料清单的件数；安装进度按此计算。"),
    )
    schedule = forms.FileField(label=_("工程任务进度表"))
    days = ("starts_on",)

    def prepare(self) -> None:
        super().prepare()
        handed_in(self.fields["schedule"], self.record.site and self.record.site.schedule)


class InspectionForm(RoundForm):
    kind = Examination.Kind.INTERMEDIATE
    checked = forms.MultipleChoiceField(
        label=_("逐项检查"), choices=tuple(rules.INSPECTION_POINTS.items()), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("高压客户须全部检查。"),
    )  # fmt: skip
    field_order = ("held_on", "checked", "cleared", "is_passed", "opinion", "defects")
    wide: ClassVar[tuple[str, ...]] = ("checked", "cleared", "opinion", "defects")


class AcceptanceForm(RoundForm):
    kind = Examination.Kind.ACCEPTANCE


class CompletionForm(TodayForm):
    report = forms.CharField(label=_("竣工报告"), widget=forms.Textarea(attrs={"rows": 5}))
    application = forms.FileField(label=_("书面供电申请"))
    wide = ("report",)

    def prepare(self) -> None:
        super().prepare()
        kept = self.record.site and self.record.site.supply_application
        handed_in(self.fields["application"], kept)


class EnergiseForm(TodayForm):
    energised_on = forms.DateField(label=_("送电日期"), widget=forms.DateInput)
    days = ("energised_on",)


class CheckForm(TodayForm):
    held_on = forms.DateField(label=_("核查日期"), widget=forms.DateInput)
    opinion: Any = forms.CharField(
        label=_("计量装置运行和用电情况"), widget=forms.Textarea(attrs={"rows": 5})
    )
    wide = ("opinion",)
    days = ("held_on",)
