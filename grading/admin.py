"""To look at only: every row is written by an act."""

from __future__ import annotations

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin, RecordAdmin
from grading.models import (
    Assessment,
    Campaign,
    Excuse,
    GradingRun,
    OrderLine,
    Override,
    Product,
    Receivable,
    Touchpoint,
)


@admin.register(Product)
class ProductAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("code", "name", "unit", "unit_factor")
    search_fields = ("code", "name")


@admin.register(OrderLine)
class OrderLineAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = (
        "order_no", "line_no", "customer", "dated_on", "product", "quantity", "amount", "cost",
        "cancelled_at",
    )  # fmt: skip
    list_filter = ("dated_on",)
    list_select_related = ("customer", "product")
    search_fields = ("order_no", "customer__name")


@admin.register(Receivable)
class ReceivableAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("number", "customer", "due_on", "amount", "voided_at")
    list_filter = ("due_on",)
    list_select_related = ("customer",)
    search_fields = ("number", "customer__name")


@admin.register(Excuse)
class ExcuseAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "receivable", "proposed_by", "decided_by")
    list_filter = ("state",)
    list_select_related = ("matter", "receivable", "proposed_by", "decided_by")
    search_fields = ("matter__number", "receivable__number")


@admin.register(Assessment)
class AssessmentAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("customer", "assessed_on", "assessor", "reason")
    list_filter = ("assessed_on",)
    list_select_related = ("customer", "assessor")
    search_fields = ("customer__name",)


@admin.register(Campaign)
class CampaignAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("name", "channel", "starts_on", "ends_on", "budget", "entered_by")
    list_filter = ("channel",)
    list_select_related = ("entered_by",)
    search_fields = ("name",)


@admin.register(Touchpoint)
class TouchpointAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = (
        "customer", "touched_on", "channel", "campaign", "department", "voided_at",
    )  # fmt: skip
    list_filter = ("channel", "touched_on")
    list_select_related = ("customer", "campaign", "department")
    search_fields = ("customer__name",)


@admin.register(Override)
class OverrideAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "customer", "was", "grade", "ends_on", "decided_by")
    list_filter = ("state", "grade")
    list_select_related = ("matter", "customer", "decided_by")
    search_fields = ("matter__number", "customer__name")


@admin.register(GradingRun)
class GradingRunAdmin(RecordAdmin):
    list_display = fields = ("number", "kind", "as_of", "computed_at", "started_by")
    list_filter = ("kind",)
    list_select_related = ("matter", "started_by")
    search_fields = ("matter__number",)
