from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.articles.declarations import regulations
from foundation.notifications.models import Preference

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class PreferenceForm(forms.ModelForm[Preference]):
    digest_hour = forms.TypedChoiceField(label=_("汇总发送时间"), choices=HOURS, coerce=int)
    muted_regulations = forms.TypedMultipleChoiceField(
        label=_("不发普通邮件的制度"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("系统内的提醒照常显示；制度要求立即发送的邮件不受影响。"),
    )

    class Meta:
        model = Preference
        fields = ("mail_mode", "digest_hour", "quiet_from", "quiet_until", "muted_regulations")
        widgets = {
            "mail_mode": forms.RadioSelect,
            "quiet_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "quiet_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {
            "quiet_until": _("免打扰时段内的普通邮件在时段结束时发送。两项都留空表示不设免打扰。")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["muted_regulations"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(config.number, config.verbose_name) for config in regulations()]
        if not field.choices:
            del self.fields["muted_regulations"]

    def clean(self) -> dict[str, Any]:
        wishes: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = wishes.get("quiet_from"), wishes.get("quiet_until")
        if (start is None) != (end is None):
            self.add_error("quiet_until", _("免打扰时段须同时填写起止时间。"))
        elif start is not None and start == end:
            self.add_error("quiet_until", _("免打扰时段的起止时间不能相同。"))
        return wishes
