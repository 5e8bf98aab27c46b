"""What is filled in about a pay run, its ties and pool, and objections to its lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import EmployeeField
from service_incentives import periods
from service_incentives.calculation.tax import without_payroll
from service_incentives.forms.fields import lines
from service_incentives.models import PayRun


class StartForm(forms.Form):
    kind = forms.ChoiceField(label=_("种类"), choices=PayRun.Kind)
    period = forms.DateField(
        label=_("所属期"), widget=forms.DateInput, help_text=_("填写期内任意一天。")
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("period", periods.months_later(clock.today(), -1))


class PayForm(ActForm):
    paid_on = forms.DateField(label=_("发放日期"), widget=forms.DateInput)

    def prepare(self) -> None:
        self.initial.setdefault("paid_on", clock.today())
        lacking = without_payroll(self.record, clock.today())
        if lacking:
            self.fields["paid_on"].help_text = ngettext(
                "%(count)d 人没有本月工资数据，他们的明细单只写税前金额。",
                "%(count)d 人没有本月工资数据，他们的明细单只写税前金额。",
                lacking,
            ) % {"count": lacking}


class PoolForm(ActForm):
    person = EmployeeField()
    amount = forms.DecimalField(
        label=_("金额（元）"), min_value=0, max_digits=12, decimal_places=2,
        help_text=_("填 0 表示撤回对此人的分配。"),
    )  # fmt: skip
    reason = forms.CharField(label=_("理由"), max_length=200)


class TieForm(ActForm):
    place = forms.TypedChoiceField(label=_("并列名次"), coerce=int)
    amount = forms.DecimalField(
        label=_("每人金额（元）"), min_value=0, max_digits=8, decimal_places=2
    )
    reason = forms.CharField(label=_("理由"), max_length=200)

    def prepare(self) -> None:
        tied: dict[tuple[int, int], list[str]] = {}
        lines = self.record.current_lines().filter(zero_reason="tie").select_related("person")
        for line in lines.order_by("pk"):
            place = line.inputs["place"], line.inputs["last"]
            tied.setdefault(place, []).append(line.person.name)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (first, f"{first}–{last} · {'、'.join(names)}")
            for (first, last), names in sorted(tied.items())
        ]


class ObjectionForm(forms.Form):
    text = lines(_("异议"))
    wide = ("text",)


class AnswerForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=_("异议"),
        choices=[("", "—"), ("yes", _("成立，将更正后重新计算")), ("no", _("不成立"))],
        coerce=lambda value: value == "yes",
    )
    text = lines(_("答复"))
    wide = ("text",)
