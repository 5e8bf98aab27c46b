"""Customers from Excel, by the very form and act of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.customers.register import normal_phone, register
from foundation.governance import personnel
from foundation.governance.customer_forms import CustomerForm
from foundation.listing.imports.cells import Related, choice, date_text, text, yes_no
from foundation.listing.imports.specs import ImportColumn, ImportSpec
from foundation.people.delegation import acts_as
from foundation.people.models import Department, User
from foundation.people.roles import ADMIN_HR, RECORD_KEEPER
from foundation.process.models import CalendarDay
from foundation.process.workdays import deviate


def phone_text(cell: Any) -> str:
    return normal_phone(text(cell))


class CustomerImport(ImportSpec):
    code = "customers.customers"
    title = _("客户登记册")
    model = Customer
    form_class = CustomerForm
    key = ("name", "phone")
    columns = (
        ImportColumn("kind", _("类别"), choice(Customer.Kind), required=True,
            example=Customer.Kind.AGENT.label),
        ImportColumn("name", _("名称"), required=True, example="南京春风商贸有限公司"),
        ImportColumn("phone", _("电话"), phone_text, required=True, example="025-84001234"),
        ImportColumn("credit_code", _("统一社会信用代码"), help=_("18 位，没有的留空")),
        ImportColumn("email", _("电子邮箱")),
        ImportColumn("district", _("地区"), example="南京市鼓楼区"),
        ImportColumn("address", _("地址")),
        ImportColumn("owner", _("归属人工号"), Related(User.objects.working, "employee_number")),
        ImportColumn("note", _("备注")),
    )  # fmt: skip

    def may_import(self, user: User) -> bool:
        return acts_as(user, RECORD_KEEPER) or acts_as(user, ADMIN_HR)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Q(pk=None)
        for key in keys:
            same |= Q(**key)
        return Customer.objects.current().filter(same)

    def save(self, form: forms.BaseForm, *, record: Model | None, by: User) -> Model:
        assert isinstance(form, CustomerForm)
        return register(form.save(commit=False), by=by)


class PersonForm(forms.ModelForm[User]):
    """As the admin page of a person, without what only that page may set."""

    class Meta:
        model = User
        fields = (
            "employee_number", "name", "department", "position", "supervisor", "phone", "email",
            "hired_on",
        )  # fmt: skip


class PersonImport(ImportSpec):
    code = "governance.people"
    title = _("人员")
    model = User
    form_class = PersonForm
    key = ("employee_number",)
    columns = (
        ImportColumn("employee_number", _("工号"), required=True, example="2001"),
        ImportColumn("name", _("姓名"), required=True, example="王芳"),
        ImportColumn("department", _("部门代码"), Related(Department.objects.all, "code"),
            required=True, example="40"),
        ImportColumn("position", _("职务"), example="客服专员"),
        ImportColumn("supervisor", _("上级工号"), Related(User.objects.working, "employee_number")),
        ImportColumn("phone", _("电话")),
        ImportColumn("email", _("电子邮箱"), required=True, help=_("新员工凭此邮箱设置密码")),
        ImportColumn("hired_on", _("入职日期"), date_text),
    )  # fmt: skip
    notes = (_("上级须先于下属登记：第一次导入时先导入上级。"),)

    def may_import(self, user: User) -> bool:
        return acts_as(user, RECORD_KEEPER)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        numbers = [key["employee_number"] for key in keys]
        return User.objects.filter(account=User.Account.PERSON, employee_number__in=numbers)

    def save(self, form: forms.BaseForm, *, record: Model | None, by: User) -> Model:
        assert isinstance(form, PersonForm)
        return personnel.enter_person(form.save(commit=False), by=by)


class CalendarForm(forms.ModelForm[CalendarDay]):
    class Meta:
        model = CalendarDay
        fields = ("day", "works", "note")


class CalendarImport(ImportSpec):
    code = "governance.calendar"
    title = _("工作日调整")
    model = CalendarDay
    form_class = CalendarForm
    key = ("day",)
    columns = (
        ImportColumn("day", _("日期"), date_text, required=True, example="2026-10-10"),
        ImportColumn("works", _("上班"), yes_no, required=True, example=_("是")),
        ImportColumn("note", _("说明"), example=_("国庆调休")),
    )

    def may_import(self, user: User) -> bool:
        return acts_as(user, RECORD_KEEPER)

    def save(self, form: forms.BaseForm, *, record: Model | None, by: User) -> Model:
        assert isinstance(form, CalendarForm)
        return deviate(form.save(commit=False), by=by)
