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
from key_accounts.models import (
    Account,
    Authorisation,
    Exchange,
    Inspection,
    Programme,
    Proposal,
    Revisit,
    Training,
)


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


class ProgrammeFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Programme.State)
    kind = ChoicesFilter(label=_("类别"), choices=Programme.Kind)
    owner = PersonFilter(field_name="owner_person", label=_("负责人"))

    class Meta:
        model = Programme
        fields = (
            "state",
            "kind",
            "owner",
        )

    def search(self, queryset: QuerySet[Programme], text: str) -> QuerySet[Programme]:
        return queryset.filter(containing(text))


class ProposalFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Proposal.State)
    proposed_by = PersonFilter(label=_("建议人"))
    follower = PersonFilter(label=_("落实人"))

    class Meta:
        model = Proposal
        fields = (
            "state",
            "proposed_by",
            "follower",
        )

    def search(self, queryset: QuerySet[Proposal], text: str) -> QuerySet[Proposal]:
        return queryset.filter(containing(text))


class ExchangeFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Exchange.State)
    kind = ChoicesFilter(label=_("种类"), choices=Exchange.Kind)
    unit = DepartmentFilter(field_name="unit", label=_("发起单位"))

    class Meta:
        model = Exchange
        fields = (
            "state",
            "kind",
            "unit",
        )

    def search(self, queryset: QuerySet[Exchange], text: str) -> QuerySet[Exchange]:
        return queryset.filter(containing(text))


class TrainingFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Training.State)
    planned_on = DayRangeFilter(label=_("培训日期"))

    class Meta:
        model = Training
        fields = (
            "state",
            "planned_on",
        )

    def search(self, queryset: QuerySet[Training], text: str) -> QuerySet[Training]:
        return queryset.filter(containing(text))
