from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.process.search import containing
from service_incentives.models import (
    AssessmentRound,
    Finding,
    PayLine,
    PayrollMonth,
    PayRun,
    Project,
    SaleShare,
    SparePartSale,
    StaffPosition,
    State,
    Trip,
)


class RunFilter(ListFilterSet):
    kind = filters.ChoiceFilter(label=_("种类"), choices=PayRun.Kind)
    state = ChoicesFilter(label=_("状态"), choices=State)
    period = DayRangeFilter(label=_("所属期"))

    class Meta:
        model = PayRun
        fields = ("kind", "state", "period")


class LineFilter(ListFilterSet):
    run = filters.CharFilter(
        label=_("发放单编号"), field_name="run__matter__number", lookup_expr="iexact"
    )
    person = PersonFilter(label=_("人员"))
    department = DepartmentFilter(label=_("部门"), field_name="person__department")
    kind = ChoicesFilter(label=_("项目"), choices=PayLine.Kind)
    zero_reason = filters.ChoiceFilter(label=_("为零的原因"), choices=PayLine.Zero)
    period = DayRangeFilter(label=_("所属期"))

    class Meta:
        model = PayLine
        fields = ("run", "person", "department", "kind", "zero_reason", "period")


class TripFilter(ListFilterSet):
    person = PersonFilter(label=_("工程师"))
    project = filters.CharFilter(label=_("项目编号"), field_name="project__code")
    paper = ChoicesFilter(label=_("服务记录单"), choices=Trip.Paper)
    visit = ChoicesFilter(label=_("服务性质"), choices=Trip.Visit)
    ended_on = DayRangeFilter(label=_("结束日期"))

    class Meta:
        model = Trip
        fields = ("person", "project", "paper", "visit", "ended_on")


class FindingFilter(ListFilterSet):
    kind = ChoicesFilter(label=_("事项"), choices=Finding.Kind)
    state = ChoicesFilter(label=_("状态"), choices=Finding.State)
    person = PersonFilter(label=_("人员"))
    decided_on = DayRangeFilter(label=_("认定日期"))

    class Meta:
        model = Finding
        fields = ("kind", "state", "person", "decided_on")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(containing(text))


class RoundFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=AssessmentRound.State)
    quarter = DayRangeFilter(label=_("季度"))

    class Meta:
        model = AssessmentRound
        fields = ("state", "quarter")


class RankingFilter(ListFilterSet):
    run = filters.CharFilter(
        label=_("发放单编号"), field_name="run__matter__number", lookup_expr="iexact"
    )
    person = PersonFilter(label=_("人员"))
    department = DepartmentFilter(label=_("部门"), field_name="person__department")
    zero_reason = filters.ChoiceFilter(label=_("为零的原因"), choices=PayLine.Zero)
    period = DayRangeFilter(label=_("季度"))

    class Meta:
        model = PayLine
        fields = ("run", "person", "department", "zero_reason", "period")


class SaleFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=SparePartSale.State)
    seller = PersonFilter(label=_("销售人"), method="by_seller")
    signed_on = DayRangeFilter(label=_("签订日期"))
    completed_on = DayRangeFilter(label=_("全额回款日期"))

    class Meta:
        model = SparePartSale
        fields = ("state", "seller", "signed_on", "completed_on")

    def by_seller(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = value.strip()
        sellers = Q(person__name__contains=text) | Q(person__employee_number=text)
        return queryset.filter(pk__in=SaleShare.objects.filter(sellers).values("sale"))

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(containing(text))


class PayrollFilter(ListFilterSet):
    person = PersonFilter(label=_("人员"))
    payer = ChoicesFilter(label=_("发放单位"), choices=PayrollMonth.Payer)
    month = DayRangeFilter(label=_("发放月份"))

    class Meta:
        model = PayrollMonth
        fields = ("person", "payer", "month")


class PositionFilter(ListFilterSet):
    person = PersonFilter(label=_("人员"))
    position = ChoicesFilter(label=_("岗位"), choices=StaffPosition.Position)

    class Meta:
        model = StaffPosition
        fields = ("person", "position")


class ProjectFilter(ListFilterSet):
    class Meta:
        model = Project
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(Q(code__icontains=text) | Q(name__contains=text))
