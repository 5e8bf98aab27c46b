"""Whoever stands in for somebody: inbox, badge, pages, door, reminders give one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.models import Complaint, State
from foundation import clock as time
from foundation.articles import Refusal
from foundation.desk import inbox
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.monthly.actions import compute_due
from foundation.monthly.models import MonthlyReport
from foundation.notifications import composing
from foundation.notifications.models import Mail, Notice
from foundation.people import delegation
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process import approvals
from foundation.process.inboxes import holders_of
from foundation.process.models import Event, Task, open_tasks
from foundation.process.steps import require
from foundation.process.sweep import sweep
from foundation.process.tasks import batch_acts
from tests.complaints import story
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.harness.frozen import Clock

pytestmark = pytest.mark.article("R0.delegation")

SOMEBODY, ANOTHER, THIRD = "other_clerk", "service_head", "service"


@dataclass(frozen=True)
class Given:
    """One delegation of a case; ``holder`` is whoever the task lies with."""

    by: str
    to: str
    regulation: int | None = None
    answer: str = "accepted"
    starts_in: int = 0


CASES: dict[str, tuple[list[Given], set[str]]] = {
    "nobody asked": ([], set()),
    "general": ([Given("holder", SOMEBODY)], {SOMEBODY}),
    "for this regulation": ([Given("holder", SOMEBODY, 2)], {SOMEBODY}),
    "for another regulation": ([Given("holder", SOMEBODY, 9)], set()),
    "the named one goes first": (
        [Given("holder", SOMEBODY), Given("holder", ANOTHER, 2)],
        {ANOTHER},
    ),
    "named elsewhere, general here": (
        [Given("holder", SOMEBODY), Given("holder", ANOTHER, 9)],
        {SOMEBODY},
    ),
    "chain": ([Given("holder", SOMEBODY), Given(SOMEBODY, ANOTHER)], {ANOTHER}),
    "chain of both sorts": (
        [Given("holder", SOMEBODY, 2), Given(SOMEBODY, ANOTHER), Given(ANOTHER, THIRD, 2)],
        {THIRD},
    ),
    "not answered": ([Given("holder", SOMEBODY, answer="")], set()),
    "declined": ([Given("holder", SOMEBODY, answer="declined")], set()),
    "ended": ([Given("holder", SOMEBODY, answer="ended")], set()),
    "not begun": ([Given("holder", SOMEBODY, starts_in=10)], set()),
    "a loop is refused": (
        [Given("holder", SOMEBODY), Given(SOMEBODY, "holder", answer="refused")],
        {SOMEBODY},
    ),
}
# State -> who holds its task: a person by name, a role at a place, a role company-wide.
HOLDERS = {
    State.UNDER_REVIEW: ("head", Complaint.review_report),
    State.AWAITING_RULING: ("supervisor", Complaint.accept),
    State.AWAITING_GM: ("gm", Complaint.decide),
}


def settle(given: Given, person: Callable[[str], User]) -> None:
    day = time.today() + timedelta(days=given.starts_in)
    facts: dict[str, Any] = {
        "substitute": person(given.to),
        "starts_on": day,
        "ends_on": day + timedelta(days=20),
        "regulation": given.regulation,
    }
    if given.answer == "refused":
        with pytest.raises(Refusal):
            delegation.delegate(by=person(given.by), **facts)
        return
    asked = delegation.delegate(by=person(given.by), **facts)
    if given.answer in ("accepted", "ended"):
        delegation.accept(asked, by=person(given.to))
    if given.answer == "ended":
        delegation.end(asked, by=person(given.by))
    if given.answer == "declined":
        delegation.decline(asked, by=person(given.to))


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def fresh(user: User) -> User:
    """As a new request finds the person."""
    return User.objects.get(pk=user.pk)


def passes(complaint: Complaint, step: Any, user: User) -> bool:
    try:
        require(complaint, step, by=user)
    except Refusal:
        return False
    return True


def approves(task: Task, user: User) -> bool:
    """The batch form's answer, undone again; what is only unticked is no stranger's refusal."""
    with transaction.atomic():
        version = task.matter.version
        sent = {"task": [task.pk], f"seen-{task.pk}": version}
        results = as_user(user).post(reverse("desk:batch"), sent).context["results"]
        transaction.set_rollback(True)
    refusals = [result.get("refusal") for result in results]
    return [not refusal or bool(refusal.missing) for refusal in refusals] == [True]


def answers(complaint: Complaint, step: Any, task: Task, user: User) -> dict[str, bool]:
    client = as_user(user)
    page = client.get(complaint.get_absolute_url())
    context: dict[str, Any] = page.context if page.status_code == 200 else {}
    found = {
        "inbox": inbox.waiting(fresh(user)).filter(pk=task.pk).exists(),
        "badge": client.get(reverse("notifications:preferences")).context["inbox_count"] == 1,
        "record page": task in context.get("my_tasks", []),
        "buttons": step.step.label in [one["label"] for one in context.get("actions", [])],
        "door": passes(complaint, step, fresh(user)),
        "urged": user in holders_of(task),
        "reminded": Notice.objects.filter(
            recipient=user, dedupe__startswith=f"alert:{task.pk}:"
        ).exists(),
    }
    if task.kind in batch_acts:
        found["batch"] = approves(task, user)
    return found


@pytest.mark.parametrize("state", HOLDERS)
@pytest.mark.parametrize("case", CASES)
def test_everything_that_asks_whose_task_it_is_gives_the_same_answer(
    db: None, clock: Clock, case: str, state: State
) -> None:
    cast = make_cast()
    name, step = HOLDERS[state]
    delegations, stand_ins = CASES[case]
    complaint = story.bring_to(new_complaint(cast), state, cast)
    for given in delegations:
        settle(given, lambda who: getattr(cast, name if who == "holder" else who))
    task = (
        open_tasks(complaint.pk).select_related("matter").exclude(kind="complaints.closing").get()
    )
    clock.set(f"{task.due_on} 09:00")
    sweep()
    people = ["head", "supervisor", "gm", SOMEBODY, ANOTHER, THIRD, "engineer"]
    wanted = {name, *stand_ins}
    wrong = {
        who: answer
        for who in people
        if set((answer := answers(complaint, step, task, getattr(cast, who))).values())
        != {who in wanted}
    }
    assert wrong == {}


@pytest.fixture
def cast(db: None, clock: Clock) -> Cast:
    return make_cast()


def test_a_substitute_opens_the_pages_of_the_role_in_that_regulation_only(cast: Cast) -> None:
    settle(Given("gm", "engineer", 2), lambda who: getattr(cast, who))
    settle(Given("service", "engineer", 2), lambda who: getattr(cast, who))
    engineer = fresh(cast.engineer)
    assert may_open(engineer, "complaints:register")
    assert not may_open(engineer, "desk:dashboard"), "the dashboard shows every regulation"
    page = as_user(cast.engineer).get("/")
    menu = [item["url"] for group in page.context["nav_groups"] for item in group.get("items", [])]
    assert "/complaints/register/" in menu
    settle(Given("gm", "head"), lambda who: getattr(cast, who))
    assert may_open(fresh(cast.head), "desk:dashboard")


def test_what_a_substitute_does_with_a_task_is_recorded_under_both_names(cast: Cast) -> None:
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    settle(Given("gm", SOMEBODY, 2), lambda who: getattr(cast, who))
    task = open_tasks(complaint.pk).get(kind="complaints.gm")
    question = approvals.ask(
        task, by=fresh(cast.other_clerk), asked=cast.service, text="能否接受？"
    )
    approvals.answer(question, by=cast.service, text="可以")
    approvals.hand_on(task, by=fresh(cast.other_clerk), to=cast.head, reason="出差")
    told = Event.objects.filter(matter=complaint.pk, step__in=["ask", "answer", "hand_on"])
    assert [(one.actor, one.on_behalf_of) for one in told.order_by("pk")] == [
        (cast.other_clerk, cast.gm),
        (cast.service, None),
        (cast.other_clerk, cast.gm),
    ]


def test_a_task_handed_on_reaches_the_substitute_of_its_new_holder(cast: Cast) -> None:
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    task = open_tasks(complaint.pk).get(kind="complaints.gm")
    new = approvals.hand_on(task, by=cast.gm, to=cast.supervisor, reason="出差")
    settle(Given("supervisor", SOMEBODY, 2), lambda who: getattr(cast, who))
    substitute = fresh(cast.other_clerk)
    assert inbox.waiting(substitute).get() == new
    require(complaint, Complaint.decide, by=substitute)


def test_of_two_absent_people_the_one_who_is_not_barred_lends_the_name(cast: Cast) -> None:
    """Whoever stands in for the report's author and its reviewer reviews in the latter's name."""
    complaint = story.bring_to(new_complaint(cast), State.UNDER_REVIEW, cast)
    settle(Given("engineer", SOMEBODY), lambda who: getattr(cast, who))
    settle(Given("head", SOMEBODY), lambda who: getattr(cast, who))
    require(complaint, Complaint.review_report, by=fresh(cast.other_clerk))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("", [("other_clerk", "asked")]),
        ("accepted", [("other_clerk", "asked"), ("head", "accepted")]),
        ("declined", [("other_clerk", "asked"), ("head", "declined")]),
        ("ended", [("other_clerk", "asked"), ("head", "accepted"), ("other_clerk", "ended")]),
    ],
)
def test_the_other_party_hears_of_each_turn_of_a_delegation(
    cast: Cast, answer: str, told: list[tuple[str, str]]
) -> None:
    settle(Given("head", "other_clerk", 2, answer), lambda who: getattr(cast, who))
    found = Notice.objects.filter(template="notifications/delegation").order_by("pk")
    wanted = [(getattr(cast, who), what) for who, what in told]
    assert [(one.recipient, one.context["what"]) for one in found] == wanted


def test_the_request_says_what_it_covers(cast: Cast) -> None:
    settle(Given("head", SOMEBODY, 2, ""), lambda who: getattr(cast, who))
    composing.compose_due()
    asked = Mail.objects.get(recipient=cast.other_clerk)
    assert asked.subject == "马俊 请您代为审批"
    assert "范围：客户投诉处理" in asked.text


def test_what_belongs_to_several_regulations_is_seen_in_the_named_one_only(
    cast: Cast, clock: Clock
) -> None:
    """Duties and monthly statistics: a substitute for complaints sees those of complaints."""
    cast.other_clerk.department.head = cast.other_clerk  # type: ignore[union-attr]
    cast.other_clerk.department.save()  # type: ignore[union-attr]
    clock.set("2026-12-01 00:30")
    open_due()
    compute_due()
    settle(Given("other_clerk", "engineer", 2), lambda who: getattr(cast, who))
    settle(Given("admin_hr", "engineer", 2), lambda who: getattr(cast, who))
    substitute = fresh(cast.engineer)
    duties = Duty.objects.visible_to(substitute)
    others = duties.exclude(
        department=substitute.department_id
    )  # those of one's own are seen anyway
    assert set(others.values_list("code", flat=True)) == {"complaints.statistics.submission"}
    assert MonthlyReport.objects.visible_to(substitute).exists()
    assert delegation.alike(substitute, [1, 2, 99]) == [[1, 99], [2]]
    assert delegation.alike(fresh(cast.head), [1, 2, 99]) == [[1, 2, 99]]


def test_standing_in_costs_a_page_one_statement_more(cast: Cast) -> None:
    for __ in range(3):
        story.bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    client = as_user(cast.other_clerk)
    with CaptureQueriesContext(connection) as before:
        client.get("/inbox/")
    settle(Given("gm", SOMEBODY, 2), lambda who: getattr(cast, who))
    settle(Given("head", SOMEBODY), lambda who: getattr(cast, who))
    with CaptureQueriesContext(connection) as after:
        assert len(client.get("/inbox/").context["rows"]) == 3
    assert len(after) == len(before) + 1
