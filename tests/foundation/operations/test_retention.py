"""Read notices and sent mails go after their time; nothing unsent or unread is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation import clock as time
from foundation.notifications import composing, sending
from foundation.notifications.models import Mail, Notice
from foundation.operations import retention
from foundation.operations.long_jobs import purge
from foundation.people.models import User
from foundation.policies.models import PolicyValue
from foundation.process.models import Submission
from tests.harness.frozen import Clock
from tests.harness.mail import Sink

pytestmark = pytest.mark.article("R0.keeping")

OLD, NEW = 400, 30


@pytest.fixture
def reader(clock: Clock, db: None) -> User:
    return User.objects.create_user("1", "林慧", email="lin@example.com")


def ago(days: int | None) -> datetime | None:
    return None if days is None else time.now() - timedelta(days=days)


def mail(reader: User | None, number: int, state: str, sent: int | None) -> Mail:
    return Mail.objects.create(
        message_id=f"<{number}@x>", recipient=reader, address="lin@example.com", subject="s", text="t",
        state=state, sent_at=ago(sent), created_at=ago(OLD), next_try_at=ago(OLD),
    )  # fmt: skip


# name: read days ago, mail (state, sent days ago), mail due in days -> notice kept, mail kept
CASES: dict[str, tuple[int | None, tuple[str, int | None] | None, int | None, bool, bool]] = {
    "read and told long ago": (OLD, ("sent", OLD), None, False, False),
    "read long ago, never meant for mail": (OLD, None, None, False, False),
    "read lately": (NEW, ("sent", OLD), None, True, False),
    "never read": (None, ("sent", OLD), None, True, False),
    "told lately": (OLD, ("sent", NEW), None, False, True),
    "read, mail still waiting": (OLD, ("waiting", None), None, True, True),
    "read, address refused": (OLD, ("failed", None), None, True, True),
    "read, mail not composed yet": (OLD, None, 1, True, False),
    "unread, mail not composed yet": (None, None, 1, True, False),
}


@pytest.mark.parametrize("case", CASES)
def test_what_goes_and_what_stays(reader: User, case: str) -> None:
    read, told, due, notice_stays, mail_stays = CASES[case]
    sent = mail(reader, 1, *told) if told else None
    notice = Notice.objects.create(
        recipient=reader, template="process/copied", dedupe="1", created_at=ago(OLD),
        read_at=ago(read), mail=sent, mail_after=ago(-due) if due else ago(OLD) if sent else None,
    )  # fmt: skip
    purge()
    assert Notice.objects.filter(pk=notice.pk).exists() == notice_stays
    assert Mail.objects.exists() == mail_stays
    assert composing.compose_due() == 0, "nothing is told a second time"


def test_a_letter_goes_with_its_mail(reader: User) -> None:
    for number, sent in ((1, OLD), (2, NEW)):
        Notice.objects.create(
            address="a@example.com", language="en", template="complaints/received",
            dedupe=str(number), created_at=ago(OLD), mail=mail(None, number, "sent", sent),
            mail_after=ago(OLD),
        )  # fmt: skip
    purge()
    assert list(Notice.objects.values_list("dedupe", flat=True)) == ["2"]


def test_the_days_are_policy(reader: User, clock: Clock) -> None:
    Notice.objects.create(
        recipient=reader,
        template="process/copied",
        dedupe="1",
        created_at=ago(NEW),
        read_at=ago(NEW),
    )
    purge()
    assert Notice.objects.count() == 1
    PolicyValue.objects.create(
        key="operations.read_notice_days", value=20, applies_from=time.today(),
        approved_by=reader, approved_at=time.now(),
    )  # fmt: skip
    purge()
    assert Notice.objects.count() == 0


def test_the_key_of_a_form_goes_after_ninety_days(reader: User) -> None:
    for key, days in (("old", 91), ("new", 89)):
        Submission.objects.create(key=key, person=reader, created_at=ago(days))
    assert purge() == 1
    assert Submission.objects.get().key == "new"


def test_batch_by_batch_everything_goes_once(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 10)
    mails = [mail(reader, number, "sent", OLD) for number in range(35)]
    Notice.objects.bulk_create(
        Notice(
            recipient=reader, template="process/copied", dedupe=str(number), created_at=ago(OLD),
            read_at=ago(OLD) if number % 2 else None, mail=one, mail_after=ago(OLD),
        )
        for number, one in enumerate(mails)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        assert retention.purge() == (17, 35, 0)
    deletes = [
        q for q in queries.captured_queries if "DELETE" in q["sql"] or "FOR UPDATE" in q["sql"]
    ]
    assert len(deletes) < 20
    assert (Notice.objects.count(), Notice.objects.filter(mail=None, mail_after=None).count()) == (
        18,
        18,
    )


@pytest.mark.django_db(transaction=True)
def test_a_mail_sent_for_real_is_purged_only_after_its_time(
    clock: Clock, smtp_sink: Sink, transactional_db: Any
) -> None:
    from foundation.notifications.outbox import notify

    reader = User.objects.create_user("1", "林慧", email="lin@example.com")
    notify(
        [reader], template="process/copied", context={"number": "1", "by": "x"}, url="/", dedupe="1"
    )
    clock.move(days=400)
    assert retention.purge() == (0, 0, 0), "not sent yet, however old"
    composing.compose_due()
    sending.send_due()
    clock.move(days=364)
    assert retention.purge() == (0, 0, 0)
    clock.move(days=2)
    assert retention.purge() == (0, 1, 0)
    assert Notice.objects.get().read_at is None
    assert len(smtp_sink.recipients) == 1
