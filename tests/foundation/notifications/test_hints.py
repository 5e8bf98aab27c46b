"""The hint to the worker after commit: it may fail, it may not hurt."""

import os
import socket
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest
import redis
from django.db import transaction

from config.celery import app
from foundation.notifications import hints
from foundation.notifications.models import Notice
from foundation.people.models import User
from tests.harness.work import CeleryWorker, forget_messages, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_hint_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    forget_messages()
    monkeypatch.setattr(hints, "_next_hint", 0.0)
    yield
    forget_messages()


@pytest.fixture(params=["refuses", "never answers"])
def lost_broker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        if request.param == "never answers":
            listening.listen(5)
        port = listening.getsockname()[1]
        monkeypatch.setattr(app.conf, "broker_write_url", f"redis://127.0.0.1:{port}/0")
        yield


def waiting_hints() -> int:
    """Messages with a delay wait in the queue like any other until a worker takes them."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        return int(client.llen(f"{os.environ['BROKER_PREFIX']}celery"))


def test_a_lost_broker_breaks_no_act_and_holds_it_up_once(
    lost_broker: None, person: User, tell: Any
) -> None:
    began = monotonic()
    for number in range(5):
        with transaction.atomic():
            tell([person], f"due:{number}")
    assert monotonic() - began < 2
    assert Notice.objects.count() == 5


def test_many_acts_in_a_second_give_the_worker_one_hint(person: User, tell: Any) -> None:
    for number in range(20):
        tell([person], f"due:{number}")
    assert waiting_hints() == 1


def test_an_act_rolled_back_gives_no_hint(person: User, tell: Any) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([person])
        raise ZeroDivisionError
    assert waiting_hints() == 0


def test_a_notice_becomes_a_mail_without_waiting_for_the_beat(
    celery_worker: CeleryWorker, smtp_sink: Any, person: User, tell: Any
) -> None:
    tell([person])
    wait_until(lambda: smtp_sink.to(person.email), seconds=15, what=celery_worker.log.read_text())
