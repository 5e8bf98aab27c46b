"""Lists and imports of the customer register, as an app would declare them."""

from collections.abc import Sequence
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Model, QuerySet

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.customers.register import register
from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.listing.imports import ImportColumn, ImportSpec, Related, choice
from foundation.listing.pages import ListPage
from foundation.listing.tables import ListTable, MomentColumn
from foundation.people import access
from foundation.people.models import User

access.declare({"toy:*": access.staff})


class CustomerTable(ListTable):
    name = tables.Column(order_by=("name_pinyin",))
    kind = tables.Column()
    owner = tables.Column(order_by=("owner__name_pinyin",))
    department = tables.Column(accessor="owner__department__name", verbose_name="部门")
    phone = tables.Column()
    created_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = Customer
        fields = ("name", "kind", "owner", "department", "phone", "created_at")

    def render_phone(self, value: str) -> str:
        return value[:3] + "****"


class CustomerFilters(ListFilterSet):
    kind = ChoicesFilter(choices=Customer.Kind.choices)
    created_at = DayRangeFilter()
    owner = PersonFilter(label="归属人")
    department = DepartmentFilter(field_name="owner__department", label="部门")
    name = filters.CharFilter(lookup_expr="contains", max_length=20)

    class Meta:
        model = Customer
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(name__contains=text)


class CustomerList(ListPage):
    code = "toy.customers"
    title = "客户名册"
    model = Customer
    table_class = CustomerTable
    filterset_class = CustomerFilters
    sortable = ("name", "kind", "owner", "created_at")
    default_sort = "-created_at"

    def get_queryset(self) -> QuerySet[Any]:
        """What the toy allows: everything but customers of the kind franchisee."""
        return Customer.objects.current().exclude(kind="franchisee")


class CustomerForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Customer
        fields = ("name", "kind", "credit_code", "phone", "email", "owner", "note")


class CustomerImport(ImportSpec):
    code = "toy.customers"
    title = "客户"
    model = Customer
    form_class = CustomerForm
    key = ("credit_code",)
    columns = (
        ImportColumn("name", "名称", required=True, example="春风商贸"),
        ImportColumn(
            "kind", "类别", choice(Customer.Kind), required=True, example=Customer.Kind.AGENT.label
        ),
        ImportColumn("credit_code", "统一社会信用代码", help="18 位"),
        ImportColumn("phone", "电话"),
        ImportColumn("email", "邮箱"),
        ImportColumn("owner", "归属人工号", Related(User.objects.working, "employee_number")),
    )

    def may_import(self, user: User) -> bool:
        return user.employee_number == "E001"

    def save(self, form: forms.BaseForm, *, record: Model | None, by: User) -> Model:
        assert isinstance(form, CustomerForm)
        customer = form.save(commit=False)
        if "禁" in customer.name:
            raise Refusal("R0.toy", "名称不允许。", field="name")
        return register(customer, by=by)


class PartialImport(CustomerImport):
    code = "toy.partial"
    allows_partial = True


class TogetherImport(CustomerImport):
    code = "toy.together"
    key = ("name",)
    allows_partial = saves_together = True

    def save_all(self, rows: Sequence[dict[str, Any]], *, by: User) -> Sequence[Model | Refusal]:
        refused = Refusal("R0.toy", "名称不允许。", field="name")
        made = [Customer(**row) for row in rows]
        Customer.objects.bulk_create(one for one in made if "禁" not in one.name)
        return [refused if "禁" in one.name else one for one in made]
