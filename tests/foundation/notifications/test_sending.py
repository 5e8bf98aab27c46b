"""Against a real SMTP server that can refuse, hang up, be slow, or be away."""

import asyncio
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, transaction

from foundation.notifications import sending
from foundation.notifications.models import Mail
from foundation.notifications.sending import claim, send_batch, send_due
from foundation.people.models import User
from tests.harness.frozen import Clock
from tests.harness.mail import Sink

pytestmark = pytest.mark.django_db(transaction=True)


class Postmaster(Sink):
    """Also answers by address, is slow on demand, and can hang up in the middle."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.answers: dict[str, str] = {}
        self.seconds = 0.0
        self.hangs_up_on: set[str] = set()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.hangs_up_on:
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(self.seconds)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def postmaster(settings: Any) -> Iterator[Postmaster]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    postmaster = Postmaster(settings.EMAIL_PORT)
    postmaster.start()
    yield postmaster
    postmaster.stop()


@pytest.fixture
def mails(people: Any, clock: Clock) -> Any:
    def make(number: int) -> list[Mail]:
        return Mail.objects.bulk_create(
            Mail(
                message_id=f"<{person.pk}@example.com>",
                recipient=person,
                address=person.email,
                subject=f"致 {person.name}",
                text="正文\n",
                html="<p>正文</p>",
            )
            for person in people(number)
        )

    return make


def state(mail: Mail) -> str:
    return Mail.objects.values_list("state", flat=True).get(pk=mail.pk)


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).strip()


def test_a_mail_arrives_as_text_and_html_under_its_message_id(
    postmaster: Postmaster, mails: Any, clock: Clock, settings: Any
) -> None:
    (mail,) = mails(1)
    assert send_due() == 1
    (message,) = postmaster.to(mail.address)
    assert message["Message-ID"] == mail.message_id
    assert message["Subject"] == mail.subject
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["Auto-Submitted"] == "auto-generated"
    assert (part(message, "plain"), part(message, "html")) == ("正文", "<p>正文</p>")
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at, mail.attempts) == ("sent", clock.now(), 1)
    assert send_due() == 0


def test_a_refusal_for_now_is_tried_again_ever_later(
    postmaster: Postmaster, mails: Any, clock: Clock
) -> None:
    (mail,) = mails(1)
    postmaster.refuse_with = "451 try later"
    waits = []
    for _ in range(10):
        send_due()
        mail.refresh_from_db()
        waits.append((mail.next_try_at - clock.now()).total_seconds() / 60)
        clock.move(minutes=waits[-1] - 0.1)
        assert send_due() == 0
        assert mail.attempts == len(waits), "tried before its time"
        clock.move(minutes=0.1)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 120, 120, 120]
    assert (mail.state, "451" in mail.last_error) == ("waiting", True)
    postmaster.refuse_with = ""
    assert send_due() == 1
    assert postmaster.message_ids() == [mail.message_id]


def test_only_an_address_refused_for_good_ends_a_mail(
    postmaster: Postmaster, mails: Any, clock: Clock
) -> None:
    unknown, full, fine = mails(3)
    postmaster.answers = {unknown.address: "550 no such user", full.address: "452 mailbox full"}
    assert send_due() == 1
    assert [state(mail) for mail in (unknown, full, fine)] == ["failed", "waiting", "sent"]
    clock.move(days=1)
    postmaster.answers = {}
    assert send_due() == 1
    assert [state(mail) for mail in (unknown, full, fine)] == ["failed", "sent", "sent"]


def test_a_content_refused_for_good_still_waits(postmaster: Postmaster, mails: Any) -> None:
    (mail,) = mails(1)
    postmaster.refuse_with = "554 looks like spam"
    send_due()
    mail.refresh_from_db()
    assert (mail.state, "554" in mail.last_error) == ("waiting", True)


def test_an_administrator_sends_a_failed_mail_to_todays_address(
    postmaster: Postmaster, mails: Any
) -> None:
    mistyped, _other = mails(2)
    postmaster.answers = {mistyped.address: "550 no such user"}
    send_due()
    User.objects.filter(pk=mistyped.recipient_id).update(email="right@example.com")
    assert sending.retry(Mail.objects.all()) == 1
    assert send_due() == 1
    assert [str(message["Message-ID"]) for message in postmaster.to("right@example.com")] == [
        mistyped.message_id
    ]
    assert len(postmaster.messages) == 2


def test_one_that_makes_the_server_hang_up_costs_the_others_nothing(
    postmaster: Postmaster, mails: Any
) -> None:
    three = mails(3)
    postmaster.hangs_up_on = {three[1].address}
    assert send_due() == 2
    assert [state(mail) for mail in three] == ["sent", "waiting", "sent"]
    assert Mail.objects.get(pk=three[2].pk).attempts == 1


def test_a_server_that_is_away_costs_one_try_and_no_mail(
    mails: Any, clock: Clock, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    mails(50)
    for _ in range(30):
        assert send_due() == 0
        clock.move(minutes=1)
    assert set(Mail.objects.values_list("state", flat=True)) == {"waiting"}
    assert all(Mail.objects.exclude(attempts=0).values_list("last_error", flat=True))
    postmaster = Postmaster(settings.EMAIL_PORT)
    postmaster.start()
    try:
        clock.move(minutes=1)
        assert send_due() == 50, "not all at once when the server is back"
    finally:
        postmaster.stop()


def test_a_claimed_mail_is_nobody_elses_until_the_lease_runs_out(
    mails: Any, clock: Clock, postmaster: Postmaster
) -> None:
    (mail,) = mails(1)
    (claimed,) = claim()  # and now this sender is killed
    assert claim() == []
    clock.move(seconds=59)
    assert send_due() == 0
    clock.move(seconds=1)
    assert send_due() == 1
    assert postmaster.message_ids() == [claimed.message_id]
    mail.refresh_from_db()
    assert mail.attempts == 2


def test_two_claims_in_the_same_moment_never_meet(mails: Any, at_the_same_time: Any) -> None:
    def claim_without_waiting() -> list[Mail]:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return claim()

    mails(50)
    with transaction.atomic():
        first = claim()
        (second,) = at_the_same_time(claim_without_waiting, times=1)
    assert len(first) == len(second) == sending.AT_A_TIME
    assert not {mail.pk for mail in first} & {mail.pk for mail in second}


def test_a_lease_that_runs_short_gives_the_rest_back(
    mails: Any, clock: Clock, postmaster: Postmaster
) -> None:
    mails(3)
    claimed = claim()
    clock.move(seconds=31)
    assert send_batch(claimed) == 0
    assert postmaster.messages == []
    assert set(Mail.objects.values_list("attempts", "claimed_until")) == {(0, None)}
    assert send_due() == 3


def test_a_late_sender_leaves_the_claim_of_another_alone(
    mails: Any, clock: Clock, postmaster: Postmaster
) -> None:
    mails(1)
    late = claim()
    clock.move(seconds=61)
    (others,) = claim()
    send_batch(late)
    assert Mail.objects.get().claimed_until == others.claimed_until
    assert postmaster.messages == []


def test_senders_at_the_same_time_send_each_mail_once(
    mails: Any, postmaster: Postmaster, at_the_same_time: Any
) -> None:
    made = mails(200)
    postmaster.seconds = 0.005
    sent = at_the_same_time(send_due, times=sending.SENDERS)
    assert sorted(postmaster.message_ids()) == sorted(mail.message_id for mail in made)
    assert sum(sent) == 200
    assert all(sent), "they did not work at the same time"


def test_more_senders_than_places_go_home(
    mails: Any, postmaster: Postmaster, at_the_same_time: Any
) -> None:
    mails(60)
    postmaster.seconds = 0.02
    sent = at_the_same_time(send_due, times=sending.SENDERS + 2)
    assert sorted(sent)[:2] == [0, 0]
    assert sum(sent) == 60


def test_a_run_ends_after_its_time(
    mails: Any, postmaster: Postmaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails(60)
    monkeypatch.setattr(sending, "RUN_SECONDS", 0.0)
    assert send_due() == 0
    monkeypatch.setattr(sending, "RUN_SECONDS", 20.0)
    assert send_due() == 60
