"""A row of an old catalogue: of the volumes, or of one volume's contents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from archives.forms.documents import FIRST_YEAR, LAST_YEAR
from archives.kinds import Category, Kind, LinkKind, Medium, Retention, Secrecy
from archives.models.schemes import CLAUSE_NUMBER
from foundation.people.models import User


def _year(label: Any, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=required,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )  # fmt: skip


def _number(label: Any, *, required: bool = False, most: int = 32_767) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=1, max_value=most)


def _as(choices: Any) -> Any:
    """The values of text and of number choices as they are stored."""
    return type(choices.values[0])


def _one_of(label: Any, choices: Any, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=choices.choices, required=required, empty_value=None,
        coerce=_as(choices),
    )  # fmt: skip


class OldVolumeForm(forms.Form):
    archive_no = forms.CharField(label=_("档号"), max_length=60)
    name = forms.CharField(label=_("案卷题名"), max_length=120)
    department = forms.IntegerField(label=_("部门"))
    year = _year(_("年度"), required=True)
    retention = _one_of(_("保管期限"), Retention, required=True)
    secrecy = _one_of(_("密级"), Secrecy, required=True)
    clause_no = forms.CharField(
        label=_("条款号"), max_length=5, required=False, validators=[CLAUSE_NUMBER]
    )
    clause_title = forms.CharField(label=_("条款名称"), max_length=30, required=False)
    room = forms.CharField(label=_("库房"), max_length=20)
    cabinet = forms.CharField(label=_("柜"), max_length=10)
    shelf = forms.CharField(label=_("层"), max_length=10)
    box = forms.CharField(label=_("盒"), max_length=10, required=False)
    stated_documents = _number(_("件数"))
    stated_pages = _number(_("页数"), most=1_000_000)
    note = forms.CharField(label=_("备注"), max_length=500, required=False)


class OldDocumentForm(forms.Form):
    archive_no = forms.CharField(label=_("档号"), max_length=60)
    position = _number(_("件号"), required=True)
    name = forms.CharField(label=_("题名"), max_length=200)
    document_no = forms.CharField(label=_("文号"), max_length=60, required=False)
    issuing_body = forms.CharField(label=_("责任者"), max_length=120)
    dated_on = forms.DateField(label=_("文件日期"))
    category = _one_of(_("归档范围"), Category, required=True)
    kind = _one_of(_("文件种类"), Kind, required=False)
    first_year = _year(_("针对期间：首年"), required=False)
    last_year = _year(_("针对期间：末年"), required=False)
    opened_on = forms.DateField(label=_("会议开幕日期"), required=False)
    medium = _one_of(_("载体"), Medium, required=False)
    copies = _number(_("份数"))
    pages = _number(_("页数"))
    secrecy = _one_of(_("密级"), Secrecy, required=False)
    retention = _one_of(_("保管期限"), Retention, required=False)
    lead = _number(_("联系的件号"))
    relation = _one_of(_("联系种类"), LinkKind, required=False)
    reason = forms.CharField(label=_("联系理由"), max_length=200, required=False)
    handler = forms.CharField(label=_("经办人工号"), max_length=20, required=False)
    finished_on = forms.DateField(label=_("办结日期"), required=False)

    # Employee number -> person, looked up once in a run.
    people: dict[str, User | None]

    def clean_handler(self) -> User | None:
        number = self.cleaned_data["handler"]
        if not number:
            return None
        if number not in self.people:
            self.people[number] = User.objects.filter(employee_number=number).first()
        person = self.people[number]
        if person is None:
            raise forms.ValidationError(_("没有这个工号。"))
        return person
