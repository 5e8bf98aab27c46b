"""A half-filled form on a phone: the connection goes, the page is loaded again, nothing is lost."""

import io
import time
from datetime import date
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from foundation.papers.models import Attachment
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, make_team
from tests.visits.test_visits import now, unplanned
from visits.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2026, 11, 3)
STORED = """async () => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("drafts", 1);
    asked.onsuccess = () => done(asked.result);
  });
  const all = (name) => new Promise((done) => {
    const asked = db.transaction(name).objectStore(name).getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const [drafts, keys] = [await all("drafts"), await all("keys")];
  db.close();
  const text = drafts.map((row) => new TextDecoder("utf-8").decode(row.sealed)).join("");
  return { rows: drafts.length, keys: keys.length, text, open: keys.filter((key) => key.extractable).length };
}"""


def photo(name: str) -> Any:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "green").save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def stored(page: Page) -> Any:
    return page.evaluate(STORED)


def gone(page: Page) -> bool:
    """Asked again for a moment: it is cleared while the page is shown already."""
    for __ in range(40):
        if stored(page)["rows"] == 0:
            return True
        page.wait_for_timeout(50)
    return False


def report_form(live: Any, visit: Visit) -> Page:
    page: Page = live.open(f"/visits/visits/{visit.pk}/report/")
    page.locator("form[data-draft-ready]").wait_for()
    return page


def write(page: Page, text: str) -> None:
    page.fill("[name=report]", text)
    page.locator("form[data-draft-kept]").wait_for()


@pytest.mark.article("R7.3.4.1")
def test_a_report_with_photos_survives_the_lost_connection_and_is_forgotten_when_sent(
    live: Any, clock: Clock
) -> None:
    clock.set(f"{TODAY} 17:00")
    team = make_team()
    visit, other = unplanned(team, TODAY), unplanned(team, TODAY)
    live.page.set_viewport_size({"width": 390, "height": 844})
    live.sign_in(team.seller)
    began = time.monotonic()
    page = report_form(live, visit)
    page.set_input_files("[name=photos]", [photo("门头.jpg"), photo("样品间.jpg")])
    write(page, "介绍新款护理床")
    page.fill("[name=result]", "同意试用两张")
    page.wait_for_timeout(400)
    kept = stored(page)
    assert (kept["rows"], kept["keys"], kept["open"]) == (2, 1, 0)
    assert "护理床" not in kept["text"], "it is encrypted"
    live.context.set_offline(True)
    page.get_by_role("button", name="提交报告").click()
    expect(page.get_by_text("没有网络")).to_be_visible()
    expect(page.locator("[name=report]")).to_have_value("介绍新款护理床")
    live.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("已恢复本机上尚未提交的内容")).to_be_visible()
    expect(page.locator("[name=report]")).to_have_value("介绍新款护理床")
    expect(page.locator("[name=result]")).to_have_value("同意试用两张")
    assert page.evaluate("document.querySelector('[name=photos]').files.length") == 2
    page.get_by_role("button", name="提交报告").click()
    expect(page.locator(".alert-success")).to_be_visible()
    assert time.monotonic() - began < 60
    assert now(visit).report == "介绍新款护理床"
    assert Attachment.objects.filter(matter=visit.pk).count() == 2
    assert gone(page), "sent: wiped"
    _thrown_away_expired_and_wiped(live, team, other)


def _thrown_away_expired_and_wiped(live: Any, team: Team, visit: Visit) -> None:
    page = report_form(live, visit)
    write(page, "草稿")
    page.reload()
    page.get_by_role("button", name="丢弃草稿").click()
    expect(page.locator("[name=report]")).to_have_value("")
    assert gone(page), "thrown away"
    write(page, "登录另一人")
    live.sign_in(team.colleague)
    page = live.open("/visits/")
    assert gone(page), "somebody else signed in"
    live.sign_in(team.seller)
    page = report_form(live, visit)
    write(page, "退出")
    live.open("/accounts/logout/").locator(
        "main form button[type=submit], form button"
    ).last.click()
    page.wait_for_url("**/accounts/login/**")
    assert gone(page)
    assert stored(page)["keys"] == 0, "signed out: the key goes too"
    live.sign_in(team.seller)
    page = report_form(live, visit)
    write(page, "过期")
    page.clock.set_system_time(time.time() + 72 * 3600 + 60)
    page = report_form(live, visit)
    expect(page.locator("[name=report]")).to_have_value("")
    assert gone(page), "after 72 hours"


def test_a_form_that_asks_for_consent_keeps_nothing_before_it(live: Any, clock: Clock) -> None:
    """As the intake of personal data asks: ``{% device_draft after="agreed" %}``."""
    clock.set(f"{TODAY} 17:00")
    team = make_team()
    visit = unplanned(team, TODAY)
    live.sign_in(team.seller)

    def with_consent(route: Any) -> None:
        answer = route.fetch()
        box = 'data-after="agreed" data-draft><input type="checkbox" name="agreed"'
        route.fulfill(response=answer, body=answer.text().replace("data-draft ", f"{box} ", 1))

    live.page.route("**/report/", with_consent)
    page = report_form(live, visit)
    page.fill("[name=report]", "不应保存")
    page.wait_for_timeout(400)
    assert stored(page)["rows"] == 0
    page.check("[name=agreed]")
    write(page, "同意之后")
    assert stored(page)["rows"] == 1
    page.uncheck("[name=agreed]")
    assert gone(page), "withdrawn: wiped"
