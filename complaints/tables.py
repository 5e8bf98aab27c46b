import django_tables2 as tables
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from foundation.listing.tables import ListTable

_STATE = Template("{% load ui %}{% state_badge record %}")
_DUE = Template(
    "{% load ui %}{% if record.keeps_deadline %}{% due_badge record.due_on record.ended_at %}{% endif %}"
)


class ComplaintTable(ListTable):
    number = tables.Column(
        _("编号"),
        accessor="matter__number",
        linkify=lambda record: record.get_absolute_url(),
        order_by="pk",
    )
    customer = tables.Column(_("客户"), accessor="customer__name", orderable=False)
    goods = tables.Column()
    store = tables.Column(accessor="store__name", verbose_name=_("门店"))
    handling_department = tables.Column(
        accessor="handling_department__name", verbose_name=_("受理部门")
    )
    state = tables.Column()
    received_at = tables.DateTimeColumn(format="Y-m-d H:i")
    due_on = tables.Column(_("期限"))
    channel = tables.Column()
    order_no = tables.Column()

    class Meta(ListTable.Meta):
        model = Complaint
        fields = (
            "number", "customer", "goods", "store", "handling_department", "state", "received_at",
            "due_on", "channel", "order_no",
        )  # fmt: skip

    def render_state(self, record: Complaint) -> SafeString:
        return _STATE.render(Context({"record": record}))

    def value_state(self, record: Complaint) -> str:
        return record.state_label()

    def render_due_on(self, record: Complaint) -> SafeString:
        return _DUE.render(Context({"record": record}))

    def value_due_on(self, record: Complaint) -> object:
        return record.due_on
