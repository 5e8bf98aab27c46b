"""A real clamd: what it finds is refused, and without it nothing configured to be scanned is served."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.papers import clamd
from foundation.papers.attachments import attach, rescan
from foundation.papers.models import Attachment
from foundation.people.models import User
from tests.foundation.papers.cast import People, upload
from tests.foundation.papers.scanner import EICAR, Scanner
from tests.toy.models import Note

pytestmark = [pytest.mark.django_db, pytest.mark.article("R0.files")]

Login = Callable[[User], Client]
CLEAN = "客户已签收\n".encode()


def docx_with(content: bytes) -> bytes:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", f'<Types><Override ContentType="{word}"/></Types>')
        package.writestr("word/document.xml", "<w/>")
        package.writestr("word/media/image1.txt", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("病毒.txt", EICAR), ("回执.docx", docx_with(EICAR))]
)
def test_an_infected_file_is_refused(
    note: Note,
    people: People,
    scanner: Scanner,
    vault_of_its_own: Path,
    name: str,
    content: bytes,
) -> None:
    with pytest.raises(Refusal, match="Eicar-Test"):
        attach(note.matter, by=people.writer, file=upload(content, name))
    assert not Attachment.objects.exists()
    assert [path for path in vault_of_its_own.rglob("*") if path.is_file()] == []


def test_a_clean_file_is_marked_and_served(
    note: Note, people: People, scanner: Scanner, as_user: Login
) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(CLEAN))
    assert attachment.scan == Attachment.Scan.CLEAN
    assert attachment.scanned_at is not None
    assert as_user(people.reader).get(attachment.get_absolute_url()).status_code == 200


def test_a_file_is_held_while_the_scanner_is_down_and_served_after_its_verdict(
    note: Note, people: People, scanner: Scanner, as_user: Login, settings: Any
) -> None:
    settings.CLAMD_URL = "unix:/nonexistent/clamd.sock"
    attachment = attach(note.matter, by=people.writer, file=upload(CLEAN))
    assert attachment.scan == Attachment.Scan.HELD
    response = as_user(people.reader).get(attachment.get_absolute_url())
    assert response.status_code == 403
    assert "病毒扫描" in response.content.decode()
    assert CLEAN.decode().strip() not in response.content.decode()
    assert not note.matter.events.filter(step="download").exists()
    assert rescan() == 0
    settings.CLAMD_URL = scanner.url
    assert rescan() == 1
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.CLEAN
    assert as_user(people.reader).get(attachment.get_absolute_url()).status_code == 200
    assert rescan() == 0


def test_a_held_virus_is_never_served_and_its_uploader_is_told(
    note: Note, people: People, scanner: Scanner, as_user: Login, settings: Any
) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    attachment = attach(note.matter, by=people.writer, file=upload(EICAR, "病毒.txt"))
    settings.CLAMD_URL = scanner.url
    assert rescan() == 1
    attachment.refresh_from_db()
    assert (attachment.scan, attachment.signature) == ("infected", "Eicar-Test.UNOFFICIAL")
    assert as_user(people.writer).get(attachment.get_absolute_url()).status_code == 403
    told = Notice.objects.get(template="papers/virus_found")
    assert told.recipient == people.writer
    assert told.at_once
    assert note.matter.events.filter(step="virus_found").exists()


def test_files_of_the_time_without_a_scanner_are_scanned_once_there_is_one(
    note: Note, people: People, scanner: Scanner, settings: Any
) -> None:
    settings.CLAMD_URL = ""
    attachment = attach(note.matter, by=people.writer, file=upload(CLEAN))
    assert rescan() == 0
    settings.CLAMD_URL = scanner.url
    assert rescan() == 1
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.CLEAN


def test_a_file_too_big_for_the_scanner_is_held(
    note: Note, people: People, scanner: Scanner
) -> None:
    big = b"a" * (3 * 1024 * 1024)
    attachment = attach(note.matter, by=people.writer, file=upload(big, "大.txt"))
    assert attachment.scan == Attachment.Scan.HELD


@pytest.mark.parametrize("url", ["http://127.0.0.1", "unix:", "clamd", "tcp://127.0.0.1:99999"])
def test_an_address_that_cannot_be_means_no_verdict(url: str) -> None:
    assert not clamd.answers(url)
    with pytest.raises(clamd.ScannerUnavailable):
        clamd.scan(url, io.BytesIO(CLEAN), timeout=1)


def test_a_scanner_that_never_answers_means_no_verdict() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(clamd.ScannerUnavailable):
            clamd.scan(url, io.BytesIO(CLEAN), timeout=0.2)
