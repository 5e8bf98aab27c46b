"""The catalogue finds documents by what their electronic originals say."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from archives import ocr, originals
from archives.kinds import Secrecy
from archives.models import Document, OriginalText
from foundation.papers import attachments
from foundation.people.models import User
from tests.archives.conftest import Cast, make_cast, new_document
from tests.complaints.test_deadlines import run
from tests.harness.frozen import Clock

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'


def word(*runs: str) -> bytes:
    """A Word file of one paragraph, its text spread over runs."""
    space = originals.WORD.strip("{}")
    told = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in runs)
    body = f'<w:document xmlns:w="{space}"><w:body><w:p>{told}</w:p></w:body></w:document>'
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("word/document.xml", body)
    return package.getvalue()


def printed(text: str) -> bytes:
    import weasyprint

    pdf: bytes = weasyprint.HTML(string=f"<p lang=zh>{text}</p>").write_pdf()
    return pdf


def with_original(cast: Cast, name: str, content: bytes, **given: Any) -> Document:
    return new_document(cast, originals=[SimpleUploadedFile(name, content)], **given)


def found(user: User, text: str) -> set[str]:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    page = client.get(reverse("archives:list"), {"q": text}).content.decode()
    numbers = Document.objects.values_list("matter__number", flat=True)
    return {number for number in numbers if number in page}


@pytest.mark.article("R1.1.4")
def test_pdf_word_and_plain_text_are_found_in_either_script(cast: Cast) -> None:
    pdf = with_original(cast, "方案.pdf", printed("滨江店的开业促销安排"))
    docx = with_original(cast, "总结.docx", word("会员", "日的返", "利规则"))
    gb = with_original(cast, "记录.txt", "仓库盘点差异说明".encode("gb18030"))
    assert originals.read_all() == 3 and originals.read_all() == 0
    assert found(cast.handler, "开业促销") == {pdf.number}
    assert found(cast.handler, "返利") == {docx.number}, "two characters, over two runs"
    assert found(cast.handler, "盤點差異") == {gb.number}, "traditional finds simplified"
    assert found(cast.handler, "没有的字句") == set()


@pytest.mark.article("R1.1.4", "R1.2.15")
def test_a_text_finds_only_what_one_may_see_and_no_voided_original(cast: Cast) -> None:
    secret = with_original(
        cast, "股权.txt", "股权转让价格".encode(), secrecy=Secrecy.SECRET, category="classified"
    )
    open_one = with_original(cast, "公告.txt", "股权登记公告".encode())
    originals.read_all()
    assert found(cast.archivist, "股权") == {secret.number, open_one.number}
    assert found(cast.stranger, "股权") == {open_one.number}
    file = open_one.matter.attachments.get()
    attachments.void(file, by=cast.handler, reason="传错")
    assert found(cast.stranger, "股权") == set()


@pytest.mark.article("R1.1.4")
def test_a_file_that_cannot_be_read_is_noted_and_not_tried_again(cast: Cast) -> None:
    broken = with_original(cast, "坏.pdf", b"%PDF-1.7 nothing more")
    whole = with_original(cast, "好.txt", "装修合同".encode())
    assert originals.read_all() == 2 and originals.read_all() == 0
    noted = OriginalText.objects.get(document=broken)
    assert noted.text == "" and noted.failure
    assert found(cast.handler, "装修合同") == {whole.number}


def scanned(text: str) -> Image.Image:
    """A page as a scanner makes it: one picture, no text."""
    import weasyprint

    page = (
        f"<style>@page {{ size: 160mm 40mm }} p {{ font-size: 16pt }}</style><p lang=zh>{text}</p>"
    )
    pdf: bytes = weasyprint.HTML(string=page).write_pdf()
    done = subprocess.run(
        ["pdftoppm", "-r", "300", "-png", "-singlefile", "-"],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    return Image.open(io.BytesIO(done.stdout)).convert("L")


@pytest.mark.article("R1.1.4")
@pytest.mark.skipif(not ocr.languages(), reason="no Tesseract with Chinese here")
def test_scans_wait_for_somebody_who_reads_them_and_are_found_then(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, photo = io.BytesIO(), io.BytesIO()
    scanned("门店装修合同补充条款").save(page, "PDF")
    scanned("消防检查整改通知").save(photo, "PNG")
    contract = with_original(cast, "扫描.pdf", page.getvalue())
    notice = with_original(cast, "照片.png", photo.getvalue())
    with monkeypatch.context() as without:
        without.setenv("PATH", "/nowhere")
        ocr.languages.cache_clear()
        assert originals.read_all() == 2 and originals.read_all() == 0
    ocr.languages.cache_clear()
    assert found(cast.handler, "补充条款") == set()
    assert originals.read_all() == 2 and originals.read_all() == 0
    assert found(cast.handler, "补充条款") == {contract.number}
    assert found(cast.handler, "檢查整改") == {notice.number}


@pytest.mark.article("R1.1.4")
@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_came_in(celery_worker: Any, clock: Clock) -> None:
    cast = make_cast()
    with_original(cast, "记录.txt", "年度设备检修计划".encode())
    run("archives.long_jobs.read_originals")
    deadline = time.monotonic() + 30
    while not OriginalText.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert "设备检修" in OriginalText.objects.get().text
