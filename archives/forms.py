from __future__ import annotations

import re
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives.kinds import Category, LinkKind, Retention
from archives.models import (
    Clause,
    Document,
    DocumentLink,
    DocumentState,
    FilingScheme,
    SchemeState,
    Volume,
    VolumeState,
)
from archives.models.schemes import CLAUSE_NUMBER
from foundation import clock
from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from foundation.people.models import Department, User

FIRST_YEAR, LAST_YEAR = 1950, 2099
FACTS = (
    "name", "document_no", "issuing_body", "dated_on", "category", "kind", "first_year", "last_year",
    "opened_on", "medium", "copies", "pages", "subject_terms", "secrecy", "retention", "department",
    "partners", "is_company_print", "handler", "outcome", "finished_on", "clause",
)  # fmt: skip


def searched() -> forms.Select:
    return forms.Select(attrs={"data-search": ""})


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [kept for file in files if (kept := super(SeveralFilesField, self).clean(file))]


class TermsField(forms.CharField):
    """Subject terms with a space or comma between them."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return re.split(r"[\s,，、;；]+", str(value).strip()) if value else []

    def validate(self, value: Any) -> None:
        super().validate(value)
        if any(len(term) > 30 for term in value):
            raise forms.ValidationError(_("每个主题词不超过三十字。"))


class DocumentForm(forms.ModelForm[Document]):
    """The facts of the register; ``user`` fills in what they usually are."""

    subject_terms = TermsField(
        label=_("主题词"), required=False, help_text=_("用空格或顿号分开，便于检索。")
    )
    handler = PersonField(label=_("经办人"))
    wide = ("name", "subject_terms", "originals")
    layout: ClassVar[list[Any]] = [
        (_("文件"), ("name", "document_no", "issuing_body", "dated_on", "category", "medium")),
        (_("归档年度的依据"), ("kind", "first_year", "last_year", "opened_on")),
        (_("份数与页数"), ("copies", "pages", "subject_terms")),
        (_("密级与期限"), ("secrecy", "retention")),
        (
            _("经办"),
            ("department", "partners", "is_company_print", "handler", "outcome", "finished_on"),
        ),
        (_("归档"), ("clause", "originals")),
    ]

    class Meta:
        model = Document
        fields = FACTS
        widgets: ClassVar[dict[str, Any]] = {
            "department": searched(),
            "partners": forms.SelectMultiple(attrs={"data-search": ""}),
            "clause": searched(),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("department", "partners"):
            fields[name].queryset = Department.objects.order_by("path")
        fields["clause"].queryset = _clauses(self.instance)
        if self.instance.pk is None:
            self.initial.setdefault("department", user.department_id)
            self.initial.setdefault("handler", user.pk)
            self.initial.setdefault("finished_on", clock.today())
        for name in ("first_year", "last_year"):
            fields[name].validators += [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]

    def validate_constraints(self) -> None:
        """The act says which article a fact offends against."""


def _clauses(document: Document) -> Any:
    """Of this year's and last year's schemes; the archive room has the last word when it files."""
    this_year = clock.today().year
    wanted = Clause.objects.filter(
        scheme__state=SchemeState.IN_FORCE, scheme__year__in=(this_year - 1, this_year)
    )
    if document.clause_id:
        wanted = wanted | Clause.objects.filter(pk=document.clause_id)
    return wanted.select_related("scheme__department").order_by(
        "scheme__department", "-scheme__year", "number"
    )


class RegisterForm(DocumentForm):
    originals = SeveralFilesField(
        label=_("电子原件"), required=False, help_text=_("可一次选择多个文件。")
    )


class AmendForm(DocumentForm):
    """The same, on a document that is there."""

    def __init__(self, *args: Any, record: Document, user: User, **kwargs: Any) -> None:
        # A copy: what is typed must not stand on the page before the act has taken it.
        super().__init__(*args, instance=copy(record), user=user, **kwargs)


class SchemeForm(forms.Form):
    department = forms.ModelChoiceField(
        label=_("部门"), queryset=Department.objects.none(), widget=searched()
    )
    year = forms.IntegerField(label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = Department.objects.order_by("path")  # type: ignore[attr-defined]
        self.initial.setdefault("department", user.department_id)
        self.initial.setdefault("year", clock.today().year)


class ClauseForm(ActForm):
    number = forms.CharField(
        label=_("条款号"), max_length=5, validators=[CLAUSE_NUMBER], help_text=_("形如 3 或 3.2。")
    )
    title = forms.CharField(
        label=_("条款名称"), max_length=30, help_text=_("简明确切，不超过三十字。")
    )
    category = forms.ChoiceField(
        label=_("归档范围"), choices=[("", "—"), *Category.choices], required=False
    )
    retention = forms.TypedChoiceField(
        label=_("保管期限"), choices=[("", "—"), *Retention.choices], coerce=int
    )


class DropClauseForm(ActForm):
    clause = forms.ModelChoiceField(label=_("条款"), queryset=Clause.objects.none())

    def prepare(self) -> None:
        scheme: FilingScheme = self.record
        unused = scheme.clauses.filter(documents=None, volumes=None)
        self.fields["clause"].queryset = unused  # type: ignore[attr-defined]


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
    position = forms.IntegerField(label=_("移到第几件"), min_value=1)

    def prepare(self) -> None:
        field: Any = self.fields["document"]
        field.queryset = self.record.documents.select_related("matter").order_by("position")
        field.label_from_instance = lambda document: f"{document.position} · {document.name}"


class RemarkForm(ActForm):
    text = forms.CharField(label=_("说明"), widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("text",)


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
            .filter(department=department, state=DocumentState.COLLECTED)
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
