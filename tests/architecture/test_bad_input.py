"""Every form sent empty, too long, of the wrong type and out of range: told beside it, never broken.

What is sent twice or overtaken is tested in ``test_forms``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.urls import reverse

from foundation.process.models import Matter
from tests.architecture.filled_forms import FORMS, Sent
from tests.architecture.test_forms import client_of
from tests.complaints.conftest import Cast, make_cast
from tests.harness.frozen import Clock

# What a column can't hold, sent in one field while all others stay right: else the form alone
# would refuse it, and the act and the database were never asked.
TOO_MUCH = ("99999999999999999999999999",)
TOO_FAR = ("9999-12-31",)
TOO_LONG = ("长" * 3000, "a\0b")
REGULATIONS = ["grading", "service_incentives"]


@pytest.fixture
def cast(clock: Clock, db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def beyond(right: str) -> tuple[str, ...]:
    if re.fullmatch(r"-?[\d.]+", right):
        return TOO_MUCH
    return TOO_FAR if re.fullmatch(r"\d{4}-\d\d-\d\d", right) else TOO_LONG


def sent_badly(sent: Sent) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Which field, what it says, and all that is sent."""
    right = {name: value() if callable(value) else value for name, value in sent.data.items()}
    seen = {"seen": right.pop("seen", 0)}
    if sent.matter is not None:
        seen["seen"] = Matter.objects.get(pk=sent.matter.pk).version
    for wrong in ("", "不是，这个"):
        yield "all", wrong, dict.fromkeys(right, wrong) | seen
    for field, told in right.items():
        for wrong in beyond(str(told)):
            yield field, wrong[:20], right | seen | {field: wrong}


def rows_of(regulation: str) -> Any:
    """How many there are in each of its tables, in one statement."""
    tables = [model._meta.db_table for model in apps.get_app_config(regulation).get_models()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {one})" for one in tables))
        return cursor.fetchone()


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_what_is_wrong_with_a_field_is_told_with_the_form_and_nothing_is_written(
    cast: Cast, regulation: str
) -> None:
    broken, silent = [], []
    for name in (name for name in FORMS if name.startswith(f"{regulation}:")):
        sid = transaction.savepoint()
        sent = FORMS[name](cast)
        client, address = client_of(sent.by), reverse(name, args=sent.args)
        before = rows_of(regulation)
        for field, wrong, data in sent_badly(sent):
            inner = transaction.savepoint()
            answer = client.post(address, data)
            page = answer.content.decode()
            is_told = "is-invalid" in page or "alert-danger" in page or "data-stale" in page
            if answer.status_code not in (302, 404, 409, 422):
                broken.append((name, field, wrong, answer.status_code))
            elif answer.status_code in (409, 422) and (
                rows_of(regulation) != before or not is_told
            ):
                silent.append((name, field, wrong))
            transaction.savepoint_rollback(inner)
        transaction.savepoint_rollback(sid)
    assert (broken, silent) == ([], [])
