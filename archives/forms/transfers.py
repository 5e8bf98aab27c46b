from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.models import (
    Document,
    DocumentState,
)
from foundation.desk.record_pages import ActForm
from foundation.people.models import Department, User


class OfferForm(forms.Form):
    """What the department has collected and not handed over yet."""

    documents = forms.ModelMultipleChoiceField(
        label=_("移交的文件"), queryset=Document.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    wide = ("documents",)

    def __init__(self, *args: Any, department: Department, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["documents"]
        field.queryset = (
            Document.objects.visible_to(user)
            .filter(department=department, state=DocumentState.COLLECTED, lent_to=None)
            .select_related("matter")
            .order_by("pk")
        )
        field.label_from_instance = lambda document: f"{document.label} · {document.pages or '—'}"
        self.initial.setdefault("documents", field.queryset)


class SignForm(ActForm):
    returned = forms.ModelMultipleChoiceField(
        label=_("退回的文件"), queryset=Document.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("不勾选的全部签收。"),
    )  # fmt: skip
    reason = forms.CharField(label=_("退回理由"), max_length=200, required=False)
    wide = ("returned", "reason")

    def prepare(self) -> None:
        field: Any = self.fields["returned"]
        field.queryset = self.record.documents.select_related("matter").order_by("pk")
        field.label_from_instance = lambda document: f"{document.label} · {document.pages or '—'}"
