"""A month of usage in Chromium: chased, pasted from Excel, imported, closed, corrected, analysed.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation.duties.generator import open_due
from foundation.monthly.actions import compute_month
from foundation.process.sweep import sweep
from key_accounts.figures import STATISTICS
from key_accounts.models import Account, MonthSum, ProductLine, Usage
from tests.browser.test_complaint_story import Walk
from tests.browser.test_incentive_story import send
from tests.foundation.listing.test_list_in_browser import send as send_workbook
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import Desk, another, confirmed, make_desk
from tests.key_accounts.test_usage_imports import workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OCTOBER = date(2026, 10, 1)
ROWS = 200


def copied(accounts: list[Account]) -> list[list[str]]:
    """As a branch keeps it in Excel: with thousands set apart, and three slips."""
    rows = [
        [account.number, f"{line:02}", f"{1000 + line:,}", f"{line}.250", f"¥{line},500.50"]
        for account in accounts
        for line in range(1, ROWS // len(accounts) + 1)
    ]
    rows[9][1], rows[49][2], rows[199][0] = "九九", "十", "DKH-0"
    return rows


def paste(walk: Walk, rows: list[list[str]]) -> None:
    """Through the clipboard, with the keys that a person presses."""
    page = walk.live.page
    walk.live.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = "\r\n".join("\t".join(row) for row in rows)
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("[data-grows] input").first.focus()
    page.keyboard.press("Control+V")


def cells(walk: Walk) -> list[list[str]]:
    return walk.live.page.evaluate(  # type: ignore[no-any-return]
        "[...document.querySelectorAll('[data-grows] tbody tr')]"
        ".map(row => [...row.querySelectorAll('input')].map(input => input.value))"
        ".filter(row => row.some(Boolean))"
    )


def enter_the_month(desk: Desk, walk: Walk, accounts: list[Account]) -> None:
    page = walk.as_(desk.branch_manager, reverse("desk:inbox"))
    page.get_by_role("link", name=re.compile("登记上月用邮情况")).first.click()
    page.get_by_role("link", name=re.compile("前往|办理|登记")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("呼市分公司 2026-10")
    walk.keep("empty-sheet")
    rows = copied(accounts)
    paste(walk, rows)
    typed = [[*row[:2], *(cell.replace(",", "").lstrip("¥") for cell in row[2:])] for row in rows]
    assert sorted(cells(walk)) == sorted(typed)
    submit = page.locator("form[data-grid] button[type=submit]")
    submit.click()
    wrong = page.locator("[data-grows] .is-invalid")
    expect(wrong).to_have_count(3)
    page.get_by_role("link", name=re.compile("没有这个编号")).click()
    expect(wrong.nth(2)).to_be_focused()
    assert sorted(cells(walk)) == sorted(typed), "nothing is lost"
    assert not Usage.objects.exists()
    walk.keep("pasted-with-errors")
    for place, right in enumerate(("10", "1010", accounts[-1].number)):
        wrong.nth(place).fill(right)
    submit.click()
    expect(page.locator(".alert-success")).to_be_visible()
    assert Usage.objects.filter(month=OCTOBER).count() == ROWS
    walk.keep("entered")


def import_the_month_before(desk: Desk, walk: Walk, account: Account) -> None:
    walk.as_(desk.branch_manager, reverse("key_accounts:usage"))
    page = walk.live.page
    page.get_by_role("link", name="导入").click()
    good = ["2026-09", "KB", account.number, "01", 900, 1.25, 1000]
    send_workbook(walk.live, workbook([good, [*good[:3], "ZZ", 1, 1, 1]]))
    expect(page.get_by_text("没有这种产品")).to_be_visible()
    walk.keep("import-tried")
    page.get_by_role("link", name="另传文件").click()
    send_workbook(walk.live, workbook([good]))
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("button", name="撤销整个导入")).to_be_visible()
    assert Usage.objects.get(month=date(2026, 9, 1)).revenue == 1000


def close_the_month(desk: Desk, walk: Walk) -> str:
    report = compute_month(STATISTICS, OCTOBER)
    url = str(report.get_absolute_url())
    page = walk.as_(desk.manager, url)
    walk.keep("report")
    walk.act(desk.manager, url, "提交审核", {})
    walk.act(desk.leader, url, "批准统计表", {})
    expect(page.get_by_role("heading", level=1)).to_contain_text("已批准")
    return url


def correct_it(desk: Desk, walk: Walk, account: Account, report: str) -> None:
    page = walk.as_(
        desk.branch_manager, reverse("key_accounts:usage_sheet", args=[desk.branch.pk, 2026, 10])
    )
    expect(page.get_by_text("只能登记更正")).to_be_visible()
    expect(page.locator("form[data-grid]")).to_have_count(0)
    page.get_by_role("link", name="更正用邮记录").click()
    walk.fill({"account": account.number, "line": "01", "items": "-2", "weight": "0",
               "revenue": "-100.50", "reason": "重复计了一批"})  # fmt: skip
    walk.keep("correct")
    send(walk)
    expect(page.get_by_text("重复计了一批")).to_be_visible()
    walk.keep("corrected-sheet")
    page = walk.as_(desk.leader, report)
    expect(page.get_by_text("批准后有更正")).to_be_visible()
    walk.keep("corrected-report")


@pytest.mark.article("R6.5")
def test_a_month_of_usage_is_chased_pasted_imported_closed_and_corrected_in_the_browser(
    live: Any, clock: Clock, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    desk, walk = make_desk(), Walk(live)
    ProductLine.objects.bulk_create(
        ProductLine(code=f"{number:02}", name=f"产品 {number}") for number in range(1, 101)
    )
    clock.set("2026-10-30 09:00")
    accounts = [confirmed(desk), confirmed(desk, customer=another(desk))]
    clock.set("2026-11-05 09:00")
    open_due()
    sweep()
    enter_the_month(desk, walk, accounts)
    import_the_month_before(desk, walk, accounts[0])
    report = close_the_month(desk, walk)
    correct_it(desk, walk, accounts[0], report)

    page = walk.as_(desk.manager, reverse("key_accounts:analysis") + "?month=2026-10")
    kept = MonthSum.objects.get(account=accounts[0], month=OCTOBER)
    expect(page.get_by_role("row", name=re.compile(accounts[0].number))).to_contain_text(
        f"{kept.revenue:,.2f}"
    )
    walk.keep("analysis")
    page.get_by_role("link", name=accounts[0].customer.name).click()
    walk.keep("account-usage")
    page = walk.as_(desk.supervisor, reverse("key_accounts:usage") + "?month=2026-10")
    page.get_by_role("link", name="明细和导出").click()
    expect(page.get_by_text("-100.50")).to_be_visible()
    walk.keep("log")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
