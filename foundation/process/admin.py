"""The course of all matters, without what they say, and the company's own working days."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.people import roles
from foundation.people.keepers import KEEPERS, TECHNICIANS, KeeperAdmin, LedgerAdmin, column
from foundation.process import workdays
from foundation.process.models import CalendarDay, Event, Matter, Task, Violation
from foundation.process.tasks import kinds


class OfMatter:
    number = column("matter__number", gettext_lazy("编号"))
    rule = column("article", gettext_lazy("条款"))
    place = column("department", gettext_lazy("部门"))


@admin.register(Matter)
class MatterAdmin(LedgerAdmin):
    readers = TECHNICIANS
    list_display = (
        "number", "regulation", "state_shown", "holder", "place", "opened_at", "closed_at",
    )  # fmt: skip
    list_filter = ("regulation",)
    list_select_related = ("owner", "department")
    search_fields = ("number",)
    ordering = ("-pk",)
    holder = column("owner", gettext_lazy("主办人"))
    place = column("department", gettext_lazy("部门"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        return super().get_queryset(request).defer("search_text", "search_vector")

    @admin.display(description=gettext_lazy("状态"))
    def state_shown(self, matter: Matter) -> str:
        return matter.state_label


class ProgressFilter(admin.SimpleListFilter):
    title = gettext_lazy("进度")
    parameter_name = "progress"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("未办")), ("late", _("已逾期")), ("done", _("已办"))]

    def queryset(self, request: HttpRequest, tasks: QuerySet[Any]) -> QuerySet[Any]:
        wanted: dict[str | None, dict[str, Any]] = {
            "open": {"closed_at": None},
            "late": {"closed_at": None, "due_on__lt": clock.today()},
            "done": {"closed_at__isnull": False},
        }
        return tasks.filter(**wanted.get(self.value(), {}))


@admin.register(Task)
class TaskAdmin(OfMatter, LedgerAdmin):
    readers = TECHNICIANS
    list_display = (
        "number", "kind_shown", "rule", "holder", "role_shown", "place", "due_on", "result",
        "next_alert",
    )  # fmt: skip
    list_filter = (ProgressFilter, "due_on")
    list_select_related = ("matter", "assignee", "role", "department")
    search_fields = ("matter__number", "assignee__name", "assignee__employee_number")
    ordering = ("-pk",)
    holder = column("assignee", gettext_lazy("承办人"))
    next_alert = column("next_alert_on", gettext_lazy("下次提醒"))

    @admin.display(description=gettext_lazy("结果"), ordering="outcome")
    def result(self, task: Task) -> str:
        return task.get_outcome_display()

    @admin.display(description=gettext_lazy("任务"))
    def kind_shown(self, task: Task) -> str:
        declared = kinds().get(task.kind)
        return str(declared.label) if declared else task.kind

    @admin.display(description=gettext_lazy("角色"))
    def role_shown(self, task: Task) -> str:
        return roles.label(task.role.name) if task.role else ""


@admin.register(Event)
class EventAdmin(OfMatter, LedgerAdmin):
    readers = TECHNICIANS
    list_display = (
        "moment", "number", "step_shown", "rule", "who", "instead_of", "before", "after", "address",
    )  # fmt: skip
    list_select_related = ("matter", "actor", "on_behalf_of")
    search_fields = ("matter__number", "actor__name", "actor__employee_number")
    ordering = ("-pk",)

    moment = column("at", gettext_lazy("时间"))
    who = column("actor", gettext_lazy("办理人"))
    instead_of = column("on_behalf_of", gettext_lazy("代"))
    before = column("from_state", gettext_lazy("原状态"))
    after = column("to_state", gettext_lazy("新状态"))
    address = column("ip", "IP")

    @admin.display(description=gettext_lazy("步骤"))
    def step_shown(self, event: Event) -> str:
        return _(event.label) if event.label else event.step


@admin.register(Violation)
class ViolationAdmin(OfMatter, LedgerAdmin):
    readers = TECHNICIANS
    found = column("found_on", gettext_lazy("发现日期"))
    who = column("person", gettext_lazy("责任人"))
    list_display = ("found", "number", "rule", "who", "place")
    list_filter = ("article", "found_on")
    list_select_related = ("matter", "person", "department")
    search_fields = ("matter__number", "person__name", "article")
    ordering = ("-pk",)


@admin.register(CalendarDay)
class CalendarDayAdmin(KeeperAdmin):
    readers, writers = TECHNICIANS, KEEPERS
    list_display = ("day", "works", "note")
    list_filter = ("works", "day")
    search_fields = ("note",)
    ordering = ("-day",)
    date_hierarchy = "day"
    import_code: ClassVar[str] = "governance.calendar"

    def act(self, row: CalendarDay, *, by: Any) -> None:
        workdays.deviate(row, by=by)
