"""The customer file and its revisits."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from health_forms.models import CustomerFile, Person, Revisit, Visit
from health_forms.roles import COLLECTORS, DOCTOR


class AttendForm(ActForm):
    event_kind = forms.ChoiceField(label=_("活动类型"), choices=CustomerFile.Event)
    event = forms.CharField(label=_("活动名称"), max_length=100)
    attended_on = forms.DateField(
        label=_("参加活动的最后一天"), widget=forms.DateInput, help_text=_("档案表须在当天填写完。")
    )
    bought_on = forms.DateField(
        label=_("购买日期"), widget=forms.DateInput, required=False, help_text=_("没有购买的不填。")
    )

    def prepare(self) -> None:
        self.initial.setdefault("attended_on", clock.today())


class FileForm(ActForm):
    feedback = forms.CharField(
        label=_("现场反馈"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    needs = forms.CharField(
        label=_("需求和意向"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    plan = forms.CharField(
        label=_("跟进打算"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    wide: ClassVar[tuple[str, ...]] = ("feedback", "needs", "plan")


class InRoleField(PersonField):
    """Of the working people those who hold one of the roles."""

    def __init__(self, *, codes: tuple[str, ...], **given: Any) -> None:
        self.codes = codes
        super().__init__(**given)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super().__deepcopy__(memo)
        field.queryset = field.queryset.filter(grants__group__name__in=self.codes).distinct()
        return field


class PassOnForm(ActForm):
    doctor = InRoleField(label=_("顾服主管医生"), codes=(DOCTOR.code,))


class CloseForm(ActForm):
    ending = forms.ChoiceField(
        label=_("停止回访的原因"), choices=Person.Ending,
        help_text=_("没有做的回访全部取消，不能恢复。"),
    )  # fmt: skip


class VisitForm(ActForm):
    mode = forms.ChoiceField(label=_("方式"), choices=Visit.Mode)
    missed = forms.ChoiceField(
        label=_("未联系上的原因"), required=False,
        choices=[("", _("已联系上")), *Visit.Missed.choices],
    )  # fmt: skip
    call_back_on = forms.DateField(
        label=_("约定再联系的日期"), required=False, widget=forms.DateInput
    )
    text = forms.CharField(
        label=_("回访情况"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("如实详细，不作治疗承诺。"),
    )  # fmt: skip
    explained = forms.BooleanField(
        label=_("已说明产品不能代替药品"), required=False, help_text=_("联系上的必须说明。")
    )
    wide: ClassVar[tuple[str, ...]] = ("text",)


class PlanForm(ActForm):
    who = forms.ChoiceField(label=_("回访人"), choices=Revisit.Who)
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput)


class PurchaseForm(ActForm):
    bought_on = forms.DateField(label=_("购买日期"), widget=forms.DateInput)

    def prepare(self) -> None:
        self.initial.setdefault("bought_on", clock.today())


class RemarkForm(forms.Form):
    to = InRoleField(label=_("满意代表"), codes=tuple(role.code for role in COLLECTORS))
    text = forms.CharField(
        label=_("指导意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("只谈回访工作；不要写顾客的健康内容。"),
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("text",)
