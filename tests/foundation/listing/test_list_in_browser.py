import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foundation.customers.models import Customer
from foundation.people.models import User
from tests.foundation.listing.test_import import row, workbook
from tests.harness.browser import Live

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.foundation.listing.urls"),
]
Make = Callable[..., list[Customer]]
PHONE = {"width": 390, "height": 844}


def picture(live: Live, name: str) -> None:
    """Kept only when somebody asks for pictures to look at."""
    if folder := os.environ.get("PICTURES"):
        live.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def scrolls_sideways(live: Live) -> bool:
    return bool(
        live.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
    )


def test_a_list_is_filtered_paged_and_saved(live: Live, wang: User, customers: Make) -> None:
    complaints: list[str] = []
    live.page.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    customers(60)
    live.sign_in(wang)
    page = live.open("/toy/customers/")
    picture(live, "list")
    page.locator("summary").filter(has_text="全部").click()
    page.get_by_label("代理商").check()
    page.get_by_role("button", name="筛选", exact=True).click()
    assert "共 30 条" in page.inner_text("main")
    page.get_by_role("link", name="下一页").click()
    assert page.locator("tbody tr").count() == 5
    page.get_by_text("保存当前筛选").click()
    page.locator("#saved-filter-name").fill("代理商们")
    picture(live, "list_saving")
    page.get_by_role("button", name="保存", exact=True).click()
    assert page.get_by_role("link", name="代理商们").get_attribute("aria-current") == "page"
    assert complaints == []


def test_a_list_fits_a_phone(live: Live, wang: User, customers: Make) -> None:
    customers(30)
    live.sign_in(wang)
    live.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    live.open("/toy/customers/")
    picture(live, "list_phone")
    assert not scrolls_sideways(live)
    head = live.page.evaluate(
        "getComputedStyle(document.querySelector('tbody td'), '::before').content"
    )
    assert "名称" in head  # each row is a card whose cells carry the column's head


def test_an_import_from_upload_to_undo(
    live: Live, wang: User, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    live.sign_in(wang)
    page = live.open("/listing/imports/toy.customers/")
    send(live, workbook(row(1), row(2, kind="神仙", owner="E999")))
    picture(live, "import_errors")
    live.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    picture(live, "import_errors_phone")
    assert not scrolls_sideways(live)
    page.get_by_role("link", name="另传文件").click()
    send(live, workbook(row(1), row(2)))
    page.get_by_role("button", name="确认导入").click()
    picture(live, "import_done")
    assert Customer.objects.count() == 2
    page.get_by_role("button", name="撤销整个导入").click()
    page.get_by_text("已撤销").first.wait_for()
    assert not Customer.objects.exists()


def send(live: Live, content: bytes) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    live.page.set_input_files(
        "input[type=file]",
        {"name": "客户.xlsx", "mimeType": kind, "buffer": io.BytesIO(content).read()},
    )
    live.page.get_by_role("button", name="上传并试导入").click()
