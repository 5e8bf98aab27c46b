from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import NamedField, RowForm
from foundation.people.models import User
from service_incentives import periods
from service_incentives.calculation.tax import without_payroll
from service_incentives.models import (
    Assessment,
    Coefficient,
    Finding,
    PayrollMonth,
    PayRun,
    Project,
    ProjectKind,
    SparePartSale,
    StaffPosition,
    Trip,
)


class StaffField(NamedField):
    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("工号"))
        super().__init__(
            queryset=User.objects.filter(account=User.Account.PERSON),
            named_by="employee_number",
            missing=_("没有这个工号的人员。"),
            **given,
        )


class ProjectField(NamedField):
    def __init__(self, **given: Any) -> None:
        super().__init__(
            queryset=Project.objects.all(),
            named_by="code",
            missing=_("没有这个编号的项目，请先登记项目。"),
            label=_("项目编号"),
            **given,
        )


def _lines(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


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


class TripForm(RowForm):
    person = StaffField(label=_("工程师工号"))
    project = ProjectField()
    paper = forms.ChoiceField(
        label=_("服务记录单"),
        choices=[(Trip.Paper.SIGNED, _("客户已签收")), (Trip.Paper.UNSIGNED, _("未签收"))],
        initial=Trip.Paper.SIGNED,
    )
    wide = ("paper_reason",)

    class Meta:
        model = Trip
        fields = (
            "person", "project", "kind", "started_on", "ended_on", "visit", "paper", "paper_reason",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "started_on": forms.DateInput,
            "ended_on": forms.DateInput,
        }
        help_texts: ClassVar[dict[str, Any]] = {"paper_reason": _("未签收时必填。")}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if self.instance.paper_decided_on:  # decided by the head: no correction undoes that
            del self.fields["paper"], self.fields["paper_reason"]


class TripRowForm(TripForm):
    """As a row of a workbook: the kind by its code."""

    kind = NamedField(
        queryset=ProjectKind.objects.all(), named_by="code", label=_("类型代码"),
        missing=_("没有这个代码的项目类型，请先登记。"),
    )  # fmt: skip


class VoidTripForm(forms.Form):
    reason = forms.CharField(label=_("作废原因"), max_length=200)


class PaperForm(forms.Form):
    is_fined = forms.TypedChoiceField(
        label=_("处理"),
        choices=[("", "—"), ("no", _("特殊情况，同意免签")), ("yes", _("按规定罚款"))],
        coerce=lambda value: value == "yes",
    )
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)


class FindingForm(RowForm):
    person = StaffField(required=False, help_text=_("节约成本由本人提出；涉及行程的可不填。"))
    happened_on = forms.DateField(
        label=_("发生日期"), required=False, widget=forms.DateInput,
        help_text=_("涉及行程的可不填。"),
    )  # fmt: skip
    trip = NamedField(
        queryset=Trip.objects.all(), named_by="pk", missing=_("没有这个行程号。"),
        label=_("行程号"), required=False,
        help_text=_("仅用于“个人原因造成第二次服务”和“已结算行程登记有误”。"),
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("金额（元）"), required=False, max_digits=10, decimal_places=2,
        help_text=_("表扬信、节约成本和依据其他制度的金额须填写，其余由制度规定。"),
    )  # fmt: skip
    wide = ("evidence",)

    class Meta:
        model = Finding
        fields = ("kind", "person", "happened_on", "trip", "amount", "document", "evidence")
        widgets: ClassVar[dict[str, Any]] = {"evidence": forms.Textarea(attrs={"rows": 5})}
        help_texts: ClassVar[dict[str, Any]] = {"document": _("依据其他制度的金额必填。")}


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


class PositionForm(forms.Form):
    person = StaffField()
    position = forms.ChoiceField(label=_("岗位"), choices=StaffPosition.Position)
    since = forms.DateField(label=_("自何日起"), widget=forms.DateInput)


class ProjectForm(RowForm):
    engineer = StaffField(label=_("调试负责人工号"), required=False)

    class Meta:
        model = Project
        fields = ("code", "name", "engineer", "energised_on")
        widgets: ClassVar[dict[str, Any]] = {"energised_on": forms.DateInput}


class ObjectionForm(forms.Form):
    text = _lines(_("异议"))
    wide = ("text",)


class AnswerForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=_("异议"),
        choices=[("", "—"), ("yes", _("成立，将更正后重新计算")), ("no", _("不成立"))],
        coerce=lambda value: value == "yes",
    )
    text = _lines(_("答复"))
    wide = ("text",)


class SaleForm(RowForm):
    shares = _lines(
        _("销售人与份额"), 3, help_text=_("每行写“工号 份额”，份额合计 100，例如：2004 60")
    )
    wide = ("shares",)

    class Meta:
        model = SparePartSale
        fields = (
            "contract_no", "customer", "signed_on", "contract_amount", "parts_price", "parts_cost",
            "service_fee", "person_days",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {"signed_on": forms.DateInput}
        help_texts: ClassVar[dict[str, Any]] = {
            "parts_cost": _("成本与售价须同为含税或不含税。"),
            "person_days": _("没有服务人天的填 0。"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("contract_amount", "parts_price", "parts_cost", "service_fee", "person_days"):
            least = cleaned.get(name)
            if least is not None and (least < 0 or (name == "contract_amount" and not least)):
                self.add_error(name, _("金额不能小于零。"))
        return cleaned

    def clean_shares(self) -> dict[User, Decimal]:
        shares: dict[User, Decimal] = {}
        for line in self.cleaned_data["shares"].splitlines():
            if not line.strip():
                continue
            number, __, share = line.strip().partition(" ")
            person = User.objects.filter(employee_number=number).first()
            if person is None:
                raise forms.ValidationError(
                    _("没有这个工号的人员：%(number)s") % {"number": number}
                )
            if person in shares:
                raise forms.ValidationError(
                    _("同一销售人只写一行：%(number)s") % {"number": number}
                )
            shares[person] = _share(share)
        return shares

    def _post_clean(self) -> None:
        given = self.cleaned_data.pop("shares", None)
        super()._post_clean()
        if given is not None:
            self.cleaned_data["shares"] = given


def _share(text: str) -> Decimal:
    try:
        share = Decimal(text.strip().rstrip("%"))
    except InvalidOperation:
        raise forms.ValidationError(_("份额须为数字：%(text)s") % {"text": text}) from None
    if not share.is_finite() or not 0 < share <= 100 or share != round(share, 2):
        raise forms.ValidationError(_("份额在 0 至 100 之间，至多两位小数。"))
    return share


class ReceiptForm(ActForm):
    amount = forms.DecimalField(
        label=_("金额（元）"), max_digits=12, decimal_places=2, help_text=_("退款写负数。")
    )
    received_on = forms.DateField(label=_("到账日期"), widget=forms.DateInput)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def prepare(self) -> None:
        self.initial.setdefault("received_on", clock.today())


class RoundForm(forms.Form):
    quarter = forms.DateField(
        label=_("季度"), widget=forms.DateInput, help_text=_("填写季内任意一天。")
    )


def _score(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )


class ScoreFields(forms.Form):
    person = StaffField()
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


class PoolForm(ActForm):
    person = StaffField()
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


class PayrollForm(RowForm):
    person = StaffField()
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
