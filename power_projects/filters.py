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
from power_projects.models import Firm, Project, Stage, SupplyArea
from power_projects.supply import Load, Office, Voltage


class ProjectFilter(ListFilterSet):
    state = ChoicesFilter(label=_("阶段"), choices=Stage)
    load = ChoicesFilter(label=_("用电类别"), choices=Load)
    reviews = ChoicesFilter(label=_("设计审查部门"), choices=Office)
    station = DepartmentFilter(label=_("供电所"))
    branch = DepartmentFilter(label=_("分公司营销部"))
    manager = PersonFilter(label=_("项目经理"))
    applied_on = DayRangeFilter(label=_("申请日期"))

    class Meta:
        model = Project
        fields = ("state", "load", "reviews", "station", "branch", "manager", "applied_on")

    def search(self, queryset: QuerySet[Project], text: str) -> QuerySet[Project]:
        return queryset.filter(containing(text))


class FirmFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Firm.State)
    voltage = ChoicesFilter(label=_("资质等级（最高电压）"), choices=Voltage)
    does_design = YesNoFilter(label=_("设计"))
    does_construction = YesNoFilter(label=_("施工"))

    class Meta:
        model = Firm
        fields = ("state", "voltage", "does_design", "does_construction")

    def search(self, queryset: QuerySet[Firm], text: str) -> QuerySet[Firm]:
        return queryset.filter(containing(text))


class AreaFilter(ListFilterSet):
    station = DepartmentFilter(label=_("供电所"))
    branch = DepartmentFilter(label=_("分公司营销部"))

    class Meta:
        model = SupplyArea
        fields = ("station", "branch")

    def search(self, queryset: QuerySet[SupplyArea], text: str) -> QuerySet[SupplyArea]:
        return queryset.filter(name__contains=text)
