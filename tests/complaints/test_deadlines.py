"""The seven days of R2.26, with a real worker and a real SMTP server."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from complaints import deadlines
from complaints.models import State
from foundation.notifications.models import Notice, Preference
from foundation.process.models import Event, Violation, open_tasks
from foundation.process.sweep import sweep
from tests.complaints import story
from tests.complaints.conftest import make_cast, new_complaint
from tests.harness.frozen import Clock
from tests.harness.mail import Sink
from tests.harness.work import wait_until_done


def run(job: str) -> None:
    from config.celery import app

    app.send_task(job)
    wait_until_done()


def deliver(sink: Sink) -> None:
    """One round of the beat: sweep, compose, send; until no mail is left."""
    from foundation import clock
    from foundation.notifications.models import Mail, Notice

    def is_left() -> bool:
        due = Notice.objects.filter(mail=None, mail_after__lte=clock.now()).exists()
        return due or Mail.objects.filter(state="waiting").exists()

    run("foundation.process.jobs.sweep_deadlines")
    for __ in range(10):
        run("foundation.notifications.jobs.compose_mails")
        run("foundation.notifications.jobs.send_mails")
        if not is_left():
            return
    raise AssertionError("mails still waiting")


def by_person(sink: Sink) -> Counter[str]:
    return Counter(address for addresses in sink.recipients for address in addresses)


@pytest.mark.article("R2.26")
@pytest.mark.django_db(transaction=True)
def test_a_complaint_nobody_acts_on_reminds_and_escalates_each_once(
    celery_worker: Any, smtp_sink: Sink, clock: Clock
) -> None:
    cast = make_cast()
    complaint = new_complaint(cast, case_owner=cast.service)
    Preference.objects.create(user=cast.gm, mail_mode="at_once", digest_hour=8)
    due = complaint.due_on
    assert (due - clock.now().date()).days == 7
    told: dict[int, Counter[str]] = {}
    subjects: dict[int, list[str]] = {}
    for days_left in (3, 2, 1, 0, -1, -2):
        smtp_sink.clear()
        clock.set(f"{due:%Y-%m}-{due.day - days_left:02}T00:10")
        deliver(smtp_sink)
        deliver(smtp_sink)  # a second sweep on the same day tells nobody again
        told[days_left] = by_person(smtp_sink)
        subjects[days_left] = [str(mail["Subject"]) for mail in smtp_sink.messages]
    clerk, supervisor = cast.clerk.email, cast.supervisor.email
    assert told[2] == {clerk: 1}
    assert "剩 2 天" in subjects[2][0]
    assert told[1] == {clerk: 1}
    assert "剩 1 天" in subjects[1][0]
    assert told[0] == {}
    # At once: holder, supervisor, Admin & HR. The GM's comes with the digest at eight.
    assert told[-1] == {clerk: 1, supervisor: 1, cast.admin_hr.email: 1}
    assert told[-2] == {cast.gm.email: 1}
    assert all("逾期" in subject for subject in subjects[-1])
    assert Violation.objects.get().article == "R2.26"
    assert Event.objects.filter(step="overdue", details__task=deadlines.CLOSING.code).count() == 1


@pytest.mark.article("R2.26")
def test_every_step_has_its_share_of_the_seven_days(cast: Any, clock: Clock) -> None:
    complaint = new_complaint(cast)
    received = clock.now().date()
    shares = {}
    for state, step in story.STEPS[:-1]:
        step(complaint, cast)
        task = open_tasks(complaint.pk).exclude(kind=deadlines.CLOSING.code).get()
        shares[state] = (task.due_on - received).days
    assert shares == {
        State.AWAITING_RULING: 1, State.AWAITING_NAMING: 1, State.INVESTIGATING: 3,
        State.UNDER_REVIEW: 3, State.AWAITING_OPINION: 4, State.AWAITING_GM: 5, State.DISPOSING: 6,
        State.AWAITING_APPROVAL: 6, State.AWAITING_REPLY: 7,
    }  # fmt: skip


@pytest.mark.article("R0.copies")
def test_a_superior_told_of_what_is_late_finds_it_behind_the_notice(
    cast: Any, clock: Clock
) -> None:
    complaint = story.bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    cast.engineer.supervisor = cast.other_clerk
    cast.engineer.save()
    complaint.matter.tasks.filter(kind=deadlines.REPORT.code).update(assignee=cast.engineer)
    client = Client()
    client.force_login(cast.other_clerk)
    assert client.get(f"/m/{complaint.pk}/").status_code == 404
    clock.move(days=8)
    sweep()
    told = Notice.objects.filter(recipient=cast.other_clerk, template="process/overdue")
    assert told.exists()
    for notice in told:
        assert client.get(notice.url, follow=True).status_code == 200
    assert complaint.number in client.get("/inbox/copied/").content.decode()
    assert sweep().notices == 0
    assert complaint.matter.copies.filter(person=cast.other_clerk).count() == 1


@pytest.mark.article("R2.26")
def test_after_downtime_only_the_latest_alert_is_told(cast: Any, clock: Clock) -> None:
    new_complaint(cast)
    clock.move(days=8)
    sweep()
    closing = Notice.objects.filter(context__task=deadlines.CLOSING.code)
    assert set(closing.values_list("template", flat=True)) == {"process/overdue"}
    before = Notice.objects.count()
    assert sweep().notices == 0
    assert Notice.objects.count() == before
