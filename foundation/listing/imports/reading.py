"""Reading a table somebody sends, a workbook or CSV: as values, within limits, whatever its shape."""

import csv
import zipfile
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
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
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, SyntaxError,
)  # fmt: skip
EXAMPLE_MARKS = ("示例", "範例", "Example")
# What programs on Chinese machines write: with a mark at the beginning or without, or as of old.
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = (",", "\t", ";")
Lines = Iterator[tuple[int, tuple[Any, ...]]]


class Unreadable(Exception):
    """The file as a whole can't be imported; the message is for the person."""


@dataclass(slots=True)
class Sheet:
    """Rows are read from the file as they are asked for; ``skipped`` is whole after the last."""

    spec: ImportSpec
    columns: dict[str, int]  # form field -> place in the row
    lines: Lines
    skipped: int = 0  # blank rows between others, and examples

    def rows(self) -> Lines:
        """Line number as Excel shows it, cells. Raises ``Unreadable`` for too many rows, or none."""
        count = blank = 0
        for line, cells in self.lines:
            filled = [cells[place] for place in self.columns.values() if place < len(cells)]
            if all(cell is None or str(cell).strip() == "" for cell in filled):
                blank += 1
                if blank >= BLANK_ROWS_END:
                    break
                continue
            self.skipped, blank = self.skipped + blank, 0
            if _is_example(cells):
                self.skipped += 1
                continue
            count += 1
            if count > self.spec.most_rows:
                message = _("超过 %(rows)d 行，请分成几个文件。")
                raise Unreadable(message % {"rows": self.spec.most_rows})
            yield line, cells
        if not count:
            raise Unreadable(_("文件里没有数据行。"))


def ending_of(file: IO[bytes]) -> str:
    """``xlsx`` or ``csv``, by what is in it."""
    file.seek(0)
    return "xlsx" if zipfile.is_zipfile(file) else "csv"


@contextmanager
def opened(file: IO[bytes], spec: ImportSpec) -> Iterator[Sheet]:
    file.seek(0, 2)
    if file.tell() > BIGGEST_FILE:
        raise Unreadable(_("文件超过 10 MB，请分成几个文件。"))
    read = _workbook if ending_of(file) == "xlsx" else _separated
    with read(file) as lines:
        yield Sheet(spec, _find_head(lines, spec), lines)


@contextmanager
def _workbook(file: IO[bytes]) -> Iterator[Lines]:
    _refuse_bombs(file)
    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl warns of styles and validations it drops
            book = load_workbook(file, read_only=True, data_only=True)
    except BROKEN:
        raise Unreadable(_("无法读取文件，请另存为 .xlsx 后再上传。")) from None
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield _lines(sheet)
    finally:
        book.close()


def _lines(sheet: Any) -> Lines:
    try:
        yield from enumerate(sheet.iter_rows(values_only=True), start=1)
    except BROKEN:
        raise Unreadable(_("无法读取文件，请另存为 .xlsx 后再上传。")) from None


def _refuse_bombs(file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as archive:
        if sum(member.file_size for member in archive.infolist()) > BIGGEST_UNPACKED:
            raise Unreadable(_("文件内容过大，请分成几个文件。"))
    file.seek(0)


@contextmanager
def _separated(file: IO[bytes]) -> Iterator[Lines]:
    encoding = next((one for one in ENCODINGS if _is_text(file, one)), None)
    if encoding is None:
        raise Unreadable(_("不是 .xlsx 或 .csv 文件，请另存后再上传。"))
    file.seek(0)
    text = TextIOWrapper(file, encoding, newline="")
    try:
        yield _records(text)
    finally:
        text.detach()  # the file is its owner's to close


def _is_text(file: IO[bytes], encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        for chunk in iter(partial(file.read, MEBIBYTE), b""):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _records(text: TextIOWrapper) -> Lines:
    """Separated by whichever sign the first line has most of."""
    first = text.readline()
    text.seek(0)
    separator = max(SEPARATORS, key=first.count)
    try:
        for line, cells in enumerate(csv.reader(text, delimiter=separator), start=1):
            yield line, tuple(cells)
    except csv.Error:
        raise Unreadable(_("无法读取文件，请检查引号和分隔符。")) from None


def _clean_label(cell: Any) -> str:
    """A head as people retype it: without the star of required columns, spaces or line breaks."""
    return "".join(str(cell or "").split()).strip("*＊").lower()


def _find_head(lines: Lines, spec: ImportSpec) -> dict[str, int]:
    best: dict[str, int] = {}
    for line, cells in lines:
        labels: dict[str, int] = {}
        for place, cell in enumerate(cells):
            labels.setdefault(_clean_label(cell), place)  # of two with one name the first
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
    return [one for one in spec.columns if spec.requires(one) and one.field not in found]


def _is_example(cells: tuple[Any, ...]) -> bool:
    first = next((cell for cell in cells if cell not in (None, "")), "")
    return isinstance(first, str) and first.strip().startswith(EXAMPLE_MARKS)


def cell_text(cell: Any) -> str:
    """A cell for showing it back, whatever is in it."""
    try:
        return text(cell)
    except ValidationError:  # shown as it came
        return str(cell)
