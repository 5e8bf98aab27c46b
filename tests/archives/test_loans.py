"""Borrowing: whose approval, one borrower at a time, both sides sign, and the return date."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from archives import actions, deadlines
from archives.kinds import Secrecy
from archives.models import Incident, Loan, LoanState, Volume
from foundation import clock as time
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.models import Event, Violation, open_tasks
from foundation.process.steps import Stale
from foundation.process.sweep import sweep
from tests.archives import story
from tests.archives.conftest import Cast, make_cast, new_clause, new_document, seen
from tests.archives.story import READER, fresh
from tests.archives.test_printouts import text_of
from tests.harness.frozen import Clock


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    return refusal.value


def kinds(loan: Loan) -> list[str]:
    return list(open_tasks(loan.pk).order_by("pk").values_list("kind", flat=True))


def for_reader(volume: Volume, cast: Cast, **given: Any) -> Loan:
    letter = SimpleUploadedFile("介绍信.txt", b"letter of introduction")
    given = {"reader": READER, "use": "reading", "purpose": "审计", "due_on": time.today()} | given
    return actions.borrow_for_reader(volume, by=cast.archivist, letter=letter, **given)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.mark.article("R1.3.1.1", "R1.4.3")
def test_own_staff_read_their_departments_volume_with_their_heads_approval(cast: Cast) -> None:
    volume = story.on_shelf(cast)
    loan = story.borrowed(volume, cast)
    assert (loan.number, loan.state) == ("JY-2026-0001", "leader")
    assert kinds(loan) == ["archives.approve_own"]
    assert refused(actions.approve_loan, loan, by=cast.archive_head, seen=seen(loan)).article == (
        "R1.3.1.1"
    )
    story.approve(loan, cast.sales_head)
    assert kinds(loan) == [deadlines.HAND_OUT.code]
    assert open_tasks(loan.pk).get().due_on == date(2026, 11, 3), "the next working day"
    due = time.today() + timedelta(days=5)
    uncounted = refused(
        actions.hand_out, loan, by=cast.archivist, due_on=due, is_counted=False, seen=seen(loan)
    )
    assert (uncounted.article, uncounted.field) == ("R1.4.3", "is_counted")
    story.hand_out(loan, cast)
    assert fresh(volume).lent_at and kinds(loan) == [deadlines.ACCEPT.code]
    secret = refused(
        actions.accept_loan, loan, by=cast.handler, is_counted=True, keeps_secret=False,
        seen=seen(loan),
    )  # fmt: skip
    assert (secret.article, secret.field) == ("R1.4.3", "keeps_secret")
    accept = {"is_counted": True, "keeps_secret": True}
    stranger = refused(actions.accept_loan, loan, by=cast.colleague, seen=seen(loan), **accept)
    assert stranger.article == "R1.4.3", "the borrower signs in person"
    actions.accept_loan(loan, by=cast.handler, seen=seen(loan), **accept)
    task = open_tasks(loan.pk).get()
    assert (task.kind, task.due_on, task.assignee) == (deadlines.RETURN.code, due, cast.handler)
    own = refused(actions.take_back, loan, by=cast.handler, is_counted=True, seen=seen(loan))
    assert own.article == "R1.4.3", "who has it cannot say that it is back"
    story.take_back(loan, cast)
    assert fresh(volume).lent_at is None and kinds(loan) == [deadlines.CONFIRM_RETURN.code]
    actions.confirm_return(loan, by=cast.handler, seen=seen(loan))
    loan = fresh(loan)
    assert loan.state == "returned" and loan.matter.closed_at and kinds(loan) == []
    assert list(volume.matter.events.filter(step__in=["lend", "back"]).values_list("comment")) == [
        (loan.number,), (loan.number,)
    ]  # fmt: skip
    slip = text_of(cast.handler, loan, "loan")
    for words in ("郭涛", "沈佩文", "核对促销费用", "关于秋季促销方案的报告"):
        assert words in slip
    assert loan.number in text_of(cast.archivist, volume.clause.scheme, "loans")


@pytest.mark.article("R1.3.1.2", "R1.3.2.2")
def test_each_route_asks_its_own_people_by_its_own_articles(cast: Cast) -> None:
    volume = story.on_shelf(cast)
    other = story.borrowed(volume, cast, by=cast.stranger, use="out")
    assert [(one.who.value, one.article) for one in other.approvals()] == [
        ("leader", "R1.3.1.2"), ("keeper", "R1.3.1.2"),
    ], "one signature of the responsible person is enough"  # fmt: skip
    assert open_tasks(other.pk).get().assignee == cast.gm, "accounting has no head of its own"
    story.approve(other, cast.gm)
    assert kinds(other) == ["archives.approve_other"]
    early = refused(actions.approve_loan, other, by=cast.manager, seen=seen(other))
    assert early.article == "R1.3.1.2"
    story.approve(other, cast.archive_head)
    assert fresh(other).state == "approved"
    out = story.borrowed(volume, cast, use="copy")
    story.approve(out, cast.sales_head)
    assert kinds(out) == ["archives.approve_out"]
    events = Event.objects.filter(matter=other.pk, step="approve")
    assert set(events.values_list("article", flat=True)) == {"R1.3.1.2"}
    story.approve(out, cast.archive_head)
    last = out.matter.events.filter(step="approve").last()
    assert last and last.article == "R1.3.2.2"


@pytest.mark.article("R1.2.15", "R1.3.1.1")
def test_top_secret_needs_the_general_manager_too_and_nobody_approves_their_own(
    cast: Cast,
) -> None:
    document = new_document(cast, secrecy=Secrecy.TOP_SECRET, category="classified")
    actions.collect(document, by=cast.archivist, seen=seen(document))
    volume = story.shelved(cast, fresh(document))
    loan = story.borrowed(volume, cast, by=cast.sales_head)
    assert open_tasks(loan.pk).get().assignee == cast.gm, "a head's own request goes one up"
    story.approve(loan, cast.gm, cast.gm)
    assert fresh(loan).state == "approved"
    assert "〔绝密〕案卷" in loan.title() and volume.name not in loan.title()
    own = story.borrowed(story.on_shelf(cast, name="预算"), cast, by=cast.archive_head)
    story.approve(own, cast.gm)
    assert kinds(own) == ["archives.approve_other"]
    barred = refused(actions.approve_loan, own, by=cast.archive_head, seen=seen(own))
    assert barred.article in ("R1.3.1.2", "R0.separation")
    story.approve(own, cast.manager)
    assert fresh(own).state == "approved"


@pytest.mark.article("R1.3.2.1", "R1.4.3")
def test_an_external_reader_is_entered_with_letter_and_signs_on_paper(cast: Cast) -> None:
    volume = story.on_shelf(cast)
    letter = SimpleUploadedFile("介绍信.txt", b"letter of introduction")
    stranger = refused(
        actions.borrow_for_reader, volume, by=cast.handler, reader=READER, use="reading",
        purpose="审计", due_on=time.today(), letter=letter,
    )  # fmt: skip
    assert stranger.article == "R1.3.2.1"
    loan = for_reader(volume, cast)
    assert loan.matter.attachments.get().purpose == "单位介绍信"
    assert kinds(loan) == ["archives.approve_reader"]
    story.approve(loan, cast.archive_head)
    assert kinds(loan) == ["archives.manage_reader"]
    story.approve(loan, cast.manager)
    unsigned = refused(
        actions.hand_out, loan, by=cast.archivist, due_on=time.today(), is_counted=True,
        seen=seen(loan),
    )  # fmt: skip
    assert (unsigned.article, unsigned.field) == ("R1.4.3", "has_signed")
    story.hand_out(loan, cast, has_signed=True)
    assert fresh(loan).state == "lent"
    assert open_tasks(loan.pk).get().role.name == "archive_room"  # type: ignore[union-attr]
    story.take_back(loan, cast, has_signed=True)
    assert fresh(loan).state == "returned"
    assert "孟浩（市审计局）" in text_of(cast.archivist, loan, "loan")
    with pytest.raises(IntegrityError, match="loan_names_its_borrower"), transaction.atomic():
        Loan.objects.filter(pk=loan.pk).update(employer="")


@pytest.mark.article("R1.3.2.2")
def test_a_loan_has_a_return_date_within_fifteen_days_and_is_renewed_once(
    cast: Cast, clock: Clock
) -> None:
    volume = story.on_shelf(cast)
    today = time.today()
    for day in (today - timedelta(days=1), today + timedelta(days=16)):
        refusal = refused(story.borrowed, volume, cast, due_on=day)
        assert (refusal.article, refusal.field) == ("R1.3.2.2", "due_on")
    assert Loan.objects.count() == 0
    loan = story.lent(volume, cast)
    again = refused(story.borrowed, volume, cast)
    assert again.article == "R1.3.1.1", "one open loan of a volume is enough"
    later = loan.due_on + timedelta(days=7)
    actions.renew(loan, by=cast.handler, due_on=later, seen=seen(loan))
    assert open_tasks(loan.pk).get().due_on == later
    twice = refused(
        actions.renew, loan, by=cast.handler, due_on=later + timedelta(days=1), seen=seen(loan)
    )
    assert twice.article == "R1.3.2.2" and twice.missing == ["只能续借一次。"]


@pytest.mark.article("R1.3.2.2")
def test_a_loan_is_not_renewed_when_it_is_late_or_somebody_waits(cast: Cast, clock: Clock) -> None:
    late = story.lent(story.on_shelf(cast), cast)
    clock.set("2026-11-09T09:00")
    day = date(2026, 11, 20)
    refusal = refused(actions.renew, late, by=cast.handler, due_on=day, seen=seen(late))
    assert refusal.missing == ["已过归还日期，须先归还。"]
    volume = story.on_shelf(cast, name="另一件")
    loan = story.lent(volume, cast)
    story.borrowed(volume, cast, by=cast.colleague)
    refusal = refused(actions.renew, loan, by=cast.handler, due_on=day, seen=seen(loan))
    assert refusal.missing == ["有他人等候借阅，不能续借。"]


@pytest.mark.article("R1.4.3", "R1.3.1.1")
def test_of_two_who_ask_one_gets_it_and_the_other_is_told_when_it_is_back(
    cast: Cast, clock: Clock
) -> None:
    volume = story.on_shelf(cast)
    first, second = story.borrowed(volume, cast), story.borrowed(volume, cast, by=cast.colleague)
    story.approve(second, cast.sales_head)
    clock.set("2026-11-02T09:05")
    story.approve(first, cast.sales_head)
    assert (kinds(second), kinds(first)) == ([deadlines.HAND_OUT.code], [])
    what = dict(
        Notice.objects.filter(template="archives/loan").values_list("recipient", "context__what")
    )
    assert what == {cast.colleague.pk: "approved", cast.handler.pk: "queued"}
    turn = refused(story.hand_out, first, cast)
    assert turn.article == "R1.4.3" and "冯倩" in str(turn.message)
    story.hand_out(second, cast)
    away = refused(story.hand_out, first, cast)
    assert away.article == "R1.4.3" and "已借出" in str(away.message)
    actions.accept_loan(
        second, by=cast.colleague, is_counted=True, keeps_secret=True, seen=seen(second)
    )
    assert not Notice.objects.filter(context__what="back").exists()
    story.take_back(second, cast)
    assert Notice.objects.get(context__what="back").recipient == cast.handler
    assert kinds(first) == [deadlines.HAND_OUT.code]
    actions.withdraw_loan(first, by=cast.handler, reason="不需要了", seen=seen(first))
    assert fresh(first).state == "withdrawn" and kinds(first) == []


@pytest.mark.article("R1.4.3")
def test_what_is_not_fetched_stays_in_the_room_and_the_loan_waits_again(cast: Cast) -> None:
    volume = story.on_shelf(cast)
    loan = story.borrowed(volume, cast)
    story.approve(loan, cast.sales_head)
    story.hand_out(loan, cast)
    actions.put_back(loan, by=cast.archivist, reason="未来领取", seen=seen(loan))
    assert fresh(volume).lent_at is None
    assert fresh(loan).state == "approved" and kinds(loan) == [deadlines.HAND_OUT.code]


@pytest.mark.article("R1.4.3", "R1.3.1.1")
@pytest.mark.django_db(transaction=True)
def test_of_two_lenders_at_once_one_hands_out_and_the_other_is_refused(clock: Clock) -> None:
    cast = make_cast()
    volume = story.on_shelf(cast)
    loans = [story.borrowed(volume, cast), story.borrowed(volume, cast, by=cast.colleague)]

    def at_once(act: Any) -> list[str]:
        def run(turn: int) -> str:
            try:
                loan = Loan.objects.select_related("matter").get(pk=loans[turn % 2].pk)
                act(loan)
                return "done"
            except Stale:
                return "stale"
            except Refusal as refusal:
                return refusal.article
            finally:
                connections.close_all()

        with ThreadPoolExecutor(4) as pool:
            return sorted(pool.map(run, range(4)))

    head, due = cast.sales_head, time.today() + timedelta(days=3)
    approved = at_once(lambda one: actions.approve_loan(one, by=head, seen=one.matter.version))
    assert approved.count("done") == 2
    asked = [task for loan in loans for task in kinds(loan)]
    assert asked == [deadlines.HAND_OUT.code], "one is served, the other waits"
    handed = at_once(
        lambda one: actions.hand_out(
            one, by=cast.archivist, due_on=due, is_counted=True, seen=one.matter.version
        )
    )
    assert handed.count("done") == 1
    states = set(Loan.objects.values_list("state", flat=True))
    assert states == {LoanState.OFFERED, LoanState.APPROVED}


@pytest.mark.article("R1.4.2")
def test_a_late_loan_is_one_violation_with_daily_escalation_until_it_is_back(
    cast: Cast, clock: Clock
) -> None:
    User.objects.filter(pk=cast.handler.pk).update(supervisor=cast.sales_head)
    loan = story.lent(story.on_shelf(cast), cast)
    told: dict[int, set[str]] = {}
    for day in (4, 5, 7, 8, 9):  # due on the 7th
        clock.set(f"2026-11-{day:02}T00:10")
        before = set(Notice.objects.values_list("pk", flat=True))
        sweep()
        sweep()
        new = Notice.objects.exclude(pk__in=before).filter(context__task=deadlines.RETURN.code)
        told[day] = {notice.recipient.name for notice in new if notice.recipient}
    assert told[4] == set() and told[5] == told[7] == {"郭涛"}
    assert told[8] == told[9] == {"郭涛", "黄志强", "沈佩文", "许诺"}
    violation = Violation.objects.get(matter=loan.pk)
    assert (violation.article, violation.person) == ("R1.4.2", cast.handler)
    page = client_of(cast.archivist).get(reverse("archives:loans"), {"late": "1"})
    assert loan.number in page.content.decode()
    assert fresh(loan).days_late == 2
    story.take_back(loan, cast)
    clock.set("2026-12-01T00:10")
    sweep()
    assert fresh(loan).days_late == 2, "a returned one gets no later"
    assert Violation.objects.filter(matter=loan.pk).count() == 1
    page = client_of(cast.archivist).get(reverse("archives:loans"), {"late": "1"})
    assert loan.number not in page.content.decode()


@pytest.mark.article("R1.1.4", "R1.3.1.1")
def test_a_borrower_reads_the_electronic_original_until_the_return_date(
    cast: Cast, clock: Clock, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    volume = story.on_shelf(cast, originals=[SimpleUploadedFile("方案.txt", "促销方案".encode())])
    document = volume.documents.get()
    file = document.matter.attachments.get()
    address = reverse("papers:download", args=[file.pk])
    reader = client_of(cast.colleague)
    assert reader.get(address).status_code == 404
    loan = story.lent(volume, cast, by=cast.colleague)
    assert reader.get(address).status_code == 200
    assert document.matter.events.filter(step="download", actor=cast.colleague).count() == 1
    clock.set("2026-11-08T09:00")
    assert reader.get(address).status_code == 404, "past the return date"
    story.take_back(loan, cast)
    clock.set("2026-11-07T09:00")
    assert reader.get(address).status_code == 404, "given back"


@pytest.mark.article("R1.4.3", "R1.4.2")
def test_a_lost_volume_is_reported_made_good_and_decided(cast: Cast) -> None:
    volume = story.on_shelf(cast)
    loan = story.lent(volume, cast)
    report = {"kind": "loss", "text": "出差途中遗失"}
    stranger = refused(actions.report_incident, loan, by=cast.stranger, seen=seen(loan), **report)
    assert stranger.article == "R1.4.3"
    incident = actions.report_incident(loan, by=cast.archivist, seen=seen(loan), **report)
    assert incident.number == "SG-2026-001" and fresh(volume).is_flagged
    told = Notice.objects.filter(template="archives/incident")
    assert {one.recipient for one in told} == {cast.sales_head, cast.archive_head}
    loan = fresh(loan)
    assert loan.state == "lost" and kinds(loan) == []
    assert fresh(volume).lent_at, "it is away: nobody else can have it"
    measures = {"measures": "已登报声明，向承运人追查"}
    actions.handle_incident(incident, by=cast.archivist, seen=seen(incident), **measures)
    barred = refused(
        actions.decide_incident, incident, by=cast.handler, penalty="无", seen=seen(incident)
    )
    assert barred.article == "R1.4.3"
    actions.decide_incident(
        incident, by=cast.archive_head, penalty="通报批评", is_settled=True, seen=seen(incident)
    )
    incident = Incident.objects.get(pk=incident.pk)
    assert (incident.state, incident.decided_by) == ("decided", cast.archive_head)
    assert not fresh(volume).is_flagged
    assert Notice.objects.get(template="archives/incident_decided").recipient == cast.handler


@pytest.mark.article("R1.3.1.1", "R1.1.4")
def test_pages_show_a_loan_to_those_it_concerns_and_only_what_stands_on_a_shelf_is_lent(
    cast: Cast,
) -> None:
    volume = story.on_shelf(cast)
    handler = client_of(cast.handler)
    assert "申请借阅" in handler.get(volume.get_absolute_url()).content.decode()
    typed = {"use": "reading", "purpose": "核对", "due_on": time.today().isoformat(), "key": "k"}
    answer = handler.post(
        reverse("archives:borrow", args=[volume.pk]), typed | {"seen": seen(volume)}
    )
    loan = Loan.objects.get()
    assert answer.headers["Location"] == loan.get_absolute_url()
    again = handler.post(reverse("archives:borrow", args=[volume.pk]), typed | {"seen": 1})
    assert again.headers["Location"] == loan.get_absolute_url() and Loan.objects.count() == 1
    assert "点交清单" in handler.get(loan.get_absolute_url()).content.decode()
    stranger = client_of(cast.stranger)
    assert stranger.get(loan.get_absolute_url()).status_code == 404
    assert loan.number not in stranger.get(reverse("archives:loans")).content.decode()
    clause = new_clause(cast, cast.finance)
    collecting = actions.open_volume(clause, by=cast.archivist, name="预算")
    assert handler.get(reverse("archives:borrow", args=[collecting.pk])).status_code == 302
    refusal = refused(story.borrowed, collecting, cast)
    assert refusal.article == "R1.3.1.1"
    secret = story.on_shelf(cast, secrecy=Secrecy.CONFIDENTIAL)
    assert stranger.get(reverse("archives:borrow", args=[secret.pk])).status_code == 404
