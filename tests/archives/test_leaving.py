"""What of the archives somebody holds is handed over before they leave (R1.1.3, R1.2.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from archives import actions, deadlines, holdings
from archives.models import Document, Incident, Loan, TemporaryLoan
from foundation import clock as time
from foundation.articles import Refusal
from foundation.governance.holdings import Move, all_held
from foundation.governance.leaving import still_held
from foundation.governance.models import Handover
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.models import open_tasks
from foundation.process.steps import open_matter
from tests.archives import story
from tests.archives.conftest import Cast, new_document, seen
from tests.archives.story import fresh


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    return refusal.value


def move(cast: Cast, leaver: User, successor: User, missing: frozenset[str] = frozenset()) -> Move:
    handover = open_matter(
        Handover(leaver=leaver, successor=successor, last_day=time.today(), prepared_by=cast.gm),
        by=cast.gm, article="R0.handover", label="发起离职交接",
    )  # fmt: skip
    return Move(leaver, successor, cast.gm, handover, missing)


@pytest.mark.article("R1.1.3", "R1.4.3")
def test_borrowed_archives_are_brought_back_not_passed_on_or_recorded_as_lost(cast: Cast) -> None:
    loan = story.lent(story.on_shelf(cast), cast)
    assert any(loan.number in words for words in still_held(cast.handler))
    refusal = refused(holdings.LOANS.transfer, move(cast, cast.handler, cast.colleague))
    assert refusal.article == "R1.1.3" and refusal.missing == [loan.matter.title]
    Handover.objects.update(state="void")
    holdings.LOANS.transfer(
        move(cast, cast.handler, cast.colleague, missing=frozenset({str(loan.pk)}))
    )
    assert Loan.objects.get(pk=loan.pk).state == "lost" and still_held(cast.handler) == []
    incident = Incident.objects.get()
    assert (incident.kind, incident.reported_by) == ("loss", cast.gm)
    assert fresh(loan.volume).is_flagged
    other = story.lent(story.on_shelf(cast, name="预算"), cast)
    story.take_back(other, cast)
    assert holdings.LOANS.held(cast.handler) == []


@pytest.mark.article("R1.1.3")
def test_volumes_documents_and_the_archivists_seat_are_on_the_list(cast: Cast) -> None:
    volume, document = story.volume_of(cast), new_document(cast)
    naming = actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.handler)
    kinds = {kind.code for kind, __ in all_held(cast.handler)}
    assert {"archives.documents", "archives.namings"} <= kinds
    assert [held.key for held in holdings.VOLUMES.held(cast.archivist)] == [str(volume.pk)]
    holdings.VOLUMES.transfer(move(cast, cast.archivist, cast.second))
    assert fresh(volume).opened_by == cast.second
    Handover.objects.update(state="void")
    passing = move(cast, cast.handler, cast.colleague)
    for kind in (holdings.DOCUMENTS, holdings.NAMINGS):
        kind.transfer(passing)
    assert fresh(document).handler == cast.colleague
    naming = fresh(naming)
    assert (naming.state, naming.relieved_by) == ("relieved", cast.gm)
    told = Notice.objects.filter(template="archives/named", context__serves=False)
    assert {notice.recipient for notice in told} == {cast.archivist, cast.second, cast.sales_head}


@pytest.mark.article("R1.2.4")
def test_a_record_of_the_year_is_lent_for_work_and_brought_back(cast: Cast) -> None:
    document = new_document(cast)
    actions.collect(document, by=cast.clerk, seen=seen(document))
    due = time.today() + timedelta(days=3)
    given = {"borrower": cast.handler, "due_on": due}
    stranger = refused(
        actions.lend_document, document, by=cast.colleague, seen=seen(document), **given
    )
    assert stranger.article == "R1.2.4"
    actions.lend_document(document, by=cast.clerk, seen=seen(document), **given)
    task = open_tasks(document.pk).get()
    assert (task.kind, task.assignee, task.due_on) == (
        deadlines.BRING_BACK.code, cast.handler, due,
    )  # fmt: skip
    twice = refused(actions.lend_document, document, by=cast.clerk, seen=seen(document), **given)
    assert twice.article == "R1.2.4"
    away = refused(actions.offer, cast.sales, by=cast.clerk, documents=[fresh(document)])
    assert away.missing == ["文件临时借出，须先归还。"]
    passing = move(cast, cast.handler, cast.colleague)
    assert [held.key for held in holdings.BORROWED.held(cast.handler)]
    holdings.BORROWED.transfer(passing)
    assert TemporaryLoan.objects.get().borrower == cast.colleague
    actions.take_document_back(document, by=cast.clerk, seen=seen(document))
    assert fresh(document).lent_to is None and not open_tasks(document.pk).exists()
    actions.offer(cast.sales, by=cast.clerk, documents=[fresh(document)])


@pytest.mark.article("R1.2.4", "R1.1.4")
def test_only_unfiled_records_of_the_year_are_lent_to_those_who_may_see_them(cast: Cast) -> None:
    given = {"due_on": time.today()}
    filed = story.on_shelf(cast).documents.select_related("matter").get()
    refusal = refused(
        actions.lend_document, filed, by=cast.archivist, borrower=cast.handler, seen=seen(filed),
        **given,
    )  # fmt: skip
    assert refusal.article == "R1.2.4"
    secret = new_document(cast, secrecy=4)
    actions.collect(secret, by=cast.clerk, seen=seen(secret))
    blind = refused(
        actions.lend_document, secret, by=cast.clerk, borrower=cast.stranger, seen=seen(secret),
        **given,
    )  # fmt: skip
    assert (blind.article, blind.field) == ("R1.1.4", "borrower")
    old = story.received(cast, name="旧文", kind="other")
    Document.objects.filter(pk=old.pk).update(filing_year=2025)
    late = refused(
        actions.lend_document, fresh(old), by=cast.archivist, borrower=cast.handler,
        seen=seen(old), **given,
    )  # fmt: skip
    assert late.article == "R1.2.4"
