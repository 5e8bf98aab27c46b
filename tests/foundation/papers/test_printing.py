"""Real PDFs, read back with pypdf and poppler: text, pages, fonts, QR code, log."""

import hashlib
import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from foundation.papers import fonts
from foundation.papers.missing import PrinterMissing
from foundation.papers.models import PrintLog
from foundation.papers.printing import html_of, page_numbers, print_one, printouts_for
from foundation.papers.rendering import LocalFetcher, render
from foundation.people.models import User
from tests.foundation.papers.cast import People
from tests.foundation.papers.pango import take_pango_away
from tests.toy.actions import write
from tests.toy.models import Note
from tests.toy.printouts import ONLY_WRITER, SLIP

pytestmark = [pytest.mark.django_db, pytest.mark.article("R99.2")]

Login = Callable[[User], Client]


def text_of(pdf: bytes) -> str:
    """By poppler, which reads as a viewer does; spacing of the layout is left out."""
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return "".join(read.stdout.decode().split())


def picture_of(pdf: bytes, folder: Path, page: int = 1) -> Path:
    target = folder / f"page-{page}"
    command = ["pdftoppm", "-png", "-r", "150", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run([*command, "-", str(target)], input=pdf, check=True)
    return target.with_suffix(".png")


def address(note: Note, code: str = "toy.slip") -> str:
    return reverse("papers:print", args=[note.pk, code])


def test_a_form_is_a_pdf_with_name_and_number_on_every_page(people: People, as_user: Login) -> None:
    long = write("送货单与实物不符。\n" * 120, by=people.writer)
    response = as_user(people.writer).get(address(long))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''")
    pages = PdfReader(io.BytesIO(response.content)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        text = "".join(page.extract_text().split())
        assert "便笺单" in text
        assert long.number in text
        assert f"第{number}页共{len(pages)}页" in text
    assert "送货单与实物不符" in text_of(response.content)
    assert "王芳打印于" in text_of(response.content)


def test_the_qr_code_leads_to_the_matter(
    note: Note, people: People, tmp_path: Path, settings: Any
) -> None:
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is missing: apt-get install zbar-tools")
    settings.SITE_URL = "https://oa.example.com/"
    printed = print_one(SLIP, note, by=people.writer)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(picture_of(printed.pdf, tmp_path))],
        capture_output=True,
        check=True,
    )
    assert read.stdout.decode().strip() == f"https://oa.example.com{note.matter.get_absolute_url()}"


def test_prints_are_a4_in_the_direction_the_form_asks_for(note: Note, people: People) -> None:
    for form, size in ((SLIP, (595, 842)), (ONLY_WRITER, (842, 595))):
        box = PdfReader(io.BytesIO(print_one(form, note, by=people.writer).pdf)).pages[0].mediabox
        assert (round(box.width), round(box.height)) == size


def test_chinese_fonts_are_embedded(note: Note, people: People) -> None:
    pdf = print_one(SLIP, note, by=people.writer).pdf
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    lines = listed.stdout.decode().splitlines()[2:]
    assert any("CJK" in line for line in lines)
    assert all(line.split()[-5] == "yes" for line in lines), lines


def test_the_bundled_font_prints_where_debians_is_missing(
    note: Note, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "DEBIAN", Path("/nonexistent"))
    assert fonts.bundled().as_uri() in fonts.font_faces()
    html = html_of(SLIP, note, by=people.writer).replace(
        "<body", '<body style="font-family: Bundled CJK"'
    )
    pdf = render([html]).pdf
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    assert b"Bundled-CJK" in listed.stdout


def test_the_page_says_its_language_and_the_labels_follow(note: Note, people: People) -> None:
    for language, tag in (("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("en", "en")):
        with translation.override(language):
            assert f'<html lang="{tag}">' in html_of(SLIP, note, by=people.writer)


def test_page_numbers_become_counters() -> None:
    with translation.override("zh-hans"):
        content = '"第 " counter(page) " 页 共 " counter(pages) " 页"'
        assert page_numbers() == content


def test_every_print_is_logged_and_counted(
    note: Note, people: People, as_user: Login, settings: Any
) -> None:
    first = as_user(people.writer).get(address(note)).content
    as_user(people.reader).get(address(note))
    as_user(people.writer).get(address(note, "toy.private"))
    rows = list(PrintLog.objects.order_by("pk"))
    assert [(row.printout, row.serial, row.printed_by) for row in rows] == [
        ("toy.slip", 1, people.writer),
        ("toy.slip", 2, people.reader),
        ("toy.private", 1, people.writer),
    ]
    assert rows[0].sha256 == hashlib.sha256(first).hexdigest()
    assert rows[0].pages == 1
    event = note.matter.events.filter(step="print").first()
    assert event is not None
    assert (event.article, event.comment, event.details["serial"]) == ("R99.2", "便笺单", 1)


def test_the_log_of_prints_refuses_change(note: Note, people: People) -> None:
    print_one(SLIP, note, by=people.writer)
    rows = PrintLog.objects.all()
    for act in (rows.delete, lambda: rows.update(pages=9)):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            act()
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE papers_printlog")


def test_a_form_one_may_not_print_answers_404(note: Note, people: People, as_user: Login) -> None:
    other = write("另一张", by=people.stranger)
    cases = [
        (people.stranger, address(note)),
        (people.reader, address(note, "toy.private")),
        (people.writer, address(note, "toy.unknown")),
        (people.writer, address(other)),
        (people.writer, reverse("papers:print", args=[999_999, "toy.slip"])),
    ]
    for user, url in cases:
        assert as_user(user).get(url).status_code == 404, url
    assert not PrintLog.objects.exists()


def test_the_action_bar_offers_what_one_may_print(note: Note, people: People) -> None:
    assert printouts_for(note, people.writer) == [SLIP, ONLY_WRITER]
    assert printouts_for(note, people.reader) == [SLIP]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/",
        "https://example.com/a.png",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "file:///proc/self/environ",
    ],
)
def test_a_print_reads_nothing_but_our_own_files(url: str) -> None:
    with pytest.raises(ValueError):
        LocalFetcher().fetch(url)


def test_a_print_does_not_leave_the_static_folder_by_dots_or_links(
    settings: Any, tmp_path: Path
) -> None:
    static = tmp_path / "static"
    static.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    (static / "open.txt").write_text("open")
    settings.STATICFILES_DIRS = [static]
    assert LocalFetcher().fetch((static / "open.txt").as_uri()).read() == b"open"
    for name in ("../secret.txt", "%2e%2e/secret.txt", "link.txt"):
        with pytest.raises(ValueError):
            LocalFetcher().fetch(f"file://{static}/{name}")


def test_text_of_a_record_cannot_bring_its_own_markup(people: People) -> None:
    note = write('<img src="file:///etc/passwd"><script>1</script>', by=people.writer)
    html = html_of(SLIP, note, by=people.writer)
    assert "<script>" not in html
    assert "&lt;img" in html


def test_without_pango_the_page_says_what_to_install(
    note: Note, people: People, as_user: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_pango_away(monkeypatch)
    response = as_user(people.writer).get(address(note))
    assert response.status_code == 503
    page = response.content.decode()
    assert "apt-get install libpango-1.0-0" in page
    assert "cannot load library" in page
    assert not PrintLog.objects.exists()
    with pytest.raises(PrinterMissing):
        print_one(SLIP, note, by=people.writer)


def test_weasyprint_is_loaded_only_where_a_print_is_made() -> None:
    script = "import django; django.setup(); import foundation.papers.views, sys;"
    script += "sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
