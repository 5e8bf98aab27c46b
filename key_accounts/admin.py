"""What the record keepers maintain, and what was entered, to be looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin
from key_accounts import actions
from key_accounts.models import ProductLine, ProductUse


@admin.register(ProductLine)
class ProductLineAdmin(KeeperAdmin):
    writers = KEEPERS
    list_display = fields = ("code", "name", "is_offered")
    list_filter = ("is_offered",)
    search_fields = ("code", "name")

    def act(self, row: Any, *, by: Any) -> None:
        actions.keep_line(row, by=by)


@admin.register(ProductUse)
class ProductUseAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("account", "branch", "line", "since", "until")
    list_filter = ("line", "branch")
    search_fields = ("account__matter__number", "account__customer__name")
    list_select_related = ("account__matter", "account__customer", "branch", "line")
