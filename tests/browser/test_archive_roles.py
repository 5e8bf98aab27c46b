"""The other roles of the archives in Chromium: filing, checking, shelving, an external reader, damage
and destruction, a trip's clearance with the accountant's list, a stock-take on a phone.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archives import actions
from archives.kinds import Retention
from archives.models import (
    Appraisal,
    Clearance,
    Document,
    Incident,
    Loan,
    Reading,
    StockTake,
    Volume,
)
from tests.archives import story
from tests.archives.conftest import Cast, make_cast, new_document, seen
from tests.archives.story import fresh
from tests.archives.test_stocktakes import shelve_old
from tests.browser.test_archive_story import look, send
from tests.harness.browser import Live
from tests.harness.frozen import Clock

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db: None, clock: Clock, settings: Any, tmp_path: Path) -> Cast:
    return make_cast()


def step_of(live: Live, person: object, address: str, link: str) -> Page:
    live.sign_in(person)
    page = live.open(address)
    page.get_by_role("main").get_by_role("link", name=link, exact=True).first.click()
    return page


@pytest.mark.article("R1.2.4", "R1.2.18", "R1.2.19", "R1.4.N")
def test_a_document_goes_from_its_handler_to_the_shelf_by_everybodys_hand(
    cast: Cast, live: Live
) -> None:
    document = new_document(cast)
    volume = story.volume_of(cast)
    page = step_of(live, cast.clerk, document.get_absolute_url(), "签收")
    look(page, "collect")
    send(page, "签收")
    page = step_of(live, cast.clerk, "/archives/transfers/", "销售部移交档案室")
    page.get_by_role("checkbox").first.check()
    look(page, "offer")
    page.get_by_role("main").get_by_role("button", name="移交", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("经过")
    page = step_of(live, cast.archivist, page.url.replace(live.url, ""), "签收")
    send(page, "签收")
    page = step_of(live, cast.archivist, document.get_absolute_url(), "归卷")
    look(page, "place")
    page.locator("select[name=volume]").select_option(str(volume.pk), force=True)
    send(page, "归卷")
    page = step_of(live, cast.archivist, volume.get_absolute_url(), "立卷签名")
    send(page, "立卷签名")
    look(page, "compiled")
    page = step_of(live, cast.assistant, volume.get_absolute_url(), "检查签名")
    send(page, "检查签名")
    page = step_of(live, cast.archivist, volume.get_absolute_url(), "上架")
    for label, text in (("库房", "一号库"), ("柜", "A"), ("层", "3")):
        page.get_by_label(label).fill(text)
    page.get_by_label("纸质备考表已签名，放入卷内").check()
    send_refused(page, "上架", "须同时交送电子版备考表")
    page.get_by_label("电子版备考表已交送").check()
    look(page, "shelve")
    send(page, "上架")
    assert (fresh(volume).state, fresh(document).state) == ("shelved", "filed")


def send_refused(page: Page, button: str, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(words)


@pytest.mark.article("R1.3.2.1")
def test_an_external_reader_comes_with_a_letter_and_two_approve(cast: Cast, live: Live) -> None:
    volume = story.on_shelf(cast)
    page = step_of(live, cast.archivist, volume.get_absolute_url(), "登记外单位查阅")
    page.get_by_label("借阅人姓名").fill("孟浩")
    page.get_by_label("工作单位").fill("市审计局")
    page.get_by_label("证件后四位").fill("201X")
    page.get_by_label("借阅用途").fill("审计")
    letter = {"name": "介绍信.txt", "mimeType": "text/plain", "buffer": b"letter"}
    page.get_by_label("单位介绍信（扫描件）").set_input_files(letter)  # type: ignore[arg-type]
    look(page, "reader")
    send(page, "登记外单位查阅")
    loan = Loan.objects.get()
    for person in (cast.archive_head, cast.manager):
        page = step_of(live, person, loan.get_absolute_url(), "批准")
        send(page, "批准")
    page = step_of(live, cast.archivist, loan.get_absolute_url(), "提供案卷")
    page.get_by_label("已当面点清卷内文件").check()
    send_refused(page, "提供案卷", "须在借阅单上签字")
    page.get_by_label("借阅人已在借阅单上签字并接受保密义务").check()
    send(page, "提供案卷")
    look(page, "reader-lent")
    assert fresh(loan).state == "lent"
    assert fresh(volume).lent_at is not None


@pytest.mark.article("R1.1.3", "R1.1.4", "R1.4.3")
def test_damage_is_decided_on_and_an_expired_volume_destroyed_by_everybodys_hand(
    cast: Cast, live: Live
) -> None:
    volume = story.on_shelf(cast)
    loan = story.lent(volume, cast)
    page = step_of(live, cast.archivist, loan.get_absolute_url(), "报告事故")
    page.get_by_label("经过").fill("第三页被圈划")
    send(page, "报告事故")
    incident = Incident.objects.get()
    page = step_of(live, cast.archivist, incident.get_absolute_url(), "填写追查补救")
    page.get_by_label("追查补救").fill("已擦除")
    send(page, "填写追查补救")
    page = step_of(live, cast.archive_head, incident.get_absolute_url(), "处理决定")
    page.get_by_label("处理决定").fill("批评教育")
    look(page, "decide-incident")
    send(page, "处理决定")
    look(page, "incident")
    story.take_back(loan, cast)
    Volume.objects.filter(pk=volume.pk).update(year=2015, retention=Retention.SHORT)

    page = step_of(live, cast.archivist, "/archives/appraisals/", "提出鉴定")
    page.locator("input[name=destroy]").check()
    page.get_by_label("鉴定意见").fill("已无保存价值")
    look(page, "propose-appraisal")
    page.get_by_role("main").get_by_role("button", name="提出鉴定").click()
    expect(page.get_by_role("main")).to_contain_text("待第二人鉴定")
    url = Appraisal.objects.get().get_absolute_url()
    for person, button in (
        (cast.second, "第二人鉴定同意"), (cast.gm, "批准销毁"), (cast.archivist, "销毁"),
        (cast.assistant, "监销签名"), (cast.archive_head, "监销签名"),
    ):  # fmt: skip
        send(step_of(live, person, url, button), button)
    look(page, "destroyed")
    expect(page.get_by_role("main")).to_contain_text("已办结")
    assert fresh(volume).state == "destroyed"


@pytest.mark.article("R1.2.3")
def test_the_accountant_pays_a_trip_only_when_its_papers_are_signed_for(
    cast: Cast, live: Live
) -> None:
    live.sign_in(cast.handler)
    page = live.open("/archives/clearances/ask/")
    page.locator("[name=purpose]").select_option("training")
    page.get_by_label("地点与事由").fill("杭州 · 客户管理培训")
    for label, day in (("出发日期", "2026-10-26"), ("返回日期", "2026-10-28")):
        page.get_by_label(label).fill(day)
    page.locator("[name=nothing_reason]").fill("只参加了开幕式")
    look(page, "ask-clearance")
    send(page, "申请签认")
    trip = Clearance.objects.get()
    live.sign_in(cast.accountant)
    page = live.open("/archives/clearances/")
    expect(page.get_by_role("main")).to_contain_text("待档案员签认")
    look(page, "clearances")
    page = step_of(live, cast.accountant, trip.get_absolute_url(), "核报差旅费")
    send_refused(page, "核报差旅费", "档案员的签认")
    page = step_of(live, cast.clerk, trip.get_absolute_url(), "签认")
    send(page, "签认")
    page = step_of(live, cast.accountant, trip.get_absolute_url(), "核报差旅费")
    send(page, "核报差旅费")
    assert fresh(trip).state == "reimbursed"


@pytest.mark.article("R1.1.4")
def test_a_shelf_is_counted_on_a_phone_code_after_code(cast: Cast, live: Live) -> None:
    shelve_old(cast, "在架", "不见")
    shelve_old(cast, "别处", shelf="4")
    live.sign_in(cast.archivist)
    page = live.open("/archives/stock-takes/begin/")
    page.set_viewport_size({"width": 390, "height": 844})
    for label, text in (("库房", "一号库"), ("柜", "A"), ("层", "3")):
        page.get_by_label(label).fill(text)
    page.get_by_role("main").get_by_role("button", name="开始盘点").click()
    field = page.get_by_label("扫描案卷标签，或输入档号后回车")
    expect(field).to_be_focused()
    for code in ("在架", "6901234567892", "别处", "在架"):
        # As a scanner types: no pause between two codes.
        page.keyboard.type(code)
        page.keyboard.press("Enter")
    expect(page.locator("#read")).to_contain_text("已清点 2 卷，应有 2 卷")
    expect(page.locator("#read")).to_contain_text("不能识别的条码")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    look(page, "count")
    assert Reading.objects.count() == 3
    page.get_by_role("link", name="看差异").click()
    expect(page.get_by_role("main")).to_contain_text("应在未见")
    page.get_by_role("link", name="签名结束盘点").click()
    send(page, "签名结束盘点")
    look(page, "difference-list")
    taken = StockTake.objects.get()
    row = page.get_by_role("row").filter(has_text="登记在别处")
    row.get_by_role("link", name="处理").click()
    page.get_by_label("把登记的库位更正为").check()
    send(page, "处理差异")
    assert str(Volume.objects.select_related("place").get(archive_no="别处").place) == "一号库-A-3"
    assert taken.differences.filter(settled_at=None).count() == 2


@pytest.mark.article("R1.1.4")
def test_a_code_that_does_not_arrive_is_said_and_the_desk_goes_on(cast: Cast, live: Live) -> None:
    shelve_old(cast, "甲", "乙")
    taken = actions.begin_stock_take(by=cast.archivist, room="一号库")
    live.sign_in(cast.archivist)
    page = live.open(f"{taken.get_absolute_url()}count/")
    page.route(
        "**/count/",
        lambda route: (
            route.abort() if "甲" in (route.request.post_data or "") else route.continue_()
        ),
    )
    for code in ("甲", "乙"):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
    expect(page.locator("#read")).to_contain_text("已清点 1 卷")
    assert Reading.objects.get().code == "乙"
    assert seen(taken) == 1 and not Document.objects.exists()
