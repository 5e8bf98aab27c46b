from __future__ import annotations

import re
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from archives.kinds import FILING_KINDS
from archives.models import (
    Clause,
    Document,
    SchemeState,
)
from foundation import clock
from foundation.desk.files_field import SeveralFilesField
from foundation.desk.person_field import PersonField
from foundation.people.models import Department, User

FIRST_YEAR, LAST_YEAR = 1950, 2099
FACTS = (
    "name", "document_no", "issuing_body", "dated_on", "category", "kind", "first_year", "last_year",
    "opened_on", "medium", "copies", "pages", "subject_terms", "secrecy", "retention", "department",
    "partners", "is_company_print", "handler", "outcome", "finished_on", "clause",
)  # fmt: skip


def searched() -> forms.Select:
    return forms.Select(attrs={"data-search": ""})


def filing_department(user: User) -> int | None:
    """Where the user's documents are filed: a store's with the department above."""
    place = user.department
    while place is not None and place.kind not in FILING_KINDS:
        place = place.parent
    return place.pk if place else None


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
        places = Department.objects.filter(kind__in=FILING_KINDS).order_by("path")
        fields["department"].queryset = fields["partners"].queryset = places
        fields["clause"].queryset = _clauses(self.instance)
        if self.instance.pk is None:
            self.initial.setdefault("department", filing_department(user))
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
        for name in ("handler", "finished_on"):
            self.fields[name].required = not record.is_taken_over
