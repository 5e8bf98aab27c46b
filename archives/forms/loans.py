from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives import policies
from archives.kinds import Identity, Use
from archives.models import Incident
from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.listing.filters import DayInput


class DueField(forms.DateField):
    """The return date: no later than the policy allows."""

    def __init__(self) -> None:
        super().__init__(label=_("归还日期"), widget=DayInput(_("归还日期")))


class BorrowForm(ActForm):
    """On a volume."""

    use = forms.ChoiceField(
        label=_("借阅方式"), choices=Use.choices,
        help_text=_("档案一般不带出室外；带出、复制、借出公司须经档案负责人批准。"),
    )  # fmt: skip
    purpose = forms.CharField(label=_("借阅用途"), max_length=200)
    due_on = DueField()
    keeps_secret = forms.BooleanField(
        label=_("我接受保密义务：不转发、不向无关人员泄露（电子阅览在申请时接受）"), required=False
    )
    wide: tuple[str, ...] = ("purpose", "keeps_secret")

    def prepare(self) -> None:
        days = policies.LOAN_DAYS.value()
        self.fields["due_on"].help_text = _("今天起 %(days)s 天以内。") % {"days": days}
        self.initial.setdefault("due_on", clock.today())


class ReaderForm(BorrowForm):
    """An external reader, entered by the archive room; the identity document is only looked at."""

    reader = forms.CharField(label=_("借阅人姓名"), max_length=40)
    employer = forms.CharField(label=_("工作单位"), max_length=120)
    identity = forms.ChoiceField(label=_("身份证件"), choices=Identity.choices)
    identity_digits = forms.RegexField(
        r"^[0-9A-Za-z]{4}$", label=_("证件后四位"),
        help_text=_("当面查验证件，只记类型和后四位，不留复印件。"),
    )  # fmt: skip
    letter = forms.FileField(label=_("单位介绍信（扫描件）"))
    field_order = ("reader", "employer", "identity", "identity_digits", "use", "due_on", "purpose")
    wide = ("purpose", "letter")

    def prepare(self) -> None:
        super().prepare()
        del self.fields["keeps_secret"]
        field: Any = self.fields["use"]
        field.choices = [one for one in Use.choices if one[0] != Use.ONLINE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = ("reader", "employer", "identity", "identity_digits")
        return {key: value for key, value in cleaned.items() if key not in names} | {
            "reader": {name: cleaned.get(name, "") for name in names}
        }


class CountedForm(ActForm):
    is_counted = forms.BooleanField(label=_("已当面点清卷内文件"), required=False)


class SignedForm(CountedForm):
    """An external reader has no account: the signature is on the printed slip."""

    has_signed = forms.BooleanField(label="", required=False)

    def prepare(self) -> None:
        if not self.record.is_external:
            del self.fields["has_signed"]


class HandOutForm(SignedForm):
    due_on = DueField()
    field_order = ("due_on", "is_counted", "has_signed")

    def prepare(self) -> None:
        super().prepare()
        latest = clock.today() + timedelta(days=policies.LOAN_DAYS.value())
        self.initial.setdefault("due_on", min(max(self.record.due_on, clock.today()), latest))
        if "has_signed" in self.fields:
            self.fields["has_signed"].label = _("借阅人已在借阅单上签字并接受保密义务")


class LinkForm(ActForm):
    due_on = DueField()

    def prepare(self) -> None:
        latest = clock.today() + timedelta(days=policies.LOAN_DAYS.value())
        self.fields["due_on"].label = _("截止日期")
        self.initial.setdefault("due_on", min(max(self.record.due_on, clock.today()), latest))


class AcceptForm(CountedForm):
    keeps_secret = forms.BooleanField(
        label=_("我接受保密义务：不转借、不遗失、不涂改、不向无关人员泄露"), required=False
    )
    wide = ("keeps_secret",)


class RenewForm(ActForm):
    due_on = DueField()

    def prepare(self) -> None:
        latest = clock.today() + timedelta(days=policies.LOAN_DAYS.value())
        self.initial.setdefault("due_on", latest)


class TakeBackForm(SignedForm):
    comment = forms.CharField(
        label=_("归还时的状况"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("发现损坏、遗失的，收回后在本页报告事故。"),
    )  # fmt: skip
    wide = ("comment",)

    def prepare(self) -> None:
        super().prepare()
        if "has_signed" in self.fields:
            self.fields["has_signed"].label = _("借阅人已在借阅单上签字确认归还")


class IncidentForm(ActForm):
    kind = forms.ChoiceField(label=_("情况"), choices=Incident.Kind.choices)
    text = forms.CharField(label=_("经过"), widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("text",)


class MeasuresForm(ActForm):
    measures = forms.CharField(label=_("追查补救"), widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("measures",)


class PenaltyForm(ActForm):
    penalty = forms.CharField(label=_("处理决定"), widget=forms.Textarea(attrs={"rows": 4}))
    is_settled = forms.BooleanField(label=_("案卷已复原并在库，解除事故标记"), required=False)
    wide = ("penalty",)
