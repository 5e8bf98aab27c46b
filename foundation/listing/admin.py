import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import label_for_field, lookup_field
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.listing.exporting import file_name, log_export, workbook_response
from foundation.listing.models import ExportLog, ImportRun, SavedFilter
from foundation.listing.sheets import write_xlsx
from foundation.people.keepers import KEEPERS, TECHNICIANS, KeeperAdmin


@admin.register(ExportLog)
class ExportLogAdmin(KeeperAdmin):
    readers = (*KEEPERS, *TECHNICIANS)
    list_display = ("at", "user", "list_code", "row_count")
    list_filter = ("list_code",)
    search_fields = ("user__name", "user__employee_number", "list_code")
    date_hierarchy = "at"
    list_select_related = ("user",)


@admin.register(ImportRun)
class ImportRunAdmin(KeeperAdmin):
    readers = (*KEEPERS, *TECHNICIANS)
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
class SavedFilterAdmin(KeeperAdmin):
    readers = (*KEEPERS, *TECHNICIANS)
    list_display = ("name", "owner", "list_code", "is_shared", "is_default")
    list_filter = ("list_code", "is_shared")
    search_fields = ("name", "owner__name")
    list_select_related = ("owner",)


@admin.action(description=_("导出选中的行（Excel）"), permissions=["view"])
def export_rows(keeper: KeeperAdmin, request: HttpRequest, rows: QuerySet[Any]) -> FileResponse:
    """The columns of the list; that they were taken out is noted like any other export."""
    names = [str(name) for name in keeper.get_list_display(request)]
    heads = [label_for_field(name, keeper.model, keeper) for name in names]
    title = str(keeper.model._meta.verbose_name_plural)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    count = write_xlsx(file, title=title, heads=heads, rows=_cells(keeper, names, rows))
    log_export(
        f"admin.{keeper.model._meta.label_lower}", by=request.user,  # type: ignore[arg-type]
        query=request.GET.urlencode(), columns=names, row_count=count,
    )  # fmt: skip
    file.seek(0)
    return workbook_response(file, file_name(title))


def _cells(keeper: KeeperAdmin, names: Sequence[str], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=2000):
        yield [_cell(keeper, name, row) for name in names]


def _cell(keeper: KeeperAdmin, name: str, row: Any) -> Any:
    field, __, value = lookup_field(name, row, keeper)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return choices.get(value, value)


admin.site.add_action(export_rows, "export_rows")  # type: ignore[arg-type]
