import django_tables2 as tables
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import DayColumn, ListTable, MomentColumn
from service_incentives.models import Finding, PayLine, PayRun, Project, StaffPosition, Trip

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
    amount = tables.Column(attrs={"td": {"class": "text-end nowrap"}})

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


class PositionTable(ListTable):
    person = tables.Column(accessor="person__name", verbose_name=_("人员"))
    employee_number = tables.Column(_("工号"), accessor="person__employee_number")
    since = DayColumn()

    class Meta(ListTable.Meta):
        model = StaffPosition
        fields = ("person", "employee_number", "position", "since")


class ProjectTable(ListTable):
    engineer = tables.Column(accessor="engineer__name", verbose_name=_("调试负责人"))
    energised_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Project
        fields = ("code", "name", "engineer", "energised_on")
