"""A form sent empty, of the wrong type, too long and out of range: told beside it, never broken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import Client

from foundation.process.models import Matter
from tests.architecture.filled_forms import Sent

NUMBER = re.compile(r"-?[\d.]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def wrong(right: str) -> str:
    """Not what the field is for."""
    return "不是，这个" if NUMBER.fullmatch(right) or DAY.fullmatch(right) else ""


def broken(right: str) -> str:
    return right if NUMBER.fullmatch(right) or DAY.fullmatch(right) else "a\0b"


def beyond(right: str) -> str:
    """What a column can't hold."""
    if NUMBER.fullmatch(right):
        return "99999999999999999999999999"
    return "9999-12-31" if DAY.fullmatch(right) else "长" * 3000


def written() -> Counter[str]:
    """How many rows this transaction wrote of each table, also those it took back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, wrote FROM pg_class, LATERAL (SELECT pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) AS wrote)"
            " AS told WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND wrote > 0"
        )
        return Counter(dict(cursor.fetchall()))


# A refused form that shows what is confidential again logs that it was seen.
MAY_STAY = {"process_event": " WHERE step <> 'view'"}


def rows(tables: Sequence[str]) -> list[int]:
    """How many there are of each, in one statement."""
    counts = (f"(SELECT count(*) FROM {one}{MAY_STAY.get(one, '')})" for one in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}")
        return list(cursor.fetchone())


@contextmanager
def taken_back() -> Iterator[dict[str, int]]:
    """What is done inside is undone; of which tables it would have left more or fewer rows."""
    left: dict[str, int] = {}
    inner, so_far = transaction.savepoint(), written()
    yield left
    touched = sorted(written() - so_far)
    after = rows(touched)
    transaction.savepoint_rollback(inner)
    changes = zip(touched, after, rows(touched), strict=True)
    left |= {one: now - before for one, now, before in changes if now != before}


class Sender:
    """Sends one form wrong in many ways; nothing of it stays."""

    def __init__(self, client: Client, address: str, sent: Sent) -> None:
        self.client, self.address = client, address
        typed = {name: told for name, told in sent.data.items() if name != "seen"}
        self.files = {name: make for name, make in typed.items() if callable(make)}
        self.right = {name: told for name, told in typed.items() if name not in self.files}
        self.seen = Matter.objects.get(pk=sent.matter.pk).version if sent.matter else 0
        self.faults: list[tuple[str, Any]] = []

    def send(self, what: str, data: dict[str, Any]) -> Any:
        files = {name: make() for name, make in self.files.items()}
        with taken_back() as left:
            answer = self.client.post(self.address, {"seen": self.seen} | data | files)
        page = answer.content.decode()
        is_told = "is-invalid" in page or "alert-danger" in page or "data-stale" in page
        if answer.status_code not in (200, 302, 404, 409, 422):
            self.faults.append((what, answer.status_code))
        elif answer.status_code in (200, 409, 422) and (left or not is_told):
            self.faults.append((what, f"refused without a word, or not wholly: {left}"))
        return answer

    def all_of(self, change: Callable[[str], str]) -> Any:
        return self.send(
            change.__name__, {name: change(str(told)) for name, told in self.right.items()}
        )


def not_told(client: Client, address: str, sent: Sent) -> list[tuple[str, Any]]:
    """The fields whose wrong content broke the page, or was refused without a word or not wholly.
    What is beyond a column, and not refused by the form for itself, is sent once more while all
    other fields are right: else act and database were never asked."""
    client.raise_request_exception = False
    sender = Sender(client, address, sent)
    for change in (wrong, broken):
        sender.all_of(change)
    answer = sender.all_of(beyond)
    form = answer.context.get("form") if answer.context else None
    refused = set(getattr(form, "errors", ()))
    for name in sender.right.keys() - refused:
        sender.send(name, sender.right | {name: beyond(str(sender.right[name]))})
    client.raise_request_exception = True
    return sender.faults
