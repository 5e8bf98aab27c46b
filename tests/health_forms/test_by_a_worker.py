"""By a real worker: a file that stayed out over midnight, mornings on which the worker is killed."""

from __future__ import annotations

import random
import time
from collections import Counter

import psutil
import pytest
from django.db.models import QuerySet

from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.jobs import sweep_deadlines
from foundation.process.models import Copy, Violation
from foundation.process.sweep import sweep
from health_forms.jobs import remind
from health_forms.models import CustomerFile, Revisit
from tests.harness.frozen import Clock
from tests.harness.work import CeleryWorker, wait_until
from tests.health_forms.conftest import WHO, kept, make_staff, taken_out

pytestmark = pytest.mark.slow

PEOPLE = 400
KILLS = 20


@pytest.mark.article("R4.2.7", "R4.2.9")
def test_midnight_and_mornings_of_a_worker_that_is_killed(
    clock: Clock, celery_worker: CeleryWorker
) -> None:
    staff = make_staff()
    file = taken_out(staff, kept(staff))
    clock.set("2026-11-02 23:59")
    assert sweep().tasks == 0, "the day is not over"
    clock.set("2026-11-03 00:00")
    sweep_deadlines.delay()
    wait_until(Violation.objects.exists, what="the file is missed")
    violation = Violation.objects.get(matter=file.pk)
    assert (violation.article, violation.person) == ("R4.2.9", staff.rep)
    told = Notice.objects.filter(template="process/overdue", at_once=True)
    assert {one.recipient for one in told} == {staff.rep, staff.manager, staff.doctor}
    assert WHO["name"] not in str(list(told.values_list("context", flat=True)))
    assert Copy.objects.filter(matter=file.pk, person=staff.manager).exists()

    owed_to_many(file)
    parent = psutil.Process(celery_worker.process.pid)  # type: ignore[union-attr]
    for __ in range(KILLS):
        clock.move(days=1)
        clock.set(f"{clock.now():%Y-%m-%d} 07:00")
        wait_until(parent.children, what="somebody to do the job")
        remind.delay()
        time.sleep(random.uniform(0, 0.06))
        for child in parent.children():
            child.kill()
        remind.delay()  # as the beat would
        wait_until(lambda: told_today(clock) == PEOPLE, what=f"{told_today(clock)} told")
    found = Counter(morning().values_list("recipient", "dedupe"))
    assert len(found) == PEOPLE * KILLS, "everybody, each morning"
    assert set(found.values()) == {1}, "and once"


def morning() -> QuerySet[Notice]:
    return Notice.objects.filter(template="health_forms/morning", recipient__name="同事")


def told_today(clock: Clock) -> int:
    return morning().filter(created_at=clock.now()).count()


def owed_to_many(file: CustomerFile) -> None:
    people = User.objects.bulk_create(
        User(
            employee_number=f"k{number}",
            name="同事",
            name_pinyin="",
            email=f"k{number}@example.com",
        )
        for number in range(PEOPLE)
    )
    Revisit.objects.bulk_create(
        Revisit(
            file=file, who="rep", of_buyer=False, due_on="2026-11-04", purpose="planned",
            holder=person,
        )
        for person in people
        for __ in range(5)
    )  # fmt: skip
