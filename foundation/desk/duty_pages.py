"""The pages of the recurring duties: the list, one of them, declaring it empty or done."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.columns import DueColumn, NumberColumn, StateColumn
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, RecordDetail
from foundation.desk.templatetags.ui import due_badge
from foundation.duties import actions
from foundation.duties.declarations import all_duties
from foundation.duties.models import Duty
from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
)
from foundation.listing.pages import ListPage
from foundation.listing.tables import ListTable


class DutyTable(ListTable):
    number = NumberColumn()
    code = tables.Column(gettext_lazy("事务"))
    period = tables.Column()
    whose = tables.Column(gettext_lazy("承办"))
    about = tables.Column(accessor="about__number", verbose_name=gettext_lazy("有关事项"))
    state = StateColumn()
    due_on = DueColumn()

    class Meta(ListTable.Meta):
        model = Duty
        fields = ("number", "code", "period", "whose", "about", "state", "due_on")

    def render_code(self, record: Duty) -> str:
        return str(record.declaration.label)

    def render_period(self, record: Duty) -> str:
        return record.period_name

    def render_due_on(self, record: Duty) -> SafeString:
        badge = due_badge(record.due_on, record.ended_at)
        return format_html("{} {}", badge, date_format(record.due_on, "DATE_FORMAT"))


class DutyFilter(ListFilterSet):
    state = ChoicesFilter(label=gettext_lazy("状态"), choices=Duty.State.choices)
    code = ChoicesFilter(
        label=gettext_lazy("事务"), choices=lambda: [(one.code, one.label) for one in all_duties()]
    )
    department = DepartmentFilter(label=gettext_lazy("部门"))
    due_on = DayRangeFilter(label=gettext_lazy("期限"))
    lateness = filters.ChoiceFilter(
        label=gettext_lazy("逾期"),
        choices=[
            ("late", gettext_lazy("已逾期未办结")),
            ("ended_late", gettext_lazy("逾期办结")),
        ],
        method="by_lateness",
    )

    class Meta:
        model = Duty
        fields = ("state", "code", "department", "due_on", "lateness")

    def by_lateness(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == "late":
            return queryset.filter(state=Duty.State.DUE, due_on__lt=clock.today())
        ended = Q(matter__violations__isnull=False) & ~Q(state=Duty.State.DUE)
        return queryset.filter(ended)


class DutyList(ListPage):
    code = "duties.duties"
    title = gettext_lazy("定期事务")
    model = Duty
    table_class = DutyTable
    filterset_class = DutyFilter
    sortable = ("number", "due_on")
    default_sort = "-due_on"
    default_columns = ("number", "code", "period", "whose", "state", "due_on")
    empty_title = gettext_lazy("没有定期事务")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("matter", "department", "person")


class Detail(RecordDetail):
    model = Duty
    related = ("department", "person__department", "about")
    template_name = "duties/detail.html"
    act_pages: ClassVar[dict[str, str]] = {
        "finish": "duties:finish",
        "declare_empty": "duties:declare_empty",
    }

    def extra_context(self) -> dict[str, Any]:
        page = self.record.declaration.page
        return {"duty": self.record, "place": page(self.record) if page else ""}


class StatementForm(ActForm):
    comment = forms.CharField(label="", widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("comment",)

    def prepare(self) -> None:
        self.fields["comment"].label = _("办理情况")


class DeclareEmpty(ActPage):
    model, form_class, act, steps = Duty, CommentForm, actions.declare_empty, ("declare_empty",)


class Finish(ActPage):
    model, form_class, act, steps = Duty, StatementForm, actions.finish, ("finish",)
