"""Customers from Excel, by the very form and act of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.customers.register import normal_phone, register
from foundation.governance.customer_forms import CustomerForm
from foundation.listing.imports.cells import Related, choice, text
from foundation.listing.imports.specs import ImportColumn, ImportSpec
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR, RECORD_KEEPER


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
