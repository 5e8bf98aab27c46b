from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.person_field import PeopleField, PersonField
from foundation.desk.record_pages import ActForm


class TeamForm(ActForm):
    lead = PersonField(label=_("负责人"))
    members = PeopleField(label=_("核心团队成员"), required=False)

    def prepare(self) -> None:
        self.initial.setdefault("lead", self.record.lead_id)
        standing = self.record.members.filter(until=None)
        self.initial.setdefault("members", list(standing.values_list("person", flat=True)))


class ObjectiveForm(ActForm):
    what = forms.CharField(label=_("目标"), max_length=200)
    owner = PersonField(label=_("负责人"))
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput)
    wide = ("what",)

    def prepare(self) -> None:
        self.initial.setdefault("owner", self.record.lead_id)


class ResultForm(ActForm):
    is_reached = forms.TypedChoiceField(
        label=_("是否达成"), choices=[("yes", _("达成")), ("no", _("未达成"))],
        coerce=lambda value: value == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    result = forms.CharField(label=_("结果"), widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("result",)


class ReferForm(ActForm):
    to = PersonField(label=_("转给"))
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput)
    what = forms.CharField(label=_("事由"), max_length=200)
    wide = ("what",)
