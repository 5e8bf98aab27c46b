"""Nobody leaves holding anything: what they hold passes to a successor, both sign."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from complaints import actions as complaint_actions
from complaints.models import Complaint, State
from foundation import clock as time
from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.governance import handover_actions as actions
from foundation.governance import leaving, stock
from foundation.governance.models import Handover
from foundation.notifications.models import Notice
from foundation.people import delegation
from foundation.people.models import User
from foundation.process.models import Task, open_tasks
from tests.complaints import story
from tests.complaints.conftest import Cast, new_complaint
from tests.harness.frozen import Clock

pytestmark = pytest.mark.article("R0.handover")


def begin(cast: Cast, **given: Any) -> Handover:
    facts = {
        "by": cast.admin_hr, "leaver": cast.engineer, "successor": cast.other_clerk,
        "last_day": time.today() + timedelta(days=7),
    }  # fmt: skip
    return actions.begin(**(facts | given))


def fresh(handover: Handover) -> Handover:
    return Handover.objects.select_related("matter").get(pk=handover.pk)


def sign_both(handover: Handover) -> Handover:
    now = fresh(handover)
    actions.sign_as_leaver(now, by=now.leaver, seen=now.matter.version)
    actions.sign_as_successor(now, by=now.successor, seen=now.matter.version)
    return fresh(handover)


@pytest.fixture
def investigated(cast: Cast) -> Complaint:
    """A complaint the engineer investigates, with a preventive action of theirs."""
    complaint: Complaint = story.bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    complaint_actions.plan_prevention(
        complaint, by=cast.admin_hr, text="来料全检", owner=cast.engineer,
        due_on=time.today() + timedelta(days=5),
    )  # fmt: skip
    return complaint


def test_what_is_held_is_listed_and_keeps_the_person_from_leaving(
    cast: Cast, investigated: Complaint
) -> None:
    with pytest.raises(Refusal) as refused:
        leaving.leave(cast.engineer, on=time.today())
    assert refused.value.article == "R0.handover"
    assert any(investigated.number in text for text in refused.value.missing)
    handover = begin(cast)
    kinds = set(handover.items.values_list("holding", flat=True))
    assert kinds == {"process.tasks", "complaints.cases", "complaints.prevention"}


def test_with_both_signatures_everything_passes_on_with_its_dates(
    cast: Cast, investigated: Complaint
) -> None:
    before = dict(Task.objects.filter(assignee=cast.engineer).values_list("pk", "due_on"))
    done = sign_both(begin(cast))
    assert (done.state, done.is_closed) == ("completed", True)
    after = Task.objects.filter(pk__in=before)
    assert dict(after.values_list("pk", "due_on")) == before
    assert {task.assignee for task in after} == {cast.other_clerk}
    investigated = Complaint.objects.get(pk=investigated.pk)
    assert investigated.handler == cast.other_clerk
    assert investigated.prevention_actions.get().owner == cast.other_clerk
    event = investigated.matter.events.filter(step="hand_over").last()
    assert event is not None and event.actor == cast.other_clerk
    assert cast.engineer.name in event.comment
    cast.engineer.refresh_from_db()
    assert cast.engineer.left_on == done.last_day
    assert not leaving.still_held(cast.engineer)
    told = Notice.objects.filter(recipient=cast.other_clerk, template="process/handed_over")
    assert told.get().context["count"] == len(before)


def test_the_successor_can_do_what_was_handed_over(cast: Cast, investigated: Complaint) -> None:
    sign_both(begin(cast))
    complaint_actions.write_report(
        investigated, by=cast.other_clerk, responsible_people=[],
        responsible_departments=[cast.works], nobody_reason="", cause_kind="production",
        cause="焊点", course="拆检", conclusion="属实", countermeasures="更换", prevention="全检",
    )  # fmt: skip
    complaint_actions.submit_report(
        investigated, by=cast.other_clerk, seen=story.seen(investigated)
    )
    investigated = Complaint.objects.get(pk=investigated.pk)
    assert investigated.state == State.UNDER_REVIEW


@pytest.mark.article("R0.separation")
def test_a_task_the_successor_may_not_decide_goes_to_the_next_above(cast: Cast) -> None:
    complaint = story.bring_to(new_complaint(cast), State.UNDER_REVIEW, cast)
    assert open_tasks(complaint.pk).filter(assignee=cast.head).exists()
    sign_both(begin(cast, leaver=cast.head, successor=cast.engineer))
    review = open_tasks(complaint.pk).get(kind="complaints.review")
    assert review.assignee == cast.gm, "the engineer wrote the report"
    cast.works.refresh_from_db()
    assert cast.works.head == cast.engineer


def test_customers_reports_and_delegations_pass_on_or_end(cast: Cast) -> None:
    owned = Customer.objects.create(kind="agent", name="甲", name_pinyin="jia", owner=cast.head)
    day = time.today()
    given = delegation.delegate(
        by=cast.gm, substitute=cast.head, starts_on=day, ends_on=day + timedelta(days=9)
    )
    delegation.accept(given, by=cast.head)
    sign_both(begin(cast, leaver=cast.head, successor=cast.engineer))
    for row in (owned, given, cast.engineer):
        row.refresh_from_db()
    assert owned.owner == cast.engineer
    assert given.ended_at is not None
    assert cast.engineer.supervisor == cast.gm, "nobody supervises themselves"


def test_what_is_missing_needs_the_gm_and_then_leaving_goes_on(cast: Cast) -> None:
    handover = begin(cast)
    item = stock.add_thing(fresh(handover), by=cast.engineer, label="仓库钥匙")
    with pytest.raises(Refusal):
        stock.record_missing(item, by=cast.engineer, reason=" ")
    stock.record_missing(item, by=cast.engineer, reason="搬迁时遗失")
    waiting = sign_both(handover)
    assert waiting.state == "awaiting_gm"
    cast.engineer.refresh_from_db()
    assert cast.engineer.left_on is None
    actions.approve_missing(waiting, by=cast.gm, seen=waiting.matter.version)
    cast.engineer.refresh_from_db()
    assert cast.engineer.left_on == waiting.last_day
    item.refresh_from_db()
    assert item.outcome == "missing"


def test_a_row_of_the_system_is_never_missing(cast: Cast, investigated: Complaint) -> None:
    item = begin(cast).items.get(holding="complaints.cases")
    with pytest.raises(Refusal):
        stock.record_missing(item, by=cast.engineer, reason="丢了")


def test_each_signature_is_its_own_persons(cast: Cast) -> None:
    handover = fresh(begin(cast))
    for by in (cast.other_clerk, cast.clerk, cast.gm):
        with pytest.raises(Refusal):
            actions.sign_as_leaver(handover, by=by, seen=handover.matter.version)
    actions.sign_as_leaver(handover, by=cast.engineer, seen=handover.matter.version)
    with pytest.raises(Refusal):
        actions.sign_as_successor(handover, by=cast.engineer, seen=handover.matter.version)


def test_who_stands_in_for_the_leaver_cannot_sign_for_both(cast: Cast) -> None:
    day = time.today()
    given = delegation.delegate(
        by=cast.engineer, substitute=cast.other_clerk, starts_on=day, ends_on=day
    )
    delegation.accept(given, by=cast.other_clerk)
    handover = fresh(begin(cast))
    with pytest.raises(Refusal) as refused:
        actions.sign_as_leaver(handover, by=cast.other_clerk, seen=handover.matter.version)
    assert refused.value.article == "R0.separation"


def test_a_leaver_who_cannot_be_reached_is_signed_for_with_a_reason(cast: Cast) -> None:
    handover = fresh(begin(cast, last_day=time.today() - timedelta(days=1)))
    seen = handover.matter.version
    with pytest.raises(Refusal):
        actions.sign_in_absence(handover, by=cast.admin_hr, reason="", seen=seen)
    actions.sign_in_absence(handover, by=cast.admin_hr, reason="失联", seen=seen)
    actions.sign_as_successor(handover, by=cast.other_clerk, seen=handover.matter.version)
    cast.engineer.refresh_from_db()
    assert not cast.engineer.is_active, "the last day is over already"


def test_the_account_closes_after_the_last_day_and_later_tasks_follow(
    cast: Cast, clock: Clock
) -> None:
    sign_both(begin(cast, last_day=date(2026, 12, 1)))
    late = story.bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    assert open_tasks(late.pk).filter(assignee=cast.engineer).exists()
    clock.set("2026-12-01 20:00")
    assert leaving.close_accounts() == 0
    clock.set("2026-12-02 00:10")
    assert (leaving.close_accounts(), leaving.close_accounts()) == (1, 0)
    cast.engineer.refresh_from_db()
    assert not cast.engineer.is_active
    assert not open_tasks(late.pk).filter(assignee=cast.engineer).exists()
    assert not cast.admin_hr.left_on


def test_roles_end_with_the_last_day(cast: Cast) -> None:
    done = sign_both(begin(cast, leaver=cast.clerk))
    assert cast.clerk.grants.get().until_on == done.last_day


def test_a_returned_list_is_signed_anew_and_a_void_handover_moves_nothing(cast: Cast) -> None:
    handover = fresh(begin(cast))
    actions.sign_as_leaver(handover, by=cast.engineer, seen=handover.matter.version)
    actions.send_back(
        handover, by=cast.other_clerk, reason="少一台电脑", seen=handover.matter.version
    )
    assert fresh(handover).leaver_signed_at is None
    assert open_tasks(handover.pk).get().assignee == cast.engineer
    with pytest.raises(Refusal):
        begin(cast)
    actions.void(handover, by=cast.admin_hr, reason="不走了", seen=handover.matter.version)
    assert not open_tasks(handover.pk).exists()
    begin(cast)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"successor": "engineer"}, "successor"), ({"by": "clerk"}, None), ({"leaver": "admin_hr"}, "leaver")],
)  # fmt: skip
def test_a_handover_between_the_wrong_people_is_not_begun(
    cast: Cast, wrong: dict[str, str], field: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        begin(cast, **{name: getattr(cast, who) for name, who in wrong.items()})
    assert refused.value.field == field


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def test_the_pages_from_the_list_to_both_signatures(cast: Cast, investigated: Complaint) -> None:
    hr, leaver, successor = map(as_user, (cast.admin_hr, cast.engineer, cast.other_clerk))
    given = {
        "leaver": cast.engineer.pk, "successor": cast.other_clerk.pk, "last_day": "2026-12-01",
        "key": "k",
    }  # fmt: skip
    assert hr.post("/governance/handovers/new/", given).status_code == 302
    handover = Handover.objects.select_related("matter").get()
    address = handover.get_absolute_url()
    assert investigated.number in leaver.get(address).content.decode()

    def on_the_list(page: str, **given: str) -> int:
        seen = fresh(handover).matter.version
        return leaver.post(f"{address}{page}/", given | {"seen": seen}).status_code

    assert on_the_list("things", label="公章") == 302
    item = handover.items.get(holding="")
    assert on_the_list(f"items/{item.pk}/missing", reason=" ") == 422
    assert on_the_list(f"items/{item.pk}/missing", reason="未归还") == 302
    assert on_the_list(f"items/{item.pk}/found") == 302
    for client, page in ((leaver, "sign"), (successor, "take")):
        seen = fresh(handover).matter.version
        assert client.get(f"{address}{page}/").status_code == 200
        assert client.post(f"{address}{page}/", {"seen": seen, "key": page}).status_code == 302
    assert fresh(handover).state == "completed"
    assert hr.get("/governance/handovers/").status_code == 200
    assert as_user(cast.clerk).get(address).status_code == 404
    assert as_user(cast.clerk).post(f"{address}things/", {"label": "x"}).status_code == 404


def test_the_list_sends_no_more_statements_for_more_handovers(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = as_user(cast.admin_hr)
    for leaver in (cast.engineer, cast.clerk, cast.service, cast.head):
        begin(cast, leaver=leaver)
    with django_assert_max_num_queries(14):
        assert client.get("/governance/handovers/").status_code == 200
