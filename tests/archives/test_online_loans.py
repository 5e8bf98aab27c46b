"""Electronic lending: originals opened until a day, listed while they are, revocable (R1.1.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archives import actions
from archives.figures import compute
from archives.kinds import Secrecy
from archives.models import Document, Loan, LoanState, Volume
from foundation import clock as time
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.models import Violation, open_tasks
from foundation.process.sweep import sweep
from tests.archives import story
from tests.archives.conftest import Cast, seen
from tests.archives.story import READER, fresh
from tests.harness.frozen import Clock


@pytest.fixture
def volume(cast: Cast, settings: Any, tmp_path: Any) -> Volume:
    settings.MEDIA_ROOT = tmp_path
    return story.on_shelf(cast, originals=[SimpleUploadedFile("合同.txt", "正文".encode())])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def asked(volume: Volume, cast: Cast, **given: Any) -> Loan:
    return story.borrowed(volume, cast, use="online", **{"keeps_secret": True} | given)


def opened(volume: Volume, cast: Cast, *, by: User | None = None, days: int = 3) -> Loan:
    """The colleague reads the originals of their department's volume."""
    loan = asked(volume, cast, by=by or cast.colleague)
    story.approve(loan, cast.sales_head, cast.archive_head)
    due_on = time.today() + timedelta(days=days)
    actions.open_link(loan, by=cast.archivist, due_on=due_on, seen=seen(loan))
    found: Loan = fresh(loan)
    return found


def status(volume: Volume, reader: User) -> int:
    original = Document.objects.get(volume=volume).matter.attachments.get()
    answer = client_of(reader).get(reverse("papers:download", args=[original.pk]))
    return answer.status_code


def listed(who: User) -> list[Any]:
    page = client_of(who).get(reverse("archives:links"))
    return [row.pk for row in page.context["table"].data]


@pytest.mark.article("R1.1.4", "R1.3.2.2", "R1.4.3")
def test_originals_are_opened_when_all_have_approved_until_the_last_day(
    cast: Cast, volume: Volume, clock: Clock
) -> None:
    with pytest.raises(Refusal, match="保密义务"):
        asked(volume, cast, by=cast.colleague, keeps_secret=False)
    loan = opened(volume, cast)
    assert (loan.state, loan.is_live, fresh(volume).lent_at) == (LoanState.LINKED, True, None)
    assert status(volume, cast.colleague) == 200
    assert status(volume, cast.stranger) in (403, 404)
    clock.set("2026-11-05T20:00")
    assert status(volume, cast.colleague) == 200, "the last day counts"
    assert actions.end_links() == 0
    clock.set("2026-11-06T00:01")
    assert status(volume, cast.colleague) in (403, 404), "also before the job has run"
    assert (actions.end_links(), actions.end_links()) == (1, 0)
    ended = fresh(loan)
    assert (ended.state, ended.days_late) == (LoanState.ENDED, 0)
    assert time.local_date(ended.access_ended_at) == ended.due_on
    sweep()
    assert not Violation.objects.exists() and not open_tasks(loan.pk).exists()
    assert compute(time.today().replace(day=1))["totals"][4]["value"] == "0"


@pytest.mark.article("R1.1.4")
def test_all_live_links_are_listed_and_one_is_revoked_at_once(cast: Cast, volume: Volume) -> None:
    loan = opened(volume, cast)
    paper = story.lent(volume, cast)
    assert set(listed(cast.archivist)) == {loan.pk, paper.pk}
    assert listed(cast.colleague) == [loan.pk]
    assert listed(cast.stranger) == []
    for person in (cast.colleague, cast.sales_head, cast.stranger):
        with pytest.raises(Refusal, match=r"R1\.1\.4"):
            actions.revoke_link(loan, by=person, reason="x", seen=seen(loan))
    actions.revoke_link(loan, by=cast.archive_head, reason="内容有误", seen=seen(loan))
    actions.revoke_link(paper, by=cast.archivist, reason="内容有误", seen=seen(paper))
    assert listed(cast.archivist) == []
    assert status(volume, cast.colleague) in (403, 404)
    assert (fresh(loan).state, fresh(paper).state) == (LoanState.ENDED, LoanState.LENT)
    assert fresh(volume).lent_at is not None, "the paper is still with its borrower"
    assert Notice.objects.filter(recipient=cast.colleague, context__what="revoked").count() == 1
    with pytest.raises(Refusal, match="不能打开"):
        actions.revoke_link(loan, by=cast.archivist, reason="x", seen=seen(loan))


@pytest.mark.article("R1.1.4", "R1.2.15", "R1.3.1.2")
def test_a_secret_volume_lent_online_is_seen_by_its_borrower_while_it_lasts(
    cast: Cast, volume: Volume
) -> None:
    Volume.objects.update(secrecy=Secrecy.SECRET)
    Document.objects.update(secrecy=Secrecy.SECRET)
    document = Document.objects.get()
    assert status(volume, cast.accountant) == 404
    actions_head = cast.gm  # above the accountant's department there is no other head
    loan = asked(volume, cast, by=cast.accountant)
    story.approve(loan, actions_head, cast.archive_head)
    actions.open_link(loan, by=cast.archivist, due_on=time.today(), seen=seen(loan))
    assert status(volume, cast.accountant) == 200
    assert status(volume, cast.stranger) == 404
    assert document in Document.objects.visible_to(cast.accountant)
    actions.revoke_link(loan, by=cast.archivist, reason="用毕", seen=seen(loan))
    assert document not in Document.objects.visible_to(cast.accountant)


@pytest.mark.article("R1.1.4", "R1.3.2.1")
def test_what_cannot_be_read_online_is_refused(cast: Cast, volume: Volume) -> None:
    letter = SimpleUploadedFile("介绍信.txt", b"letter")
    given = {"reader": READER, "use": "online", "purpose": "审计", "due_on": time.today()}
    with pytest.raises(Refusal, match=r"R1\.3\.2\.1"):
        actions.borrow_for_reader(volume, by=cast.archivist, letter=letter, **given)
    empty = story.on_shelf(cast, name="没有原件")
    loan = asked(empty, cast)
    story.approve(loan, cast.sales_head, cast.archive_head)
    with pytest.raises(Refusal) as refusal:
        actions.open_link(loan, by=cast.archivist, due_on=time.today(), seen=seen(loan))
    assert "电子原件" in refusal.value.missing[0]
    with pytest.raises(Refusal, match="借阅方式"):
        story.hand_out(loan, cast)
    paper = story.borrowed(volume, cast)
    story.approve(paper, cast.sales_head)
    with pytest.raises(Refusal, match="借阅方式"):
        actions.open_link(paper, by=cast.archivist, due_on=time.today(), seen=seen(paper))


@pytest.mark.article("R1.1.4", "R1.3.1.1")
def test_online_readers_neither_wait_for_the_paper_nor_hold_it_up(
    cast: Cast, volume: Volume
) -> None:
    opened(volume, cast)
    waiting = asked(volume, cast, by=cast.sales_head)
    story.approve(waiting, cast.gm, cast.archive_head)
    paper = story.lent(volume, cast)  # approved later, handed out first
    another = opened(volume, cast, by=cast.clerk)
    assert another.is_live
    actions.renew(paper, by=cast.handler, due_on=paper.due_on + timedelta(days=2), seen=seen(paper))
    story.take_back(paper, cast)
    assert fresh(volume).lent_at is None
