from typing import Any

import django_filters as filters
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, PreventionAction, State
from foundation import clock
from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.process.search import containing


class ComplaintFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=State)
    store = DepartmentFilter(label=_("门店"))
    handling_department = DepartmentFilter(label=_("受理部门"))
    received_at = DayRangeFilter(label=_("收到日期"))
    lateness = filters.ChoiceFilter(
        label=_("期限"),
        choices=[
            ("open", _("未结束")),
            ("late", _("已逾期未结案")),
            ("closed_late", _("逾期结案")),
        ],
        method="by_lateness",
    )

    class Meta:
        model = Complaint
        fields = ("state", "store", "handling_department", "received_at", "lateness")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(containing(text))

    def by_lateness(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "closed_late":
            return queryset.filter(ended_at__date__gt=F("due_on"))
        queryset = queryset.filter(ended_at=None)
        return queryset.filter(due_on__lt=clock.today()) if value == "late" else queryset


class PreventionFilter(ListFilterSet):
    progress = filters.ChoiceFilter(
        label=_("状态"),
        choices=[
            ("doing", _("落实中")),
            ("done", _("待检查效果")),
            ("effective", _("有效，已完成")),
        ],
        method="by_progress",
    )
    owner = PersonFilter(label=_("负责人"))
    due_on = DayRangeFilter(label=_("期限"))

    class Meta:
        model = PreventionAction
        fields = ("progress", "owner", "due_on")

    def by_progress(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "effective":
            return queryset.filter(checked_at__isnull=False)
        return queryset.filter(checked_at=None, done_at__isnull=value == "doing")
