from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import AmountColumn, DayColumn, ListTable, MomentColumn
from grading import policies
from grading.explanation import two_places
from grading.models import (
    Assessment,
    Campaign,
    CustomerGrade,
    Excuse,
    GradingRun,
    OrderLine,
    Override,
    Product,
    Receivable,
    Touchpoint,
)
from grading.rules import INDICATORS, is_lower


def customer_column(accessor: str = "customer__name") -> tables.Column:
    return tables.Column(_("客户"), accessor=accessor, orderable=False)


class QuantityColumn(AmountColumn):
    """Without the zeros behind."""

    def render(self, value: Decimal) -> str:
        return number_format(value.normalize(), force_grouping=True)


class OrderTable(ListTable):
    order_no = tables.Column(linkify=lambda record: record.get_absolute_url())
    customer = customer_column()
    dated_on = DayColumn()
    product = tables.Column(accessor="product__name", verbose_name=_("产品"))
    department = tables.Column(accessor="department__name", verbose_name=_("来源部门"))
    quantity = QuantityColumn()
    amount = AmountColumn()
    cost = AmountColumn()
    cancelled_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = OrderLine
        fields = (
            "order_no", "line_no", "customer", "dated_on", "product", "quantity", "amount", "cost",
            "department", "cancelled_at",
        )  # fmt: skip


class ProductTable(ListTable):
    code = tables.Column(linkify=lambda record: record.get_absolute_url())
    unit_factor = QuantityColumn()

    class Meta(ListTable.Meta):
        model = Product
        fields = ("code", "name", "unit", "unit_factor")


class ReceivableTable(ListTable):
    number = tables.Column(linkify=lambda record: record.get_absolute_url())
    customer = customer_column()
    due_on = DayColumn()
    amount = AmountColumn()
    paid = AmountColumn(_("已付（元）"), empty_values=())
    department = tables.Column(accessor="department__name", verbose_name=_("来源部门"))

    class Meta(ListTable.Meta):
        model = Receivable
        fields = ("number", "customer", "due_on", "amount", "paid", "department")


class ExcuseTable(ListTable):
    number = NumberColumn()
    customer = customer_column("receivable__customer__name")
    receivable = tables.Column(_("应收编号"), accessor="receivable__number")
    state = StateColumn()
    proposed_by = tables.Column(_("提出人"), accessor="proposed_by__name")
    decided_by = tables.Column(_("审批人"), accessor="decided_by__name")
    decided_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = Excuse
        fields = (
            "number", "customer", "receivable", "reason", "state", "proposed_by", "decided_by",
            "decided_at",
        )  # fmt: skip


class OverrideTable(ListTable):
    number = NumberColumn()
    customer = customer_column()
    state = StateColumn()
    ends_on = DayColumn()
    proposed_by = tables.Column(_("提出人"), accessor="proposed_by__name")
    decided_by = tables.Column(_("审批人"), accessor="decided_by__name")

    class Meta(ListTable.Meta):
        model = Override
        fields = (
            "number", "customer", "was", "grade", "ends_on", "state", "proposed_by", "decided_by",
            "reason",
        )  # fmt: skip


class AssessmentTable(ListTable):
    customer = customer_column()
    assessed_on = DayColumn()
    score = tables.Column(_("得分"), empty_values=(), orderable=False)
    assessor = tables.Column(_("评估人"), accessor="assessor__name")

    class Meta(ListTable.Meta):
        model = Assessment
        fields = ("customer", "assessed_on", "score", "assessor", "reason")

    def render_score(self, record: Assessment) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', record.get_absolute_url(), self.value_score(record)
        )

    def value_score(self, record: Assessment) -> str:
        return f"{record.score():.2f}"


class RunTable(ListTable):
    number = NumberColumn()
    as_of = DayColumn()
    computed_at = MomentColumn()
    customers = tables.Column(_("客户数"), accessor="counts__customers", orderable=False)
    a = tables.Column("A", accessor="counts__a", orderable=False)
    b = tables.Column("B", accessor="counts__b", orderable=False)
    c = tables.Column("C", accessor="counts__c", orderable=False)
    d = tables.Column("D", accessor="counts__d", orderable=False)
    ungraded = tables.Column(_("未评级"), accessor="counts__ungraded", orderable=False)

    class Meta(ListTable.Meta):
        model = GradingRun
        fields = (
            "number", "kind", "as_of", "customers", "a", "b", "c", "d", "ungraded", "computed_at",
        )  # fmt: skip


class ScoreColumn(tables.Column):  # type: ignore[misc]  # django-tables2 has no types
    """Two places on the screen and in the workbook; the composite was made of ten."""

    def render(self, value: Decimal) -> Decimal:
        return two_places(value)

    value = render


class OfRunTable(ListTable):
    customer = tables.Column(
        _("客户"), accessor="customer__name", orderable=False,
        linkify=lambda record: record.get_absolute_url(),
    )  # fmt: skip
    owner = tables.Column(_("归属人"), accessor="customer__owner__name", orderable=False)


class GradeTable(OfRunTable):
    kind = tables.Column(_("客户类别"), accessor="customer__kind", orderable=False)
    credit_score = ScoreColumn()
    orders_score = ScoreColumn()
    prospects_score = ScoreColumn()
    profit_score = ScoreColumn()
    order_total = AmountColumn()
    profit = AmountColumn()

    class Meta(ListTable.Meta):
        model = CustomerGrade
        fields = (
            "place", "customer", "kind", "owner", "grade", "effective", "composite", "credit_score",
            "orders_score", "prospects_score", "profit_score", "order_total", "profit", "is_new",
            "is_lapsed",
        )  # fmt: skip


class MovementTable(OfRunTable):
    was = tables.Column(_("原等级"), orderable=False)
    was_composite = tables.Column(_("原综合得分"), orderable=False)
    why = tables.Column(_("原因"), empty_values=(), orderable=False)

    class Meta(ListTable.Meta):
        model = CustomerGrade
        fields = (
            "place", "customer", "owner", "was", "grade", "was_composite", "composite", "why",
        )  # fmt: skip

    def render_why(self, record: CustomerGrade) -> str:
        """Which indicators rose or fell by how much, the largest first."""
        changes = []
        for one, (label, __) in INDICATORS.items():
            now, was = getattr(record, f"{one}_score"), getattr(record, f"was_{one}")
            if now is None and was is not None:
                changes.append((two_places(was), _("%s 不再有数据") % label))
            elif was is None and now is not None:
                changes.append((two_places(now), _("%s 新有数据") % label))
            elif now != was:
                change = two_places(now - was)
                changes.append((abs(change), f"{label} {change:+}"))
        told = [text for __, text in sorted(changes, key=lambda one: -one[0])]
        return "；".join(told) or str(_("规则变更"))


class RiskTable(GradeTable):
    risks = tables.Column(_("风险"), empty_values=(), orderable=False)

    class Meta(ListTable.Meta):
        model = CustomerGrade
        fields = (*GradeTable.Meta.fields, "risks")

    def render_risks(self, record: CustomerGrade) -> str:
        found: list[Any] = []
        if record.is_lapsed:
            found.append(_("已停止下单"))
        if record.credit_score is not None and record.credit_score < policies.AT_RISK.value():
            found.append(_("信用得分低"))
        was = getattr(record, "was_effective", None) or ""
        if is_lower(record.effective, was):
            found.append(f"{was} → {record.effective}")
        return "；".join(str(one) for one in found)


class CampaignTable(ListTable):
    name = tables.Column(linkify=lambda record: record.get_absolute_url())
    starts_on = DayColumn()
    ends_on = DayColumn()
    budget = AmountColumn()
    contacts = tables.Column(_("接触次数"), orderable=False)

    class Meta(ListTable.Meta):
        model = Campaign
        fields = ("name", "channel", "starts_on", "ends_on", "budget", "contacts")


class TouchpointTable(ListTable):
    customer = tables.Column(
        _("客户"), accessor="customer__name", orderable=False,
        linkify=lambda record: reverse("grading:customer", args=[record.customer_id]),
    )  # fmt: skip
    campaign = tables.Column(accessor="campaign__name", verbose_name=_("营销活动"))
    touched_on = DayColumn(linkify=lambda record: record.get_absolute_url())
    department = tables.Column(accessor="department__name", verbose_name=_("来源部门"))
    entered_by = tables.Column(_("登记人"), accessor="entered_by__name")

    class Meta(ListTable.Meta):
        model = Touchpoint
        fields = (
            "customer", "campaign", "channel", "touched_on", "note", "department", "entered_by",
        )  # fmt: skip
