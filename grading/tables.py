import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import DayColumn, ListTable, MomentColumn
from grading.models import Assessment, Excuse, OrderLine, Product, Receivable


def customer_column(accessor: str = "customer__name") -> tables.Column:
    return tables.Column(_("客户"), accessor=accessor, orderable=False)


class OrderTable(ListTable):
    order_no = tables.Column(linkify=lambda record: record.get_absolute_url())
    customer = customer_column()
    dated_on = DayColumn()
    product = tables.Column(accessor="product__name", verbose_name=_("产品"))
    department = tables.Column(accessor="department__name", verbose_name=_("来源部门"))
    cancelled_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = OrderLine
        fields = (
            "order_no", "line_no", "customer", "dated_on", "product", "quantity", "amount", "cost",
            "department", "cancelled_at",
        )  # fmt: skip


class ProductTable(ListTable):
    code = tables.Column(linkify=lambda record: record.get_absolute_url())

    class Meta(ListTable.Meta):
        model = Product
        fields = ("code", "name", "unit", "unit_factor")


class ReceivableTable(ListTable):
    number = tables.Column(linkify=lambda record: record.get_absolute_url())
    customer = customer_column()
    due_on = DayColumn()
    paid = tables.Column(_("已付（元）"), empty_values=())
    department = tables.Column(accessor="department__name", verbose_name=_("来源部门"))

    class Meta(ListTable.Meta):
        model = Receivable
        fields = ("number", "customer", "due_on", "amount", "paid", "department")


class ExcuseTable(ListTable):
    number = NumberColumn()
    customer = customer_column("receivable__customer__name")
    receivable = tables.Column(accessor="receivable__number")
    state = StateColumn()
    proposed_by = tables.Column(accessor="proposed_by__name")
    decided_by = tables.Column(accessor="decided_by__name")
    decided_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = Excuse
        fields = (
            "number", "customer", "receivable", "reason", "state", "proposed_by", "decided_by",
            "decided_at",
        )  # fmt: skip


class AssessmentTable(ListTable):
    customer = customer_column()
    assessed_on = DayColumn()
    score = tables.Column(_("得分"), empty_values=(), orderable=False)
    assessor = tables.Column(accessor="assessor__name")

    class Meta(ListTable.Meta):
        model = Assessment
        fields = ("customer", "assessed_on", "score", "assessor", "reason")

    def render_score(self, record: Assessment) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', record.get_absolute_url(), self.value_score(record)
        )

    def value_score(self, record: Assessment) -> str:
        return f"{record.score():.2f}"
