"""From a finished document to a volume on its shelf, and what moves later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from archives import actions, deadlines
from archives.kinds import Secrecy
from archives.models import Document, DocumentLink, DocumentState, Remark, Volume, VolumeState
from foundation.articles import Refusal
from foundation.process.models import open_tasks
from foundation.process.steps import Stale
from tests.archives import story
from tests.archives.conftest import Cast, new_clause, new_document, seen
from tests.archives.story import fresh
from tests.harness.frozen import Clock


def tasks(record: Any) -> list[str]:
    return list(open_tasks(record.pk).order_by("pk").values_list("kind", flat=True))


def refusal(act: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        act(**given)
    return refused.value


@pytest.mark.article("R1.2.4", "R1.2.16", "R1.2.19", "R1.2.20", "R1.4.N")
def test_a_document_goes_from_its_handler_to_the_shelf(cast: Cast, clock: Clock) -> None:
    document = new_document(cast)
    actions.collect(document, by=cast.clerk, seen=seen(document))
    transfer = actions.offer(cast.sales, by=cast.clerk, documents=[document])
    assert transfer.number == "YJ-2026-0001" and tasks(transfer) == [deadlines.RECEIPT.code]
    assert open_tasks(transfer.pk).get().due_on == date(2026, 11, 4), "two working days"
    actions.sign(transfer, by=cast.archivist, seen=seen(transfer))
    document = fresh(document)
    assert document.state == DocumentState.RECEIVED and tasks(document) == [deadlines.PLACE.code]
    volume = story.volume_of(cast)
    story.put(document, volume, cast)
    document = fresh(document)
    assert (document.state, document.position, document.clause) == ("filed", 1, volume.clause)
    assert document.matter.closed_at == clock.now() and tasks(document) == []
    story.compile_it(volume, cast)
    volume = fresh(volume)
    assert volume.archive_no == "r1-2-2026-C-001" and volume.compiled_by == cast.archivist
    assert tasks(volume) == [deadlines.CHECK.code]
    assert (
        refusal(actions.verify, volume=volume, by=cast.archivist, seen=seen(volume)).article
        == "R0.separation"
    )
    story.check(volume, cast)
    assert tasks(volume) == [deadlines.SHELVE.code]
    for lacking in ("has_paper", "has_electronic"):
        ticks = {"has_paper": True, "has_electronic": True} | {lacking: False}
        refused = refusal(
            actions.shelve, volume=volume, by=cast.archivist, room="一", cabinet="A", shelf="1",
            seen=seen(volume), **ticks,
        )  # fmt: skip
        assert (refused.article, refused.field) == ("R1.4.N", lacking)
    story.shelve(volume, cast)
    volume = fresh(volume)
    assert volume.state == VolumeState.SHELVED and str(volume.place) == "一号库-A-3-12"
    assert tasks(volume) == [] and volume.matter.closed_at == clock.now()
    moves = volume.matter.events.exclude(to_state="").values_list("step", "article")
    assert list(moves) == [("compile", "R1.2.20"), ("verify", "R1.4.N"), ("shelve", "R1.4.N")]


@pytest.mark.article("R1.2.20")
def test_only_the_archive_room_forms_volumes(cast: Cast) -> None:
    clause = new_clause(cast)
    for person in (cast.clerk, cast.sales_head, cast.assistant):
        refused = refusal(actions.open_volume, clause=clause, by=person, name="促销")
        assert refused.article == "R1.2.20"
    document, volume = story.received(cast), story.volume_of(cast)
    refused = refusal(
        actions.place, document=document, by=cast.clerk, volume=volume, seen=seen(document)
    )
    assert refused.article == "R1.2.19"


@pytest.mark.article("R1.2.4", "R1.2.22")
def test_the_archive_room_gives_back_what_is_not_complete(cast: Cast) -> None:
    good, bad = new_document(cast), new_document(cast, pages=None)
    for document in (good, bad):
        actions.collect(document, by=cast.clerk, seen=seen(document))
    transfer = actions.offer(cast.sales, by=cast.clerk, documents=[good, bad])
    assert (
        refusal(
            actions.sign, transfer=transfer, by=cast.archivist, returned=[bad], seen=seen(transfer)
        ).field
        == "reason"
    )
    actions.sign(transfer, by=cast.archivist, returned=[bad], reason="缺页", seen=seen(transfer))
    assert fresh(good).state == DocumentState.RECEIVED
    assert fresh(bad).state == DocumentState.COLLECTED
    assert transfer.items.get(is_returned=True).document == bad
    again = actions.offer(cast.sales, by=cast.clerk, documents=[bad])
    actions.sign(again, by=cast.archivist, returned=[bad], reason="仍缺页", seen=seen(again))
    assert fresh(again).state == "returned"


@pytest.mark.article("R1.2.4")
def test_giver_and_receiver_are_two_people_and_a_list_is_not_offered_twice(cast: Cast) -> None:
    from django.contrib.auth.models import Group

    from foundation.people.models import RoleGrant

    RoleGrant.objects.create(user=cast.clerk, group=Group.objects.get(name="archive_room"))
    document = new_document(cast)
    actions.collect(document, by=cast.clerk, seen=seen(document))
    transfer = actions.offer(cast.sales, by=cast.clerk, documents=[document])
    assert (
        refusal(actions.sign, transfer=transfer, by=cast.clerk, seen=seen(transfer)).article
        == "R0.separation"
    )
    with pytest.raises(Stale):
        actions.offer(cast.sales, by=cast.clerk, documents=[document])
    assert (
        refusal(actions.offer, department=cast.sales, by=cast.clerk, documents=[]).article
        == "R1.2.4"
    )


@pytest.mark.article("R1.2.22", "R1.2.23")
def test_a_volume_with_gaps_is_not_signed_and_says_what_and_why(cast: Cast, client: Client) -> None:
    document = story.received(cast, pages=None)
    other = story.received(cast, name="附件一")
    volume = story.volume_of(cast)
    story.put(document, volume, cast)
    actions.link(document, by=cast.archivist, kind="attachment", other=other, leads=True)
    refused = refusal(actions.compile_volume, volume=volume, by=cast.archivist, seen=seen(volume))
    told = "".join(map(str, refused.missing))
    assert document.number in told and "R1.2.22" in told
    assert other.number in told and "R1.2.23" in told
    client.force_login(cast.archivist, backend="foundation.people.sign_in.PersonBackend")
    page = client.get(volume.get_absolute_url())
    gap, apart = page.context["faults"]
    assert (gap["article"], apart["article"]) == ("R1.2.22", "R1.2.23")
    assert gap["url"] == reverse("archives:amend", args=[document.pk])
    assert apart["url"] == other.get_absolute_url()
    for fault in (gap, apart):
        assert fault["url"] in page.content.decode() and client.get(fault["url"]).status_code == 200
    given = {"pages": 4}
    actions.amend(document, by=cast.archivist, facts=given, seen=seen(document))
    story.put(other, volume, cast)
    story.compile_it(volume, cast)
    assert fresh(volume).state == VolumeState.COMPILED


@pytest.mark.article("R1.2.21", "R1.2.23", "R1.2.24")
def test_what_does_not_belong_into_a_volume_is_refused_at_its_door(cast: Cast) -> None:
    first = story.received(cast)
    volume = story.volume_of(cast)
    story.put(first, volume, cast)
    cases: list[tuple[dict[str, Any], str]] = [
        ({"dated_on": date(2025, 12, 31)}, "R1.2.24"),
        ({"retention": 1}, "R1.2.21"),
    ]
    for given, article in cases:
        other = story.received(cast, **given)
        refused = refusal(
            actions.place, document=other, by=cast.archivist, volume=volume, seen=seen(other)
        )
        assert refused.article == article and other.number in "".join(map(str, refused.missing))
        assert fresh(other).state == DocumentState.RECEIVED
    top = new_document(cast, secrecy=Secrecy.TOP_SECRET)
    actions.collect(top, by=cast.archivist, seen=seen(top))
    refused = refusal(actions.place, document=top, by=cast.archivist, volume=volume, seen=seen(top))
    assert refused.article == "R1.2.23"
    actions.link(top, by=cast.archivist, kind="close", other=first, leads=True, reason="同一方案")
    story.put(fresh(top), volume, cast)
    assert fresh(volume).secrecy == Secrecy.TOP_SECRET
    assert fresh(volume).matter.title == "〔绝密〕案卷"


@pytest.mark.article("R1.2.23")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"leads": False}, "relation"),
    ],
)
def test_a_close_tie_names_its_reason_and_one_top_secret(
    cast: Cast, given: dict[str, Any], field: str
) -> None:
    top = new_document(cast, secrecy=Secrecy.TOP_SECRET)
    other = new_document(cast)
    usual = {"kind": "close", "other": other, "leads": True, "reason": "同一事项"}
    refused = refusal(actions.link, document=top, by=cast.handler, **(usual | given))
    assert (refused.article, refused.field) == ("R1.2.23", field)


@pytest.mark.article("R1.2.23", "R1.2.25")
def test_linked_documents_enter_together_and_in_order(cast: Cast) -> None:
    request = story.received(cast, kind="request", name="请示")
    reply = story.received(cast, kind="reply", name="批复")
    final, draft = story.received(cast, name="定稿"), story.received(cast, name="草稿")
    actions.link(reply, by=cast.archivist, kind="reply", other=request, leads=True)
    actions.link(draft, by=cast.archivist, kind="draft", other=final, leads=False)
    volume = story.volume_of(cast)
    story.put(fresh(request), volume, cast)
    story.put(fresh(final), volume, cast)
    assert [one.name for one in volume.contents()] == ["批复", "请示", "草稿", "定稿"]
    for document, position in ((request, 1), (final, 3)):
        refused = refusal(
            actions.reorder, volume=volume, by=cast.archivist, document=document,
            position=position, seen=seen(volume),
        )  # fmt: skip
        assert (refused.article, refused.field) == ("R1.2.25", "position")
    actions.reorder(volume, by=cast.archivist, document=fresh(final), position=4, seen=seen(volume))
    actions.reorder(volume, by=cast.archivist, document=fresh(draft), position=1, seen=seen(volume))
    assert [one.name for one in volume.contents()] == ["草稿", "批复", "请示", "定稿"]
    refused = refusal(
        actions.link, document=request, by=cast.archivist, kind="reply", other=reply, leads=True
    )
    assert (refused.article, refused.field) == ("R1.2.23", "other")


@pytest.mark.article("R1.2.24", "R1.4.N")
def test_a_later_reply_moves_the_request_into_its_own_volume(cast: Cast) -> None:
    request = story.received(cast, kind="request", dated_on=date(2025, 12, 28), name="请示")
    other = story.received(cast, dated_on=date(2025, 11, 1), name="方案")
    old = story.shelved(cast, request, other, year=2025)
    reply = story.received(cast, kind="reply", dated_on=date(2026, 1, 9), name="批复")
    new = story.volume_of(cast)
    story.put(reply, new, cast)
    actions.link(fresh(reply), by=cast.archivist, kind="reply", other=fresh(request), leads=True)
    request = fresh(request)
    assert (request.filing_year, request.year_rule, request.volume) == (2026, "reply", new)
    assert [one.name for one in new.contents()] == ["批复", "请示"]
    old = fresh(old)
    assert old.state == VolumeState.COLLECTING and old.compiled_by is None
    assert not old.has_paper_note_sheet and tasks(old) == [deadlines.COMPILE.code]
    assert [one.name for one in old.contents()] == ["方案"]
    remark = old.remarks.get()
    assert request.number in remark.text and remark.written_by == cast.archivist
    story.compile_it(old, cast)
    assert fresh(old).archive_no.endswith("-001"), "signed again under its old number"


@pytest.mark.article("R1.2.24")
def test_a_request_whose_reply_is_not_filed_yet_waits_and_goes_in_with_it(cast: Cast) -> None:
    request = story.received(cast, kind="request", dated_on=date(2025, 12, 28))
    old = story.volume_of(cast, 2025)
    story.put(request, old, cast)
    reply = story.received(cast, kind="reply", dated_on=date(2026, 1, 9))
    actions.link(reply, by=cast.archivist, kind="reply", other=fresh(request), leads=True)
    assert fresh(request).state == DocumentState.RECEIVED
    assert tasks(request) == [deadlines.PLACE.code]
    story.put(fresh(reply), story.volume_of(cast), cast)
    assert fresh(request).volume == fresh(reply).volume and tasks(request) == []


@pytest.mark.article("R1.2.24")
def test_a_lent_volume_waits_for_its_return(cast: Cast, clock: Clock) -> None:
    request = story.received(cast, kind="request", dated_on=date(2025, 12, 28))
    old = story.shelved(cast, request, year=2025)
    Volume.objects.filter(pk=old.pk).update(lent_at=clock.now())
    reply = story.received(cast, kind="reply", dated_on=date(2026, 1, 9))
    new = story.volume_of(cast)
    story.put(reply, new, cast)
    actions.link(fresh(reply), by=cast.archivist, kind="reply", other=fresh(request), leads=True)
    assert fresh(request).volume == old and fresh(old).state == VolumeState.SHELVED
    assert tasks(request) == [deadlines.REGROUP.code]
    refused = refusal(
        actions.regroup, document=fresh(request), by=cast.archivist, seen=seen(request)
    )
    assert refused.article == "R1.2.24"
    assert (
        refusal(
            actions.reopen, volume=old, by=cast.archivist, reason="移出", seen=seen(old)
        ).article
        == "R1.2.24"
    )
    Volume.objects.filter(pk=old.pk).update(lent_at=None)
    actions.regroup(fresh(request), by=cast.archivist, seen=seen(request))
    assert fresh(request).volume == new and tasks(request) == []


@pytest.mark.article("R1.2.24")
def test_a_link_by_the_department_asks_the_archive_room_to_move(cast: Cast) -> None:
    request = story.received(cast, kind="request", dated_on=date(2025, 12, 28))
    story.put(request, story.volume_of(cast, 2025), cast)
    reply = new_document(cast, kind="reply", dated_on=date(2026, 1, 9))
    actions.link(reply, by=cast.handler, kind="reply", other=fresh(request), leads=True)
    assert fresh(request).filing_year == 2026 and fresh(request).state == DocumentState.FILED
    assert tasks(request) == [deadlines.REGROUP.code]


@pytest.mark.article("R1.2.21", "R1.4.N")
def test_a_returned_volume_is_put_right_and_signed_again(cast: Cast) -> None:
    volume = story.volume_of(cast)
    document = story.received(cast)
    story.put(document, volume, cast)
    story.compile_it(volume, cast)
    refused = refusal(
        actions.take_out, document=document, by=cast.archivist, reason="错", seen=seen(document)
    )
    assert refused.article == "R1.4.N"
    assert refusal(
        actions.amend, document=document, by=cast.archivist, facts={"pages": 9},
        seen=seen(document),
    ).article == "R1.4.N"  # fmt: skip
    actions.return_volume(volume, by=cast.assistant, reason="顺序有误", seen=seen(volume))
    assert tasks(volume) == [deadlines.COMPILE.code] and fresh(volume).compiled_by is None
    actions.take_out(document, by=cast.archivist, reason="归错卷", seen=seen(document))
    assert fresh(document).volume is None and tasks(document) == [deadlines.PLACE.code]
    actions.void_volume(volume, by=cast.archivist, reason="空卷", seen=seen(volume))
    assert fresh(volume).state == VolumeState.VOID


@pytest.mark.article("R1.4.N")
def test_the_note_sheet_counts_itself_and_is_only_added_to(cast: Cast) -> None:
    volume = story.volume_of(cast)
    for pages in (3, 4):
        story.put(story.received(cast, pages=pages), volume, cast)
    counted = Volume.objects.counted().get(pk=volume.pk)
    assert (counted.document_count, counted.page_count) == (2, 7)
    refused = refusal(actions.remark, volume=volume, by=cast.archivist, text="缺损")
    assert refused.article == "R1.4.N"
    story.compile_it(volume, cast)
    assert refusal(actions.remark, volume=volume, by=cast.clerk, text="缺损").article == "R1.4.N"
    made = actions.remark(volume, by=cast.archivist, text="第 3 页有折痕")
    for change in (
        lambda: Remark.objects.filter(pk=made.pk).update(text="无"),
        lambda: Remark.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.article("R1.2.20")
def test_archive_numbers_are_unique_and_pass_over_one_given_by_hand(cast: Cast) -> None:
    def signed(**given: Any) -> Volume:
        volume = story.volume_of(cast)
        story.put(story.received(cast), volume, cast)
        story.compile_it(volume, cast, **given)
        found: Volume = fresh(volume)
        return found

    by_hand = signed(archive_no="r1-2-2026-C-001")
    assert signed().archive_no == "r1-2-2026-C-002"
    volume = story.volume_of(cast)
    story.put(story.received(cast), volume, cast)
    refused = refusal(
        actions.compile_volume, volume=volume, by=cast.archivist,
        archive_no=by_hand.archive_no, seen=seen(volume),
    )  # fmt: skip
    assert (refused.article, refused.field) == ("R1.2.20", "archive_no")


@pytest.mark.article("R1.2.21")
def test_the_volume_takes_the_longest_retention_of_what_is_linked(cast: Cast) -> None:
    short = story.received(cast, retention=1, name="附件")
    longest = story.received(cast, retention=3, name="正件")
    actions.link(longest, by=cast.archivist, kind="attachment", other=short, leads=True)
    volume = story.volume_of(cast)
    story.put(fresh(short), volume, cast)
    assert fresh(volume).retention == 3 and len(volume.contents()) == 2


@pytest.mark.article("R1.2.23", "R1.2.24")
def test_a_link_made_by_mistake_is_taken_back_with_its_consequences(cast: Cast) -> None:
    request = story.received(cast, kind="request", dated_on=date(2025, 12, 28))
    reply = story.received(cast, kind="reply", dated_on=date(2026, 1, 9))
    link = actions.link(reply, by=cast.archivist, kind="reply", other=request, leads=True)
    assert fresh(request).filing_year == 2026
    refused = refusal(
        actions.unlink, document=fresh(reply), by=cast.archivist, link=link, reason=" "
    )
    assert refused.field == "reason"
    actions.unlink(fresh(reply), by=cast.archivist, link=link, reason="不是同一事项")
    assert not DocumentLink.objects.exists()
    assert fresh(request).filing_year == 2025
    assert Document.objects.get(pk=request.pk).matter.events.filter(step="unlink").exists()
