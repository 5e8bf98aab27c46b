"""Writing workbooks: row by row to disk, so that memory stays flat however many rows there are."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from foundation import clock

Progress = Callable[[int], None]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ROWS_PER_SHEET = 1_000_000  # Excel's own limit is 1,048,576
LONGEST_TEXT = 32_767
EXACT_DIGITS = 15  # what a number in a workbook can hold
ROWS_MEASURED = 200
NARROWEST, WIDEST = 8, 60
PROGRESS_EVERY = 1000


class Workbook:
    """One table in one workbook; it goes on on a further sheet when a sheet is full."""

    def __init__(self, target: str | Path | IO[bytes], *, title: str, heads: Sequence[Any]) -> None:
        options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
        file = str(target) if isinstance(target, Path) else target
        self._book = xlsxwriter.Workbook(file, options)
        self._title = title
        self._heads = [str(head) for head in heads]
        self._widths = [_width(head) + 2 for head in self._heads]
        add = self._book.add_format
        self._head = add({"bold": True, "bg_color": "#E6EEF8", "bottom": 1, "valign": "vcenter"})
        self._text = add({"num_format": "@", "quote_prefix": True})
        self._date = add({"num_format": "yyyy-mm-dd"})
        self._moment = add({"num_format": "yyyy-mm-dd hh:mm"})
        self._decimal = add({"num_format": "#,##0.00##"})
        self._wrong = add({"bg_color": "#FBE3E4"})
        self._sheets = 0
        self._begin_sheet()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        name = sheet_name(self._title, "" if self._sheets == 1 else f" {self._sheets}")
        self.sheet = self._book.add_worksheet(name)
        self.sheet.freeze_panes(1, 0)
        for place, head in enumerate(self._heads):
            self.sheet.write_string(0, place, head, self._head)
        self._row = 1

    def add_row(self, values: Iterable[Any], *, wrong: frozenset[int] = frozenset()) -> None:
        """``wrong``: places of cells to mark."""
        if self._row > ROWS_PER_SHEET:
            self._set_widths()
            self._begin_sheet()
        for place, value in enumerate(values):
            if self._row < ROWS_MEASURED and place < len(self._widths):
                self._widths[place] = max(self._widths[place], _width(value))
            self._write(place, value, self._wrong if place in wrong else None)
        self._row += 1

    def _write(self, place: int, value: Any, marked: Any) -> None:
        sheet, row = self.sheet, self._row
        if value is None or value == "":
            if marked:
                sheet.write_blank(row, place, None, marked)
        elif isinstance(value, bool):
            sheet.write_string(row, place, _("是") if value else _("否"), marked)
        elif isinstance(value, datetime):
            local = value.astimezone(clock.zone()).replace(tzinfo=None) if value.tzinfo else value
            sheet.write_datetime(row, place, local, marked or self._moment)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, marked or self._date)
        elif isinstance(value, int | float | Decimal) and _is_exact(value):
            format_ = self._decimal if isinstance(value, Decimal) else None
            sheet.write_number(row, place, value, marked or format_)
        else:
            self._write_text(place, shown(value), marked)

    def _write_text(self, place: int, text: str, marked: Any) -> None:
        """Always a text cell; what looks like a formula also stays one when somebody edits it."""
        if len(text) > LONGEST_TEXT:
            text = text[: LONGEST_TEXT - 1] + "…"
        format_ = self._text if text.startswith(FORMULA_STARTS) else None
        self.sheet.write_string(self._row, place, text, marked or format_)

    def add_notes(self, title: str, lines: Iterable[Sequence[Any]]) -> None:
        """A further sheet of plain text rows."""
        self._set_widths()
        self.sheet = self._book.add_worksheet(sheet_name(title))
        self._widths, self._row = [20, 8, 60, 30], 0
        for line in lines:
            for place, value in enumerate(line):
                self._write_text(place, shown(value), None)
            self._row += 1

    def _set_widths(self) -> None:
        for place, width in enumerate(self._widths):
            self.sheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))

    def close(self) -> None:
        self._set_widths()
        self._book.close()


def write_xlsx(
    target: str | Path | IO[bytes],
    *,
    title: str,
    heads: Sequence[Any],
    rows: Iterable[Iterable[Any]],
    progress: Progress | None = None,
) -> int:
    """Write rows as they come; returns how many. ``progress`` hears the number written so far.

    It may raise (the person cancelled): the half-written workbook is then no valid file.
    """
    book = Workbook(target, title=title, heads=heads)
    count = 0
    for count, row in enumerate(rows, start=1):
        book.add_row(row)
        if progress and count % PROGRESS_EVERY == 0:
            progress(count)
    book.close()
    if progress:
        progress(count)
    return count


def sheet_name(title: str, suffix: str = "") -> str:
    """Excel allows 31 characters, none of ``[]:*?/\\``, and no apostrophe at either end."""
    kept = "".join("_" if char in "[]:*?/\\" else char for char in title).strip("' ") or "Sheet"
    return kept[: 31 - len(suffix)] + suffix


def shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str | Promise):
        return str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return str(value)


def _is_exact(number: float | Decimal) -> bool:
    if isinstance(number, float):
        return isfinite(number)
    digits = Decimal(number)
    return digits.is_finite() and len(digits.as_tuple().digits) <= EXACT_DIGITS


def _width(value: Any) -> int:
    """Columns of a fixed-width font: a Chinese character takes two."""
    if isinstance(value, datetime):
        return 16
    if isinstance(value, date):
        return 10
    return sum(2 if ord(char) > 0x2E7F else 1 for char in shown(value)[:WIDEST])
