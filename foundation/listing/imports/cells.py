"""From a cell as Excel holds it to the text a person would have typed into the form's field.

A parser raises ``ValidationError``; the message stands beside the cell.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

Parser = Callable[[Any], str]

# Full-width letters, digits and signs of a Chinese keyboard; punctuation of sentences stays.
HALF_WIDTH = {0x3000: " "} | {
    code: chr(code - 0xFEE0)
    for code in range(0xFF01, 0xFF5F)
    if chr(code - 0xFEE0).isalnum() or chr(code - 0xFEE0) in "+-./@_:#%"
}
EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
EXACT_DIGITS = 15
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(18_264, 73_051)  # 1950 to 2099: what may be meant as a date
DAY_PATTERNS = (
    re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


def text(cell: Any) -> str:
    """Any cell as text: numbers without ``.0``, full-width digits and letters made half-width."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("是") if cell else _("否")
    if isinstance(cell, datetime):
        whole_day = cell.time() == time.min
        return cell.date().isoformat() if whole_day else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return _number_text(cell)
    cleaned = str(cell).translate(HALF_WIDTH).strip()
    if cleaned in EXCEL_ERRORS:
        raise ValidationError(_("公式出错：%(error)s。") % {"error": cleaned})
    if "\x00" in cleaned:
        raise ValidationError(_("含有不允许的字符。"))
    return cleaned


def _number_text(number: float) -> str:
    if isinstance(number, float) and not number.is_integer():
        return format(Decimal(repr(number)), "f")
    if abs(number) >= 10**EXACT_DIGITS:
        raise ValidationError(
            _("数字超过 15 位，Excel 已丢失末尾几位；请先把该列设为“文本”再填写。")
        )
    return str(int(number))


def _plain_number(cell: Any) -> str:
    return re.sub(r"[,，\s¥￥]", "", text(cell))


def decimal_text(cell: Any) -> str:
    """A number, whether Excel holds it as a number or as text like ``１，２００.50``."""
    plain = _plain_number(cell)
    if not plain:
        return ""
    try:
        number = Decimal(plain.removesuffix("元"))
    except InvalidOperation:
        raise ValidationError(_("请填写数字。")) from None
    if not number.is_finite():
        raise ValidationError(_("请填写数字。"))
    return format(number, "f")


def whole_number_text(cell: Any) -> str:
    plain = _plain_number(cell)
    if plain and not re.fullmatch(r"[+-]?\d{1,18}(\.0+)?", plain, re.ASCII):
        raise ValidationError(_("请填写整数。"))
    return plain.partition(".")[0]


def date_text(cell: Any) -> str:
    """A day as ISO text: from a date cell, a serial number, or text such as 2026年1月5日."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in EXCEL_DAYS:
        return (EXCEL_DAY_ZERO + timedelta(days=int(cell))).isoformat()
    plain = text(cell)
    if not plain:
        return ""
    for pattern in DAY_PATTERNS:
        found = pattern.fullmatch(plain)
        if found:
            try:
                return date(*(int(part) for part in found.groups())).isoformat()
            except ValueError:
                break
    raise ValidationError(_("请填写日期，例如 2026-01-05。"))


def month_text(cell: Any) -> str:
    """A month as the first of it: from a date, or text such as 2026-11."""
    plain = str(cell or "").strip()
    try:
        return date.fromisoformat(f"{plain}-01").isoformat()
    except ValueError:
        day = date_text(cell)
        return day and date.fromisoformat(day).replace(day=1).isoformat()


def yes_no(cell: Any) -> str:
    """For a tick box: what an HTML form would send, ``on`` or nothing."""
    plain = text(cell).lower()
    if plain in {"", "否", "no", "n", "0", "false", "×", _("否").lower()}:
        return ""
    if plain in {"是", "yes", "y", "1", "true", "√", _("是").lower()}:
        return "on"
    raise ValidationError(_("请填写“是”或“否”。"))


def choice(choices: type[models.TextChoices] | type[models.IntegerChoices]) -> Parser:
    """The label people know (or the stored value) to the stored value."""

    def parse(cell: Any) -> str:
        plain = text(cell)
        for value, label in choices.choices:
            if plain in (str(label), str(value)):
                return str(value)
        if not plain:
            return ""
        labels = "、".join(str(label) for label in choices.labels)
        raise ValidationError(_("应为以下之一：%(labels)s。") % {"labels": labels})

    return parse


class Related:
    """A record named by what people write (a code, a name), to its primary key.

    ``queryset`` is a function: it is asked anew in each run. ``forget`` starts a run.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Any]], field: str) -> None:
        self._queryset = queryset
        self._field = field
        self._found: dict[str, list[Any]] = {}

    def forget(self) -> None:
        self._found = {}

    def __call__(self, cell: Any) -> str:
        plain = text(cell)
        if not plain:
            return ""
        if plain not in self._found:
            same = self._queryset().filter(**{self._field: plain})
            self._found[plain] = list(same.values_list("pk", flat=True)[:2])
        found = self._found[plain]
        if not found:
            raise ValidationError(_("找不到“%(name)s”。") % {"name": plain})
        if len(found) > 1:
            raise ValidationError(_("“%(name)s”不止一个，无法确定。") % {"name": plain})
        return str(found[0])
