"""To look at only: every row is written by an act."""

from __future__ import annotations

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin
from visits.models import Posting


@admin.register(Posting)
class PostingAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("person", "position", "since", "set_by", "set_at")
    list_filter = ("position",)
    search_fields = ("person__name", "person__employee_number")
    list_select_related = ("person", "set_by")
