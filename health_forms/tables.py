import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from foundation.desk.columns import NumberColumn, StateColumn
from foundation.listing.tables import DayColumn, ListTable, MomentColumn
from health_forms.models import FormDesign, Survey


class SurveyTable(ListTable):
    """Masked on screen and in exports alike; answers are no column."""

    number = NumberColumn()
    name = tables.Column(accessor="person__shown_name", verbose_name=_("姓名"))
    phone = tables.Column(accessor="person__shown_phone", verbose_name=_("电话"))
    district = tables.Column(accessor="person__district", verbose_name=_("区县"))
    collector = tables.Column(accessor="collector__name", verbose_name=_("收集人"))
    filled_at = MomentColumn()
    state = StateColumn()
    due_on = DayColumn()
    is_late = tables.Column()

    class Meta(ListTable.Meta):
        model = Survey
        fields = (
            "number", "name", "phone", "district", "collector", "filled_at", "state", "due_on",
            "is_late",
        )  # fmt: skip

    def render_is_late(self, value: bool) -> str:
        return str(_("逾期")) if value else "—"

    value_is_late = render_is_late


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
