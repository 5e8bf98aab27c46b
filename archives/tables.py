from urllib.parse import urlencode

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archives.models import (
    Appraisal,
    Clearance,
    Document,
    FilingScheme,
    Incident,
    Loan,
    Place,
    StockTake,
    Transfer,
    Volume,
)
from foundation.desk.columns import DueColumn, NumberColumn, StateColumn
from foundation.listing.tables import DayColumn, ListTable, MomentColumn


class DocumentTable(ListTable):
    number = NumberColumn()
    name = tables.Column()
    document_no = tables.Column()
    issuing_body = tables.Column()
    dated_on = DayColumn()
    department = tables.Column(accessor="department__name", verbose_name=_("主办部门"))
    filing_year = tables.Column(_("归档年度"))
    year_rule = tables.Column(_("年度依据"))
    category = tables.Column()
    secrecy = tables.Column()
    retention = tables.Column()
    pages = tables.Column()
    handler = tables.Column(accessor="handler__name", verbose_name=_("经办人"))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Document
        fields = (
            "number", "name", "document_no", "issuing_body", "dated_on", "department", "filing_year",
            "year_rule", "category", "secrecy", "retention", "pages", "handler", "state",
        )  # fmt: skip


class VolumeTable(ListTable):
    number = NumberColumn()
    archive_no = tables.Column()
    name = tables.Column()
    department = tables.Column(accessor="department__name", verbose_name=_("部门"))
    year = tables.Column()
    retention = tables.Column()
    secrecy = tables.Column()
    document_count = tables.Column(_("件数"))
    page_count = tables.Column(_("页数"))
    place = tables.Column(accessor="place", verbose_name=_("库位"))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Volume
        fields = (
            "number", "archive_no", "name", "department", "year", "retention", "secrecy",
            "document_count", "page_count", "place", "state",
        )  # fmt: skip


class SchemeTable(ListTable):
    number = NumberColumn()
    department = tables.Column(accessor="department__name", verbose_name=_("部门"))
    year = tables.Column()
    clause_count = tables.Column(_("条款数"))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = FilingScheme
        fields = ("number", "department", "year", "clause_count", "state")


class TransferTable(ListTable):
    number = NumberColumn()
    department = tables.Column(accessor="department__name", verbose_name=_("移交部门"))
    document_count = tables.Column(_("件数"))
    offered_by = tables.Column(accessor="offered_by__name", verbose_name=_("移交人"))
    offered_at = MomentColumn()
    received_by = tables.Column(accessor="received_by__name", verbose_name=_("接收人"))
    received_at = MomentColumn()
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Transfer
        fields = (
            "number", "department", "document_count", "offered_by", "offered_at", "received_by",
            "received_at", "state",
        )  # fmt: skip


class ClearanceTable(ListTable):
    """The accountant's list: what may be paid out, and what not yet (R1.2.3)."""

    number = NumberColumn()
    traveller = tables.Column(accessor="traveller__name", verbose_name=_("出差人"))
    department = tables.Column(accessor="department__name", verbose_name=_("部门"))
    purpose = tables.Column()
    destination = tables.Column()
    returned_on = DayColumn()
    cleared_by = tables.Column(accessor="cleared_by__name", verbose_name=_("签认人"))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Clearance
        fields = (
            "number", "traveller", "department", "purpose", "destination", "returned_on",
            "cleared_by", "state",
        )  # fmt: skip


class LoanTable(ListTable):
    """档案借阅登记簿; what not all may see of a volume stands in its grade only."""

    number = NumberColumn()
    title = tables.Column(_("借阅"), accessor="matter__title")
    department = tables.Column(accessor="department__name", verbose_name=_("借阅部门"))
    use = tables.Column()
    purpose = tables.Column()
    lent_at = MomentColumn()
    due_on = DueColumn()
    taken_back_at = MomentColumn()
    days_late = tables.Column(_("逾期天数"), empty_values=(0,))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Loan
        fields = (
            "number", "title", "department", "use", "purpose", "lent_at", "due_on",
            "taken_back_at", "days_late", "state",
        )  # fmt: skip


class LinkTable(ListTable):
    number = NumberColumn()
    title = tables.Column(_("借阅"), accessor="matter__title")
    department = tables.Column(accessor="department__name", verbose_name=_("借阅部门"))
    use = tables.Column()
    lent_by = tables.Column(accessor="lent_by__name", verbose_name=_("开通人"))
    lent_at = MomentColumn(_("开通时间"))
    due_on = DayColumn(_("截止日期"))

    class Meta(ListTable.Meta):
        model = Loan
        fields = ("number", "title", "department", "use", "lent_by", "lent_at", "due_on")


class IncidentTable(ListTable):
    number = NumberColumn()
    title = tables.Column(_("案卷"), accessor="matter__title")
    loan = tables.Column(_("借阅"), accessor="loan__matter__number")
    reported_by = tables.Column(accessor="reported_by__name", verbose_name=_("报告人"))
    opened_at = MomentColumn(_("报告时间"), accessor="matter__opened_at")
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Incident
        fields = ("number", "title", "loan", "reported_by", "opened_at", "state")


class AppraisalTable(ListTable):
    number = NumberColumn()
    reason = tables.Column()
    appraised_by = tables.Column(accessor="appraised_by__name", verbose_name=_("鉴定人"))
    second_by = tables.Column(accessor="second_by__name", verbose_name=_("第二鉴定人"))
    destroyed_at = MomentColumn()
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Appraisal
        fields = ("number", "reason", "appraised_by", "second_by", "destroyed_at", "state")


class PlaceTable(ListTable):
    place = tables.Column(_("库位"), accessor="pk")
    room = tables.Column()
    cabinet = tables.Column()
    shelf = tables.Column()
    box = tables.Column()
    volume_count = tables.Column(_("案卷数"))
    lent_count = tables.Column(_("其中借出"))

    class Meta(ListTable.Meta):
        model = Place
        fields = ("place", "room", "cabinet", "shelf", "box", "volume_count", "lent_count")

    def render_place(self, record: Place) -> SafeString:
        """Leads to the volumes that stand there."""
        address = f"{reverse('archives:volumes')}?{urlencode({'place': record})}"
        return format_html('<a href="{}">{}</a>', address, record)

    def value_place(self, record: Place) -> str:
        return str(record)


class StockTakeTable(ListTable):
    number = NumberColumn()
    place = tables.Column(_("库位"), accessor="matter__title")
    begun_by = tables.Column(accessor="begun_by__name", verbose_name=_("盘点人"))
    opened_at = MomentColumn(_("开始时间"), accessor="matter__opened_at")
    closed_at = MomentColumn()
    expected_count = tables.Column()
    found_count = tables.Column()
    difference_count = tables.Column(_("差异"))
    open_count = tables.Column(_("待处理"))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = StockTake
        fields = (
            "number", "place", "begun_by", "opened_at", "closed_at", "expected_count",
            "found_count", "difference_count", "open_count", "state",
        )  # fmt: skip
