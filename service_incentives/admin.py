"""To look at only: every row is written by an act. Pay and findings are not the keepers' business."""

from __future__ import annotations

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin
from service_incentives.models import Coefficient, Project, ProjectKind, StaffPosition, Trip


@admin.register(ProjectKind)
class ProjectKindAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("code", "name")
    search_fields = ("code", "name")


@admin.register(Coefficient)
class CoefficientAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("kind", "value", "applies_from", "note", "proposed_by", "approved_by")
    list_filter = ("kind", "applies_from")
    list_select_related = ("kind", "proposed_by", "approved_by")


@admin.register(StaffPosition)
class StaffPositionAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("person", "position", "since", "set_by", "set_at")
    list_filter = ("position",)
    search_fields = ("person__name", "person__employee_number")
    list_select_related = ("person", "set_by")


@admin.register(Project)
class ProjectAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("code", "name", "engineer", "energised_on")
    search_fields = ("code", "name")
    list_select_related = ("engineer",)


@admin.register(Trip)
class TripAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = (
        "person", "project", "kind", "started_on", "ended_on", "visit", "paper", "voided_at",
    )  # fmt: skip
    list_filter = ("visit", "paper", "ended_on")
    search_fields = ("person__name", "person__employee_number", "project__code")
    list_select_related = ("person", "project", "kind")
    date_hierarchy = "ended_on"
