import django_tables2 as tables
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import AmountColumn, DayColumn, ListTable, MomentColumn
from service_incentives import periods
from service_incentives.models import (
    AssessmentRound,
    Finding,
    PayLine,
    PayrollMonth,
    PayRun,
    Project,
    SparePartSale,
    StaffPosition,
    Trip,
)

_ARTICLE = Template("{% load ui %}{% article article %}")


class RecordTable(ListTable):
    number = NumberColumn()
    state = StateColumn()


class RunTable(RecordTable):
    computed_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = PayRun
        fields = ("number", "kind", "period", "state", "computed_at", "paid_on")

    def render_period(self, record: PayRun) -> str:
        return record.period_label

    value_period = render_period


class FindingTable(RecordTable):
    person = tables.Column(accessor="person__name", verbose_name=_("人员"))
    happened_on = DayColumn()
    decided_on = DayColumn()
    amount = AmountColumn()

    class Meta(ListTable.Meta):
        model = Finding
        fields = ("number", "kind", "person", "happened_on", "amount", "state", "decided_on")


class LineTable(ListTable):
    """Pay lines as the workbook has them too: amounts are numbers."""

    person = tables.Column(
        accessor="person__name", verbose_name=_("人员"),
        linkify=lambda record: record.get_absolute_url(),
    )  # fmt: skip
    employee_number = tables.Column(_("工号"), accessor="person__employee_number")
    run = tables.Column(accessor="run__matter__number", verbose_name=_("发放单"))
    period = tables.Column()
    article = tables.Column()
    amount = AmountColumn()

    class Meta(ListTable.Meta):
        model = PayLine
        fields = (
            "person", "employee_number", "run", "kind", "article", "period", "formula", "amount",
            "zero_reason",
        )  # fmt: skip

    def render_period(self, record: PayLine) -> str:
        return f"{record.period:%Y-%m}"

    value_period = render_period

    def render_article(self, value: str) -> SafeString:
        return _ARTICLE.render(Context({"article": value}))

    def value_article(self, value: str) -> str:
        return value


class TripTable(ListTable):
    number = tables.Column(
        _("行程号"), accessor="pk", linkify=lambda record: record.get_absolute_url()
    )
    person = tables.Column(accessor="person__name", verbose_name=_("工程师"))
    project = tables.Column(accessor="project__code", verbose_name=_("项目"))
    kind = tables.Column(accessor="kind__name", verbose_name=_("项目类型"))
    started_on = DayColumn()
    ended_on = DayColumn()
    voided_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = Trip
        fields = (
            "number", "person", "project", "kind", "started_on", "ended_on", "visit", "paper",
            "voided_at",
        )  # fmt: skip


class RoundTable(RecordTable):
    approved_at = MomentColumn(_("批准时间"))

    class Meta(ListTable.Meta):
        model = AssessmentRound
        fields = ("number", "quarter", "state", "approved_at")

    def render_quarter(self, record: AssessmentRound) -> str:
        return periods.label("quarterly", record.quarter)

    value_quarter = render_quarter


class RankingTable(ListTable):
    place = tables.Column(_("名次"), accessor="inputs")
    person = tables.Column(
        accessor="person__name", verbose_name=_("人员"),
        linkify=lambda record: record.get_absolute_url(),
    )  # fmt: skip
    employee_number = tables.Column(_("工号"), accessor="person__employee_number")
    department = tables.Column(_("部门"), accessor="person__department__name")
    run = tables.Column(accessor="run__matter__number", verbose_name=_("发放单"))
    period = tables.Column(_("季度"))
    total = tables.Column(_("总分"), accessor="inputs")
    quality = tables.Column(_("服务质量"), accessor="inputs")
    workload = tables.Column(_("服务工作量"), accessor="inputs")
    cost = tables.Column(_("服务成本"), accessor="inputs")
    points = tables.Column(_("季度点数"), accessor="inputs")
    amount = AmountColumn()

    class Meta(ListTable.Meta):
        model = PayLine
        fields = (
            "place", "person", "employee_number", "department", "run", "period", "total", "quality",
            "workload", "cost", "points", "amount", "zero_reason",
        )  # fmt: skip

    def render_period(self, record: PayLine) -> str:
        return periods.label("quarterly", record.period)

    value_period = render_period

    def render_place(self, record: PayLine) -> str:
        first, last = record.inputs["place"], record.inputs["last"]
        if not first:
            return "—"
        return str(first) if first == last else f"{first}–{last}"

    value_place = render_place

    def render_total(self, record: PayLine) -> str:
        return str(record.inputs.get("total", "—"))

    def render_quality(self, record: PayLine) -> str:
        return str(record.inputs.get("quality", "—"))

    def render_workload(self, record: PayLine) -> str:
        return str(record.inputs.get("workload", "—"))

    def render_cost(self, record: PayLine) -> str:
        return str(record.inputs.get("cost", "—"))

    def render_points(self, record: PayLine) -> str:
        return str(record.inputs.get("points", "—"))

    value_total, value_quality, value_workload = render_total, render_quality, render_workload
    value_cost, value_points = render_cost, render_points


class SaleTable(RecordTable):
    signed_on = DayColumn()
    completed_on = DayColumn()
    contract_amount = AmountColumn()
    received = AmountColumn(_("已收（元）"), orderable=False)

    class Meta(ListTable.Meta):
        model = SparePartSale
        fields = (
            "number", "contract_no", "customer", "signed_on", "contract_amount", "received",
            "completed_on", "state",
        )  # fmt: skip


class PayrollTable(ListTable):
    """Accounts are masked: the bank file alone has them whole."""

    person = tables.Column(accessor="person__name", verbose_name=_("人员"))
    employee_number = tables.Column(_("工号"), accessor="person__employee_number")
    income = AmountColumn()
    deductions = AmountColumn()
    withheld = AmountColumn()
    account = tables.Column()

    class Meta(ListTable.Meta):
        model = PayrollMonth
        fields = (
            "person", "employee_number", "payer", "month", "months", "income", "deductions",
            "withheld", "account",
        )  # fmt: skip

    def render_month(self, record: PayrollMonth) -> str:
        return f"{record.month:%Y-%m}"

    value_month = render_month

    def render_account(self, value: str) -> str:
        return f"•••• {value[-4:]}"

    value_account = render_account


class PositionTable(ListTable):
    person = tables.Column(accessor="person__name", verbose_name=_("人员"))
    employee_number = tables.Column(_("工号"), accessor="person__employee_number")
    since = DayColumn()

    class Meta(ListTable.Meta):
        model = StaffPosition
        fields = ("person", "employee_number", "position", "since")


class ProjectTable(ListTable):
    code = tables.Column(linkify=lambda record: record.get_absolute_url())
    engineer = tables.Column(accessor="engineer__name", verbose_name=_("调试负责人"))
    energised_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Project
        fields = ("code", "name", "engineer", "energised_on")
