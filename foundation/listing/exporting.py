"""A list as a workbook: the rows and columns the person sees, over all pages."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import django_tables2 as tables
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse
from django_tables2.rows import BoundRow

from foundation import clock
from foundation.listing.models import ExportLog
from foundation.listing.sheets import Progress, write_xlsx
from foundation.listing.tables import (
    AmountColumn,
    DayColumn,
    ListTable,
    MomentColumn,
    Reader,
    drawer,
    stored_reader,
)
from foundation.people.models import User

if TYPE_CHECKING:
    from foundation.listing.pages import ListPage

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 2000

# Columns that show the stored value as it is. Any other kind (a masking one, say) is asked for
# its own text, so that the workbook never tells more than the screen.
STORED_COLUMNS = (
    tables.Column,
    tables.DateColumn,
    tables.DateTimeColumn,
    DayColumn,
    MomentColumn,
    AmountColumn,
)


def _reader(table: ListTable, name: str) -> Reader:
    stored = stored_reader(table, name, STORED_COLUMNS)
    if stored is not None:
        return stored
    bound = table.columns[name]
    own = getattr(table, f"value_{name}", bound.column.value)
    return drawer(table, bound, own) or (
        lambda record: BoundRow(record, table).get_cell_value(name)
    )


def rows(table: ListTable, queryset: QuerySet[Any], names: Sequence[str]) -> Iterator[list[Any]]:
    """Read through a server-side cursor: never more than a chunk in memory."""
    readers = [_reader(table, name) for name in names]
    for record in queryset.iterator(chunk_size=CHUNK):
        yield [read(record) for read in readers]


def export(
    target: str | Path | IO[bytes], page: "ListPage", *, by: User, progress: Progress | None = None
) -> int:
    """Write what the page shows to ``target`` and log it; returns the number of rows."""
    selection = page.selection()
    names = selection.columns
    table = selection.table([])
    heads = [table.columns[name].header for name in names]
    with transaction.atomic():
        # One snapshot per statement is enough: it is one statement.
        count = write_xlsx(
            target,
            title=str(page.title),
            heads=heads,
            rows=rows(table, selection.ordered(), names),
            progress=progress,
        )
        log_export(page.code, by=by, query=selection.query, columns=names, row_count=count)
    return count


def log_export(
    list_code: str, *, by: User, query: str, columns: Sequence[str], row_count: int
) -> ExportLog:
    return ExportLog.objects.create(
        user=by, list_code=list_code, query=query, columns=list(columns), row_count=row_count
    )


def file_name(title: str) -> str:
    return f"{title}-{clock.now():%Y%m%d-%H%M}.xlsx"


def answer(page: "ListPage", *, by: User) -> FileResponse:
    """The workbook as a download, streamed from a temporary file that goes when it is sent."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    try:
        export(file, page, by=by)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return workbook_response(file, file_name(str(page.title)))


def workbook_response(file: Any, name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPE)
