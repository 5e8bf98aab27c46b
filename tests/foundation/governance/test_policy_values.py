"""What is typed as a value is read by the type of the item, or refused beside the field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from foundation.articles import Refusal
from foundation.governance.policy_values import read, shown, written
from foundation.people.roles import GM
from foundation.policies.declarations import Policy, policies

pytestmark = [pytest.mark.article("R0.policies"), pytest.mark.usefixtures("own_policies")]


def item(initial: Any) -> Policy[Any]:
    return Policy("test.item", "试", "R0.policies", type(initial), initial, GM)


ALERTS = [{"day": -1, "to": ["holder"]}]
GOOD = [
    (7, "10", 10),
    (Decimal("0.05"), "0.075", Decimal("0.075")),
    (True, "no", False),
    (date(2026, 7, 1), "2027-01-01", date(2027, 1, 1)),
    ("甲", " 乙 ", "乙"),
    ({"a": 1, "b": 2}, "b = 5\na=3", {"b": 5, "a": 3}),
    ({"a": "甲"}, "a = 乙\nc = 丙", {"a": "乙", "c": "丙"}),
    (["甲"], "乙\n\n丙", ["乙", "丙"]),
    (ALERTS, '[{"day": 1, "to": ["gm"], "at_once": true}]',
     [{"day": 1, "to": ["gm"], "at_once": True}]),
    ({"tier": [1, 2]}, '{"tier": [3]}', {"tier": [3]}),
]  # fmt: skip
BAD = [
    (7, ""), (7, "7.5"), (7, "七"), (7, "9" * 20),
    (Decimal(1), "NaN"), (Decimal(1), "1e99"), (Decimal(1), "a"),
    (True, "maybe"), (date(2026, 7, 1), "2026-13-01"),
    ({"a": 1}, "a = x"), ({"a": 1}, "b = 1"), ({"a": 1}, "a = 1\nb = 2"), ({"a": 1}, "a: 1"),
    ({"a": 1}, "a = 1\na = 2"), (ALERTS, "[1]"), (ALERTS, '[{"day": 1, "to": ["nobody"]}]'),
    (ALERTS, '[{"day": 1, "to": ["gm"], "at_once": 1}]'), (ALERTS, "{"), (ALERTS, "{}"),
    ({"tier": [1, 2]}, '{"tier": ["x"]}'),
]  # fmt: skip


@pytest.mark.parametrize(("initial", "text", "value"), GOOD)
def test_what_fits_the_type_is_read(initial: Any, text: str, value: Any) -> None:
    assert read(item(initial), text) == value


@pytest.mark.parametrize(("initial", "text"), BAD)
def test_what_does_not_fit_is_refused_beside_the_field(initial: Any, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(item(initial), text)
    assert (refused.value.article, refused.value.field) == ("R0.policies", "value")


@pytest.mark.parametrize("policy", policies().values(), ids=lambda one: one.key)
def test_every_declared_value_can_be_written_and_read_again(policy: Policy[Any]) -> None:
    assert read(policy, written(policy, policy.initial)) == policy.initial
    assert all(shown(policy, policy.initial))
