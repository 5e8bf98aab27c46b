from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from foundation.customers.models import Customer
from foundation.listing.imports import (
    choice,
    date_text,
    decimal_text,
    text,
    whole_number_text,
    yes_no,
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, ""),
        ("  春风\u3000", "春风"),
        ("ＡＢ１２３", "AB123"),
        ("（总部）", "（总部）"),
        (13800000001, "13800000001"),
        (138.0, "138"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (True, "是"),
        (datetime(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 8, 30), "2026-01-05 08:30"),
    ],
)
def test_any_cell_becomes_the_text_one_would_type(cell: Any, expected: str) -> None:
    assert text(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (datetime(2026, 1, 5), "2026-01-05"),
        (date(2026, 1, 5), "2026-01-05"),
        (46027, "2026-01-05"),
        (20260105, "2026-01-05"),
        ("2026-1-5", "2026-01-05"),
        ("2026/01/05", "2026-01-05"),
        ("2026.1.5", "2026-01-05"),
        ("2026年1月5日", "2026-01-05"),
        ("２０２６－０１－０５", "2026-01-05"),
        ("2026-01-05 00:00:00", "2026-01-05"),
        ("", ""),
    ],
)
def test_days_are_read_however_they_are_written(cell: Any, expected: str) -> None:
    assert date_text(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("１，２００.50", "1200.50"), ("¥ 3,000元", "3000"), (12.5, "12.5"), (-3, "-3"), (None, "")],
)
def test_numbers_as_text_are_numbers(cell: Any, expected: str) -> None:
    assert decimal_text(cell) == expected


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (text, "#N/A"),
        (text, 110101199001011234),  # Excel keeps 15 digits: the last ones would be made up
        (text, "a\x00b"),
        (date_text, "2026-02-30"),
        (date_text, "明天"),
        (date_text, 5),
        (decimal_text, "十二"),
        (decimal_text, "NaN"),
        (whole_number_text, "1.5"),
        (yes_no, "也许"),
        (choice(Customer.Kind), "神仙"),
    ],
)
def test_what_can_not_be_read_is_refused(parse: Any, cell: Any) -> None:
    with pytest.raises(ValidationError):
        parse(cell)


def test_choices_are_known_by_label_and_by_value() -> None:
    parse = choice(Customer.Kind)
    assert parse("代理商") == parse("agent") == "agent"
    assert parse(None) == ""


def test_ticks_are_what_a_form_would_send() -> None:
    assert [yes_no(cell) for cell in ("是", "√", 1, True)] == ["on"] * 4
    assert [yes_no(cell) for cell in ("否", None, 0, False)] == [""] * 4
