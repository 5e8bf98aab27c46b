import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation import clock
from foundation.desk.columns import DueColumn, NumberColumn, StateColumn
from foundation.desk.templatetags.ui import due_badge
from foundation.listing.tables import DayColumn, ListTable
from power_projects.models import Firm, Project, SupplyArea


class ProjectTable(ListTable):
    number = NumberColumn()
    customer = tables.Column(accessor="customer__name", verbose_name=_("用电客户"), orderable=False)
    address = tables.Column(orderable=False)
    load = tables.Column()
    capacity = tables.Column(attrs={"td": {"class": "text-md-end nowrap"}})
    state = StateColumn()
    due_on = DueColumn()
    days = tables.Column(_("本阶段天数"), accessor="stage_since", order_by="stage_since")
    answers = tables.Column()
    reviews = tables.Column()
    station = tables.Column(accessor="station__name", verbose_name=_("供电所"))
    branch = tables.Column(accessor="branch__name", verbose_name=_("分公司营销部"))
    manager = tables.Column(accessor="manager__name", verbose_name=_("项目经理"))
    applied_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Project
        fields = (
            "number", "customer", "address", "load", "capacity", "state", "due_on", "days",
            "answers", "reviews", "station", "branch", "manager", "applied_on",
        )  # fmt: skip

    def render_capacity(self, record: Project) -> str:
        return str(record.applied)

    def render_due_on(self, record: Project) -> SafeString | str:
        return due_badge(record.due_on)

    def render_days(self, record: Project) -> str:
        days = self.value_days(record)
        return ngettext("%(days)d 天", "%(days)d 天", days) % {"days": days}

    def value_days(self, record: Project) -> int:
        return (clock.today() - record.stage_since).days


class FirmTable(ListTable):
    number = NumberColumn()
    name = tables.Column()
    does_design = tables.BooleanColumn()
    does_construction = tables.BooleanColumn()
    voltage = tables.Column()
    phone = tables.Column()
    certificates = tables.Column(_("证照"), empty_values=(), orderable=False)
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Firm
        fields = (
            "number", "name", "does_design", "does_construction", "voltage", "phone",
            "certificates", "state",
        )  # fmt: skip

    def render_certificates(self, record: Firm) -> str:
        lapsed = record.lapsed(clock.today())
        return "、".join(str(one) for one in lapsed) or str(_("齐全有效"))

    value_certificates = render_certificates


class AreaTable(ListTable):
    name = tables.Column()
    station = tables.Column(accessor="station__name", verbose_name=_("供电所"))
    branch = tables.Column(accessor="branch__name", verbose_name=_("分公司营销部"))
    set_by = tables.Column(accessor="set_by__name", verbose_name=_("登记人"))

    class Meta(ListTable.Meta):
        model = SupplyArea
        fields = ("name", "station", "branch", "set_by")
