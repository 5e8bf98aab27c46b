"""To look at only: every row is written by an act."""

from __future__ import annotations

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin, RecordAdmin
from visits.models import AdvanceRequest, Plan, Posting, Visit


@admin.register(Posting)
class PostingAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("person", "position", "since", "set_by", "set_at")
    list_filter = ("position",)
    search_fields = ("person__name", "person__employee_number")
    list_select_related = ("person", "set_by")


@admin.register(Plan)
class PlanAdmin(RecordAdmin):
    list_display = fields = ("number", "person", "month", "state", "submitted_at", "is_late")
    list_filter = ("state", "is_late", "month")
    search_fields = ("matter__number", "person__name")
    list_select_related = ("matter", "person")


@admin.register(Visit)
class VisitAdmin(RecordAdmin):
    list_display = fields = (
        "number", "person", "customer", "began_on", "ended_on", "state", "due_on", "is_late",
    )  # fmt: skip
    list_filter = ("state", "is_late", "relation")
    search_fields = ("matter__number", "person__name", "customer__name")
    list_select_related = ("matter", "person", "customer")


@admin.register(AdvanceRequest)
class AdvanceRequestAdmin(RecordAdmin):
    list_display = fields = (
        "number", "person", "customer", "kind", "amount", "needed_on", "state", "is_violation",
    )  # fmt: skip
    list_filter = ("state", "kind", "is_violation")
    search_fields = ("matter__number", "person__name", "customer__name")
    list_select_related = ("matter", "person", "customer")
