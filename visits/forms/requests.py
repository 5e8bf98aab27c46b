"""What is asked for before a visit, and what of it is paid."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import CustomerField
from foundation.people.models import User
from visits.forms.visits import LineField
from visits.models import AdvanceRequest, Plan, PlanLine


class RequestForm(forms.Form):
    """``user``: the lines to choose from are their own to come."""

    line = LineField(
        queryset=PlanLine.objects.none(), label=_("计划中的安排"), required=False,
        empty_label=_("计划外的拜访"),
    )  # fmt: skip
    customer = CustomerField(
        label=_("拜访客户"), required=False, help_text=_("选择了安排的可不填。")
    )
    needed_on = forms.DateField(
        label=_("拜访日期"), required=False, widget=forms.DateInput,
        help_text=_("选择了安排的可不填。"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("种类"), choices=AdvanceRequest.Kind)
    amount = forms.DecimalField(
        label=_("金额（元）"),
        min_value=0.01,
        max_digits=10,
        decimal_places=2,
    )
    recipient = forms.CharField(
        label=_("收受人"), max_length=100, required=False, help_text=_("礼品和应酬必填。")
    )
    occasion = forms.CharField(label=_("事由"), max_length=200)
    wide = ("line", "occasion")

    def __init__(self, *args: Any, user: User, **given: Any) -> None:
        super().__init__(*args, **given)
        own = PlanLine.objects.standing().exclude(status=PlanLine.Status.VISITED).filter(
            plan__person=user, planned_on__gte=clock.today(),
            plan__state__in=[Plan.State.DRAFT, Plan.State.SUBMITTED, Plan.State.APPROVED],
        )  # fmt: skip
        line: Any = self.fields["line"]
        line.queryset = own.select_related("customer", "plan").order_by("planned_on", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        line = cleaned.get("line")
        if line is not None:
            cleaned["customer"], cleaned["needed_on"] = line.customer, line.planned_on
            return cleaned
        for name in ("customer", "needed_on"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("计划外的拜访请填写。"))
        return cleaned


class ReimburseForm(ActForm):
    spent = forms.DecimalField(label=_("报销金额（元）"), max_digits=10, decimal_places=2)

    def prepare(self) -> None:
        self.initial.setdefault("spent", self.record.amount)
