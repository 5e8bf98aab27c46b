from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.forms.documents import searched
from archives.kinds import Retention
from archives.models import (
    Clause,
    Document,
    SchemeState,
    Volume,
    VolumeState,
)
from foundation.desk.record_pages import ActForm


class PlaceForm(ActForm):
    """Volumes being collected of the document's own year."""

    volume = forms.ModelChoiceField(
        label=_("案卷"), queryset=Volume.objects.none(), widget=searched(),
        help_text=_("只列本归档年度正在组卷的案卷；有联系的文件一并归入。"),
    )  # fmt: skip

    def prepare(self) -> None:
        field: Any = self.fields["volume"]
        open_ones = Volume.objects.filter(
            state=VolumeState.COLLECTING, year=self.record.filing_year
        )
        field.queryset = open_ones.select_related("matter", "department", "clause").order_by(
            "department", "clause__number", "pk"
        )
        field.label_from_instance = lambda volume: (
            f"{volume.department} {volume.clause} · {volume.name}（{volume.get_retention_display()}）"
        )
        if self.record.clause_id:
            suggested = open_ones.filter(clause=self.record.clause_id).order_by("-pk").first()
            self.initial.setdefault("volume", suggested)


class OpenVolumeForm(forms.Form):
    clause = forms.ModelChoiceField(
        label=_("类目条款"), queryset=Clause.objects.none(), widget=searched()
    )
    name = forms.CharField(label=_("案卷题名"), max_length=120)
    retention = forms.TypedChoiceField(
        label=_("保管期限"), choices=[("", _("按条款")), *Retention.choices], coerce=int,
        required=False, empty_value=None,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["clause"]
        field.queryset = (
            Clause.objects.filter(scheme__state=SchemeState.IN_FORCE)
            .select_related("scheme__department")
            .order_by("-scheme__year", "scheme__department", "number")
        )
        field.label_from_instance = lambda clause: (
            f"{clause.scheme.year} {clause.scheme.department} {clause}"
        )


class CompileForm(ActForm):
    archive_no = forms.CharField(
        label=_("档号"), max_length=60, required=False, help_text=_("留空则自动编号。")
    )

    def prepare(self) -> None:
        self.initial.setdefault("archive_no", self.record.archive_no)


class ShelveForm(ActForm):
    room = forms.CharField(label=_("库房"), max_length=20)
    cabinet = forms.CharField(label=_("柜"), max_length=10)
    shelf = forms.CharField(label=_("层"), max_length=10)
    box = forms.CharField(label=_("盒"), max_length=10, required=False)
    has_paper = forms.BooleanField(label=_("纸质备考表已签名，放入卷内"), required=False)
    has_electronic = forms.BooleanField(label=_("电子版备考表已交送"), required=False)

    def prepare(self) -> None:
        if self.record.place:
            for name in ("room", "cabinet", "shelf", "box"):
                self.initial.setdefault(name, getattr(self.record.place, name))


class ReorderForm(ActForm):
    document = forms.ModelChoiceField(label=_("文件"), queryset=Document.objects.none())
    position = forms.IntegerField(label=_("移到第几件"), min_value=1, max_value=9999)

    def prepare(self) -> None:
        field: Any = self.fields["document"]
        field.queryset = self.record.documents.select_related("matter").order_by("position")
        field.label_from_instance = lambda document: f"{document.position} · {document.name}"


class RemarkForm(ActForm):
    text = forms.CharField(label=_("说明"), widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("text",)
