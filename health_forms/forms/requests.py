"""What the person asks for, and blank forms; answers that differ are chosen side by side."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.people.models import User
from health_forms import ciphers, rules
from health_forms.conflicts import conflicts
from health_forms.forms.files import InRoleField
from health_forms.forms.surveys import ToldForm
from health_forms.models import PersonRequest
from health_forms.models.blank import MOST
from health_forms.roles import COLLECTORS


class RequestForm(ActForm):
    kind = forms.ChoiceField(label=_("请求"), choices=PersonRequest.Kind)
    identified_by = forms.CharField(
        label=_("核实本人身份的方式"), max_length=100,
        help_text=_("如：回拨登记的电话、当面看证件；不要写证件号码和健康内容。"),
    )  # fmt: skip
    received_on = forms.DateField(label=_("收到日期"), widget=forms.DateInput)
    wide: ClassVar[tuple[str, ...]] = ("identified_by",)

    def prepare(self) -> None:
        self.initial.setdefault("received_on", clock.today())


class CorrectForm(ToldForm):
    """Filled with what is there."""

    def __init__(self, *args: Any, record: PersonRequest, user: User, **given: Any) -> None:
        survey = record.survey
        initial: dict[str, Any] = dict(survey.person.told())
        for code, answer in ciphers.decrypt(survey.person.key, survey.answers).items():
            initial[f"q_{code}"] = answer
            initial[f"q_{code}_declined"] = answer == rules.DECLINED
        super().__init__(*args, design=survey.design, initial=initial, **given)
        for code in [name for name in self.fields if f"{name}_declined" in self.fields]:
            if initial.get(code) == rules.DECLINED:
                self.initial[code] = ""


class SettleForm(ActForm):
    """Each question with the answers of each form side by side."""

    def prepare(self) -> None:
        for one in conflicts(self.record):
            choices = [
                (answer, f"{answer}（{survey.number} · {survey.filled_at:%Y-%m-%d}）")
                for answer, survey in one.answers.items()
            ]
            self.fields[one.code] = forms.ChoiceField(
                label=one.label, choices=choices, widget=forms.RadioSelect
            )


class BlankForm(forms.Form):
    count = forms.IntegerField(label=_("份数"), min_value=1, max_value=MOST)
    given_to = InRoleField(
        label=_("领用人"), codes=tuple(role.code for role in COLLECTORS),
        help_text=_("满意代表或销售主管。"),
    )  # fmt: skip
