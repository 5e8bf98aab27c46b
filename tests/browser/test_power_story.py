"""A connection in Chromium, each step as whose turn it is; in the field at phone width.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation import clock as time
from foundation.people.models import User
from power_projects import actions
from power_projects.models import Project
from tests.browser.test_complaint_story import WIDTHS, Walk
from tests.browser.test_incentive_story import send
from tests.harness.frozen import Clock
from tests.power_projects.conftest import (
    Crew,
    ask_inspection,
    choose,
    complete,
    do,
    fresh,
    make_crew,
    propose,
    start,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Place(Walk):
    """At a desk, or with a phone: at the customer's, on the site, at the meter."""

    width: str = "desktop"

    def as_(self, user: User, path: str) -> Any:
        self.live.page.set_viewport_size(WIDTHS[self.width])
        return super().as_(user, path)

    def keep(self, name: str) -> None:
        """At both widths only for the pictures: two dozen forms would take twice the seconds."""
        if not os.environ.get("SCREENSHOTS"):
            assert self.fits(), f"{name} scrolls sideways at {self.width} width"
            return
        super().keep(name)
        self.live.page.set_viewport_size(WIDTHS[self.width])


def on_page(walk: Place, button: str, fields: dict[str, Any]) -> None:
    """What is no step of the project: its button stands on the page of the works."""
    walk.live.page.get_by_role("link", name=button, exact=True).first.click()
    walk.fill(fields)
    walk.keep(button)
    send(walk)


def take_in(walk: Place, crew: Crew) -> Project:
    walk.as_(crew.clerk, reverse("power_projects:apply"))
    walk.fill({
        "customer_kind": "organisation", "customer_name": "柳林机械厂", "contact_name": "王厂长",
        "contact_phone": "13912340000", "area": crew.area.pk, "address": "柳林镇工业路 8 号",
        "kind": "new", "load": "low", "capacity": "60", "unit": "kW", "voltage": "380V",
        "routing": "work_order",
    })  # fmt: skip
    page = walk.live.page
    page.locator("[name=is_dual]").check()
    for told in page.locator("[name=explained]").all():
        told.check()
    walk.keep("apply")
    send(walk)
    return Project.objects.get()


def plan(walk: Place, field: Place, crew: Crew, project: Project) -> None:
    url = project.get_absolute_url()
    field.act(crew.officer, url, "现场勘察", {"findings": "附近有 380 V 线路"})
    dual = {"is_dual": True, "load_nature": "一级负荷", "dual_reason": "连续生产"}
    propose(fresh(project), crew, **dual)
    walk.act(crew.branch, url, "答复供电方案", {"form": "letter", "received_by": "王厂长"})
    page = walk.as_(crew.clerk, url)
    page.get_by_role("link", name="出示设计单位").click()
    for firm in page.locator("[name=firms]").all():
        firm.check()
    walk.keep("show")
    send(walk)


def hand_in(walk: Place, field: Place, crew: Crew, project: Project) -> None:
    """The designer, by the link the officer gave them, without an account."""
    page = walk.as_(crew.officer, reverse("power_projects:links", args=[project.pk]))
    page.get_by_role("link", name="发放外部链接").click()
    walk.fill({"party": "designer", "expires_on": "2026-12-01"})
    send(walk)
    path = urlsplit(page.locator("input[id^=link-]").input_value()).path
    walk.keep("links")
    walk.live.context.clear_cookies()
    page.set_viewport_size(WIDTHS["phone"])
    walk.live.open(path)
    field.fill({"paper": "design"})
    drawing = {"name": "设计.txt", "mimeType": "text/plain", "buffer": "图".encode()}
    page.set_input_files("[name=file]", [drawing])
    field.keep("outside")
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_text("已收到")).to_be_visible()
    expect(page.get_by_role("link", name="供电方案通知书")).to_be_visible()
    assert fresh(project).papers.get().entered_by.account == "public"


def build(field: Place, crew: Crew, project: Project) -> None:
    project = start(fresh(project), crew)
    field.as_(crew.officer, reverse("power_projects:works", args=[project.pk]))
    on_page(field, "登记隐蔽工程", {"name": "电缆沟"})
    do(actions.name_supervisor, project, by=crew.branch, person=crew.inspector)
    page = field.as_(crew.inspector, reverse("power_projects:works", args=[project.pk]))
    on_page(field, "签认隐蔽工程", {"finding": "合格"})
    expect(page.get_by_text("已签认")).to_be_visible()
    field.keep("works")
    ask_inspection(project, crew)
    verdict = {"is_passed": "yes", "opinion": "可以继续"}
    field.act(crew.inspector, project.get_absolute_url(), "中间检查合格", verdict)


def connect(walk: Place, field: Place, crew: Crew, project: Project) -> None:
    url = project.get_absolute_url()
    complete(fresh(project), crew)
    walk.act(crew.branch, url, "验收合格", {"is_passed": "yes", "opinion": "同意送电"})
    today, by = time.today(), crew.officer
    do(actions.sign_contract, project, by=by, contract_no="HT-1", contract_on=today)
    do(actions.agree_supply, project, by=by, supply_on=today)
    do(actions.order_meter, project, by=by)
    field.as_(crew.officer, reverse("power_projects:works", args=[project.pk]))
    on_page(field, "登记装表", {"meter_no": "B-1"})
    field.act(crew.officer, url, "送电", {})
    field.act(crew.inspector, url, "送电后核查", {"opinion": "计量正常"})


@pytest.mark.article("R8.4", "R8.8", "R8.10", "R8.5", "R8.16", "R8.24", "R8.25", "R8.30", "R8.31")
def test_a_connection_goes_from_the_window_to_the_after_check_in_the_browser(
    live: Any, clock: Clock, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    crew = make_crew()
    station = crew.station_office
    station.head = crew.station
    station.save()
    walk, field = Place(live), Place(live, width="phone")
    project = take_in(walk, crew)
    plan(walk, field, crew, project)
    project = choose(fresh(project), crew)
    hand_in(walk, field, crew, project)

    url = project.get_absolute_url()
    walk.act(crew.officer, url, "送审设计", {})
    page = walk.live.page
    page.get_by_role("link", name="征询其他部门").click()
    walk.fill({"department": station.pk, "question": "线路余量是否足够"})
    send(walk)
    page = field.as_(crew.station, url)
    page.get_by_role("link", name="答复会签").click()
    field.fill({"answer": "足够"})
    field.keep("consultation")
    send(field)
    verdict = {"is_passed": "yes", "opinion": "同意"}
    walk.as_(crew.city, url)
    page.locator(".action-bar").get_by_role("link", name="设计审查合格", exact=True).click()
    for party in page.locator("[name=attended]").all():
        party.check()
    walk.fill(verdict)
    walk.keep("review")
    send(walk)

    build(field, crew, project)
    connect(walk, field, crew, project)
    page = walk.as_(crew.head, reverse("power_projects:list"))
    expect(page.get_by_text(project.number)).to_be_visible()
    walk.keep("board")
    page = walk.as_(crew.stranger, url)
    expect(page.get_by_text("404")).to_be_visible()
