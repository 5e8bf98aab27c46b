from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.governance.customer_list import matching
from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.process.search import containing
from grading.models import Assessment, Excuse, OrderLine, Product, Receivable


class OfCustomers(ListFilterSet):
    """Searched by the customer's name, pinyin or phone."""

    customer_path = "customer"

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        found = matching(Customer.objects.all(), text)
        return queryset.filter(**{f"{self.customer_path}__in": found.order_by().values("pk")})


class OrderFilter(OfCustomers):
    order_no = filters.CharFilter(label=_("订单编号"))
    product = filters.CharFilter(label=_("产品编号"), field_name="product__code")
    dated_on = DayRangeFilter(label=_("日期"))
    department = DepartmentFilter(label=_("来源部门"))
    cancelled = filters.BooleanFilter(
        label=_("已取消"), field_name="cancelled_at", lookup_expr="isnull", exclude=True
    )
    without_cost = filters.BooleanFilter(
        label=_("没有成本"), field_name="cost", lookup_expr="isnull"
    )
    without_factor = filters.BooleanFilter(
        label=_("产品没有折算系数"), field_name="product__unit_factor", lookup_expr="isnull"
    )

    class Meta:
        model = OrderLine
        fields = (
            "order_no", "product", "dated_on", "department", "cancelled", "without_cost",
            "without_factor",
        )  # fmt: skip


class ProductFilter(ListFilterSet):
    without_factor = filters.BooleanFilter(
        label=_("没有折算系数"), field_name="unit_factor", lookup_expr="isnull"
    )

    class Meta:
        model = Product
        fields = ("without_factor",)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(name__icontains=text) | queryset.filter(code=text)


class ReceivableFilter(OfCustomers):
    number = filters.CharFilter(label=_("应收编号"))
    due_on = DayRangeFilter(label=_("到期日"))
    department = DepartmentFilter(label=_("来源部门"))

    class Meta:
        model = Receivable
        fields = ("number", "due_on", "department")


class ExcuseFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Excuse.State)
    proposed_by = PersonFilter(label=_("提出人"))

    class Meta:
        model = Excuse
        fields = ("state", "proposed_by")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(containing(text))


class AssessmentFilter(OfCustomers):
    assessed_on = DayRangeFilter(label=_("评估日期"))
    assessor = PersonFilter(label=_("评估人"))

    class Meta:
        model = Assessment
        fields = ("assessed_on", "assessor")
