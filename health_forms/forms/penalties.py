"""Penalties about files, and service meetings."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.person_field import PeopleField
from foundation.desk.record_pages import ActForm
from foundation.people.models import User
from health_forms.forms.files import InRoleField
from health_forms.models import Penalty
from health_forms.roles import PARTICIPANTS


class PenaltyForm(ActForm):
    person = forms.ModelChoiceField(label=_("当事人"), queryset=User.objects.none())
    kind = forms.ChoiceField(label=_("情形"), choices=Penalty.Kind)
    amount = forms.DecimalField(
        label=_("金额（元）"), max_digits=7, decimal_places=2,
        help_text=_("只作记录，系统不从工资中扣除。"),
    )  # fmt: skip
    reason = forms.CharField(label=_("事实和理由"), max_length=300)
    wide: ClassVar[tuple[str, ...]] = ("reason",)

    def prepare(self) -> None:
        people = [key for key in (self.record.rep_id, self.record.doctor_id) if key]
        person: Any = self.fields["person"]
        person.queryset = User.objects.filter(pk__in=people)


class StatementForm(ActForm):
    statement = forms.CharField(
        label=_("本人陈述"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    wide: ClassVar[tuple[str, ...]] = ("statement",)


class MeetingForm(forms.Form):
    held_on = forms.DateField(label=_("会议日期"), widget=forms.DateInput)
    attendees = PeopleField(label=_("出席人员"))
    minutes = forms.CharField(
        label=_("会议记录"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写编号，不写顾客的姓名和健康内容。"),
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("attendees", "minutes")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("held_on", clock.today())


class MeetingActionForm(forms.Form):
    what = forms.CharField(label=_("事项"), max_length=200)
    owner = InRoleField(
        label=_("负责人"),
        codes=tuple(role.code for role in PARTICIPANTS),
        help_text=_("医生、销售经理或主管；到期前列入其待办。"),
    )
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput)
    wide: ClassVar[tuple[str, ...]] = ("what",)
