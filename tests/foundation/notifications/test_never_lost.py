"""Workers killed with SIGKILL while they send: no mail lost, repeats only under one Message-ID."""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from foundation.notifications.jobs import compose_mails, send_mails
from foundation.notifications.models import Mail, Notice
from tests.harness.frozen import Clock
from tests.harness.mail import Sink
from tests.harness.work import CeleryWorker, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MAILS = 2_000
KILLS = 20


class BusyServer(Sink):
    """Takes a moment for every mail, before and after it is kept: time to be killed in."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        await asyncio.sleep(0.002)
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(0.002)
        return answer


@pytest.fixture
def busy_server(settings: Any) -> Iterator[BusyServer]:
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # thousands of lines otherwise
    server = BusyServer(settings.EMAIL_PORT)
    server.start()
    yield server
    server.stop()


def kill_a_part_of(worker: CeleryWorker, place: int) -> None:
    """Twice the whole worker, else one of the child processes that do the work."""
    assert worker.process is not None
    if place % 10 == 9:
        worker.kill()
        worker.start()
        return
    parent = psutil.Process(worker.process.pid)
    wait_until(parent.children, seconds=10, what=f"a child\n{worker.log.read_text()[-2000:]}")
    random.choice(parent.children()).kill()


def unsent() -> int:
    return Mail.objects.exclude(state=Mail.State.SENT).count()


def test_two_thousand_mails_survive_twenty_kills(
    clock: Clock,
    busy_server: BusyServer,
    celery_worker: CeleryWorker,
    people: Any,
    tell: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(people(MAILS), at_once=True)
    wait_until(lambda: busy_server.messages, seconds=60, what="the first mail")
    for place in range(KILLS):
        arrived_before = len(busy_server.messages)
        wait_until(lambda n=arrived_before: len(busy_server.messages) > n + 5, what="more mails")
        time.sleep(random.uniform(0, 0.1))
        assert Notice.objects.filter(mail=None).exists() or unsent(), "all sent before the kill"
        kill_a_part_of(celery_worker, place)
        clock.move(seconds=61)  # leases of the dead run out
        compose_mails.delay()  # as the beat would
        send_mails.delay()
    began = time.monotonic()
    while (
        Notice.objects.filter(mail=None).exists() or unsent()
    ) and time.monotonic() < began + 120:
        clock.move(seconds=61)
        send_mails.delay()
        time.sleep(3)

    arrived = Counter(busy_server.message_ids())
    addresses = {str(message["To"]) for message in busy_server.messages}
    repeated = sum(arrived.values()) - len(arrived)
    with capsys.disabled():
        print(f"\n{len(addresses)} of {MAILS} arrived, {KILLS} kills, {repeated} repeated")
    assert unsent() == 0
    assert Notice.objects.filter(mail=None).count() == 0
    assert len(addresses) == MAILS, "lost"
    assert len(arrived) == MAILS, "a mail went out under a second Message-ID"
    assert repeated <= KILLS + KILLS // 10, "more repeats than senders killed"
