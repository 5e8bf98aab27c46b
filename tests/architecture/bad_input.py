"""A form sent empty, of the wrong type, too long and out of range: told beside it, never broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from config.regulations import REGULATIONS
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


def sent_badly(right: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Which field, and all that is sent. What is beyond a column stands in one field while all
    others stay right: else the form alone would refuse it, and act and database were never asked."""
    for change in (wrong, broken):
        yield change.__name__, {name: change(str(told)) for name, told in right.items()}
    for name, told in right.items():
        yield name, right | {name: beyond(str(told))}


def rows() -> dict[str, int]:
    """How many there are of everything, in one statement."""
    ours = ("foundation.", *REGULATIONS)
    tables = [m._meta.db_table for m in apps.get_models() if m.__module__.startswith(ours)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {one})" for one in tables))
        return dict(zip(tables, cursor.fetchone(), strict=True))


def not_told(client: Client, address: str, sent: Sent) -> list[tuple[str, Any]]:
    """The fields whose wrong content broke the page, or was refused without a word or not wholly."""
    client.raise_request_exception = False
    typed = {name: told for name, told in sent.data.items() if name != "seen"}
    files = {name: make for name, make in typed.items() if callable(make)}
    right = {name: told for name, told in typed.items() if name not in files}
    seen = Matter.objects.get(pk=sent.matter.pk).version if sent.matter else 0
    before, found = rows(), []
    for field, data in sent_badly(right):
        inner = transaction.savepoint()
        given = {name: make() for name, make in files.items()}
        answer = client.post(address, {"seen": seen} | data | given)
        page = answer.content.decode()
        is_told = "is-invalid" in page or "alert-danger" in page or "data-stale" in page
        if answer.status_code not in (200, 302, 404, 409, 422):
            found.append((field, answer.status_code))
        elif answer.status_code in (200, 409, 422) and (rows() != before or not is_told):
            found.append((field, "refused without a word, or not wholly"))
        transaction.savepoint_rollback(inner)
    client.raise_request_exception = True
    return found
