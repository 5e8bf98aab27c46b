"""The usage of a month line by line, with what is missing and what was corrected since; for Excel."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from foundation.listing.pages import ListPage
from key_accounts import filters, sheets, tables
from key_accounts.models import ProductUse
from key_accounts.totals import places_of
from key_accounts.views.usage import month_in


class UsageLog(ListPage):
    code = "key_accounts.usage_log"
    title = gettext_lazy("用邮明细")
    model, table_class, filterset_class = ProductUse, tables.UsageTable, filters.UsageFilter
    template_name = "key_accounts/usage_log.html"
    sortable = ("number",)
    default_columns = (
        "month", "branch_code", "number", "customer", "line_code", "items", "weight", "revenue",
        "difference", "corrected_at",
    )  # fmt: skip
    default_sort = "number"
    empty_title = gettext_lazy("这个月没有要登记的用邮情况")

    @cached_property
    def month(self) -> date:
        return month_in(self.params.get("month", ""))

    def get_queryset(self) -> QuerySet[Any]:
        return sheets.log_of(self.month).filter(branch__in=places_of(self.user))

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"month": self.month}
