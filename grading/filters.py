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
    YesNoFilter,
)
from foundation.process.search import containing
from grading.models import (
    Assessment,
    Campaign,
    Channel,
    CustomerGrade,
    Excuse,
    GradingRun,
    OrderLine,
    Override,
    Product,
    Receivable,
    Touchpoint,
)
from grading.rules import GRADES


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
    cancelled = YesNoFilter(
        label=_("已取消"), field_name="cancelled_at", lookup_expr="isnull", exclude=True
    )
    without_cost = YesNoFilter(label=_("没有成本"), field_name="cost", lookup_expr="isnull")
    without_factor = YesNoFilter(
        label=_("产品没有折算系数"), field_name="product__unit_factor", lookup_expr="isnull"
    )

    class Meta:
        model = OrderLine
        fields = (
            "order_no", "product", "dated_on", "department", "cancelled", "without_cost",
            "without_factor",
        )  # fmt: skip


class ProductFilter(ListFilterSet):
    without_factor = YesNoFilter(
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


class OverrideFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Override.State)
    grade = ChoicesFilter(label=_("调整为"), choices=[(one, one) for one in GRADES])
    ends_on = DayRangeFilter(label=_("有效至"))
    proposed_by = PersonFilter(label=_("提出人"))

    class Meta:
        model = Override
        fields = ("state", "grade", "ends_on", "proposed_by")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(containing(text))


class AssessmentFilter(OfCustomers):
    assessed_on = DayRangeFilter(label=_("评估日期"))
    assessor = PersonFilter(label=_("评估人"))

    class Meta:
        model = Assessment
        fields = ("assessed_on", "assessor")


class RunFilter(ListFilterSet):
    kind = ChoicesFilter(label=_("种类"), choices=GradingRun.Kind)
    as_of = DayRangeFilter(label=_("截止日期"))

    class Meta:
        model = GradingRun
        fields = ("kind", "as_of")


GRADE_CHOICES = [*((one, one) for one in GRADES), ("none", _("未评级"))]


class GradesFilter(ChoicesFilter):
    """Grades, and those without one."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        wanted = ["" if one == "none" else one for one in value or ()]
        return qs.filter(**{f"{self.field_name}__in": wanted}) if wanted else qs


class OfRun(OfCustomers):
    """``run`` is taken by the page itself: without it, it is the newest."""

    run = filters.CharFilter(label=_("分级编号"), method="by_page")
    grade = GradesFilter(label=_("等级"), choices=GRADE_CHOICES)
    owner = PersonFilter(label=_("归属人"), field_name="customer__owner")

    def by_page(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset


class GradeFilter(OfRun):
    kind = ChoicesFilter(
        label=_("客户类别"), choices=Customer.Kind, field_name="customer__kind"
    )  # fmt: skip
    is_new = YesNoFilter(label=_("新客户"))
    is_lapsed = YesNoFilter(label=_("已停止下单"))

    class Meta:
        model = CustomerGrade
        fields = ("run", "grade", "owner", "kind", "is_new", "is_lapsed")


class MovementFilter(OfRun):
    since = filters.CharFilter(label=_("比较的分级编号"), method="by_page")
    was = GradesFilter(label=_("原等级"), choices=GRADE_CHOICES)

    class Meta:
        model = CustomerGrade
        fields = ("run", "since", "was", "grade", "owner")


class CampaignFilter(ListFilterSet):
    channel = ChoicesFilter(label=_("推广渠道"), choices=Channel)
    starts_on = DayRangeFilter(label=_("开始日期"))

    class Meta:
        model = Campaign
        fields = ("channel", "starts_on")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(name__icontains=text)


class TouchpointFilter(OfCustomers):
    channel = ChoicesFilter(label=_("推广渠道"), choices=Channel)
    campaign = filters.CharFilter(
        label=_("营销活动"), field_name="campaign__name", lookup_expr="icontains"
    )
    touched_on = DayRangeFilter(label=_("接触日期"))

    class Meta:
        model = Touchpoint
        fields = ("channel", "campaign", "touched_on")
