"""Every form sent empty, too long, of the wrong type and out of range: told beside it, never broken.

What is sent twice or overtaken is tested in ``test_forms_sent_twice``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.urls import reverse

from foundation.process.models import Matter
from tests.architecture.filled_forms import FORMS, Sent
from tests.architecture.test_forms_sent_twice import client_of
from tests.complaints.conftest import Cast, make_cast
from tests.harness.frozen import Clock

# By what a field holds when it is right: what is sent instead, all others staying right.
NUMBER = ("-99999999999999999999999999.999999999", "99999999999999999999999999", "不是数")
DAY = ("2026-02-30", "9999-12-31", "不是日期")
TEXT = ("长" * 3000, "a\0b")
REGULATIONS = ["grading", "service_incentives"]


@pytest.fixture
def cast(clock: Clock, db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


def ways(right: str) -> tuple[str, ...]:
    if re.fullmatch(r"-?[\d.]+", right):
        return NUMBER
    return DAY if re.fullmatch(r"\d{4}-\d\d-\d\d", right) else TEXT


def sent_badly(sent: Sent) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Which field, what it says, and all that is sent."""
    data = {name: value() if callable(value) else value for name, value in sent.data.items()}
    if sent.matter is not None:
        data["seen"] = Matter.objects.get(pk=sent.matter.pk).version
    for field, right in data.items():
        if field != "seen":
            for wrong in ("", *ways(str(right))):
                yield field, wrong[:20], data | {field: wrong}


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_what_is_wrong_with_a_field_is_told_with_the_form_and_nothing_is_written(
    cast: Cast, regulation: str
) -> None:
    models = list(apps.get_app_config(regulation).get_models())
    broken, silent = [], []
    for name in (name for name in FORMS if name.startswith(f"{regulation}:")):
        sid = transaction.savepoint()
        sent = FORMS[name](cast)
        client, address = client_of(sent.by), reverse(name, args=sent.args)
        before = [model._base_manager.count() for model in models]
        for field, wrong, data in sent_badly(sent):
            inner = transaction.savepoint()
            answer = client.post(address, data)
            page = answer.content.decode()
            is_told = "is-invalid" in page or "alert-danger" in page or "data-stale" in page
            if answer.status_code not in (302, 404, 409, 422):
                broken.append((name, field, wrong, answer.status_code))
            elif answer.status_code in (409, 422):
                written = [model._base_manager.count() for model in models] != before
                if written or not is_told:
                    silent.append((name, field, wrong))
            transaction.savepoint_rollback(inner)
        transaction.savepoint_rollback(sid)
    assert (broken, silent) == ([], [])
