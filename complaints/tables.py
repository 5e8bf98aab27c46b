import django_tables2 as tables
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, PreventionAction
from foundation.desk.columns import DueColumn, NumberColumn, StateColumn
from foundation.listing.tables import ListTable, MomentColumn


class ComplaintTable(ListTable):
    number = NumberColumn()
    customer = tables.Column(_("客户"), accessor="customer__name", orderable=False)
    goods = tables.Column()
    store = tables.Column(accessor="store__name", verbose_name=_("门店"))
    handling_department = tables.Column(
        accessor="handling_department__name", verbose_name=_("受理部门")
    )
    state = StateColumn()
    received_at = MomentColumn()
    due_on = DueColumn()
    channel = tables.Column()
    order_no = tables.Column()

    class Meta(ListTable.Meta):
        model = Complaint
        fields = (
            "number", "customer", "goods", "store", "handling_department", "state", "received_at",
            "due_on", "channel", "order_no",
        )  # fmt: skip

    def render_due_on(self, record: Complaint) -> SafeString | str:
        return DueColumn().render(record) if record.keeps_deadline else ""


class PreventionTable(ListTable):
    number = NumberColumn("complaint__matter__number")
    text = tables.Column()
    owner = tables.Column(accessor="owner__name")
    due_on = DueColumn()
    progress = tables.Column(_("状态"), empty_values=())
    done_note = tables.Column()
    check_note = tables.Column()

    class Meta(ListTable.Meta):
        model = PreventionAction
        fields = ("number", "text", "owner", "due_on", "progress", "done_note", "check_note")
