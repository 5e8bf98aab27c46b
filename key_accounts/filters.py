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
from key_accounts.models import Account, Authorisation, Inspection, Revisit


class AccountFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Account.State)
    level = ChoicesFilter(label=_("级别"), choices=Account.Level)
    branch = DepartmentFilter(field_name="branch", label=_("所属分公司"))
    lead = PersonFilter(label=_("负责人"))
    review_due_on = DayRangeFilter(label=_("下次复核"))
    contract_until = DayRangeFilter(label=_("合同到期日"))

    class Meta:
        model = Account
        fields = ("state", "level", "branch", "lead", "review_due_on", "contract_until")

    def search(self, queryset: QuerySet[Account], text: str) -> QuerySet[Account]:
        return queryset.filter(containing(text))


class RevisitFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Revisit.State)
    branch = DepartmentFilter(field_name="branch", label=_("分公司"))
    person = PersonFilter(label=_("回访人"))
    visited_on = DayRangeFilter(label=_("回访日期"))
    first_verdict = ChoicesFilter(label=_("首次检查结论"), choices=Revisit.Verdict)

    class Meta:
        model = Revisit
        fields = ("state", "branch", "person", "visited_on", "first_verdict")

    def search(self, queryset: QuerySet[Revisit], text: str) -> QuerySet[Revisit]:
        return queryset.filter(containing(text))


class InspectionFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Inspection.State)
    branch = DepartmentFilter(field_name="branch", label=_("分公司"))
    month = DayRangeFilter(label=_("月份"))

    class Meta:
        model = Inspection
        fields = ("state", "branch", "month")


class AuthorisationFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Authorisation.State)
    person = PersonFilter(label=_("回访人"))
    valid_until = DayRangeFilter(label=_("授权截止日"))

    class Meta:
        model = Authorisation
        fields = ("state", "person", "valid_until")

    def search(self, queryset: QuerySet[Authorisation], text: str) -> QuerySet[Authorisation]:
        return queryset.filter(containing(text))
