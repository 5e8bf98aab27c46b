"""A trip on the page and as a row of a workbook; what becomes of an unsigned record."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import EmployeeField, NamedField, RowForm
from service_incentives.forms.fields import ProjectField
from service_incentives.models import ProjectKind, Trip


class TripForm(RowForm):
    person = EmployeeField(label=_("工程师工号"))
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
