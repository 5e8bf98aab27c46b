"""What is attached is checked, kept once, shown to those who see the matter, and never lost."""

import hashlib
import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError, ProgrammingError
from django.test import Client
from django.urls import reverse

from foundation import clock as time
from foundation.articles import Refusal
from foundation.papers import policies
from foundation.papers.attachments import attach, clear_orphans, may_attach, safe_name, void
from foundation.papers.models import Attachment
from foundation.people.models import User
from tests.foundation.papers.cast import People, upload
from tests.harness.frozen import Clock
from tests.toy.actions import close, write
from tests.toy.models import Note

pytestmark = [pytest.mark.django_db, pytest.mark.article("R0.files")]

Login = Callable[[User], Client]
TEXT = "客户已签收\n".encode()


def test_a_file_is_kept_under_its_hash_outside_the_web_root(
    note: Note, people: People, vault_of_its_own: Path, settings: Any
) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT), purpose="回执")
    sha256 = hashlib.sha256(TEXT).hexdigest()
    place = vault_of_its_own / sha256[:2] / sha256[2:]
    assert place.read_bytes() == TEXT
    assert place.stat().st_mode & 0o777 == 0o440
    assert (attachment.sha256, attachment.size) == (sha256, len(TEXT))
    assert (attachment.name, attachment.content_type) == ("送货单.txt", "text/plain")
    assert attachment.scan == Attachment.Scan.NOT_SCANNED
    assert list((vault_of_its_own / "arriving").iterdir()) == []
    assert not place.is_relative_to(settings.STATIC_ROOT)


def test_the_same_content_is_kept_once(note: Note, people: People, vault_of_its_own: Path) -> None:
    first = attach(note.matter, by=people.writer, file=upload(TEXT, "一.txt"))
    second = attach(note.matter, by=people.writer, file=upload(TEXT, "二.txt"))
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    assert len([path for path in vault_of_its_own.rglob("*") if path.is_file()]) == 1


def test_a_refused_file_leaves_nothing_behind(
    note: Note, people: People, vault_of_its_own: Path
) -> None:
    with pytest.raises(Refusal, match="与扩展名") as refused:
        attach(note.matter, by=people.writer, file=upload(b"MZ\x90\x00", "合同.pdf"))
    assert (refused.value.article, refused.value.field) == ("R0.files", "file")
    assert not Attachment.objects.exists()
    assert [path for path in vault_of_its_own.rglob("*") if path.is_file()] == []


def test_a_file_over_the_limit_of_the_policy_is_refused(note: Note, people: People) -> None:
    policies.LARGEST_FILE.value()
    big = upload(b"a" * (policies.LARGEST_FILE.value() * 1024 * 1024 + 1), "大.txt")
    with pytest.raises(Refusal, match="超过 20 MiB"):
        attach(note.matter, by=people.writer, file=big)


def test_uploads_and_downloads_are_events_of_the_matter(
    note: Note, people: People, as_user: Login
) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    as_user(people.reader).get(attachment.get_absolute_url())
    steps = note.matter.events.values_list("step", "actor__name", "comment")
    assert ("attach", "王芳", "送货单.txt") in steps
    assert ("download", "李伟", "送货单.txt") in steps


def test_a_download_is_saved_under_its_own_name_and_never_shown_inline(
    note: Note, people: People, as_user: Login
) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT, "客户 签收单.txt"))
    response = as_user(people.reader).get(attachment.get_absolute_url())
    assert b"".join(response.streaming_content) == TEXT  # type: ignore[attr-defined]
    disposition = response["Content-Disposition"]
    assert disposition == f"attachment; filename*=utf-8''{quote('客户 签收单.txt')}"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("target", ["download", "void", "attach"])
def test_strangers_get_404_as_if_there_were_nothing(
    note: Note, people: People, as_user: Login, target: str
) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    key = note.pk if target == "attach" else attachment.pk
    stranger = as_user(people.stranger)
    assert stranger.get(reverse(f"papers:{target}", args=[key])).status_code == 404
    assert stranger.get(reverse(f"papers:{target}", args=[999_999])).status_code == 404
    assert not note.matter.events.filter(actor=people.stranger).exists()


def test_nobody_logged_in_gets_the_login_page(note: Note, people: People) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    response = Client().get(attachment.get_absolute_url())
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_the_upload_page_keeps_the_file_and_leads_back_to_the_record(
    note: Note, people: People, as_user: Login
) -> None:
    url = reverse("papers:attach", args=[note.pk])
    client = as_user(people.reader)
    assert "不超过 20 MiB" in client.get(url).content.decode()
    response = client.post(url, {"file": upload(TEXT), "purpose": "回执"}, follow=True)
    assert response.redirect_chain == [(note.get_absolute_url(), 302)]
    page = response.content.decode()
    assert "送货单.txt" in page
    assert "未扫描" in page


def test_a_refusal_stands_beside_the_field(note: Note, people: People, as_user: Login) -> None:
    url = reverse("papers:attach", args=[note.pk])
    response = as_user(people.writer).post(url, {"file": upload(b"MZ\x90\x00", "合同.pdf")})
    assert response.status_code == 200
    assert "与扩展名" in response.context["form"].errors["file"][0]
    assert "与扩展名" in response.content.decode()


def test_nothing_is_added_to_a_closed_matter(note: Note, people: People, as_user: Login) -> None:
    close(note, by=people.writer)
    note.matter.refresh_from_db()
    assert not may_attach(note.matter, people.writer)
    url = reverse("papers:attach", args=[note.pk])
    assert as_user(people.writer).post(url, {"file": upload(TEXT)}).status_code == 404
    assert not Attachment.objects.exists()


def test_a_record_may_say_itself_who_attaches(
    note: Note, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(note, by=people.writer)
    note.matter.refresh_from_db()

    def only_writer(note: Note, user: User) -> bool:
        return note.writer_id == user.pk

    monkeypatch.setattr(Note, "may_attach", only_writer, raising=False)
    assert may_attach(note.matter, people.writer)
    assert not may_attach(note.matter, people.reader)


def test_a_void_file_stays_with_its_reason(note: Note, people: People, as_user: Login) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    with pytest.raises(Refusal, match="理由") as refused:
        void(attachment, by=people.writer, reason=" ")
    assert refused.value.article == "R0.reasons"
    url = reverse("papers:void", args=[attachment.pk])
    assert as_user(people.writer).post(url, {"reason": "传错文件"}).status_code == 302
    attachment.refresh_from_db()
    assert (attachment.voided_by, attachment.void_reason) == (people.writer, "传错文件")
    with pytest.raises(Refusal, match="已经作废"):
        void(attachment, by=people.writer, reason="再次")
    assert as_user(people.reader).get(attachment.get_absolute_url()).status_code == 200
    assert "传错文件" in as_user(people.reader).get(note.get_absolute_url()).content.decode()


def test_the_database_refuses_to_delete_an_attachment(note: Note, people: People) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    for act in (attachment.delete, Attachment.objects.all().delete):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            act()
    assert Attachment.objects.filter(pk=attachment.pk).exists()


def test_the_database_refuses_a_verdict_without_its_time(note: Note, people: People) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    rows = Attachment.objects.filter(pk=attachment.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(scan=Attachment.Scan.CLEAN)
        connection.check_constraints()


def test_missing_content_answers_404_and_is_logged(
    note: Note, people: People, as_user: Login, vault_of_its_own: Path, caplog: Any
) -> None:
    attachment = attach(note.matter, by=people.writer, file=upload(TEXT))
    (vault_of_its_own / attachment.sha256[:2] / attachment.sha256[2:]).unlink()
    assert as_user(people.writer).get(attachment.get_absolute_url()).status_code == 404
    assert attachment.sha256 in caplog.text


def test_lists_ask_the_database_no_more_for_more_files(
    people: People, as_user: Login, django_assert_max_num_queries: Any
) -> None:
    note = write("多附件", by=people.writer)
    for number in range(5):
        attach(note.matter, by=people.writer, file=upload(TEXT, f"{number}.txt"))
    rows = note.matter.attachments.select_related("uploaded_by")
    with django_assert_max_num_queries(1):
        assert [row.uploaded_by.name for row in rows] == ["王芳"] * 5


def contents(vault: Path) -> list[str]:
    return sorted(path.read_text() for path in vault.glob("??/*"))


def test_contents_nobody_came_to_refer_to_are_removed_and_no_other(
    note: Note, people: People, vault_of_its_own: Path
) -> None:
    kept = attach(note.matter, by=people.writer, file=upload(b"kept"))
    void(kept, by=people.writer, reason="传错")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attach(note.matter, by=people.writer, file=upload(b"rolled back"))
        raise ZeroDivisionError
    assert contents(vault_of_its_own) == ["kept", "rolled back"]
    assert clear_orphans() == 1
    assert contents(vault_of_its_own) == ["kept"]
    assert clear_orphans() == 0


def test_broken_uploads_are_removed_after_a_day(vault_of_its_own: Path, clock: Clock) -> None:
    folder = vault_of_its_own / "arriving"
    folder.mkdir(parents=True)
    for name, hours in (("old", 25), ("coming", 1)):
        (folder / name).touch()
        moment = (time.now() - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (moment, moment))
    assert clear_orphans() == 1
    assert [path.name for path in folder.iterdir()] == ["coming"]


@pytest.mark.django_db(transaction=True)
def test_a_content_that_is_just_being_attached_again_is_not_taken_for_an_orphan(
    note: Note, people: People, vault_of_its_own: Path
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attach(note.matter, by=people.writer, file=upload(b"twice"))
        raise ZeroDivisionError
    removed: list[int] = []

    def clear() -> None:
        removed.append(clear_orphans())
        connection.close()

    with transaction.atomic():
        attach(note.matter, by=people.writer, file=upload(b"twice"))
        clearing = threading.Thread(target=clear)
        clearing.start()
        clearing.join(timeout=1)
        assert clearing.is_alive(), "it waits for the one who attaches"
    clearing.join()
    assert removed == [0]
    assert contents(vault_of_its_own) == ["twice"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\wang\\合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
        ("报价\u202efdp.exe", "报价fdp.exe"),
        ('"><script>.txt', "___script_.txt"),
        ("...", "未命名"),
        ("长" * 300 + ".docx", "长" * 115 + ".docx"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept
