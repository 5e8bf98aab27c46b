"""The form of a policy's new value: its field fits the type of the item."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.governance.models import PolicyChange
from foundation.governance.policy_values import is_alerts, is_lines, written
from foundation.policies.declarations import Policy


def _value_widget(policy: Policy[Any]) -> forms.Widget:
    if policy.type is bool:
        return forms.Select(choices=[("yes", _("是")), ("no", _("否"))])
    if policy.type is date:
        return forms.DateInput(attrs={"type": "date"})
    if policy.type in (list, dict):
        return forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "font-monospace"})
    if policy.type in (int, Decimal):
        return forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.TextInput()


def _value_help(policy: Policy[Any]) -> str:
    if is_alerts(policy):
        return _(
            "day 为距期限的天数（负数：到期前），to 为提醒对象；at_once 立即发送，every 每几天重复。"
        )
    if policy.type is dict and is_lines(policy):
        hint = _("每行一项，写作“代码 = 取值”；代码供程序使用，不要改动。")
        return hint + "、".join(f"{code}（{label}）" for code, label in policy.labels.items())
    if policy.choices is not None:
        known = "、".join(f"{code}（{label}）" for code, label in policy.choices().items())
        return _("每行一个代码，可以留空；可用：%(known)s。") % {"known": known}
    if policy.type is list and is_lines(policy):
        return _("每行一项。")
    return str(policy.unit)


class ValueForm(forms.Form):
    value = forms.CharField(label=gettext_lazy("新取值"), strip=True)
    applies_from = forms.DateField(
        label=gettext_lazy("自何日起适用"), widget=forms.DateInput(attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=gettext_lazy("变更理由"), widget=forms.Textarea(attrs={"rows": 3})
    )
    backdating_reason = forms.CharField(
        label=gettext_lazy("追溯适用的理由"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("适用日期早于今天的，须写明理由。"),
    )
    wide = ("value", "reason", "backdating_reason")

    def fit(self, policy: Policy[Any]) -> None:
        field = self.fields["value"]
        field.widget = _value_widget(policy)
        field.required = field.widget.is_required = policy.choices is None
        field.help_text = _value_help(policy)


class ProposeForm(ValueForm):
    def __init__(self, *args: Any, policy: Policy[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fit(policy)
        self.fields["value"].initial = written(policy, policy.value())
        self.fields["applies_from"].initial = clock.today()


class ReviseForm(ActForm, ValueForm):
    def prepare(self) -> None:
        change: PolicyChange = self.record
        if change.policy is None:
            return
        self.fit(change.policy)
        self.initial = {
            "value": written(change.policy, change.policy.parse(change.value)),
            "applies_from": change.applies_from,
            "reason": change.reason,
            "backdating_reason": change.backdating_reason,
        }
