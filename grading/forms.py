from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.row_forms import CustomerField, NamedField, RowForm
from foundation.people.models import Department
from grading import policies
from grading.explanation import plain
from grading.models import Campaign, OrderLine, Payment, Product, Receivable, Touchpoint
from grading.rules import GRADES, INDICATORS, LABELS


class ProductField(NamedField):
    def __init__(self, **given: Any) -> None:
        super().__init__(
            queryset=Product.objects.all(),
            named_by="code",
            missing=_("没有这个编号的产品，请先登记产品。"),
            label=_("产品编号"),
            **given,
        )


class DepartmentCodeField(NamedField):
    """A department by its code, as workbooks name it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            queryset=Department.objects.all(),
            named_by="code",
            missing=_("没有这个代码的部门。"),
            label=_("来源部门"),
            required=False,
            **given,
        )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("理由"), max_length=200, widget=forms.Textarea)
    wide = ("reason",)


class ProductForm(RowForm):
    class Meta:
        model = Product
        fields = ("code", "name", "unit", "unit_factor")
        help_texts: ClassVar[dict[str, Any]] = {
            "unit_factor": _("一个计量单位折合多少比较单位；留空的产品不计入按数量的考核。")
        }


class OrderLineForm(RowForm):
    customer = CustomerField()
    product = ProductField()

    class Meta:
        model = OrderLine
        fields = (
            "order_no", "line_no", "customer", "dated_on", "product", "quantity", "amount", "cost",
            "department",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {"dated_on": forms.DateInput}
        help_texts: ClassVar[dict[str, Any]] = {
            "quantity": _("退货另记一行，数量、金额、成本为负，日期为退货日。"),
            "cost": _("尚不清楚的留空，该行不计入利润贡献。"),
        }

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("line_no", 1)
        if not self.instance.pk:
            self.initial.setdefault("dated_on", clock.today())


class OrderLineRowForm(OrderLineForm):
    department = DepartmentCodeField()


class ReceivableForm(RowForm):
    customer = CustomerField()

    class Meta:
        model = Receivable
        fields = ("number", "customer", "due_on", "amount", "department")
        widgets: ClassVar[dict[str, Any]] = {"due_on": forms.DateInput}

    def clean_amount(self) -> Any:
        if self.cleaned_data["amount"] < 0:
            raise forms.ValidationError(_now("金额不能为负。"))
        return self.cleaned_data["amount"]


class ReceivableRowForm(ReceivableForm):
    department = DepartmentCodeField()


class PaymentForm(RowForm):
    class Meta:
        model = Payment
        fields = ("paid_on", "amount", "reference")
        widgets: ClassVar[dict[str, Any]] = {"paid_on": forms.DateInput}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("paid_on", clock.today())

    def clean_amount(self) -> Any:
        if self.cleaned_data["amount"] <= 0:
            raise forms.ValidationError(_now("金额应大于零。"))
        return self.cleaned_data["amount"]


class PaymentRowForm(PaymentForm):
    receivable = NamedField(
        queryset=Receivable.objects.filter(voided_at=None), named_by="number",
        label=_("应收编号"), missing=_("没有这个编号的应收账款，请先登记。"),
    )  # fmt: skip
    reference = forms.CharField(label=_("凭证号"), max_length=40)

    class Meta:
        model = Payment
        widgets: ClassVar[dict[str, Any]] = {"paid_on": forms.DateInput}
        fields = ("receivable", "paid_on", "amount", "reference")


class StartForm(forms.Form):
    as_of = forms.DateField(
        label=_("截止日期"), widget=forms.DateInput,
        help_text=_("按这一天适用的规则，只计这一天为止的订单、付款和评估。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("as_of", clock.today())


class OverrideForm(forms.Form):
    grade = forms.ChoiceField(label=_("调整为"), choices=[(one, one) for one in GRADES])
    ends_on = forms.DateField(
        label=_("有效至"),
        widget=forms.DateInput,
        help_text=_("含当日；过后恢复最近一次分级的等级。"),
    )
    reason = forms.CharField(label=_("调整理由"), widget=forms.Textarea)
    wide = ("reason",)


class WhatIfForm(forms.Form):
    """Weights, points off and thresholds; whether they make sense the rules themselves say."""

    TRIED = (
        *(f"weight_{one}" for one in INDICATORS),
        "points_a_day", "least_a", "least_b", "least_c",
    )  # fmt: skip

    def __init__(self, *args: Any, present: dict[str, str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial = dict(present)
        for code in self.TRIED:
            self.fields[code] = forms.DecimalField(
                label=str(LABELS[code]), max_digits=8, decimal_places=4
            )

    def written(self) -> dict[str, str]:
        return {code: plain(self.cleaned_data[code]) for code in self.TRIED}


class CampaignForm(RowForm):
    wide = ("note",)

    class Meta:
        model = Campaign
        fields = ("name", "channel", "starts_on", "ends_on", "budget", "note")
        widgets: ClassVar[dict[str, Any]] = {
            "starts_on": forms.DateInput,
            "ends_on": forms.DateInput,
        }

    def clean_budget(self) -> Any:
        budget = self.cleaned_data["budget"]
        if budget is not None and budget < 0:
            raise forms.ValidationError(_now("金额不能为负。"))
        return budget


class TouchpointForm(RowForm):
    customer = CustomerField()

    class Meta:
        model = Touchpoint
        fields = ("customer", "campaign", "channel", "touched_on", "note")
        widgets: ClassVar[dict[str, Any]] = {"touched_on": forms.DateInput}

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("touched_on", clock.today())


class TouchpointRowForm(TouchpointForm):
    campaign = NamedField(
        queryset=Campaign.objects.all(), named_by="name", label=_("营销活动"),
        missing=_("没有这个名称的营销活动，请先登记。"), required=False,
    )  # fmt: skip


class AssessForm(forms.Form):
    """A field a criterion of the rubric in force."""

    customer = CustomerField()
    assessed_on = forms.DateField(label=_("评估日期"), widget=forms.DateInput)
    reason = forms.CharField(label=_("考察情况与理由"), widget=forms.Textarea)
    wide = ("reason",)

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("assessed_on", clock.today())
        for one in policies.RUBRIC.value():
            self.fields[f"points_{one['code']}"] = forms.DecimalField(
                label=one["label"], max_digits=6, decimal_places=2, min_value=0,
                max_value=int(one["maximum"]),
                help_text=_now("满分 %(maximum)s，权重 %(weight)s")
                % {"maximum": one["maximum"], "weight": one["weight"]},
            )  # fmt: skip

    def points(self) -> dict[str, Any]:
        prefix = "points_"
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }
