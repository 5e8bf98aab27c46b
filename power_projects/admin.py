"""To look at only: every row is written by an act."""

from __future__ import annotations

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin
from power_projects.models import Certificate, Firm, SupplyArea


@admin.register(SupplyArea)
class SupplyAreaAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("name", "station", "branch", "set_by", "set_at")
    search_fields = ("name",)
    list_select_related = ("station", "branch", "set_by")


@admin.register(Firm)
class FirmAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = (
        "matter", "name", "does_design", "does_construction", "voltage", "contact", "phone", "state",
    )  # fmt: skip
    list_filter = ("state", "voltage", "does_design", "does_construction")
    search_fields = ("name",)
    list_select_related = ("matter",)


@admin.register(Certificate)
class CertificateAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = (
        "firm", "kind", "certificate_no", "valid_until", "is_replaced", "entered_by", "entered_at",
    )  # fmt: skip
    list_filter = ("kind", "is_replaced")
    search_fields = ("firm__name", "certificate_no")
    list_select_related = ("firm__matter", "entered_by")
