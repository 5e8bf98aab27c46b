from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from key_accounts import policies


def long_text(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MendForm(ActForm):
    content = long_text(_("回访内容"))
    issues = long_text(_("客户反映的问题"), required=False)
    promised = long_text(_("承诺的事项"), required=False)
    wide: ClassVar[tuple[str, ...]] = ("content", "issues", "promised")

    def prepare(self) -> None:
        for name in ("content", "issues", "promised"):
            self.initial.setdefault(name, getattr(self.record, name))


class DirectForm(MendForm):
    """The visitor is who was authorised."""

    visited_on = forms.DateField(label=_("回访日期"), widget=forms.DateInput)
    met = forms.CharField(label=_("会见人"), max_length=100)
    result = long_text(_("结果"))
    field_order = ("person", "visited_on", "met")
    wide: ClassVar[tuple[str, ...]] = (*MendForm.wide, "result")

    def prepare(self) -> None:
        self.initial.setdefault("visited_on", clock.today())


class LogForm(DirectForm):
    person = PersonField(label=_("回访人"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        del self.fields["result"]

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("person", self.user.pk)


class SendBackForm(ActForm):
    finding = long_text(_("检查发现"))
    mend_by = forms.DateField(label=_("补正期限"), widget=forms.DateInput)
    wide = ("finding",)

    def prepare(self) -> None:
        until = clock.today() + timedelta(days=policies.MEND_DAYS.value())
        self.initial.setdefault("mend_by", until)


class AuthorisationForm(ActForm):
    person = PersonField(label=_("回访人"))
    purpose = long_text(_("回访目的"))
    valid_from = forms.DateField(label=_("授权起始日"), widget=forms.DateInput)
    valid_until = forms.DateField(label=_("授权截止日"), widget=forms.DateInput)
    field_order = ("person", "valid_from", "valid_until", "purpose")
    wide = ("purpose",)

    def prepare(self) -> None:
        self.initial.setdefault("person", self.user.pk)
        self.initial.setdefault("valid_from", clock.today())
