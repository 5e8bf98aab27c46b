"""Many at once, and what the database itself refuses."""

import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, close_old_connections, connection, connections, transaction

from complaints import actions
from complaints.models import Complaint, State
from foundation.people.models import Department, User
from foundation.process.models import Event
from foundation.process.steps import Stale, lock, raise_version
from tests.complaints import story
from tests.complaints.conftest import make_cast, new_complaint
from tests.harness.frozen import Clock
from tests.harness.work import in_another_process

pytestmark = pytest.mark.django_db(transaction=True)


def register(count: int) -> None:
    """In a process of its own."""
    cast: Any = SimpleNamespace(
        store=Department.objects.get(code="S1"), clerk=User.objects.get(employee_number="clerk")
    )
    for __ in range(count):
        new_complaint(cast)


@pytest.mark.article("R2.15", "R0.numbers")
def test_complaints_registered_at_once_by_eight_processes_are_numbered_without_gaps(
    clock: Clock,
) -> None:
    new_complaint(make_cast())
    counts = [7, 6, 6, 6, 6, 6, 6, 7]
    children = [in_another_process(register, count) for count in counts]
    for child in children:
        child.join(timeout=120)
    assert [child.exitcode for child in children] == [0] * 8
    numbers = sorted(Complaint.objects.values_list("matter__number", flat=True))
    assert numbers == [f"TS-202611-{number:04}" for number in range(1, 52)]


@pytest.mark.article("R0.versions")
def test_of_reviewers_deciding_at_once_one_wins_and_the_others_are_told(clock: Clock) -> None:
    cast = make_cast()
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_OPINION, cast)
    seen = complaint.matter.version

    def decide(turn: int) -> str:
        try:
            fresh = Complaint.objects.select_related("matter").get(pk=complaint.pk)
            actions.give_opinion(fresh, by=cast.admin_hr, opinion=f"意见{turn}", seen=seen)
            return "won"
        except Stale:
            return "told"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(decide, range(8)))
    assert sorted(answers) == ["told"] * 7 + ["won"]
    assert Event.objects.filter(step="give_opinion").count() == 1


def until_somebody_waits() -> None:
    """For a lock, in another connection."""
    with connection.cursor() as cursor:
        for __ in range(600):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waits")


@pytest.mark.article("R0.versions")
def test_whoever_waited_for_a_complaint_gets_it_as_it_is_then(clock: Clock) -> None:
    complaint = new_complaint(make_cast())

    def wait() -> tuple[str, str, int]:
        try:
            with transaction.atomic():
                fresh = lock(complaint)
                return fresh.goods, str(fresh.store), fresh.matter.version
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        fresh = lock(complaint)
        waiting = pool.submit(wait)
        until_somebody_waits()
        fresh.goods, fresh.store = "按摩椅 B5", Department.objects.get(code="S2")
        fresh.save()
        raise_version(fresh)
    assert waiting.result() == ("按摩椅 B5", "滨江店", 2)


@pytest.mark.article("R0.versions")
def test_the_same_form_sent_twenty_times_registers_one_complaint(clock: Clock) -> None:
    cast = make_cast()
    new_complaint(cast)

    def send(turn: int) -> int:
        try:
            return int(new_complaint(cast, key="the same form").pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(send, range(20)))
    assert len(made) == 1
    assert Complaint.objects.count() == 2


def append_only_models() -> list[Any]:
    return [Event] + [
        model for model in apps.get_models() if issubclass(model, pghistory.models.Event)
    ]


def test_events_and_row_history_cannot_be_changed_by_the_application(clock: Clock) -> None:
    cast = make_cast()
    story.bring_to(new_complaint(cast), State.CLOSED, cast)
    close_old_connections()
    models = append_only_models()
    assert len(models) >= 5
    for model in models:
        table = model._meta.db_table
        column = connection.ops.quote_name(model._meta.pk.column)
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement)


@pytest.mark.article("R0.versions")
def test_what_the_page_read_serves_the_act_only_while_nobody_has_acted(
    clock: Clock, django_assert_num_queries: Any
) -> None:
    cast = make_cast()
    page = Complaint.objects.for_act().get(pk=new_complaint(cast).pk)
    with transaction.atomic(), django_assert_num_queries(1):
        fresh = lock(page)
        assert fresh.title() == page.title() and fresh.responsible_department() == cast.store
    actions.take_case(page, by=cast.service, owner=cast.service)
    with transaction.atomic():
        later = lock(page)
    assert later.case_owner == cast.service
    assert "customer" not in later._state.fields_cache
