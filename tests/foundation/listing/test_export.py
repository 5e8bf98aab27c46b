import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client

from foundation.customers.models import Customer
from foundation.listing import sheets
from foundation.listing.models import ExportLog
from foundation.listing.sheets import write_xlsx
from foundation.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.listing.urls")]

PAGE = "/toy/customers/"
Make = Callable[..., list[Customer]]


def sheet(response: Any) -> Any:
    content = b"".join(response.streaming_content)
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def table(response: Any) -> list[list[Any]]:
    return [list(row) for row in sheet(response).iter_rows(values_only=True)]


def test_the_workbook_holds_all_pages_of_what_is_shown_in_the_same_order(
    web: Client, customers: Make, wang: User
) -> None:
    customers(70)
    web.post(PAGE, {"act": "choose_columns", "columns": ["name", "kind"], "rows": "25"})
    heads, *rows = table(web.get(PAGE + "?kind=agent&sort=-name&export=xlsx&after=x"))
    assert heads == ["名称", "类别"]
    assert rows == [[f"客户{n:04d}", "代理商"] for n in range(69, 0, -2)]
    log = ExportLog.objects.get()
    assert (log.user, log.list_code, log.row_count) == (wang, "toy.customers", 35)
    assert log.columns == ["name", "kind"]
    assert QueryDict(log.query).getlist("kind") == ["agent"]


def test_the_workbook_tells_no_more_than_the_screen(web: Client, customers: Make) -> None:
    customers(1)
    customers(3, kind="franchisee")
    heads, *rows = table(web.get(PAGE + "?export=xlsx"))
    assert len(rows) == 1
    assert rows[0][heads.index("电话")] == "138****"


def test_nothing_is_exported_while_a_filter_is_wrong(web: Client, customers: Make) -> None:
    customers(1)
    response = web.get(PAGE + "?created_at_from=nonsense&export=xlsx")
    assert "html" in response["Content-Type"]
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝"])
def test_a_cell_that_looks_like_a_formula_is_text(web: Client, customers: Make, start: str) -> None:
    text = start + "HYPERLINK(1,2)"
    customers(1, name=text)
    cell = sheet(web.get(PAGE + "?export=xlsx"))["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r") == text
    if start != "＝":
        # Excel keeps it a text even after somebody has edited the cell.
        assert cell.number_format == "@"
        assert cell.quotePrefix


def test_dates_numbers_and_texts_keep_their_kind(tmp_path: Path) -> None:
    moment = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    row = [
        date(2026, 1, 5),
        moment,
        Decimal("12.50"),
        7,
        True,
        None,
        "007",
        Decimal(10**17),
        "长" * 40000,
    ]
    file = tmp_path / "x.xlsx"
    heads = ["a"] * len(row)
    assert write_xlsx(file, title="坏[名]:*", heads=heads, rows=[row]) == 1
    cells = next(openpyxl.load_workbook(file).worksheets[0].iter_rows(min_row=2))
    values = [cell.value for cell in cells]
    assert values[0] == datetime(2026, 1, 5)
    assert values[1] == datetime(2026, 3, 2, 4, 30)  # in the company's zone
    assert values[2:8] == [12.5, 7, "是", None, "007", str(10**17)]
    assert len(values[8]) == 32767
    assert cells[1].number_format == "yyyy-mm-dd hh:mm"


def test_the_head_stays_in_sight_and_columns_are_wide_enough(web: Client, customers: Make) -> None:
    customers(2, name="华" * 15)
    shown = sheet(web.get(PAGE + "?export=xlsx"))
    assert shown.freeze_panes == "A2"
    assert shown.title == "客户名册"
    assert shown.column_dimensions["A"].width >= 30


def test_a_full_sheet_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_PER_SHEET", 3)
    file = tmp_path / "x.xlsx"
    write_xlsx(file, title="名册", heads=["数"], rows=([n] for n in range(7)))
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["名册", "名册 2", "名册 3"]
    assert [row[0].value for one in book for row in one.iter_rows(min_row=2)] == list(range(7))
