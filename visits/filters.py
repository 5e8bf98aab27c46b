import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.process.search import containing
from visits.models import AdvanceRequest, FollowUp, Plan, PlanLine, Posting, Visit
from visits.positions import Position


class PlanFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Plan.State)
    person = PersonFilter(label=_("销售人员"))
    department = DepartmentFilter(field_name="person__department", label=_("部门"))
    month = DayRangeFilter(label=_("月份"))
    is_late = filters.BooleanFilter(label=_("逾期提交"))

    class Meta:
        model = Plan
        fields = ("state", "person", "department", "month", "is_late")

    def search(self, queryset: QuerySet[Plan], text: str) -> QuerySet[Plan]:
        return queryset.filter(containing(text))


class PostingFilter(ListFilterSet):
    person = PersonFilter(label=_("人员"))
    position = ChoicesFilter(label=_("岗位"), choices=Position)

    class Meta:
        model = Posting
        fields = ("person", "position")


class VisitFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Visit.State)
    person = PersonFilter(label=_("拜访人"))
    department = DepartmentFilter(field_name="person__department", label=_("部门"))
    ended_on = DayRangeFilter(label=_("结束日期"))
    relation = ChoicesFilter(label=_("客户类型"), choices=PlanLine.Relation)
    purpose = filters.ChoiceFilter(
        label=_("目的"), choices=PlanLine.Purpose, field_name="purposes",
        method="by_purpose",
    )  # fmt: skip
    is_late = filters.BooleanFilter(label=_("逾期报告"))

    class Meta:
        model = Visit
        fields = ("state", "person", "department", "ended_on", "relation", "purpose", "is_late")

    def search(self, queryset: QuerySet[Visit], text: str) -> QuerySet[Visit]:
        return queryset.filter(containing(text))

    def by_purpose(self, queryset: QuerySet[Visit], name: str, value: str) -> QuerySet[Visit]:
        return queryset.filter(purposes__contains=[value])


class FollowUpFilter(ListFilterSet):
    owner = PersonFilter(label=_("负责人"))
    due_on = DayRangeFilter(label=_("期限"))
    is_open = filters.BooleanFilter(label=_("未完成"), field_name="done_at", lookup_expr="isnull")

    class Meta:
        model = FollowUp
        fields = ("owner", "due_on", "is_open")


class RequestFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=AdvanceRequest.State)
    kind = ChoicesFilter(label=_("种类"), choices=AdvanceRequest.Kind)
    person = PersonFilter(label=_("申请人"))
    needed_on = DayRangeFilter(label=_("拜访日期"))
    is_violation = filters.BooleanFilter(label=_("事前未获批准"))

    class Meta:
        model = AdvanceRequest
        fields = ("state", "kind", "person", "needed_on", "is_violation")

    def search(self, queryset: QuerySet[AdvanceRequest], text: str) -> QuerySet[AdvanceRequest]:
        return queryset.filter(containing(text))
