"""A monthly report as an Excel workbook: one sheet for the totals, one for each table."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from foundation import clock
from foundation.monthly.models import MonthlyReport


def workbook_of(report: MonthlyReport) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#f1f1f1", "border": 1})
        keys = ("label", "value", "previous", "last_year", "change", "year_change")
        names = ["指标", "本月", "上月", "去年同月", "环比", "同比"]
        rows = [
            [_(row["label"]), *(row[key] for key in keys[1:])] for row in report.figures["totals"]
        ]
        rows += _corrected_since(report)
        _sheet(book, f"{report.month:%Y-%m}", [_(name) for name in names], rows, head)
        columns = [_(column["label"]) for column in report.figures["columns"]]
        for table in report.figures["tables"]:
            lines = [[_(row["label"]), *row["values"]] for row in table["rows"]]
            _sheet(book, _(table["label"]), [_("项目"), *columns], lines, head)
        if report.corrections:
            lines = [
                [one["month"], _(one["label"]), one["was"], one["now"]]
                for one in report.corrections
            ]
            _sheet(book, _("更正"), [_("月份"), _("指标"), _("原数"), _("现数")], lines, head)
    return out.getvalue()


def _corrected_since(report: MonthlyReport) -> list[list[str]]:
    """Below the totals, as on the page and on paper."""
    at = report.corrected_at if report.state == report.State.APPROVED else None
    if at is None:
        return []
    told = {"at": f"{at.astimezone(clock.zone()):%Y-%m-%d %H:%M}"}
    note = _("最近一次 %(at)s。本表仍为批准时的数字，差额见下月统计表的更正。") % told
    return [[], [f"{_('批准后有更正')}：{note}"]]


def _sheet(book: Any, name: str, head: list[str], rows: list[list[str]], bold: Any) -> None:
    sheet = book.add_worksheet(name[:31])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 22)
    for column, text in enumerate(head):
        sheet.write_string(0, column, text, bold)
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            if column and _is_number(text):
                sheet.write_number(line, column, float(text))
            else:
                sheet.write_string(line, column, text)  # never read as a formula


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdigit() and text.isascii()
