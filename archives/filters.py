from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archives.kinds import Category, Retention, Secrecy, Use
from archives.models import (
    LOAN_OUT,
    Appraisal,
    AppraisalState,
    Clearance,
    ClearanceState,
    Document,
    DocumentState,
    FilingScheme,
    Incident,
    IncidentState,
    Loan,
    LoanState,
    Place,
    SchemeState,
    StockTake,
    StockTakeState,
    Transfer,
    TransferState,
    Volume,
    VolumeState,
)
from archives.originals import SAYING
from foundation import clock
from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.process.search import containing


class ArchiveFilter(ListFilterSet):
    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(containing(text))


class DocumentFilter(ArchiveFilter):
    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """What the register says of it, or what its electronic original says."""
        return queryset.filter(containing(text, beside=SAYING))

    state = ChoicesFilter(label=_("状态"), choices=DocumentState)
    filing_year = filters.NumberFilter(label=_("归档年度"))
    department = DepartmentFilter(label=_("主办部门"))
    category = ChoicesFilter(label=_("归档范围"), choices=Category)
    retention = ChoicesFilter(label=_("保管期限"), choices=Retention)
    secrecy = ChoicesFilter(label=_("密级"), choices=Secrecy)
    dated_on = DayRangeFilter(label=_("文件日期"))

    class Meta:
        model = Document
        fields = (
            "state", "filing_year", "department", "category", "retention", "secrecy", "dated_on",
        )  # fmt: skip


class VolumeFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=VolumeState)
    year = filters.NumberFilter(label=_("年度"))
    department = DepartmentFilter(label=_("部门"))
    retention = ChoicesFilter(label=_("保管期限"), choices=Retention)
    secrecy = ChoicesFilter(label=_("密级"), choices=Secrecy)
    place = filters.CharFilter(label=_("库位"), max_length=60, method="within")

    class Meta:
        model = Volume
        fields = ("state", "year", "department", "retention", "secrecy", "place")

    def within(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """一号库-A: all that stands in the cabinet."""
        return queryset.filter(place__in=Place.objects.within(value))


class SchemeFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=SchemeState)
    year = filters.NumberFilter(label=_("年度"))
    department = DepartmentFilter(label=_("部门"))

    class Meta:
        model = FilingScheme
        fields = ("state", "year", "department")


class TransferFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=TransferState)
    department = DepartmentFilter(label=_("移交部门"))
    offered_at = DayRangeFilter(label=_("移交日期"))

    class Meta:
        model = Transfer
        fields = ("state", "department", "offered_at")


class ClearanceFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=ClearanceState)
    department = DepartmentFilter(label=_("部门"))
    traveller = PersonFilter(label=_("出差人"))
    returned_on = DayRangeFilter(label=_("返回日期"))

    class Meta:
        model = Clearance
        fields = ("state", "department", "traveller", "returned_on")


class LoanFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=LoanState)
    use = ChoicesFilter(label=_("借阅方式"), choices=Use)
    department = DepartmentFilter(label=_("借阅部门"))
    borrower = PersonFilter(label=_("借阅人"))
    due_on = DayRangeFilter(label=_("归还日期"))
    late = filters.ChoiceFilter(label=_("期限"), choices=[("1", _("逾期未还"))], method="only_late")

    class Meta:
        model = Loan
        fields = ("state", "use", "department", "borrower", "due_on", "late")

    def only_late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        late = {"state__in": LOAN_OUT, "due_on__lt": clock.today()}
        return queryset.filter(**late) if value else queryset


class LinkFilter(ArchiveFilter):
    department = DepartmentFilter(label=_("借阅部门"))
    borrower = PersonFilter(label=_("借阅人"))
    due_on = DayRangeFilter(label=_("截止日期"))

    class Meta:
        model = Loan
        fields = ("department", "borrower", "due_on")


class IncidentFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=IncidentState)
    kind = ChoicesFilter(label=_("情况"), choices=Incident.Kind)

    class Meta:
        model = Incident
        fields = ("state", "kind")


class AppraisalFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=AppraisalState)

    class Meta:
        model = Appraisal
        fields = ("state",)


class PlaceFilter(ListFilterSet):
    class Meta:
        model = Place
        fields: tuple[str, ...] = ()

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=Place.objects.within(text))


class StockTakeFilter(ArchiveFilter):
    state = ChoicesFilter(label=_("状态"), choices=StockTakeState)

    class Meta:
        model = StockTake
        fields = ("state",)
