from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
    YesNoFilter,
)
from foundation.process.search import containing
from health_forms import ciphers, rules
from health_forms.models import (
    BlankBatch,
    Checkout,
    CustomerFile,
    FormDesign,
    Meeting,
    Opening,
    Penalty,
    Person,
    PersonRequest,
    Revisit,
    Survey,
    Territory,
)

WHOLE_NUMBER = 7  # digits a telephone number has at least


class SurveyFilterSet(ListFilterSet):
    """Text finds by number, or by a whole telephone number: names are found nowhere."""

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        number = rules.digits(text)
        if len(number) >= WHOLE_NUMBER and text.replace(" ", "").lstrip("+").isdigit():
            return queryset.filter(person__phone_mark__in=ciphers.marks(number))
        return queryset.filter(containing(text))


class SurveyFilter(SurveyFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Survey.State)
    collector = PersonFilter(label=_("收集人"))
    allocated_to = PersonFilter(label=_("跟踪代表"))
    department = DepartmentFilter(label=_("部门"))
    district = filters.CharFilter(label=_("区县"), field_name="person__district")
    filled_at = DayRangeFilter(label=_("填写日期"))
    is_late = YesNoFilter(label=_("逾期上交"))
    ending = ChoicesFilter(
        label=_("停止跟踪的原因"), field_name="person__ending", choices=Person.Ending
    )

    class Meta:
        model = Survey
        fields = (
            "state", "collector", "allocated_to", "department", "district", "filled_at", "is_late",
            "ending",
        )  # fmt: skip


class AllocationFilter(SurveyFilterSet):
    principle = ChoicesFilter(label=_("分配原则"), choices=Survey.Principle)
    proposed_to = PersonFilter(label=_("建议分配给"))
    collector = PersonFilter(label=_("收集人"))
    district = filters.CharFilter(label=_("区县"), field_name="person__district")
    is_open = filters.BooleanFilter(
        label=_("没有建议"), field_name="proposed_to", lookup_expr="isnull"
    )

    class Meta:
        model = Survey
        fields = ("principle", "proposed_to", "collector", "district", "is_open")


class NotebookFilter(SurveyFilterSet):
    district = filters.CharFilter(label=_("区县"), field_name="person__district")
    allocated_at = DayRangeFilter(label=_("分配日期"))

    class Meta:
        model = Survey
        fields = ("district", "allocated_at")


class FileFilter(SurveyFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=CustomerFile.State)
    rep = PersonFilter(label=_("满意代表"))
    doctor = PersonFilter(label=_("顾服主管医生"))
    district = filters.CharFilter(label=_("区县"), field_name="person__district")
    is_buyer = YesNoFilter(label=_("购买顾客"))
    is_late = YesNoFilter(label=_("逾期填写"))
    is_out = filters.BooleanFilter(label=_("已被调用"), method="by_checkout")

    class Meta:
        model = CustomerFile
        fields = ("state", "rep", "doctor", "district", "is_buyer", "is_late", "is_out")

    def by_checkout(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        out = Checkout.objects.filter(given_back_at=None).values("file")
        return queryset.filter(pk__in=out) if value else queryset.exclude(pk__in=out)


class RevisitFilter(ListFilterSet):
    due_on = DayRangeFilter(label=_("期限"))
    purpose = ChoicesFilter(label=_("目的"), choices=Revisit.Purpose)
    of_buyer = YesNoFilter(label=_("购买顾客"))

    class Meta:
        model = Revisit
        fields = ("due_on", "purpose", "of_buyer")


class PenaltyFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Penalty.State)
    kind = ChoicesFilter(label=_("情形"), choices=Penalty.Kind)
    person = PersonFilter(label=_("当事人"))

    class Meta:
        model = Penalty
        fields = ("state", "kind", "person")


class MeetingFilter(ListFilterSet):
    held_on = DayRangeFilter(label=_("会议日期"))

    class Meta:
        model = Meeting
        fields = ("held_on",)


class TerritoryFilter(ListFilterSet):
    person = PersonFilter(label=_("满意代表"))
    district = filters.CharFilter(label=_("负责区县"))

    class Meta:
        model = Territory
        fields = ("person", "district")


class OpeningFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Opening.State)
    purpose = ChoicesFilter(label=_("用途"), choices=Opening.Purpose)
    reader = PersonFilter(label=_("查阅人"))

    class Meta:
        model = Opening
        fields = ("state", "purpose", "reader")

    def search(self, queryset: QuerySet[Opening], text: str) -> QuerySet[Opening]:
        return queryset.filter(containing(text))


class RequestFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=PersonRequest.State)
    kind = ChoicesFilter(label=_("请求"), choices=PersonRequest.Kind)
    received_on = DayRangeFilter(label=_("收到日期"))

    class Meta:
        model = PersonRequest
        fields = ("state", "kind", "received_on")


class BlankFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=BlankBatch.State)
    given_to = PersonFilter(label=_("领用人"))

    class Meta:
        model = BlankBatch
        fields = ("state", "given_to")


class DesignFilter(ListFilterSet):
    published_at = DayRangeFilter(label=_("发布日期"))

    class Meta:
        model = FormDesign
        fields = ("published_at",)
