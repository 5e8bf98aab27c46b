from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives.kinds import LinkKind
from archives.models import (
    Document,
    DocumentLink,
)
from foundation.desk.record_pages import ActForm

LEAD, OTHER = "lead", "other"
RELATIONS = [
    (f"{LinkKind.REPLY}:{LEAD}", _("本件是批复，对方是请示")),
    (f"{LinkKind.REPLY}:{OTHER}", _("本件是请示，对方是批复")),
    (f"{LinkKind.ATTACHMENT}:{LEAD}", _("本件是正件，对方是附件")),
    (f"{LinkKind.ATTACHMENT}:{OTHER}", _("本件是附件，对方是正件")),
    (f"{LinkKind.DRAFT}:{LEAD}", _("本件是定稿，对方是草稿")),
    (f"{LinkKind.DRAFT}:{OTHER}", _("本件是草稿，对方是定稿")),
    (f"{LinkKind.FORWARDED}:{LEAD}", _("本件是转发文件，对方是原件")),
    (f"{LinkKind.FORWARDED}:{OTHER}", _("本件是原件，对方是转发文件")),
    (f"{LinkKind.LANGUAGE}:{LEAD}", _("本件是主要文本，对方是其他文种")),
    (f"{LinkKind.LANGUAGE}:{OTHER}", _("本件是其他文种，对方是主要文本")),
    (f"{LinkKind.TELEGRAM}:{LEAD}", _("本件是文件，对方是文电")),
    (f"{LinkKind.TELEGRAM}:{OTHER}", _("本件是文电，对方是文件")),
    (f"{LinkKind.CLOSE}:{LEAD}", _("本件绝密，对方与之密切联系")),
    (f"{LinkKind.CLOSE}:{OTHER}", _("对方绝密，本件与之密切联系")),
]


class LinkForm(ActForm):
    relation = forms.ChoiceField(label=_("联系"), choices=[("", "—"), *RELATIONS])
    other = forms.CharField(label=_("对方文件编号"), max_length=40)
    reason = forms.CharField(
        label=_("理由"), max_length=200, required=False, help_text=_("与绝密文件密切联系的必填。")
    )

    def clean_other(self) -> Document:
        number = self.cleaned_data["other"].strip().upper()
        visible = Document.objects.visible_to(self.user).select_related("matter")
        found: Document | None = visible.filter(matter__number=number).first()
        if found is None:
            raise forms.ValidationError(_("没有这个编号的文件。"))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, __, place = cleaned.pop("relation", "").partition(":")
        return cleaned | {"kind": kind, "leads": place == LEAD}


class UnlinkForm(ActForm):
    link = forms.ModelChoiceField(label=_("联系"), queryset=DocumentLink.objects.none())
    reason = forms.CharField(label=_("理由"), max_length=200)

    def prepare(self) -> None:
        visible = Document.objects.visible_to(self.user).values("pk")
        touching = DocumentLink.objects.filter(Q(lead=self.record) | Q(other=self.record))
        seen = touching.filter(lead__in=visible, other__in=visible)
        self.fields["link"].queryset = seen.select_related("lead__matter", "other__matter")  # type: ignore[attr-defined]
