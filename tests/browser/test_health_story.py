"""From a filled form over revisits to its erasure in Chromium, each step as the person whose turn it is.

The intake itself, with its lost connection, is walked in test_health_intake.py. With
SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from health_forms.models import CustomerFile, Opening, Penalty, PersonRequest, Survey
from tests.browser.test_complaint_story import Walk
from tests.browser.test_incentive_story import send
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    SECRET,
    WHO,
    WRITTEN,
    Staff,
    fresh,
    make_staff,
    surveyed,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def press(walk: Walk, button: str) -> None:
    """A button of the page that is open, and its form."""
    walk.live.page.get_by_role("link", name=button, exact=True).first.click()


def from_form_to_seal(staff: Staff, walk: Walk) -> Survey:
    survey = surveyed(staff)
    url = survey.get_absolute_url()
    walk.act(staff.rep, url, "上交销售经理", {})
    walk.as_(staff.manager, reverse("health_forms:allocation"))
    press(walk, "生成分配建议")
    walk.keep("propose")
    send(walk)
    expect(walk.live.page.locator("table")).to_contain_text("谁收集归谁")
    walk.keep("proposals")
    press(walk, "按建议全部分配")
    walk.keep("allocate")
    send(walk)
    walk.act(staff.keeper, url, "封存", {})
    walk.keep("sealed")
    return fresh(survey)


def from_event_to_doctor(staff: Staff, walk: Walk, survey: Survey) -> CustomerFile:
    walk.as_(staff.rep, reverse("health_forms:notebook"))
    walk.keep("notebook")
    press(walk, survey.number)
    press(walk, "登记参加活动")
    walk.fill({"event_kind": "trip", "event": "太湖一日游"})
    walk.keep("attend")
    send(walk)
    file = CustomerFile.objects.for_act().get()
    url = file.get_absolute_url()
    walk.act(staff.rep, url, "填写档案表", WRITTEN)
    walk.act(staff.rep, url, "上交销售经理", {})
    walk.act(staff.manager, url, "转交医生", {"doctor": staff.doctor.pk})
    return file


def revisit(staff: Staff, walk: Walk, file: CustomerFile) -> None:
    page = walk.as_(staff.rep, reverse("health_forms:revisits"))
    walk.keep("revisits")
    press(walk, file.number)
    press(walk, "调用档案表")
    send(walk)
    press(walk, "登记回访")
    walk.fill({"mode": "phone", "text": "说明了用法，问了睡眠。"})
    walk.live.page.check("[name=explained]")
    walk.keep("visit")
    send(walk)
    press(walk, "查看内容")
    expect(page.locator("body")).to_contain_text(SECRET)
    walk.keep("content")
    page.go_back()
    press(walk, "归还档案表")
    send(walk)
    expect(page.locator("body")).to_contain_text("已回访")
    walk.keep("file")
    page = walk.as_(staff.doctor, reverse("health_forms:board"))
    expect(page.locator("table")).to_contain_text(staff.rep.name)
    walk.keep("board")


def read_by_approval(staff: Staff, walk: Walk, file: CustomerFile) -> None:
    page = walk.as_(staff.keeper, file.get_absolute_url())
    expect(page.locator("body")).not_to_contain_text(WHO["phone"])
    press(walk, "申请查阅")
    walk.fill({"reason": "核对投诉"})
    send(walk)
    url = Opening.objects.get().get_absolute_url()
    walk.act(staff.gm, url, "批准查阅", {})
    walk.as_(staff.keeper, url)
    walk.keep("opening")
    press(walk, "查看内容")
    expect(page.locator("body")).to_contain_text("到时自动关闭")
    walk.keep("opened")


def ask_about_oneself(staff: Staff, walk: Walk, survey: Survey) -> None:
    walk.as_(staff.rep, survey.get_absolute_url())
    press(walk, "本人请求")
    walk.fill({"kind": "correct", "identified_by": "回拨登记的电话"})
    walk.keep("request")
    send(walk)
    url = PersonRequest.objects.get().get_absolute_url()
    walk.as_(staff.keeper, url)
    press(walk, "更正本人信息")
    walk.fill({"address": "中山北路 9 号"})
    walk.keep("correct")
    send(walk)
    walk.act(staff.keeper, url, "答复本人", {"comment": "已更正"})
    walk.keep("answered")


def punish(staff: Staff, walk: Walk, file: CustomerFile) -> None:
    page = walk.as_(staff.manager, file.get_absolute_url())
    press(walk, "提出处罚")
    walk.fill({"person": staff.rep.pk, "kind": "damage", "amount": "501", "reason": "淋湿"})
    page.locator("form button[type=submit].btn").last.click()
    expect(page.locator("main")).to_contain_text("50 至 500 元")
    walk.fill({"amount": "80"})
    send(walk)
    url = Penalty.objects.get().get_absolute_url()
    walk.act(staff.rep, url, "本人陈述", {"statement": "雨天淋湿，当天补写。"})
    walk.act(staff.gm, url, "批准处罚", {})
    walk.keep("penalty")


@pytest.mark.article("R4.1.6", "R4.1.7", "R4.1.10", "R4.2.3", "R4.2.6", "R4.2.9", "R4.2.10")
def test_a_form_is_allocated_and_sealed_becomes_a_file_and_is_revisited(
    live: Any, clock: Clock
) -> None:
    staff, walk = make_staff(), Walk(live)
    survey = from_form_to_seal(staff, walk)
    file = from_event_to_doctor(staff, walk, survey)
    clock.move(days=1)
    revisit(staff, walk, file)
    read_by_approval(staff, walk, file)
    ask_about_oneself(staff, walk, survey)
    punish(staff, walk, file)
    walk.act(staff.keeper, survey.get_absolute_url(), "撤回同意并删除", {})
    assert WHO["phone"] not in walk.as_(staff.rep, file.get_absolute_url()).content()
    walk.keep("withdrawn")
