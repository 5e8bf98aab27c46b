"""What is found about a person's work."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import EmployeeField, NamedField, RowForm
from service_incentives.models import Finding, Trip


class FindingForm(RowForm):
    person = EmployeeField(required=False, help_text=_("节约成本由本人提出；涉及行程的可不填。"))
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
