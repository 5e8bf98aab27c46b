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
from key_accounts.models import Account


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
