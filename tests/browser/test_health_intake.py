"""The intake on a phone: consent, a half-filled form, no connection, a reload, finished later."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from health_forms.models import Survey
from tests.browser.test_device_draft import gone, stored
from tests.harness.frozen import Clock
from tests.health_forms.conftest import SECRET, WHO, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def consent(page: Page) -> None:
    page.check("[name=agrees]")
    page.check("[name=agrees_health]")
    page.fill("[name=paper]", "T-7")
    page.get_by_role("button", name="已同意，开始填写").click()
    page.locator("form[data-draft-ready]").wait_for()


@pytest.mark.article("R4.1.4")
def test_the_intake_survives_a_lost_connection_and_a_reload(live: Any, clock: Clock) -> None:
    staff = make_staff()
    live.page.set_viewport_size({"width": 390, "height": 844})
    live.sign_in(staff.rep)
    page: Page = live.open("/health-forms/consent/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    consent(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for name, text in WHO.items():
        page.fill(f"[name={name}]", text)
    page.check("[name=filled_by][value=self]")
    page.fill("[name=q_illnesses]", SECRET)
    page.locator("form[data-draft-kept*=q_illnesses]").wait_for()
    assert stored(page)["rows"] == 1 and SECRET not in stored(page)["text"]
    page.context.set_offline(True)
    page.fill("[name=q_children]", "2")
    page.locator("form[data-draft-kept*=q_children]").wait_for()
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[name=q_illnesses]")).to_have_value(SECRET)
    expect(page.locator("[name=name]")).to_have_value(WHO["name"])
    page.fill("[name=q_born_on]", "1956-03-08")
    expect(page.locator("[name=q_children]")).to_have_value("2")
    for name, choice in (
        ("sex", "女"), ("lives_with", "独居"), ("pressure", "偏高"), ("sleep", "一般"),
        ("call_at", "上午"),
    ):  # fmt: skip
        page.select_option(f"[name=q_{name}]", choice)
    page.fill("[name=q_medicines]", "二甲双胍")
    page.check("[name=q_supplements_declined]")
    page.context.set_offline(True)
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_text("没有网络")).to_be_visible()
    page.context.set_offline(False)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/health-forms/*/")
    survey = Survey.objects.for_act().get()
    assert survey.person.told() == WHO and SECRET in str(survey.told())
    assert gone(page), "accepted: the draft is wiped"
    page.get_by_role("link", name="查看内容").click()
    expect(page.get_by_text(SECRET)).to_be_visible()
