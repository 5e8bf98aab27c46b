"""A volume borrowed and brought back in Chromium, each step as the person whose turn it is.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Page, expect

from archives.models import Loan
from tests.archives import story
from tests.archives.conftest import make_cast
from tests.archives.story import fresh
from tests.harness.browser import Live
from tests.harness.frozen import Clock

pytestmark = pytest.mark.browser
WIDTHS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


def look(page: Page, name: str) -> None:
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    page.set_viewport_size(WIDTHS["desktop"])  # type: ignore[arg-type]


def send(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("经过")


@pytest.mark.article("R1.3.1.1", "R1.4.3")
def test_a_volume_is_asked_for_approved_handed_out_and_brought_back(
    transactional_db: None, clock: Clock, live: Live
) -> None:
    cast = make_cast()
    volume = story.on_shelf(cast)

    def turn_of(person: object, link: str) -> Page:
        """The person signs in, finds the loan in the inbox, and opens the form of the step."""
        live.sign_in(person)
        page = live.open("/inbox/")
        row = page.get_by_role("row").filter(has_text="JY-2026-0001")
        row.get_by_role("link").first.click()
        page.get_by_role("link", name=link, exact=True).click()
        return page

    live.sign_in(cast.handler)
    page = live.open(volume.get_absolute_url())
    page.get_by_role("link", name="申请借阅").click()
    page.get_by_label("借阅用途").fill("核对促销费用")
    look(page, "borrow")
    send(page, "申请借阅")
    page = turn_of(cast.sales_head, "批准")
    send(page, "批准")
    page = turn_of(cast.archivist, "提供案卷")
    page.get_by_label("已当面点清卷内文件").check()
    look(page, "hand-out")
    send(page, "提供案卷")
    page = turn_of(cast.handler, "确认领取")
    page.get_by_label("已当面点清卷内文件").check()
    page.get_by_role("main").get_by_role("button", name="确认领取", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("须接受保密义务")
    page.get_by_label("我接受保密义务").check()
    send(page, "确认领取")
    look(page, "lent")
    live.sign_in(cast.archivist)
    page = live.open("/archives/loans/?state=lent")
    look(page, "register")
    page.get_by_role("link", name="JY-2026-0001").click()
    page.get_by_role("link", name="收回清点", exact=True).click()
    page.get_by_label("已当面点清卷内文件").check()
    send(page, "收回清点")
    page = turn_of(cast.handler, "确认归还")
    send(page, "确认归还")
    assert fresh(Loan.objects.get()).state == "returned"
    assert fresh(volume).lent_at is None
