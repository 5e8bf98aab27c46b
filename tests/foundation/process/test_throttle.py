"""Tries of one address are counted one by one, however many come at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

from django.core.cache import caches

from foundation.process.requests import ClientAddressMiddleware
from foundation.process.throttle import is_too_often
from tests.harness.frozen import Clock

SIDE_BY_SIDE = 16


def test_of_many_tries_at_once_exactly_the_allowed_number_passes(clock: Clock) -> None:
    what, start = uuid4().hex, Barrier(SIDE_BY_SIDE)

    def attempt(_number: int) -> list[bool]:
        start.wait()
        return [is_too_often(what, most=50) for _ in range(10)]

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        answers = [answer for each in pool.map(attempt, range(SIDE_BY_SIDE)) for answer in each]
    assert len(answers) == 160
    assert answers.count(False) == 50


def test_each_address_has_its_own_count_and_the_next_hour_begins_anew(
    clock: Clock, rf: Any
) -> None:
    what = uuid4().hex

    def attempt(address: str) -> Any:
        handle = ClientAddressMiddleware(lambda request: is_too_often(what, most=1))  # type: ignore[arg-type,return-value]
        return handle(rf.get("/", REMOTE_ADDR=address))

    assert [attempt("10.0.0.1"), attempt("10.0.0.1"), attempt("10.0.0.2")] == [False, True, False]
    clock.move(hours=1)
    assert attempt("10.0.0.1") is False


def test_without_the_server_nobody_is_held_back(clock: Clock, monkeypatch: Any) -> None:
    counters = caches["counters"]
    monkeypatch.setattr(counters, "_servers", ["redis://127.0.0.1:1/0"])
    counters.__dict__.pop("_cache", None)
    try:
        assert [is_too_often(uuid4().hex, most=0) for _ in range(2)] == [False, False]
    finally:
        counters.__dict__.pop("_cache", None)
