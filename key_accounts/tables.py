import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import DayColumn, ListTable
from key_accounts.models import Account


class AccountTable(ListTable):
    number = NumberColumn()
    customer = tables.Column(accessor="customer__name", verbose_name=_("客户"), orderable=False)
    branch = tables.Column(accessor="branch__name", verbose_name=_("所属分公司"))
    lead = tables.Column(accessor="lead__name", verbose_name=_("负责人"))
    state = StateColumn()
    contract_until = DayColumn()
    review_due_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Account
        fields = (
            "number", "customer", "branch", "lead", "level", "state", "contract_until",
            "review_due_on",
        )  # fmt: skip
