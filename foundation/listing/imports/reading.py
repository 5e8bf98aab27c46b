"""Reading a workbook somebody sends: as values, within limits, whatever its shape."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from warnings import catch_warnings, simplefilter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from foundation.listing.imports.cells import text
from foundation.listing.imports.specs import ImportColumn, ImportSpec

MEBIBYTE = 1024 * 1024
BIGGEST_FILE = 10 * MEBIBYTE
BIGGEST_UNPACKED = 200 * MEBIBYTE
HEAD_WITHIN = 10  # rows in which the head is looked for, below titles and notices
BLANK_ROWS_END = 1000  # a sheet formatted to the bottom has a million blank rows
EXAMPLE_MARKS = ("示例", "範例", "Example")


class Unreadable(Exception):
    """The file as a whole can't be imported; the message is for the person."""


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: dict[str, int]  # form field -> place in the row
    rows: list[tuple[int, tuple[Any, ...]]]  # line number in Excel, cells
    skipped: int  # blank rows between others, and examples


def read(file: IO[bytes], spec: ImportSpec) -> Sheet:
    _refuse_bombs(file)
    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl warns of styles and validations it drops
            book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        raise Unreadable(_("无法读取文件，请另存为 .xlsx 后再上传。")) from None
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        lines = enumerate(sheet.iter_rows(values_only=True), start=1)
        columns = _find_head(lines, spec)
        return _body(lines, columns, spec)
    finally:
        book.close()


def _refuse_bombs(file: IO[bytes]) -> None:
    file.seek(0, 2)
    if file.tell() > BIGGEST_FILE:
        raise Unreadable(_("文件超过 10 MB，请分成几个文件。"))
    file.seek(0)
    if not zipfile.is_zipfile(file):
        raise Unreadable(_("不是 .xlsx 文件，请另存为 .xlsx 后再上传。"))
    with zipfile.ZipFile(file) as archive:
        if sum(member.file_size for member in archive.infolist()) > BIGGEST_UNPACKED:
            raise Unreadable(_("文件内容过大，请分成几个文件。"))
    file.seek(0)


def _clean_label(cell: Any) -> str:
    """A head as people retype it: without the star of required columns, spaces or line breaks."""
    return "".join(str(cell or "").split()).strip("*＊").lower()


def _find_head(lines: Iterator[tuple[int, tuple[Any, ...]]], spec: ImportSpec) -> dict[str, int]:
    best: dict[str, int] = {}
    for line, cells in lines:
        labels = {_clean_label(cell): place for place, cell in enumerate(cells) if cell}
        found = {
            column.field: labels[_clean_label(column.label)]
            for column in spec.columns
            if _clean_label(column.label) in labels
        }
        if not _missing(spec, found):
            return found
        best = max(best, found, key=len)
        if line == HEAD_WITHIN:
            break
    names = "、".join(str(column.label) for column in _missing(spec, best))
    raise Unreadable(_("表头缺少以下列：%(names)s。请使用模板。") % {"names": names})


def _missing(spec: ImportSpec, found: dict[str, int]) -> list[ImportColumn]:
    return [
        column
        for column in spec.columns
        if (column.required or column.field in spec.key) and column.field not in found
    ]


def _body(
    lines: Iterator[tuple[int, tuple[Any, ...]]], columns: dict[str, int], spec: ImportSpec
) -> Sheet:
    rows: list[tuple[int, tuple[Any, ...]]] = []
    skipped = blank = 0
    for line, cells in lines:
        filled = [cells[place] for place in columns.values() if place < len(cells)]
        if all(cell is None or str(cell).strip() == "" for cell in filled):
            blank += 1
            if blank >= BLANK_ROWS_END:
                break
            continue
        skipped, blank = skipped + blank, 0
        if _is_example(cells):
            skipped += 1
            continue
        rows.append((line, cells))
        if len(rows) > spec.most_rows:
            raise Unreadable(_("超过 %(rows)d 行，请分成几个文件。") % {"rows": spec.most_rows})
    if not rows:
        raise Unreadable(_("文件里没有数据行。"))
    return Sheet(columns, rows, skipped)


def _is_example(cells: tuple[Any, ...]) -> bool:
    first = next((cell for cell in cells if cell not in (None, "")), "")
    return isinstance(first, str) and first.strip().startswith(EXAMPLE_MARKS)


def cell_text(cell: Any) -> str:
    """A cell for showing it back, whatever is in it."""
    try:
        return text(cell)
    except ValidationError:  # shown as it came
        return str(cell)
