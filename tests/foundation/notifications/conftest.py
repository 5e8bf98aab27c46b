"""Loaded before Django is set up when these tests are named on the command line: no models here."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from foundation.people.models import User

    People = Callable[..., list[User]]


@pytest.fixture
def people() -> People:
    """`people(3, language="en")`: that many employees, each with an address of their own."""
    from foundation.people.models import User

    numbers = count(1)

    def make(number: int, **fields: Any) -> list[User]:
        new = []
        for place in (next(numbers) for _ in range(number)):
            own: dict[str, Any] = {
                "employee_number": f"N{place:05d}",
                "name": f"员工{place}",
                "email": f"n{place:05d}@example.com",
                "password": "!",
            }
            new.append(User(**(own | fields)))
        return User.objects.bulk_create(new)

    return make


@pytest.fixture
def person(people: People) -> User:
    return people(1)[0]


@pytest.fixture
def tell() -> Callable[..., None]:
    """Tell people of a matter; what a test does not say is ordinary."""
    from foundation.notifications.outbox import notify

    def tell(recipients: list[User], dedupe: str = "due:1", **given: Any) -> None:
        ordinary: dict[str, Any] = {
            "template": "trial/due",
            "context": {"number": "TS-202611-0001", "due_on": "2026-11-09"},
            "url": "/m/1/",
        }
        notify(recipients, dedupe=dedupe, **(ordinary | given))

    return tell


@pytest.fixture
def at_the_same_time() -> Callable[..., list[Any]]:
    """Call something in several threads, each with a connection of its own; what they returned."""
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    from django.db import connection

    def run(act: Callable[[], Any], *, times: int) -> list[Any]:
        together = Barrier(times)

        def one() -> Any:
            try:
                connection.ensure_connection()
                together.wait(10)
                return act()
            finally:
                connection.close()

        with ThreadPoolExecutor(times) as pool:
            return [running.result(60) for running in [pool.submit(one) for _ in range(times)]]

    return run
