"""The connection of a run is killed at its last stage."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from foundation.customers.models import Customer
from grading.models import CustomerGrade, GradingRun
from tests.grading.conftest import make_desk
from tests.grading.test_runs import run_of, three
from tests.harness.frozen import Clock
from tests.harness.work import wait_until


@pytest.mark.article("R3.5")
def test_a_crash_half_way_leaves_no_half_run(clock: Clock, transactional_db: None) -> None:
    """The connection is killed at the last stage, which waits for a customer somebody holds."""
    desk = make_desk()
    customer = three(desk)[0]
    died: list[Exception] = []

    def grade() -> None:
        try:
            run_of(desk)
        except DatabaseError as error:
            died.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=grade)
    with transaction.atomic():
        Customer.objects.select_for_update().get(pk=customer.pk)
        thread.start()
        wait_until(lambda: waiting() is not None, what="the run waits for the customer")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [waiting()])
        thread.join()
    assert died
    customer.refresh_from_db()
    left = (GradingRun.objects.count(), CustomerGrade.objects.count(), customer.grade)
    assert left == (0, 0, "")
    assert run_of(desk).number.endswith("-001")


def waiting() -> int | None:
    """The backend that waits for a lock; a transaction would see the same activity all along."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock'"
        )
        found = cursor.fetchone()
    return found[0] if found else None
