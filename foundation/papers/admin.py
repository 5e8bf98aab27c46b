"""Read-only: papers change through their own pages, the log of prints never."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from foundation.papers.attachments import scanner
from foundation.papers.models import Attachment, PrintLog, Work
from foundation.people.keepers import TECHNICIANS, KeeperAdmin, LedgerAdmin
from foundation.process.admin import OfMatter


@admin.register(Attachment)
class AttachmentAdmin(OfMatter, LedgerAdmin):
    readers = TECHNICIANS
    list_display = (
        "name",
        "number",
        "size",
        "scan",
        "uploaded_by",
        "uploaded_at",
        "voided_at",
    )
    list_filter = ("scan", "content_type", "uploaded_at")
    list_select_related = ("matter", "uploaded_by")
    search_fields = ("name", "sha256", "matter__number")
    date_hierarchy = "uploaded_at"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not scanner():
            message = _("未配置病毒扫描（CLAMD_URL），新上传的附件都标为“未扫描”。")
            messages.warning(request, message)
        return super().changelist_view(request, extra_context)


@admin.register(PrintLog)
class PrintLogAdmin(OfMatter, LedgerAdmin):
    readers = TECHNICIANS
    list_display = ("printout", "number", "serial", "pages", "printed_by", "printed_at")
    list_filter = ("printout", "printed_at")
    list_select_related = ("matter", "printed_by")
    search_fields = ("matter__number", "printed_by__name", "sha256")
    date_hierarchy = "printed_at"


@admin.register(Work)
class WorkAdmin(KeeperAdmin):
    readers = TECHNICIANS
    list_display = ("kind", "owner", "state", "done", "total", "attempts", "created_at")
    list_filter = ("state", "kind", "created_at")
    list_select_related = ("owner",)
    search_fields = ("owner__name", "kind")
    exclude = ("claim", "params")
