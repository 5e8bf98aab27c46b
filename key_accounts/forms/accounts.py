from __future__ import annotations

from copy import deepcopy
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import CustomerField
from foundation.people.models import Department
from key_accounts.facts import FACTS, Part
from key_accounts.models import Account

NAMES = [name for names in FACTS.values() for name in names]
ANSWER = _("没有的填“无”。")


class AccountForm(forms.ModelForm[Account]):
    customer = CustomerField()
    lead = PersonField(label=_("负责人"))
    wide = ("business", "contacts", "decision_makers", "products", "competitors")

    class Meta:
        model = Account
        fields = ("customer", "branch", "lead", "level", *NAMES)
        widgets: ClassVar[dict[str, Any]] = {
            "branch": forms.Select(attrs={"data-search": ""}),
            **{name: forms.Textarea(attrs={"rows": 3}) for name in NAMES if "contract" not in name},
            **{name: forms.DateInput() for name in ("contract_from", "contract_until")},
        }

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        branch: Any = self.fields["branch"]
        branch.queryset = Department.objects.order_by("path")
        self.fields["competitors"].help_text = ANSWER

    def _post_clean(self) -> None:
        """What may not be, the act refuses, by its article."""
        for name, value in self.cleaned_data.items():
            setattr(self.instance, name, value)


class AmendForm(ActForm):
    """The same facts of a file that is there; whose it is doesn't change here."""

    wide = AccountForm.wide

    def prepare(self) -> None:
        whole: Any = AccountForm
        for name in ("level", *NAMES):
            self.fields[name] = deepcopy(whole.base_fields[name])
            self.initial.setdefault(name, getattr(self.record, name))

    def clean(self) -> dict[str, Any]:
        return {"facts": super().clean() or {}}


class ConfirmForm(ActForm):
    part = forms.ChoiceField(label=_("确认哪一部分"), widget=forms.RadioSelect)
    wide = ("part",)

    def prepare(self) -> None:
        done = self.record.confirmations.filter(review=self.record.review)
        confirmed = set(done.values_list("part", flat=True))
        field: Any = self.fields["part"]
        field.choices = [(one.value, one.label) for one in Part if one.value not in confirmed]
