"""The value of a day is the newest approved one not after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation import clock as time
from foundation.people.models import User
from foundation.people.roles import GM
from foundation.policies.declarations import Policy
from foundation.policies.models import PolicyValue
from tests.harness.frozen import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.article("R0.policies")]


@pytest.fixture
def rate(own_policies: None) -> Policy[Decimal]:
    return Policy("test.rate", "费率", "R0.policies", Decimal, Decimal("0.05"), GM)


def put(since: str, value: Any, *, approved: bool = True) -> None:
    by = User.objects.system()
    PolicyValue.objects.create(
        key="test.rate", value=value, applies_from=date.fromisoformat(since),
        approved_by=by if approved else None, approved_at=time.now() if approved else None,
    )  # fmt: skip


def test_the_past_keeps_the_value_of_its_time(rate: Policy[Decimal]) -> None:
    put("2026-07-01", "0.06")
    put("2027-01-01", "0.08")
    put("2026-10-01", "0.99", approved=False)
    days = ["2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01"]
    assert [str(rate.value(date.fromisoformat(day))) for day in days] == [
        "0.05", "0.06", "0.06", "0.08",
    ]  # fmt: skip


def test_without_a_day_it_is_todays(rate: Policy[Decimal], clock: Clock) -> None:
    put("2026-12-01", "0.07")
    assert rate.value() == Decimal("0.05")
    clock.set("2026-12-01 00:00")
    assert rate.value() == Decimal("0.07")


def test_the_database_takes_one_approved_value_a_day(rate: Policy[Decimal]) -> None:
    put("2026-07-01", "0.06")
    with pytest.raises(IntegrityError), transaction.atomic():
        put("2026-07-01", "0.07")


@pytest.mark.parametrize(
    ("value", "kind"), [(Decimal("0.10"), Decimal), (date(2026, 7, 1), date), ([1], list)]
)
def test_what_is_stored_comes_back_as_its_type(rate: Policy[Any], value: Any, kind: type) -> None:
    policy = Policy("test.other", "试", "R0.policies", kind, value, GM)  # type: ignore[type-var]
    assert policy.parse(policy.store(value)) == value
