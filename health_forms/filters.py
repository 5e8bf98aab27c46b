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
from health_forms.models import FormDesign, Survey

WHOLE_NUMBER = 7  # digits a telephone number has at least


class SurveyFilter(ListFilterSet):
    """Text finds by number, or by a whole telephone number: names are found nowhere."""

    state = ChoicesFilter(label=_("状态"), choices=Survey.State)
    collector = PersonFilter(label=_("收集人"))
    department = DepartmentFilter(label=_("部门"))
    district = filters.CharFilter(label=_("区县"), field_name="person__district")
    filled_at = DayRangeFilter(label=_("填写日期"))
    is_late = YesNoFilter(label=_("逾期上交"))

    class Meta:
        model = Survey
        fields = ("state", "collector", "department", "district", "filled_at", "is_late")

    def search(self, queryset: QuerySet[Survey], text: str) -> QuerySet[Survey]:
        number = rules.digits(text)
        if len(number) >= WHOLE_NUMBER and text.replace(" ", "").lstrip("+").isdigit():
            return queryset.filter(person__phone_mark__in=ciphers.marks(number))
        return queryset.filter(containing(text))


class DesignFilter(ListFilterSet):
    published_at = DayRangeFilter(label=_("发布日期"))

    class Meta:
        model = FormDesign
        fields = ("published_at",)
