"""Who goes on with a form, who looks after which district, and notes."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import EmployeeField, RowForm
from health_forms.models import Opening, Territory
from health_forms.roles import COLLECTORS


class RepresentativeField(PersonField):
    """Of the working people those who follow up."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super().__deepcopy__(memo)
        roles = [role.code for role in COLLECTORS]
        field.queryset = field.queryset.filter(grants__group__name__in=roles).distinct()
        return field


class ReallocateForm(ActForm):
    to = RepresentativeField(label=_("分配给"))
    reason = forms.CharField(
        label=_("原则和理由"), max_length=200, help_text=_("写明原则；不要写健康内容。")
    )
    wide: ClassVar[tuple[str, ...]] = ("reason",)


class TerritoryForm(forms.Form):
    person = RepresentativeField(label=_("满意代表"))
    district = forms.CharField(label=_("负责区县"), max_length=40)


class TerritoryRowForm(RowForm):
    person = EmployeeField()

    class Meta:
        model = Territory
        fields = ("person", "district")


class NoteForm(ActForm):
    text = forms.CharField(
        label=_("笔记"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    wide: ClassVar[tuple[str, ...]] = ("text",)


class ReadingForm(ActForm):
    reason = forms.CharField(
        label=_("事由"), max_length=200, help_text=_("写明为何必须查阅；不要写健康内容。")
    )
    wide: ClassVar[tuple[str, ...]] = ("reason",)


class OpeningForm(ReadingForm):
    purpose = forms.ChoiceField(
        label=_("用途"),
        choices=[
            (code, label)
            for code, label in Opening.Purpose.choices
            if code != Opening.Purpose.FILE  # has a page of its own
        ],
    )
    field_order = ("purpose", "reason")
