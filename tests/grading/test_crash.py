"""A run in another process: killed at its last stage, and watched while it goes on."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from foundation.customers.models import Customer
from foundation.papers.models import Work
from grading.models import CustomerGrade, GradingRun
from tests.grading.conftest import make_desk
from tests.grading.test_records import client_of
from tests.grading.test_runs import run_of, three
from tests.harness.frozen import Clock
from tests.harness.work import CeleryWorker, wait_until


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


@pytest.mark.article("R3.5")
def test_a_run_by_a_real_worker_shows_how_far_it_is_and_leads_to_what_it_found(
    clock: Clock, celery_worker: CeleryWorker
) -> None:
    """The worker waits in the midst of the stages, for a table that another connection holds."""
    desk = make_desk()
    three(desk)
    client = client_of(desk.manager)
    with closing(connection.copy()) as other, other.cursor() as holder:
        holder.execute("BEGIN; LOCK TABLE grading_assessment IN ACCESS EXCLUSIVE MODE")
        asked = client.post(reverse("grading:start"), {"as_of": "2026-10-31", "key": "run"})
        assert asked.status_code == 302
        wait_until(lambda: Work.objects.get().done == 2, what=celery_worker.log.read_text())
        shown = client.get(asked["Location"]).content.decode()
        assert "2 / 6" in shown and 'value="33"' in shown and "hx-get" in shown
        assert not GradingRun.objects.exists(), "nobody sees half a run"
        holder.execute("COMMIT")
    wait_until(lambda: Work.objects.get().state == "done", what=celery_worker.log.read_text())
    run = GradingRun.objects.select_related("matter").get()
    shown = client.get(asked["Location"]).content.decode()
    assert run.get_absolute_url() in shown and run.number in shown and "hx-get" not in shown


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
