from django.contrib import admin

from foundation.monthly.models import MonthlyReport
from foundation.people.keepers import KEEPERS, RecordAdmin


@admin.register(MonthlyReport)
class MonthlyReportAdmin(RecordAdmin):
    readers = KEEPERS
    list_display = ("matter", "month", "state", "submitted_by", "submitted_at", "approved_by")
    list_filter = ("code", "state")
    list_select_related = ("matter", "submitted_by", "approved_by")
    search_fields = ("matter__number",)
    date_hierarchy = "month"
    exclude = ("figures", "corrections")  # on the report's own page
