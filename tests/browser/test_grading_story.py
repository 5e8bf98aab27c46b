"""A customer's grade in Chromium: facts entered, graded, explained, raised by hand, tried otherwise.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation.customers.models import Customer
from foundation.monthly.actions import compute_month
from foundation.papers.models import Work
from foundation.papers.work import perform
from grading import actions
from grading.figures import STATISTICS
from grading.models import Excuse, GradingRun, Override, Receivable
from tests.browser.test_complaint_story import Walk
from tests.browser.test_incentive_story import send
from tests.grading.conftest import Desk, make_desk, new_assessment, new_customer, new_line
from tests.harness.frozen import Clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def company(desk: Desk) -> None:
    """Others to be compared with, graded the month before."""
    for number, name in enumerate(("江宁水务", "栖霞物流", "浦口食品", "溧水农资")):
        customer = new_customer(desk, name=name)
        new_line(desk, customer, amount=Decimal(3000 + 2000 * number))
        new_assessment(desk, customer, 4 + number)
    actions.grade_everybody(by=desk.manager, as_of=date(2026, 9, 30))


def order(desk: Desk, walk: Walk) -> None:
    page = walk.as_(desk.sales, reverse("grading:enter_line"))
    line = {
        "order_no": "DD-NEW", "customer": "金陵", "dated_on": "2026-10-05", "product": "G-1",
        "quantity": "3", "amount": "60000", "cost": "40000",
    }  # fmt: skip
    walk.fill(line)
    page.locator("form button[type=submit].btn").last.click()
    expect(page.locator(".invalid-feedback, .errorlist").first).to_contain_text("没有这个客户")
    walk.keep("line")
    walk.fill({"customer": "金陵设备"})
    send(walk)
    walk.keep("order")


def pay_late_with_an_excuse(desk: Desk, walk: Walk) -> None:
    walk.as_(desk.finance, reverse("grading:enter_receivable"))
    walk.fill({"number": "YS-1", "customer": "金陵设备", "due_on": "2026-10-10", "amount": "67800"})
    send(walk)
    owed = Receivable.objects.get()
    walk.as_(desk.finance, reverse("grading:record_payment", args=[owed.pk]))
    walk.fill({"paid_on": "2026-10-30", "amount": "67800", "reference": "PZ-1"})
    send(walk)
    page = walk.as_(desk.sales, owed.get_absolute_url())
    page.get_by_role("link", name="提出拖延说明").click()
    walk.fill({"reason": "银行系统升级，退回后重汇"})
    send(walk)
    walk.keep("excuse")
    url = Excuse.objects.get().get_absolute_url()
    walk.act(desk.manager, url, "认可拖延原因", {"comment": "已核实"})
    walk.as_(desk.sales, owed.get_absolute_url())
    walk.keep("receivable")


def grade(desk: Desk, walk: Walk) -> GradingRun:
    page = walk.as_(desk.manager, reverse("grading:start"))
    walk.fill({"as_of": "2026-11-02"})
    page.locator("form button[type=submit].btn").last.click()
    page.wait_for_url("**/papers/**")
    work = Work.objects.get(kind="grading.run")
    perform(work.pk)
    walk.as_(desk.manager, work.get_absolute_url())
    walk.keep("work")
    run = GradingRun.objects.newest_first()[0]
    page = walk.as_(desk.manager, run.get_absolute_url())
    expect(page.locator("canvas")).to_have_attribute("role", "img")
    walk.keep("run")
    walk.as_(desk.manager, reverse("grading:list"))
    walk.keep("ranking")
    page = walk.as_(desk.manager, reverse("grading:movements"))
    expect(page.locator("#matrix")).to_be_visible()
    walk.keep("movements")
    return run


def raise_by_hand(desk: Desk, walk: Walk, other: Customer) -> None:
    page = walk.as_(desk.owner, other.get_absolute_url())
    walk.keep("register")
    page.get_by_role("link", name="等级说明").click()
    page.get_by_role("link", name="提出等级调整").click()
    walk.fill({"grade": "B", "ends_on": "2026-12-31", "reason": "正在谈年度合同"})
    send(walk)
    url = Override.objects.get().get_absolute_url()
    walk.act(desk.manager, url, "批准等级调整", {})
    walk.keep("override")
    page = walk.as_(desk.sales, reverse("grading:customer", args=[other.pk]))
    expect(page.locator("main")).to_contain_text("有效至 2026-12-31")
    walk.keep("customer")


def try_out(desk: Desk, walk: Walk) -> None:
    page = walk.as_(desk.manager, reverse("grading:what_if"))
    walk.fill({"weight_credit": "10", "weight_orders": "45"})
    page.locator("form[method=get] button[type=submit]").last.click()
    expect(page.locator("#totals")).to_be_visible()
    walk.keep("what-if")
    page.get_by_role("link", name="据此起草规则变更").click()
    expect(page.locator("textarea[name=value]")).to_have_value(re.compile("weight_orders = 45"))
    walk.fill({"applies_from": "2026-12-01", "reason": "下单更能说明价值"})
    walk.keep("draft")
    send(walk)
    url = page.url.removeprefix(walk.live.url)
    walk.act(desk.manager, url, "提交审批", {})
    walk.act(desk.gm, url, "批准变更", {"comment": "同意"})
    expect(page.locator("main")).to_contain_text("2026-12-01")


def look_from_above(desk: Desk, walk: Walk, run: GradingRun) -> None:
    """The GM: what the run found, and the month's form, approved."""
    page = walk.as_(desk.gm, run.get_absolute_url())
    expect(page.locator("#distribution")).to_contain_text("A")
    walk.keep("gm-run")
    report = compute_month(STATISTICS, date(2026, 10, 1))
    url = report.get_absolute_url()
    walk.act(desk.manager, url, "提交审核", {})
    walk.act(desk.gm, url, "批准统计表", {})
    expect(page.locator("main")).to_contain_text("已批准并冻结")
    walk.keep("monthly")


@pytest.mark.article("R3.1", "R3.2", "R3.3", "R3.4", "R3.5", "R3.B3", "R3.B4")
def test_a_customer_is_graded_explained_and_raised(
    transactional_db: None, clock: Clock, live: Any
) -> None:
    desk, walk = make_desk(), Walk(live)
    company(desk)
    new_customer(desk, name="金陵设备")
    order(desk, walk)
    pay_late_with_an_excuse(desk, walk)
    run = grade(desk, walk)
    grades = run.grades
    found = grades.get(customer__name="金陵设备")
    page = walk.as_(desk.owner, found.get_absolute_url())
    expect(page.locator("main")).to_contain_text("R3.4")
    walk.keep("explained")
    raise_by_hand(desk, walk, grades.get(customer__name="江宁水务").customer)
    try_out(desk, walk)
    look_from_above(desk, walk, run)
