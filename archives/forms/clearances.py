from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.models import Clearance, Document, DocumentState
from foundation.desk.record_pages import ActForm
from foundation.people.models import User


def own_documents(user: User) -> Any:
    """What the traveller registered and is still on its way: the latest first."""
    found = Document.objects.filter(handler=user).exclude(
        state__in=[DocumentState.VOID, DocumentState.DESTROYED]
    )
    return found.select_related("matter").order_by("-pk")[:50]


class DocumentsField(forms.ModelMultipleChoiceField[Any]):
    widget = forms.CheckboxSelectMultiple

    def __init__(self) -> None:
        super().__init__(
            label=_("移交的文件"), queryset=Document.objects.none(), required=False,
            help_text=_("先在“登记文件”中登记带回的文件，再在这里勾选。"),
        )  # fmt: skip

    def offer(self, user: User) -> None:
        keys = [document.pk for document in own_documents(user)]
        self.queryset = Document.objects.filter(pk__in=keys).select_related("matter")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} · {obj.state_label()}"


class ClearanceForm(forms.ModelForm[Clearance]):
    documents = DocumentsField()
    wide = ("documents", "nothing_reason")

    class Meta:
        model = Clearance
        fields = (
            "purpose", "destination", "left_on", "returned_on", "documents", "nothing_reason",
        )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["documents"]
        field.offer(user)

    def validate_constraints(self) -> None:
        """The act says which article a fact offends against."""


class AskAgainForm(ActForm):
    documents = DocumentsField()
    nothing_reason = forms.CharField(label=_("无归档文件的说明"), max_length=200, required=False)
    wide = ("documents", "nothing_reason")

    def prepare(self) -> None:
        field: Any = self.fields["documents"]
        field.offer(self.user)
        self.initial.setdefault("documents", self.record.documents.all())
        self.initial.setdefault("nothing_reason", self.record.nothing_reason)
