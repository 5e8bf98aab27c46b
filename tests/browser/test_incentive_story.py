"""A quarter's spare-part commission in Chromium, from the contract to the seller's statement.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from service_incentives.models import PayRun, SparePartSale, Trip
from tests.browser.test_complaint_story import Walk
from tests.foundation.papers.test_printing import text_of
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import make_crew, new_finding, new_trip
from tests.service_incentives.quarter import payroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def send(walk: Walk) -> None:
    walk.live.page.locator("form button[type=submit].btn").last.click()
    expect(walk.live.page.locator(".alert-success")).to_be_visible()


@pytest.mark.article("R5.8.1", "R5.8.3", "R5.8.4", "R5.10")
def test_a_sale_becomes_commission_and_the_seller_sees_how(
    transactional_db: None, clock: Clock, live: Any
) -> None:
    crew, walk = make_crew(), Walk(live)
    page = walk.as_(crew.specialist, reverse("service_incentives:register_sale"))
    walk.fill(
        {
            "contract_no": "HT-77", "customer": "港口集团", "signed_on": "2026-08-03",
            "contract_amount": "12200", "parts_price": "10000", "parts_cost": "5000",
            "service_fee": "2200", "person_days": "2", "shares": "sve1 60\nsve2 30",
        }
    )  # fmt: skip
    page.locator("form button[type=submit].btn").last.click()
    expect(page.locator(".invalid-feedback, .errorlist").first).to_contain_text("100%")
    walk.keep("shares")
    walk.fill({"shares": "sve1 60\nsve2 40"})
    send(walk)
    sale = SparePartSale.objects.get()
    expect(page.locator("body")).to_contain_text("全额回款后的提成")
    walk.keep("waiting")
    page.get_by_role("link", name="登记回款或退款").click()
    walk.fill({"amount": "12200", "received_on": "2026-09-01", "note": "电汇"})
    send(walk)
    expect(page.locator(".page-title")).to_contain_text("已全额回款")
    walk.keep("sale")

    walk.as_(crew.specialist, reverse("service_incentives:start"))
    walk.fill({"kind": "spare_parts", "period": "2026-08-15"})
    send(walk)
    run = PayRun.objects.get()
    url = run.get_absolute_url()
    page = walk.as_(crew.head, url)
    page.get_by_role("link", name="提出团队奖金分配").first.click()
    walk.fill({"person": "sve3", "amount": "100", "reason": "组织抢修"})
    send(walk)
    walk.keep("pool")
    walk.act(crew.specialist, url, "提交汇总", {"comment": "已核对合同与回款"})
    walk.act(crew.office, url, "综合部审核分配", {})
    walk.act(crew.subsidiary_gm, url, "泰达总经理批准", {"comment": "同意"})
    for who in (crew.engineer, crew.other, crew.leader):
        payroll(crew, who, payer="subsidiary", account="6222000011112222")
    walk.act(crew.hr, url, "登记发放", {"paid_on": "2026-11-02"})
    walk.act(crew.hr, url, "锁定", {})
    walk.keep("locked")

    walk.as_(crew.engineer, reverse("service_incentives:mine"))
    walk.keep("mine")
    page = walk.as_(crew.engineer, reverse("service_incentives:statement", args=[run.pk]))
    expect(page.locator("main")).to_contain_text("12200 × 0.05 × 0.8 × 60%")
    expect(page.locator("main")).to_contain_text("实发")
    walk.keep("statement")
    walk.as_(crew.engineer, sale.get_absolute_url())
    expect(page.locator("main")).to_contain_text(run.number)
    page = walk.as_(crew.manager, url)
    expect(page.locator("body")).not_to_contain_text("HT-77")


@pytest.mark.article("R5.4.1", "R5.9.5", "R5.10", "R5.11")
def test_a_month_goes_from_a_trip_to_the_payslip_through_every_hand(
    transactional_db: None, clock: Clock, live: Any
) -> None:
    crew, walk = make_crew(), Walk(live)
    for __ in range(11):
        new_trip(crew, crew.engineer, worth="1.5")
    walk.as_(crew.clerk, reverse("service_incentives:enter_trip"))
    walk.fill(
        {
            "person": "sve1", "project": "P-001", "kind": crew.kind.pk, "started_on": "2026-10-20",
            "ended_on": "2026-10-22", "visit": "first", "paper": "unsigned",
            "paper_reason": "现场停电",
        }
    )  # fmt: skip
    send(walk)
    trip = Trip.objects.get(paper="unsigned")
    page = walk.as_(crew.head, trip.get_absolute_url())
    page.get_by_role("link", name="处理未签的服务记录单").click()
    walk.fill({"is_fined": "no", "reason": "确已停电"})
    send(walk)
    walk.keep("trip")
    walk.as_(crew.clerk, reverse("service_incentives:start"))
    walk.fill({"kind": "monthly", "period": "2026-10-15"})
    send(walk)
    run = PayRun.objects.get()
    url = run.get_absolute_url()
    line = run.current_lines().get(person=crew.engineer, article="R5.4.1")
    page = walk.as_(crew.engineer, line.get_absolute_url())
    expect(page.locator("main")).to_contain_text("max(0, 18 − 17) × 270")
    page.get_by_role("link", name="提出异议").click()
    walk.fill({"text": "九月的一次未计"})
    send(walk)
    page = walk.as_(crew.head, line.get_absolute_url())
    page.get_by_role("link", name="答复").click()
    walk.fill({"text": "该次八月已计", "is_upheld": "no"})
    send(walk)
    walk.keep("objection")
    walk.act(crew.head, url, "服务部确认", {"comment": "数据无误"})
    walk.act(crew.finance, url, "财务核实", {})
    walk.act(crew.hr_manager, url, "人事审核", {})
    walk.act(crew.gm, url, "领导审核", {"comment": "同意"})
    walk.act(crew.hr, url, "登记发放", {"paid_on": "2026-11-02"})
    page = walk.as_(crew.marketing, url)
    expect(page.locator("main")).to_contain_text("270.00")
    page = walk.as_(crew.engineer, reverse("service_incentives:statement", args=[run.pk]))
    expect(page.locator("main")).to_contain_text("贰佰柒拾元整")
    walk.keep("payslip")


@pytest.mark.article("R5.6.2", "R5.7.2", "R5.9.3", "R5.10")
def test_the_half_year_and_the_year_are_made_up_printed_and_read_by_who_is_paid(
    transactional_db: None, clock: Clock, live: Any
) -> None:
    crew, walk = make_crew(), Walk(live)
    for kind, amount in (("half_year", 3000), ("annual", 9000)):
        new_finding(
            crew, kind, person=crew.manager, amount=Decimal(amount), document="泰昂〔2026〕7 号"
        )
    walk.as_(crew.clerk, reverse("service_incentives:add_project"))
    walk.fill({"code": "P-9", "name": "港口站", "engineer": "sve1", "energised_on": "2026-05-10"})
    send(walk)
    clock.set("2027-01-04 09:00")
    paid = {"half_yearly": ("叁仟元整", "半年度激励"), "annual": ("玖仟元整", "年度绩效")}
    for kind, (capitals, name) in paid.items():
        walk.as_(crew.clerk, reverse("service_incentives:start"))
        walk.fill({"kind": kind, "period": "2026-08-15"})
        send(walk)
        walk.keep(kind)
        run = PayRun.objects.get(kind=kind)
        printed = reverse("papers:print", args=[run.pk, "service_incentives.payroll"])
        sheet = text_of(live.page.request.get(live.url + printed).body())
        assert "丁四" in sheet and ("叁仟零叁拾元整" in sheet) == (kind == "half_yearly")
        page = walk.as_(crew.manager, reverse("service_incentives:statement", args=[run.pk]))
        for words in (capitals, name, "泰昂〔2026〕7 号"):
            expect(page.locator("body")).to_contain_text(words)
        walk.keep(f"{kind}-statement")
    walk.act(crew.head, PayRun.objects.get(kind="half_yearly").get_absolute_url(), "服务部确认", {})
    page = walk.as_(crew.engineer, reverse("service_incentives:mine"))
    expect(page.locator("main")).to_contain_text("半年度激励 2026-H2")
    walk.keep("engineer")
