from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.forms.documents import FIRST_YEAR, LAST_YEAR, filing_department, searched
from archives.kinds import FILING_KINDS, Category, Retention
from archives.models import (
    Clause,
    FilingScheme,
)
from archives.models.schemes import CLAUSE_NUMBER
from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.people.models import Department, User


class SchemeForm(forms.Form):
    department = forms.ModelChoiceField(
        label=_("部门"), queryset=Department.objects.none(), widget=searched()
    )
    year = forms.IntegerField(label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Department.objects.filter(kind__in=FILING_KINDS).order_by("path")
        self.fields["department"].queryset = places  # type: ignore[attr-defined]
        self.initial.setdefault("department", filing_department(user))
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
