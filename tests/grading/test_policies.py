"""The grading policy: one value, drafted by sales, approved by the general manager."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.articles import Refusal
from foundation.governance import policy_actions
from foundation.governance.policy_values import shown, written
from grading import policies, rules
from grading.rules import Rules
from tests.grading.conftest import Desk

DECEMBER = date(2026, 12, 1)


def changed(**values: str) -> str:
    return written(policies.RULES, rules.INITIAL | values)


@pytest.mark.article("R3.5")
@pytest.mark.parametrize(
    "values",
    [
        {"weight_credit": "26"},
        {"weight_credit": "-5", "weight_orders": "60"},
        {"least_a": "60"},
        {"least_c": "0"},
        {"least_a": "101"},
        {"orders_by": "weight"},
        {"points_a_day": "-1"},
        {"points_a_day": "NaN"},
        {"orders_months": "0"},
        {"orders_months": "1.5"},
        {"profit_months": "121"},
        {"weight_credit": "25.00001"},
        {"surplus": "1"},
    ],
)
def test_a_policy_that_makes_no_sense_cannot_be_drafted(desk: Desk, values: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        policy_actions.propose(
            policies.RULES, by=desk.manager, value=changed(**values), applies_from=DECEMBER,
            reason="试",
        )  # fmt: skip
    assert (refused.value.article, refused.value.field) == ("R3.5", "value")


@pytest.mark.article("R3.5", "R3.B4")
def test_weights_windows_and_thresholds_change_together_once_the_gm_approves(desk: Desk) -> None:
    value = changed(weight_credit="40", weight_prospects="0", orders_months="24", least_a="85")
    with pytest.raises(Refusal):
        policy_actions.propose(
            policies.RULES, by=desk.sales, value=value, applies_from=DECEMBER, reason="重信用"
        )
    change = policy_actions.propose(
        policies.RULES, by=desk.manager, value=value, applies_from=DECEMBER, reason="重信用"
    )
    policy_actions.submit(change, by=desk.manager, seen=change.matter.version)
    with pytest.raises(Refusal):
        policy_actions.approve(change, by=desk.other_manager, seen=change.matter.version)
    assert Rules.of(policies.RULES.value(DECEMBER)).weights["credit"] == 25
    policy_actions.approve(change, by=desk.gm, seen=change.matter.version)
    new = Rules.of(policies.RULES.value(DECEMBER))
    assert (new.weights["credit"], new.months["orders"], new.thresholds[0]) == (40, 24, 85)
    assert Rules.of(policies.RULES.value(date(2026, 11, 30))).weights["credit"] == 25
    assert "信用权重：40" in shown(policies.RULES, policies.RULES.value(DECEMBER))


@pytest.mark.article("R3.3", "R3.B4")
@pytest.mark.parametrize(
    "rubric",
    [
        '[{"code": "a", "label": "甲", "weight": "0", "maximum": "10"}]',
        '[{"code": "a", "label": "甲", "weight": "1", "maximum": "x"}]',
        '[{"code": "a", "label": "甲", "weight": "1", "maximum": "5"},'
        ' {"code": "a", "label": "乙", "weight": "1", "maximum": "5"}]',
        "[]",
    ],
)
def test_a_rubric_that_makes_no_sense_cannot_be_drafted(desk: Desk, rubric: str) -> None:
    with pytest.raises(Refusal):
        policy_actions.propose(
            policies.RUBRIC, by=desk.manager, value=rubric, applies_from=DECEMBER, reason="试"
        )


@pytest.mark.parametrize(
    ("day", "months", "start"),
    [
        (date(2026, 10, 31), 12, date(2025, 10, 31)),
        (date(2026, 2, 28), 12, date(2025, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2025, 11, 30)),
        (date(2026, 10, 31), 24, date(2024, 10, 31)),
    ],
)
@pytest.mark.article("R3.5")
def test_a_missing_day_of_the_month_is_its_last(day: date, months: int, start: date) -> None:
    assert rules.months_before(day, months) == start
