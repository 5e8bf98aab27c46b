from datetime import date

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import ONE_LINE, AmountColumn, DayColumn, ListTable, MomentColumn
from key_accounts.models import (
    Account,
    Authorisation,
    Exchange,
    Inspection,
    ProductUse,
    Programme,
    Proposal,
    Revisit,
    Training,
)


class AccountTable(ListTable):
    number = NumberColumn()
    customer = tables.Column(accessor="customer__name", verbose_name=_("客户"), orderable=False)
    branch = tables.Column(accessor="branch__name", verbose_name=_("所属分公司"))
    lead = tables.Column(accessor="lead__name", verbose_name=_("负责人"))
    state = StateColumn()
    contract_until = DayColumn()
    review_due_on = DayColumn()
    last_contact = DayColumn(verbose_name=_("最近接触"))

    class Meta(ListTable.Meta):
        model = Account
        fields = (
            "number", "customer", "branch", "lead", "level", "state", "contract_until",
            "review_due_on", "last_contact",
        )  # fmt: skip


class RevisitTable(ListTable):
    number = NumberColumn()
    visited_on = DayColumn()
    customer = tables.Column(accessor="account__customer__name", verbose_name=_("大客户"))
    branch = tables.Column(accessor="branch__name", verbose_name=_("分公司"))
    person = tables.Column(accessor="person__name", verbose_name=_("回访人"))
    state = StateColumn()
    first_verdict = tables.Column()
    mend_by = DayColumn()

    class Meta(ListTable.Meta):
        model = Revisit
        fields = (
            "number", "visited_on", "customer", "branch", "person", "state", "first_verdict",
            "mend_by",
        )  # fmt: skip


class InspectionTable(ListTable):
    number = NumberColumn()
    month = tables.Column()
    branch = tables.Column(accessor="branch__name", verbose_name=_("分公司"))
    state = StateColumn()
    logged = tables.Column(verbose_name=_("登记数"))
    inspected = tables.Column(verbose_name=_("检查数"))
    coverage = tables.Column(verbose_name=_("覆盖率（%）"))
    pass_rate = tables.Column(verbose_name=_("首次合格率（%）"))
    found_false = tables.Column(verbose_name=_("虚假"))

    class Meta(ListTable.Meta):
        model = Inspection
        fields = (
            "number", "month", "branch", "state", "logged", "inspected", "coverage", "pass_rate",
            "found_false",
        )  # fmt: skip

    def render_month(self, value: date) -> str:
        return f"{value:%Y-%m}"

    value_month = render_month


class AuthorisationTable(ListTable):
    number = NumberColumn()
    customer = tables.Column(accessor="account__customer__name", verbose_name=_("大客户"))
    person = tables.Column(accessor="person__name", verbose_name=_("回访人"))
    valid_from = DayColumn()
    valid_until = DayColumn()
    state = StateColumn()
    decided_by = tables.Column(accessor="decided_by__name", verbose_name=_("审批人"))

    class Meta(ListTable.Meta):
        model = Authorisation
        fields = (
            "number", "customer", "person", "valid_from", "valid_until", "state", "decided_by",
        )  # fmt: skip


class ProgrammeTable(ListTable):
    number = NumberColumn()
    owner = tables.Column(accessor="owner_person__name", verbose_name=_("负责人"))
    starts_on = DayColumn()
    ends_on = DayColumn()
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Programme
        fields = ("number", "name", "kind", "owner", "starts_on", "ends_on", "state")


class ProposalTable(ListTable):
    number = NumberColumn()
    proposed_by = tables.Column(accessor="proposed_by__name", verbose_name=_("建议人"))
    customer = tables.Column(accessor="account__customer__name", verbose_name=_("大客户"))
    state = StateColumn()
    follower = tables.Column(accessor="follower__name", verbose_name=_("落实人"))
    due_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Proposal
        fields = ("number", "subject", "proposed_by", "customer", "state", "follower", "due_on")


class ExchangeTable(ListTable):
    number = NumberColumn()
    unit = tables.Column(accessor="unit__name", verbose_name=_("发起单位"))
    state = StateColumn()
    due_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Exchange
        fields = ("number", "subject", "kind", "unit", "state", "due_on")


class TrainingTable(ListTable):
    number = NumberColumn()
    planned_on = DayColumn()
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Training
        fields = ("number", "topic", "planned_on", "place", "trainer", "state")


class UsageTable(ListTable):
    """Under the heads of the import: what was exported, filled in, is imported again."""

    month = tables.Column(verbose_name=_("收寄月份"))
    branch_code = tables.Column(accessor="branch__code", verbose_name=_("收寄单位代码"))
    branch = tables.Column(accessor="branch__name", verbose_name=_("收寄单位"))
    number = tables.Column(
        accessor="account__matter__number", verbose_name=_("档案编号"), attrs=ONE_LINE
    )
    customer = tables.Column(accessor="account__customer__name", verbose_name=_("大客户"))
    line_code = tables.Column(accessor="line__code", verbose_name=_("产品代码"))
    line = tables.Column(accessor="line__name", verbose_name=_("产品"))
    items = tables.Column(verbose_name=_("邮件数"))
    weight = tables.Column(verbose_name=_("重量（千克）"))
    revenue = AmountColumn(verbose_name=_("收入（元）"))
    difference = AmountColumn(verbose_name=_("其中更正（元）"))
    corrected_at = MomentColumn(verbose_name=_("关闭后更正于"))

    class Meta(ListTable.Meta):
        model = ProductUse
        fields = ()

    def render_month(self, value: date) -> str:
        return f"{value:%Y-%m}"

    value_month = render_month

    def render_branch_code(self, record: ProductUse) -> str:
        """On the screen with its name, in the workbook as the import reads it."""
        return f"{record.branch.code} {record.branch.name}"

    def value_branch_code(self, value: str) -> str:
        return value

    def render_line_code(self, record: ProductUse) -> str:
        return f"{record.line.code} {record.line.name}"

    def value_line_code(self, value: str) -> str:
        return value

    def render_number(self, record: ProductUse, value: str) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.account.get_absolute_url(), value)

    def value_number(self, value: str) -> str:
        return value
