"""Consent, then the form itself as its design says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActForm
from health_forms import rules
from health_forms.models import FormDesign, Person, Survey

Kind = FormDesign.Kind
CONTACT = ("name", "phone", "district", "address")


class ConsentForm(forms.Form):
    """Both boxes are the person's; the recorder says how it was given."""

    agrees = forms.BooleanField(label=gettext_lazy("本人同意公司为所述目的处理个人信息"))
    agrees_health = forms.BooleanField(
        label=gettext_lazy("本人单独同意公司处理健康信息，并已知道可以拒绝回答和随时撤回")
    )
    mode = forms.ChoiceField(label=gettext_lazy("同意方式"), choices=Survey.ConsentMode)
    paper = forms.CharField(label=gettext_lazy("签字单或录音编号"), max_length=60)


class ToldForm(forms.Form):
    """Who it is, then the questions of ``design``."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40)
    phone = forms.RegexField(
        r"^\+?[\d -]{7,20}$", label=gettext_lazy("电话"), max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("请填写电话号码，7 至 20 位数字。")},
    )  # fmt: skip
    district = forms.CharField(
        label=gettext_lazy("区县"), max_length=40, help_text=gettext_lazy("如：鼓楼区。")
    )
    address = forms.CharField(label=gettext_lazy("地址"), max_length=200)
    wide = ("address",)

    def __init__(self, *args: Any, design: FormDesign, **given: Any) -> None:
        super().__init__(*args, **given)
        self.design = design
        self.layout = [(_("本人"), list(CONTACT))]
        for heading, questions in design.sections():
            names = []
            for question in questions:
                name = f"q_{question['code']}"
                self.fields[name] = field_of(question)
                names.append(name)
                if question.get("is_health") and question["kind"] != Kind.CHOICE:
                    self.fields[f"{name}_declined"] = forms.BooleanField(
                        label=_("拒绝回答：%(question)s") % {"question": question["label"]},
                        required=False,
                    )
                    names.append(f"{name}_declined")
            self.layout.append((heading, names))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for question in self.design.questions:
            name = f"q_{question['code']}"
            may_decline = f"{name}_declined" in self.fields
            empty = cleaned.get(name) in (None, "")
            is_open = empty and name not in self.errors and not cleaned.get(f"{name}_declined")
            if may_decline and is_open:
                self.add_error(name, _("请填写，或勾选拒绝回答。"))
        return cleaned

    def contact(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].strip() for name in CONTACT}

    def answers(self) -> dict[str, Any]:
        """Code -> answer; dates as ISO text."""
        found = {}
        for question in self.design.questions:
            name = f"q_{question['code']}"
            answer = self.cleaned_data[name]
            if self.cleaned_data.get(f"{name}_declined"):
                answer = rules.DECLINED
            found[question["code"]] = str(answer)
        return found


class IntakeForm(ToldForm):
    """``consent`` is the signed note of the step before."""

    consent = forms.CharField(widget=forms.HiddenInput)
    filled_by = forms.ChoiceField(
        label=gettext_lazy("填写方式"), choices=Survey.FilledBy, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.layout.insert(0, ("", ["filled_by"]))


class EndContactForm(ActForm):
    ending = forms.ChoiceField(
        label=gettext_lazy("停止跟踪的原因"), choices=Person.Ending,
        help_text=gettext_lazy("本人从名单中移出；重新征得同意、填写调查表后恢复。"),
    )  # fmt: skip


def field_of(question: dict[str, Any]) -> forms.Field:
    """Required, unless it is about health: then declining is an answer as well (R4.1.4)."""
    label, is_health = question["label"], bool(question.get("is_health"))
    if question["kind"] == Kind.CHOICE:
        choices = [("", _("请选择")), *((one, one) for one in question["choices"])]
        if is_health:
            choices.append((rules.DECLINED, _("拒绝回答")))
        return forms.ChoiceField(label=label, choices=choices)
    if question["kind"] == Kind.NUMBER:
        number = {"min_value": 0, "max_value": 999, "required": not is_health}
        return forms.DecimalField(label=label, max_digits=6, decimal_places=2, **number)  # type: ignore[arg-type]
    if question["kind"] == Kind.DATE:
        return forms.DateField(label=label, required=not is_health, widget=forms.DateInput)
    return forms.CharField(
        label=label, max_length=1000, required=not is_health,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
