"""Long work has a queue and a worker of its own: no mail waits for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection

from config.celery import app
from foundation.notifications.outbox import notify
from foundation.operations import doctor
from foundation.operations.doctor import Grade
from foundation.papers.models import Work
from foundation.papers.work import enqueue
from foundation.people.models import User
from tests.harness.mail import Sink
from tests.harness.work import CeleryWorker, forget_messages, wait_until


@pytest.fixture
def workers(transactional_db: None, tmp_path: Path) -> Any:
    """As ``manage.py up`` starts them, the long one with a single process."""
    forget_messages()
    both = [CeleryWorker(tmp_path, concurrency=1, queues=queue) for queue in ("celery", "long")]
    for worker in both:
        worker.start()
    yield both
    for worker in both:
        worker.kill()
    forget_messages()


@pytest.mark.django_db(transaction=True)
def test_a_mail_goes_while_a_long_job_runs_and_another_waits(
    workers: Any, smtp_sink: Sink, settings: Any, tmp_path: Path
) -> None:
    owner = User.objects.create_user("1", "周建平", email="zhou@example.com")
    running = enqueue("toy.count", by=owner, params={"to": 400, "pause": 0.05}, total=400)
    waiting = enqueue("toy.count", by=owner, params={"to": 1}, total=1)
    wait_until(lambda: Work.objects.get(pk=running.pk).done > 0, what="the long job to begin")
    notify(
        [owner], template="process/copied", context={"number": "TS-1", "by": "林慧"}, url="/m/1/",
        dedupe="copy:1",
    )  # fmt: skip
    wait_until(lambda: bool(smtp_sink.recipients), seconds=10, what=workers[0].log.read_text())
    assert Work.objects.get(pk=running.pk).state == "running"
    assert Work.objects.get(pk=waiting.pk).state == "waiting"
    Work.objects.filter(pk__in=[running.pk, waiting.pk]).update(cancel_asked_at=running.created_at)
    wait_until(lambda: not Work.objects.filter(state="running").exists(), what="the job cancelled")


def test_every_job_goes_to_a_queue_that_has_a_worker() -> None:
    app.loader.import_default_modules()
    ours = [
        task for name, task in app.tasks.items() if name.startswith(("foundation.", "complaints."))
    ]
    assert len(ours) > 8
    routes = {task.name: app.amqp.router.route({}, task.name)["queue"].name for task in ours}
    assert set(routes.values()) == set(configured.JOB_QUEUES)
    assert routes["foundation.papers.long_jobs.run_work"] == "long"
    assert routes["foundation.notifications.jobs.send_mails"] == "celery"


@pytest.mark.django_db(transaction=True)
def test_the_doctor_names_the_queue_that_nobody_serves(workers: Any) -> None:
    assert [one.grade for one in doctor.workers()] == [Grade.GOOD, Grade.GOOD]
    workers[1].stop()
    found = {one.text: one.grade for one in doctor.workers()}
    assert found.pop("celery") is Grade.GOOD
    ((text, grade),) = found.items()
    assert grade is Grade.BAD and "long" in text
    connection.close()
