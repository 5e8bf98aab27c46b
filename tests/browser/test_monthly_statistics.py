"""The monthly statistics and the public page on a desk and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from complaints.figures import STATISTICS
from tests.complaints.conftest import make_cast, new_complaint
from tests.harness.browser import Live
from tests.harness.frozen import Clock

pytestmark = pytest.mark.browser


def fits(page: Any, width: int) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= width)


@pytest.mark.article("R2.27")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_month_is_drawn_from_its_tables(
    transactional_db: None, clock: Clock, live: Live, client: Client, width: int
) -> None:
    from foundation.monthly.actions import compute_due

    cast = make_cast()
    new_complaint(cast)
    clock.set("2026-12-01 09:00")
    report = next(one for one in compute_due() if one.code == STATISTICS.code)
    client.force_login(cast.admin_hr, backend="foundation.people.sign_in.PersonBackend")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live.url}
    live.context.add_cookies([cookie])
    live.page.set_viewport_size({"width": width, "height": 844})
    live.page.goto(f"{live.url}/monthly/{report.pk}/")
    charts = live.page.locator("canvas[role=img]")  # the drawing gives the role
    expect(charts).to_have_count(5)
    assert fits(live.page, width)
    live.page.get_by_role("link", name="提交审核").click()
    live.page.get_by_role("button", name="提交审核").click()
    expect(live.page.get_by_role("heading", level=1)).to_contain_text("待审核")


@pytest.mark.article("R2.15")
def test_a_customer_complains_on_a_phone(
    transactional_db: None, clock: Clock, live: Live, client: Client
) -> None:
    make_cast()
    page = live.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live.url}/complaints/public/")
    assert fits(page, 390)
    page.get_by_label("商品").fill("足浴盆")
    page.get_by_label("主要问题").select_option("quality")
    page.get_by_label("发生了什么").fill("漏水")
    page.get_by_label("退货").check()
    page.get_by_label("您的称呼").fill("韩梅梅")
    page.get_by_label("联系电话").fill("13800002222")
    clock.move(seconds=20)
    page.get_by_role("button", name="提交投诉").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已收到您的投诉")
    code = page.locator("dd").nth(1).inner_text()
    page.get_by_role("link", name="查看进度").click()
    page.get_by_label("查询码").fill(code)
    page.get_by_label("登记时的联系电话").fill("138 0000 2222")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("status")).to_contain_text("正在核实")
    assert fits(page, 390)
