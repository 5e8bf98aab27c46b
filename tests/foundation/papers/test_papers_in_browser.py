"""The pages as people use them: in Chromium, wide and as a phone, under the product's CSP."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from foundation.papers.models import Attachment
from foundation.papers.work import enqueue, perform
from tests.foundation.papers.cast import People
from tests.harness.work import wait_until
from tests.toy.models import Note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def complaints_of_the_page(live: Any) -> list[str]:
    """What the browser's console objects to: refused scripts or styles, failed requests."""
    said: list[str] = []
    live.page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    return said


def is_as_wide_as_the_window(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_progress_moves_by_itself_until_the_result_can_be_fetched(
    live: Any, people: People, complaints_of_the_page: list[str]
) -> None:
    work = enqueue("toy.count", by=people.writer, params={"to": 40, "pause": 0.1}, total=40)
    live.sign_in(people.writer)
    page = live.open(work.get_absolute_url())

    def run() -> None:
        perform(work.pk)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    bar = page.locator("progress")
    wait_until(lambda: int(bar.get_attribute("value") or 0) > 20, seconds=10, what="progress")
    page.get_by_role("link", name="数数.txt").wait_for(timeout=15_000)
    thread.join()
    assert bar.count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="数数.txt").click()
    assert len(download.value.path().read_text().split()) == 40
    assert complaints_of_the_page == []


def test_a_file_is_attached_and_voided_on_a_phone(
    live: Any, note: Note, people: People, tmp_path: Path, complaints_of_the_page: list[str]
) -> None:
    live.sign_in(people.writer)
    live.page.set_viewport_size(PHONE)
    page = live.open(reverse("papers:attach", args=[note.pk]))
    (tmp_path / "合同.pdf").write_bytes(b"MZ\x90\x00")
    page.set_input_files("input[type=file]", tmp_path / "合同.pdf")
    page.get_by_role("button", name="上传").click()
    assert "与扩展名" in page.locator("main").inner_text()
    assert is_as_wide_as_the_window(page)
    (tmp_path / "签收单.txt").write_text("客户已签收")
    page.set_input_files("input[type=file]", tmp_path / "签收单.txt")
    page.get_by_role("button", name="上传").click()
    page.get_by_role("link", name="签收单.txt", exact=True).wait_for()
    assert is_as_wide_as_the_window(page)
    page.get_by_role("link", name="作废").click()
    page.get_by_label("作废理由").fill("传错文件")
    page.locator("main").get_by_role("button", name="作废").click()
    page.get_by_text("传错文件").wait_for()
    assert Attachment.objects.get().void_reason == "传错文件"
    assert complaints_of_the_page == []
