"""The life of a recurring duty: opened, done, declared empty, late; downtime made up once."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation import clock as time
from foundation.articles import Refusal
from foundation.desk import inbox
from foundation.duties import actions, declarations
from foundation.duties.declarations import EachDate, RecurringDuty, Subject
from foundation.duties.generator import open_due
from foundation.duties.jobs import open_duties
from foundation.duties.models import Duty
from foundation.duties.periods import DaysBefore
from foundation.notifications import composing
from foundation.notifications.models import Mail, Notice
from foundation.people.models import Department, User
from foundation.people.roles import GM
from foundation.people.structure import place
from foundation.policies.declarations import Policy
from foundation.process.holders import Person
from foundation.process.models import Matter, Task, Violation, open_tasks
from foundation.process.sweep import sweep
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.harness.frozen import Clock
from tests.toy.deadlines import FILING, REVIEW

pytestmark = pytest.mark.article("R0.duties")

OCTOBER = date(2026, 10, 1)


def company() -> Cast:
    """Two stores with a head each."""
    cast = make_cast()
    for store, head in (
        (cast.store, cast.supervisor),
        (cast.other_clerk.department, cast.other_clerk),
    ):
        assert store is not None
        store.head = head
        store.save()
    return cast


@pytest.fixture(autouse=True)
def of_the_toy_and_complaints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else a regulation declares: the counts here are of these."""
    known = [one for one in declarations.all_duties() if one.regulation in (2, 99)]
    monkeypatch.setattr(declarations, "_duties", {one.code: one for one in known})


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return company()


def filing(department: Department, period: date = OCTOBER) -> Duty:
    found: Duty = Duty.objects.select_related("matter", "department").get(
        code=FILING.code, department=department, period=period
    )
    return found


def filings() -> Counter[str]:
    return Counter(
        f"{one:%Y-%m}"
        for one in Duty.objects.filter(code=FILING.code).values_list("period", flat=True)
    )


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def test_each_department_gets_it_once_with_its_head(cast: Cast, clock: Clock) -> None:
    clock.set("2026-11-01 00:20")
    open_duties()
    open_duties()
    duty = filing(cast.store)
    assert filings() == {"2026-10": 2}
    assert (duty.due_on, duty.matter.regulation, open_tasks(duty.pk).get().article) == (
        date(2026, 11, 10),
        99,
        "R99.3",
    )
    assert duty.matter.title == "归档上月便笺 2026-10 人民路店"
    task = open_tasks(duty.pk).get()
    assert (task.assignee, task.department, task.due_on) == (
        cast.supervisor,
        cast.store,
        duty.due_on,
    )
    assert inbox.waiting(cast.supervisor).get() == task


def test_begun_after_the_day_nothing_past_is_asked_for(cast: Cast, clock: Clock) -> None:
    clock.set("2026-11-11 00:20")
    open_due()
    assert filings() == {}
    clock.set("2026-12-01 00:20")
    open_due()
    assert filings() == {"2026-11": 2}


def test_a_department_without_a_head_up_to_the_top_has_its_duty_with_admin_and_hr(
    cast: Cast, clock: Clock
) -> None:
    Department.objects.update(head=None)
    clock.set("2026-11-01 00:20")
    open_due()
    task = open_tasks(filing(cast.store).pk).get()
    assert task.role is not None and task.role.name == "admin_hr"


def test_after_downtime_each_person_hears_of_everything_late_in_one_mail(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-11-02 00:20")
    open_due()
    sweep()
    clock.set("2027-02-15 09:00")
    open_due()
    open_due()
    assert filings() == {"2026-10": 2, "2026-11": 2, "2026-12": 2, "2027-01": 2}
    for __ in range(3):
        sweep()
        composing.compose_due()
    missed = Violation.objects.exclude(article="R0.backup").values_list("article", flat=True)
    assert Counter(missed) == {"R99.3": 9, "R2.27": 4}
    mails = Counter(Mail.objects.values_list("recipient__employee_number", flat=True))
    assert mails == {"supervisor": 1, "other": 1, "gm": 1, "hr": 1}
    told = Mail.objects.get(recipient=cast.supervisor).notices.values_list(
        "context__title", flat=True
    )
    assert len(set(told)) == 4
    clock.set("2027-02-15 18:00")
    sweep()
    assert Mail.objects.count() == Notice.objects.values("recipient").distinct().count()


def test_what_is_late_escalates_daily_until_it_is_declared_empty(cast: Cast, clock: Clock) -> None:
    clock.set("2026-11-01 00:20")
    open_due()
    duty = filing(cast.store)
    told: dict[int, set[str]] = {}
    for day in range(6, 14):
        clock.set(f"2026-11-{day:02} 08:00")
        if day == 13:
            actions.declare_empty(duty, by=cast.supervisor, seen=duty.matter.version)
        sweep()
        alerts = Notice.objects.filter(url=f"/m/{duty.pk}/", dedupe__endswith=f":{time.today()}")
        told[day] = set(alerts.values_list("recipient__employee_number", flat=True))
    both = {"supervisor", "gm"}
    assert told == {
        6: set(), 7: {"supervisor"}, 8: set(), 9: set(), 10: {"supervisor"}, 11: both, 12: both, 13: set(),
    }  # fmt: skip
    late = filing(cast.store)
    assert (late.state, late.is_late) == ("empty", True)
    assert Violation.objects.filter(matter=duty.pk).count() == 1


def test_only_who_is_named_may_declare_it_empty(cast: Cast, clock: Clock) -> None:
    clock.set("2026-11-01 00:20")
    open_due()
    duty = filing(cast.store)
    with pytest.raises(Refusal) as refused:
        actions.declare_empty(duty, by=cast.clerk, seen=duty.matter.version)
    assert refused.value.article == "R99.3"
    with pytest.raises(Refusal):
        actions.finish(duty, by=cast.supervisor, comment="已办", seen=duty.matter.version)
    actions.declare_empty(duty, by=cast.supervisor, seen=duty.matter.version)
    assert not filing(cast.store).is_late and not open_tasks(duty.pk).exists()


def test_an_act_of_the_regulation_does_it_before_or_after_it_was_opened(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-10-30 12:00")
    early = actions.fulfil(
        FILING, time.today(), by=cast.clerk, subject=Subject(department=cast.store)
    )
    clock.set("2026-11-01 00:20")
    open_due()
    assert filings() == {"2026-10": 2}
    assert not open_tasks(early.pk).exists() and filing(cast.store).state == "done"
    other = cast.other_clerk.department
    assert other is not None
    clock.set("2026-11-12 12:00")
    sweep()
    done = actions.fulfil(FILING, OCTOBER, by=cast.other_clerk, subject=Subject(department=other))
    again = actions.fulfil(FILING, OCTOBER, by=cast.other_clerk, subject=Subject(department=other))
    assert (done.pk, done.state, done.is_late) == (again.pk, "done", True)
    assert not open_tasks(done.pk).exists()


def test_found_after_it_was_declared_empty_it_is_done_on_the_first_day(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-11-01 00:20")
    open_due()
    duty = filing(cast.store)
    actions.declare_empty(duty, by=cast.supervisor, seen=duty.matter.version)
    clock.set("2026-11-20 12:00")
    actions.fulfil(FILING, OCTOBER, by=cast.clerk, subject=Subject(department=cast.store))
    assert (filing(cast.store).state, filing(cast.store).is_late) == ("done", False)


def test_the_number_of_statements_does_not_grow_with_the_departments(
    cast: Cast, clock: Clock
) -> None:
    def opened(month: int) -> int:
        clock.set(f"2026-{month}-01 00:20")
        with CaptureQueriesContext(connection) as queries:
            open_due()
        return len(queries)

    opened(10)
    few = opened(11)
    for number in range(30):
        shop = Department(code=f"X{number}", name=f"新店{number}", kind="store", head=cast.head)
        place(shop, under=cast.store)
    assert opened(12) == few
    assert filings()["2026-11"] == 32


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_each_duty_once(clock: Clock) -> None:
    company()
    clock.set("2026-11-01 00:20")

    def work() -> None:
        open_due()
        connections.close_all()

    workers = [Thread(target=work) for __ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    numbers = Duty.objects.order_by("pk").values_list("matter__number", flat=True)
    assert filings() == {"2026-10": 2}
    assert Task.objects.filter(kind=FILING.code).count() == 2
    assert len(set(numbers)) == len(numbers)


@pytest.fixture
def contracts(cast: Cast, own_policies: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Contracts with an end: a list of (day, matter) the declaration reads."""
    monkeypatch.setattr(declarations, "_duties", {})
    running: list[tuple[date, Matter]] = []
    ahead = Policy("toy.ahead", "提前天数", "R99.3", int, 90, GM)
    none = Policy("toy.none", "提前天数", "R99.3", int, 0, GM)
    alerts = Policy("toy.end_alerts", "提醒", "R99.3", list, [{"day": -7, "to": ["holder"]}], GM)
    declared = RecurringDuty(
        code="toy.contract_end", label="合同到期", article="R99.3", every=None, by_hand=True,
        who=EachDate(
            lambda: [(on, Subject(person=cast.head, about=matter)) for on, matter in running],
            holder=Person(lambda duty: duty.person),
        ),
        due=DaysBefore(days=none, ahead=ahead), alerts=alerts,
    )  # fmt: skip
    return declared, running


def test_a_date_of_a_record_is_announced_and_dropped_when_it_moves(
    cast: Cast, contracts: Any
) -> None:
    declared, running = contracts
    matter = new_complaint(cast).matter
    day = time.today() + timedelta(days=91)
    running.append((day, matter))
    assert open_due() == 0
    running[0] = (day - timedelta(days=1), matter)
    assert (open_due(), open_due()) == (1, 0)
    first = Duty.objects.select_related("matter").get(code=declared.code)
    assert (first.due_on, first.about, open_tasks(first.pk).get().assignee) == (
        day - timedelta(days=1), matter, cast.head,
    )  # fmt: skip
    running[0] = (day - timedelta(days=2), matter)
    assert open_due() == 1
    first = Duty.objects.get(pk=first.pk)
    assert (first.state, open_tasks(first.pk).exists()) == ("lapsed", False)
    second = Duty.objects.select_related("matter").get(code=declared.code, state="due")
    with pytest.raises(Refusal):
        actions.finish(second, by=cast.head, comment="", seen=second.matter.version)
    actions.finish(second, by=cast.head, comment="已续签", seen=second.matter.version)
    assert open_due() == 0


def test_a_role_has_one_for_the_company_and_ends_it_with_a_statement(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-12-10 00:20")
    open_due()
    assert not Duty.objects.filter(code=REVIEW.code).exists()
    clock.set("2026-12-11 00:20")
    open_due()
    review = Duty.objects.select_related("matter").get(code=REVIEW.code)
    assert (review.matter.title, review.due_on) == ("检查便笺 2026", date(2026, 12, 31))
    assert inbox.waiting(cast.gm).filter(matter=review.pk).exists()
    assert not Duty.objects.visible_to(cast.head).exists()
    address = f"/duties/{review.pk}/finish/"
    sent = {"comment": "", "seen": review.matter.version, "form_key": "k1"}
    assert as_user(cast.gm).post(address, sent).status_code == 422
    assert as_user(cast.gm).post(address, sent | {"comment": "已检查"}).status_code == 302
    assert Duty.objects.get(pk=review.pk).state == "done"


def test_the_pages_show_ones_own_and_let_it_be_declared_empty(cast: Cast, clock: Clock) -> None:
    clock.set("2026-11-01 00:20")
    open_due()
    duty = filing(cast.store)
    page = as_user(cast.supervisor).get("/duties/").content.decode()
    assert "归档上月便笺" in page and "2026-10" in page and "滨江店" not in page.split("<table")[1]
    assert as_user(cast.clerk).get(f"/duties/{duty.pk}/").status_code == 200, "of the department"
    assert as_user(cast.other_clerk).get(f"/duties/{duty.pk}/").status_code == 404
    table = as_user(cast.admin_hr).get("/duties/").content.decode().split("<table")[1]
    assert table.count("归档上月便笺") == 2 and "人民路店" in table and "滨江店" in table
    client = as_user(cast.supervisor)
    assert "申报无事项" in client.get(f"/duties/{duty.pk}/").content.decode()
    sent = {"comment": "本月无", "seen": duty.matter.version, "form_key": "k1"}
    assert client.post(f"/duties/{duty.pk}/empty/", sent).status_code == 302
    assert filing(cast.store).state == "empty"
    assert "本月无" in client.get(f"/duties/{duty.pk}/").content.decode()
    rows = client.get("/duties/?lateness=late").content.decode()
    assert "没有符合条件的记录" in rows
