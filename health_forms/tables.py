from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.desk.templatetags.ui import due_badge
from foundation.listing.tables import AmountColumn, DayColumn, ListTable, MomentColumn
from health_forms.models import (
    BlankBatch,
    CustomerFile,
    FormDesign,
    Meeting,
    Opening,
    Penalty,
    PersonRequest,
    Revisit,
    Survey,
    Territory,
)


class Masked(ListTable):
    """Masked on screen and in exports alike; without a model, which would bring all its columns."""

    number = NumberColumn()
    name = tables.Column(accessor="person__shown_name", verbose_name=_("姓名"))
    phone = tables.Column(accessor="person__shown_phone", verbose_name=_("电话"))
    district = tables.Column(accessor="person__district", verbose_name=_("区县"))


class SurveyTable(Masked):
    collector = tables.Column(accessor="collector__name", verbose_name=_("收集人"))
    filled_at = MomentColumn()
    allocated_to = tables.Column(accessor="allocated_to__name", verbose_name=_("跟踪代表"))
    state = StateColumn()
    due_on = DayColumn()
    is_late = tables.Column()

    class Meta(ListTable.Meta):
        model = Survey
        fields = (
            "number", "name", "phone", "district", "collector", "filled_at", "allocated_to",
            "state", "due_on", "is_late",
        )  # fmt: skip

    def render_is_late(self, value: bool) -> str:
        return str(_("逾期")) if value else "—"

    value_is_late = render_is_late


class AllocationTable(Masked):
    phone = None  # nobody calls yet
    collector = tables.Column(accessor="collector__name", verbose_name=_("收集人"))
    proposed_to = tables.Column(accessor="proposed_to__name", verbose_name=_("建议分配给"))
    principle = tables.Column()
    principle_note = tables.Column()
    change = tables.Column(
        _("操作"), accessor="pk", orderable=False, exclude_from_export=True,
        linkify=("health_forms:change_proposal", {"pk": tables.A("pk")}),
    )  # fmt: skip

    class Meta(ListTable.Meta):
        model = Survey
        fields = (
            "number", "name", "district", "collector", "proposed_to", "principle",
            "principle_note", "change",
        )  # fmt: skip

    def render_change(self) -> str:
        return str(_("更改"))

    def value_change(self) -> str:
        return ""


class NotebookTable(Masked):
    allocated_at = MomentColumn()
    principle = tables.Column()
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = Survey
        fields = ("number", "name", "phone", "district", "allocated_at", "principle", "state")


class FileTable(Masked):
    rep = tables.Column(accessor="rep__name", verbose_name=_("满意代表"))
    doctor = tables.Column(accessor="doctor__name", verbose_name=_("顾服主管医生"))
    is_buyer = tables.Column()
    state = StateColumn()
    made_on = DayColumn()
    is_late = tables.Column()

    class Meta(ListTable.Meta):
        model = CustomerFile
        fields = (
            "number", "name", "phone", "district", "rep", "doctor", "is_buyer", "state", "made_on",
            "is_late",
        )  # fmt: skip

    def render_is_buyer(self, value: bool) -> str:
        return str(_("是")) if value else "—"

    value_is_buyer = render_is_buyer

    def render_is_late(self, value: bool) -> str:
        return str(_("逾期")) if value else "—"

    value_is_late = render_is_late


class RevisitTable(ListTable):
    """Number and masked name; to call, one opens the file."""

    number = tables.Column(
        _("编号"), accessor="file__matter__number", orderable=False,
        linkify=("health_forms:file", {"pk": tables.A("file_id")}),
    )  # fmt: skip
    name = tables.Column(accessor="file__person__shown_name", verbose_name=_("姓名"))
    district = tables.Column(accessor="file__person__district", verbose_name=_("区县"))
    due_on = tables.Column()
    purpose = tables.Column()
    of_buyer = tables.Column()

    class Meta(ListTable.Meta):
        model = Revisit
        fields = ("number", "name", "district", "due_on", "purpose", "of_buyer")

    def render_due_on(self, record: Revisit) -> Any:
        return due_badge(record.due_on)

    def value_due_on(self, value: date) -> date:
        return value

    def render_of_buyer(self, value: bool) -> str:
        return str(_("是")) if value else "—"

    value_of_buyer = render_of_buyer


class PenaltyTable(ListTable):
    number = NumberColumn()
    person = tables.Column(accessor="person__name", verbose_name=_("当事人"))
    kind = tables.Column()
    amount = AmountColumn()
    file = tables.Column(accessor="file__matter__number", verbose_name=_("顾客档案表"))
    state = StateColumn()
    decided_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = Penalty
        fields = ("number", "person", "kind", "amount", "file", "state", "decided_at")


class MeetingTable(ListTable):
    held_on = tables.Column(linkify=("health_forms:meeting", {"pk": tables.A("pk")}))
    agreed = tables.Column(_("会议事项"), orderable=False)
    entered_by = tables.Column(accessor="entered_by__name", verbose_name=_("记录人"))

    class Meta(ListTable.Meta):
        model = Meeting
        fields = ("held_on", "agreed", "entered_by")


class TerritoryTable(ListTable):
    person = tables.Column(accessor="person__name", verbose_name=_("满意代表"))
    department = tables.Column(accessor="person__department__name", verbose_name=_("部门"))
    district = tables.Column()
    set_by = tables.Column(accessor="set_by__name", verbose_name=_("登记人"))
    set_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = Territory
        fields = ("person", "department", "district", "set_by", "set_at")


class OpeningTable(ListTable):
    number = NumberColumn()
    survey = tables.Column(accessor="survey__matter__number", verbose_name=_("健康调查表"))
    reader = tables.Column(accessor="reader__name", verbose_name=_("查阅人"))
    purpose = tables.Column()
    reason = tables.Column()
    state = StateColumn()
    opens_until = MomentColumn()

    class Meta(ListTable.Meta):
        model = Opening
        fields = ("number", "survey", "reader", "purpose", "reason", "state", "opens_until")


class RequestTable(ListTable):
    number = NumberColumn()
    survey = tables.Column(accessor="survey__matter__number", verbose_name=_("健康调查表"))
    kind = tables.Column()
    received_on = DayColumn()
    due_on = DayColumn()
    state = StateColumn()
    answered_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = PersonRequest
        fields = ("number", "survey", "kind", "received_on", "due_on", "state", "answered_at")


class BlankTable(ListTable):
    number = NumberColumn()
    design = tables.Column(accessor="design__version", verbose_name=_("表格版本"))
    count = tables.Column()
    given_to = tables.Column(accessor="given_to__name", verbose_name=_("领用人"))
    state = StateColumn()

    class Meta(ListTable.Meta):
        model = BlankBatch
        fields = ("number", "design", "count", "given_to", "state")


class DesignTable(ListTable):
    version = tables.Column(linkify=("health_forms:design", {"pk": tables.A("pk")}))
    count = tables.Column(_("问题数"), accessor="questions", orderable=False)
    published_by = tables.Column(accessor="published_by__name", verbose_name=_("发布人"))
    published_at = MomentColumn()

    class Meta(ListTable.Meta):
        model = FormDesign
        fields = ("version", "count", "published_by", "published_at")

    def render_count(self, record: FormDesign) -> int:
        return len(record.questions)

    value_count = render_count
