"""A month of visits in Chromium, each step as the person whose turn it is.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.test_complaint_story import Walk
from tests.browser.test_device_draft import photo
from tests.browser.test_incentive_story import send
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, make_team, only_line
from visits.models import AdvanceRequest, CheckIn, Plan, PlanLine, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def drag(page: Any, customer: str, to: str) -> None:
    page.locator(".entry[draggable=true]", has_text=customer).drag_to(
        page.locator(f"[data-day='{to}']")
    )


def plan_the_month(team: Team, walk: Walk) -> Plan:
    page = walk.as_(team.seller, reverse("visits:open"))
    walk.fill({"month": "2026-12-01"})
    send(walk)
    plan = Plan.objects.get()
    page = walk.live.open(reverse("visits:add_line", args=[plan.pk]))
    walk.fill({"planned_on": "2026-12-08", "customer": "港口集团", "contact": "王工"})
    page.locator("[name=purposes][value=business]").check()
    walk.keep("line")
    send(walk)
    page = walk.live.open(reverse("visits:calendar", args=[plan.pk]))
    drag(page, "港口集团", "2026-12-10")
    expect(page.locator(".alert-success")).to_contain_text("改期")
    expect(page.locator("[data-day='2026-12-10']")).to_contain_text("港口集团")
    walk.keep("calendar")
    walk.act(team.seller, plan.get_absolute_url(), "提交计划", {})
    walk.act(team.head, plan.get_absolute_url(), "批准计划", {"comment": "同意"})
    return plan


def move_once_approved(team: Team, walk: Walk, plan: Plan) -> None:
    page = walk.as_(team.seller, reverse("visits:calendar", args=[plan.pk]))
    drag(page, "港口集团", "2026-12-08")
    expect(page.locator("[name=planned_on]")).to_have_value("2026-12-08")
    walk.fill({"reason": "客户要求提前"})
    walk.keep("reschedule")
    send(walk)
    expect(page.locator("[data-day='2026-12-08']")).to_contain_text("变更待审核")
    proposal = PlanLine.objects.get(status="proposed")
    walk.as_(team.head, reverse("visits:decide_change", args=[plan.pk, proposal.pk]))
    walk.fill({"is_approved": "yes"})
    walk.keep("decide")
    send(walk)
    assert only_line(plan).planned_on == date(2026, 12, 8)


def ask_for_a_gift(team: Team, walk: Walk, plan: Plan) -> None:
    walk.as_(team.seller, reverse("visits:ask") + f"?line={only_line(plan).pk}")
    walk.fill({"kind": "gift", "amount": "600", "recipient": "王工", "occasion": "新年"})
    walk.keep("ask")
    send(walk)
    url = AdvanceRequest.objects.get().get_absolute_url()
    walk.act(team.head, url, "同意申请", {})
    walk.act(team.gm, url, "总经理批准", {})
    walk.keep("request")


def visit_and_report(team: Team, walk: Walk, plan: Plan) -> Visit:
    page = walk.as_(team.seller, reverse("visits:record") + f"?line={only_line(plan).pk}")
    walk.fill({"met": "王工"})
    walk.keep("record")
    send(walk)
    visit = Visit.objects.get()
    expect(page).to_have_url(walk.live.url + reverse("visits:submit_report", args=[visit.pk]))
    walk.fill({"report": "介绍新款护理床", "result": "同意试用"})
    page.set_input_files("[name=photos]", [photo("样品间.jpg")])
    walk.keep("report")
    send(walk)
    walk.as_(team.seller, reverse("visits:promise", args=[visit.pk]))
    walk.fill({"what": "寄样品", "due_on": "2026-12-12"})
    walk.keep("promise")
    send(walk)
    walk.act(team.head, visit.get_absolute_url(), "审核报告", {"comment": "已阅"})
    walk.keep("visit")
    return visit


def check_in(team: Team, walk: Walk, visit: Visit) -> None:
    """On the phone: with the place, then with the permission refused, seen by the head alone."""
    context, page = walk.live.context, walk.live.page
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 32.0602512, "longitude": 118.7968889, "accuracy": 12.4})
    for said in ("已取得位置：32.06025, 118.79689", "没有取得位置，将只记录时间。"):
        page.set_viewport_size({"width": 390, "height": 844})
        walk.as_(team.seller, reverse("visits:check_in", args=[visit.pk]))
        page.get_by_label("我同意记录这次签到").check()
        page.get_by_role("button", name="取得当前位置").click()
        expect(page.locator("[data-located]")).to_have_text(said)
        walk.keep("check-in")
        send(walk)
        context.clear_permissions()
    with_place, without = CheckIn.objects.values_list("latitude", "longitude", "accuracy")
    assert with_place == (Decimal("32.06025"), Decimal("118.79689"), 12)
    assert without == (None, None, None)
    place = "32.06025, 118.79689 ±12 m"
    expect(walk.as_(team.head, visit.get_absolute_url()).get_by_text(place)).to_be_visible()
    expect(walk.as_(team.sales_head, visit.get_absolute_url()).get_by_text(place)).to_have_count(0)


def test_a_month_is_planned_visited_and_reported_in_the_browser(live: Any, clock: Clock) -> None:
    team = make_team()
    walk = Walk(live)
    plan = plan_the_month(team, walk)
    move_once_approved(team, walk, plan)
    ask_for_a_gift(team, walk, plan)
    clock.set("2026-12-08 18:00")
    visit = visit_and_report(team, walk, plan)
    check_in(team, walk, visit)
    walk.act(
        team.cashier, AdvanceRequest.objects.get().get_absolute_url(), "报销", {"spent": "600"}
    )
    page = walk.as_(team.sales_head, reverse("visits:visits"))
    expect(page.get_by_text(visit.number)).to_be_visible()
    walk.keep("visits")
    page = walk.as_(team.outsider, reverse("visits:visit", args=[visit.pk]))
    expect(page.get_by_text("404")).to_be_visible()
