"""A plan and its lines."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import CustomerField, EmployeeField
from visits.candidates import GRADE, LAST, SOURCES, UNDONE, UNVISITED, candidates_of
from visits.models import Plan, PlanLine
from visits.positions import Position

EXPLAINED = {
    UNDONE: _("日期已过而没有拜访的，优先安排；括号内为原定日期。"),
    LAST: _("排在相同的星期几；括号内为上月的日期。"),
    GRADE: _("本人负责、按等级每月应拜访的客户，均匀排在工作日。"),
    UNVISITED: _("本人负责、久未有人拜访的客户。日期可在列入后修改。"),
}


class OpenForm(forms.Form):
    month = forms.DateField(
        label=_("月份"), widget=forms.DateInput, help_text=_("填写月内任意一天。")
    )


class FeedForm(forms.Form):
    """Nothing to fill in."""


class PostingForm(forms.Form):
    person: forms.Field = PersonField(label=_("人员"))
    position = forms.ChoiceField(label=_("岗位"), choices=Position)
    since = forms.DateField(label=_("自何日起"), widget=forms.DateInput)


class PostingRowForm(PostingForm):
    """As a workbook names the person."""

    person = EmployeeField()


class LineFields(forms.Form):
    planned_on = forms.DateField(label=_("计划日期"), widget=forms.DateInput)
    customer = CustomerField(label=_("拜访客户"))
    relation = forms.ChoiceField(label=_("客户类型"), choices=PlanLine.Relation)
    purposes: forms.Field = forms.MultipleChoiceField(
        label=_("目的"), choices=PlanLine.Purpose, widget=forms.CheckboxSelectMultiple
    )
    contact = forms.CharField(label=_("拜访对象"), max_length=60, required=False)
    is_contact_made = forms.BooleanField(label=_("已事先与对方联系"), required=False)
    carry = forms.CharField(
        label=_("携带物品"), max_length=200, required=False, help_text=_("资料、样品等，提前申请。")
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class PurposesField(forms.CharField):
    """Purposes as people write them, one after another."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        # A workbook's cell has its full-width colons made half-width.
        known = {str(label).replace("：", ":"): code for code, label in PlanLine.Purpose.choices}
        typed = (value or "").replace("：", ":")
        texts = [text.strip() for text in re.split("[、,，;；]", typed) if text.strip()]
        unknown = [text for text in texts if text not in known]
        if unknown:
            labels = "、".join(str(label) for label in PlanLine.Purpose.labels)
            message = gettext("没有这样的目的：%(text)s。应为：%(labels)s。")
            raise ValidationError(message % {"text": "、".join(unknown), "labels": labels})
        return list(dict.fromkeys(known[text] for text in texts))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class LineRowForm(LineFields):
    """A line as a workbook gives it."""

    purposes = PurposesField(label=_("目的"))


class LineForm(LineFields, ActForm):
    """``line``: the one that is changed."""

    reason = forms.CharField(label=_("变更理由"), max_length=200)
    wide: ClassVar[tuple[str, ...]] = ("purposes", "note", "reason")

    def __init__(self, *args: Any, line: PlanLine | None = None, **given: Any) -> None:
        self.line = line
        super().__init__(*args, **given)

    def prepare(self) -> None:
        if self.record.state != Plan.State.APPROVED:
            del self.fields["reason"]
        if self.line is not None:
            for name in PlanLine.FACTS:
                self.initial[name] = getattr(self.line, name)
        else:
            self.initial.setdefault("planned_on", self.record.month)

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PlanLine.FACTS}


class FillForm(ActForm):
    """A list to tick for each source that names anybody."""

    reason = forms.CharField(
        label=_("未完成的原因"), max_length=200, required=False,
        help_text=_("选择了上月未完成的安排时必填，随安排转到本月。"),
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("reason", *SOURCES)

    def prepare(self) -> None:
        for source, candidates in candidates_of(self.record).items():
            if candidates:
                self.fields[source] = forms.MultipleChoiceField(
                    label=SOURCES[source], required=False, widget=forms.CheckboxSelectMultiple,
                    help_text=EXPLAINED[source],
                    choices=[(one.code, str(one)) for one in candidates],
                )  # fmt: skip
        self.order_fields([UNDONE, "reason", *SOURCES])
        if UNDONE not in self.fields:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """As the act takes it: what is chosen of each source, and the reason."""
        cleaned = super().clean() or {}
        # As sent: what is chosen twice is not to be chosen any more, and the act knows its key.
        data: Any = self.data
        chosen = {source: data.getlist(source) for source in SOURCES}
        return {"chosen": chosen, "reason": cleaned.get("reason", "")}


class WithReason(ActForm):
    """Once the plan is approved a reason goes with it."""

    reason = forms.CharField(label=_("理由"), max_length=200)
    wide = ("reason",)

    def prepare(self) -> None:
        if self.record.state != Plan.State.APPROVED:
            del self.fields["reason"]


class RemoveForm(WithReason):
    """The line goes."""


class RescheduleForm(WithReason):
    planned_on = forms.DateField(label=_("改到哪一天"), widget=forms.DateInput)
    field_order = ("planned_on", "reason")


class DecideForm(ActForm):
    is_approved = forms.TypedChoiceField(
        label=_("审核"),
        choices=[("", "—"), ("yes", _("同意")), ("no", _("不同意，原安排不变"))],
        coerce=lambda value: value == "yes",
    )
    reason = forms.CharField(
        label=_("理由"), max_length=200, required=False, help_text=_("不同意时必填。")
    )
