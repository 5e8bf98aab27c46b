from django.contrib import admin

from foundation.listing.models import ExportLog, ImportRun, SavedFilter
from foundation.people.read_only_admin import ReadOnlyAdmin


@admin.register(ExportLog)
class ExportLogAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "list_code", "row_count")
    list_filter = ("list_code",)
    search_fields = ("user__name", "user__employee_number", "list_code")
    date_hierarchy = "at"
    list_select_related = ("user",)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = (
        "uploaded_at",
        "uploaded_by",
        "spec_code",
        "file_name",
        "state",
        "created_count",
        "updated_count",
        "error_count",
    )
    list_filter = ("state", "spec_code")
    search_fields = ("file_name", "sha256", "uploaded_by__name")
    exclude = ("file",)
    date_hierarchy = "uploaded_at"
    list_select_related = ("uploaded_by",)


@admin.register(SavedFilter)
class SavedFilterAdmin(ReadOnlyAdmin):
    list_display = ("name", "owner", "list_code", "is_shared", "is_default")
    list_filter = ("list_code", "is_shared")
    search_fields = ("name", "owner__name")
    list_select_related = ("owner",)
