"""Programmes, proposals, exchange between units, training."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.person_field import PeopleField, PersonField
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import NamedField, RowForm
from foundation.people.models import Department, User
from key_accounts.forms.revisits import long_text
from key_accounts.models import Account, Exchange, Programme, Proposal, Training

SEVERAL = 50  # accounts of one form


class AccountsField(forms.CharField):
    """Accounts by the numbers of their files: no list of ten thousand to choose from."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            label=gettext_lazy("大客户"), required=False, max_length=1000,
            help_text=gettext_lazy("档案编号，用空格或逗号分开；可不填。"), **given,
        )  # fmt: skip

    # Set by the form: only accounts its person sees can be named.
    visible: Any = Account.objects.none()

    def clean(self, value: Any) -> Any:
        numbers = list(dict.fromkeys(re.split(r"[\s,，、;；]+", super().clean(value).strip())))
        numbers = [number for number in numbers if number]
        if len(numbers) > SEVERAL:
            raise forms.ValidationError(_("一次最多 %(count)d 个。") % {"count": SEVERAL})
        rows = self.visible.filter(matter__number__in=numbers).select_related("matter")
        found = {row.matter.number: row for row in rows} if numbers else {}
        unknown = [number for number in numbers if number not in found]
        if unknown:
            message = _("没有这些大客户档案：%(numbers)s")
            raise forms.ValidationError(message % {"numbers": "、".join(unknown)})
        return [found[number] for number in numbers]


class OfUser(RowForm):
    """``user``: what may be named are the accounts they see."""

    def __init__(self, *args: Any, user: User, **given: Any) -> None:
        super().__init__(*args, **given)
        visible = Account.objects.visible_to(user)
        for field in self.fields.values():
            if isinstance(field, AccountsField):
                field.visible = visible
            elif isinstance(field, NamedField):
                field.queryset = visible

    def _post_clean(self) -> None:
        """What is kept in rows of their own the act is given apart."""
        apart = ("accounts", "units", "people")
        kept = {name: self.cleaned_data.pop(name) for name in apart if name in self.cleaned_data}
        super()._post_clean()
        self.cleaned_data.update(kept)


class ProgrammeForm(OfUser):
    owner_person = PersonField(label=gettext_lazy("负责人"))
    accounts = AccountsField()
    wide = ("goal", "accounts")

    class Meta:
        model = Programme
        fields = ("kind", "name", "owner_person", "starts_on", "ends_on", "goal")
        widgets: ClassVar[dict[str, Any]] = {
            "starts_on": forms.DateInput(), "ends_on": forms.DateInput(),
            "goal": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip


class MilestoneForm(ActForm):
    what = forms.CharField(label=gettext_lazy("里程碑"), max_length=200)
    due_on = forms.DateField(label=gettext_lazy("期限"), widget=forms.DateInput)
    wide = ("what",)


class NoteForm(ActForm):
    note = long_text(gettext_lazy("完成情况"))
    wide = ("note",)


class ResultForm(ActForm):
    result = long_text(gettext_lazy("结果"))
    wide = ("result",)


class ProposalForm(OfUser):
    account = NamedField(
        label=gettext_lazy("大客户"), queryset=Account.objects.none(), named_by="matter__number",
        missing=gettext_lazy("没有这份大客户档案。"), required=False,
        help_text=gettext_lazy("档案编号；一般性建议可不填。"),
    )  # fmt: skip
    wide = ("content",)

    class Meta:
        model = Proposal
        fields = ("subject", "account", "content")
        widgets: ClassVar[dict[str, Any]] = {"content": forms.Textarea(attrs={"rows": 5})}


class AcceptForm(ActForm):
    decision = long_text(gettext_lazy("领导意见"))
    follower = PersonField(label=gettext_lazy("落实人"))
    due_on = forms.DateField(label=gettext_lazy("落实期限"), widget=forms.DateInput)
    wide = ("decision",)

    def prepare(self) -> None:
        self.initial.setdefault("follower", self.record.proposed_by_id)


class ExchangeForm(OfUser):
    units = forms.ModelMultipleChoiceField(
        queryset=Department.objects.order_by("path"), label=gettext_lazy("共享给"),
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
        help_text=gettext_lazy("只有这些单位看得到，且只看得到这里写的内容。"),
    )  # fmt: skip
    accounts = AccountsField()
    wide = ("units", "content", "accounts")

    class Meta:
        model = Exchange
        fields = ("kind", "subject", "due_on", "content")
        widgets: ClassVar[dict[str, Any]] = {
            "due_on": forms.DateInput(), "content": forms.Textarea(attrs={"rows": 5}),
        }  # fmt: skip


class ReplyForm(ActForm):
    content = long_text(gettext_lazy("回复"))
    wide = ("content",)


class OutcomeForm(ActForm):
    outcome = long_text(gettext_lazy("办结结果"))
    wide = ("outcome",)


class TrainingForm(OfUser):
    people = PeopleField(label=gettext_lazy("学员"))
    wide = ("people", "content")

    class Meta:
        model = Training
        fields = ("topic", "planned_on", "place", "trainer", "content")
        widgets: ClassVar[dict[str, Any]] = {
            "planned_on": forms.DateInput(), "content": forms.Textarea(attrs={"rows": 4}),
        }  # fmt: skip


class HoldForm(ActForm):
    """For each person whether they were there, and the score of those who took the test."""

    def prepare(self) -> None:
        self.people = list(self.record.attendances.select_related("person").order_by("pk"))
        for row in self.people:
            name, person = row.person.name, row.person_id
            self.fields[f"present_{person}"] = forms.BooleanField(
                label=_("%(name)s 到场") % {"name": name}, required=False
            )
            self.fields[f"score_{person}"] = forms.DecimalField(
                label=_("%(name)s 测验成绩") % {"name": name}, required=False, min_value=0,
                max_value=100, max_digits=4, decimal_places=1, help_text=_("没有测验的不填。"),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        keys = [str(row.person_id) for row in self.people]
        results = {key: (given.get(f"present_{key}"), given.get(f"score_{key}")) for key in keys}
        if self.record.planned_on > clock.today():
            self.add_error(None, _("培训之后才能登记情况。"))
        return {"results": results}
