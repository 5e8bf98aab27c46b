import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import AmountColumn, DayColumn, ListTable, MomentColumn
from visits.models import AdvanceRequest, FollowUp, Plan, Posting, Visit


class PlanTable(ListTable):
    number = NumberColumn()
    person = tables.Column(accessor="person__name", verbose_name=_("销售人员"))
    department = tables.Column(accessor="person__department__name", verbose_name=_("部门"))
    month = tables.Column()
    state = StateColumn()
    submitted_at = MomentColumn()
    is_late = tables.Column()

    class Meta(ListTable.Meta):
        model = Plan
        fields = ("number", "person", "department", "month", "state", "submitted_at", "is_late")

    def render_month(self, record: Plan) -> str:
        return f"{record.month:%Y-%m}"

    value_month = render_month

    def render_is_late(self, value: bool) -> str:
        return str(_("逾期")) if value else "—"


class PostingTable(ListTable):
    person = tables.Column(accessor="person__name", verbose_name=_("人员"))
    employee_number = tables.Column(_("工号"), accessor="person__employee_number")
    department = tables.Column(accessor="person__department__name", verbose_name=_("部门"))
    position = tables.Column()
    since = DayColumn()
    set_by = tables.Column(accessor="set_by__name", verbose_name=_("登记人"))

    class Meta(ListTable.Meta):
        model = Posting
        fields = ("person", "employee_number", "department", "position", "since", "set_by")


class VisitTable(ListTable):
    number = NumberColumn()
    customer = tables.Column(accessor="customer__name", verbose_name=_("客户"), orderable=False)
    person = tables.Column(accessor="person__name", verbose_name=_("拜访人"))
    planned_on = tables.Column(
        accessor="line__planned_on", verbose_name=_("计划日期"), empty_values=()
    )
    began_on = DayColumn()
    ended_on = DayColumn()
    purposes = tables.Column()
    state = StateColumn()
    due_on = DayColumn()
    is_late = tables.Column()

    class Meta(ListTable.Meta):
        model = Visit
        fields = (
            "number", "customer", "person", "planned_on", "began_on", "ended_on", "purposes",
            "state", "due_on", "is_late",
        )  # fmt: skip

    def render_planned_on(self, record: Visit) -> str:
        return f"{record.line.planned_on:%Y-%m-%d}" if record.line else str(_("计划外"))

    value_planned_on = render_planned_on

    def render_purposes(self, record: Visit) -> str:
        return "、".join(record.purpose_labels())

    value_purposes = render_purposes

    def render_is_late(self, value: bool) -> str:
        return str(_("逾期")) if value else "—"


class FollowUpTable(ListTable):
    what = tables.Column(linkify=lambda record: record.visit.get_absolute_url())
    customer = tables.Column(accessor="visit__customer__name", verbose_name=_("客户"))
    owner = tables.Column(accessor="owner__name", verbose_name=_("负责人"))
    due_on = DayColumn()
    done_at = MomentColumn()
    result = tables.Column()

    class Meta(ListTable.Meta):
        model = FollowUp
        fields = ("what", "customer", "owner", "due_on", "done_at", "result")


class RequestTable(ListTable):
    number = NumberColumn()
    kind = tables.Column()
    amount = AmountColumn()
    customer = tables.Column(accessor="customer__name", verbose_name=_("客户"), orderable=False)
    person = tables.Column(accessor="person__name", verbose_name=_("申请人"))
    needed_on = DayColumn()
    state = StateColumn()
    is_violation = tables.Column()

    class Meta(ListTable.Meta):
        model = AdvanceRequest
        fields = (
            "number", "kind", "amount", "customer", "person", "needed_on", "state", "is_violation",
        )  # fmt: skip

    def render_is_violation(self, value: bool) -> str:
        return str(_("违规")) if value else "—"
