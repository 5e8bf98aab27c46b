"""Trying a policy out: the same answer as a run by it, and nothing written."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grading import actions, rules
from grading.calculation.what_if import what_if
from grading.rules import Rules
from tests.grading.conftest import AS_OF, Desk, set_policy
from tests.grading.test_records import client_of
from tests.grading.test_runs import three

CHANGED = {
    "weight_credit": "70", "weight_orders": "10", "weight_prospects": "5", "weight_profit": "15",
    "points_a_day": "0.5", "least_a": "95", "least_b": "60", "least_c": "40",
}  # fmt: skip


@pytest.mark.article("R3.5")
def test_it_answers_as_a_run_by_that_policy_would(desk: Desk) -> None:
    three(desk)
    run = actions.grade_everybody(by=desk.manager, as_of=AS_OF)
    tried = what_if(run, Rules.of(rules.INITIAL | CHANGED))
    set_policy(**CHANGED)
    real = actions.grade_everybody(by=desk.manager, as_of=AS_OF)
    before = dict(run.grades.values_list("customer", "grade"))
    after = dict(real.grades.values_list("customer", "grade"))
    assert tried == Counter((grade, after[pk]) for pk, grade in before.items())
    assert before != after


@pytest.mark.article("R3.5")
def test_the_page_writes_nothing_and_hands_its_values_to_a_draft(desk: Desk) -> None:
    three(desk)
    actions.grade_everybody(by=desk.manager, as_of=AS_OF)
    client = client_of(desk.manager)
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(reverse("grading:what_if"), CHANGED)
    written = [q["sql"] for q in sent if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert (answer.status_code, written) == (200, [])
    draft = answer.context["draft"]
    assert "weight_credit = 70" in parse_qs(urlsplit(draft).query)["value"][0]
    assert "weight_credit = 70" in client.get(draft).content.decode()


@pytest.mark.article("R3.5")
@pytest.mark.parametrize(
    "wrong", [{"weight_credit": "71"}, {"least_a": "50"}, {"weight_profit": ""}, {"least_c": "x"}]
)
def test_values_that_make_no_sense_are_told(desk: Desk, wrong: dict[str, Any]) -> None:
    three(desk)
    actions.grade_everybody(by=desk.manager, as_of=AS_OF)
    answer = client_of(desk.manager).get(reverse("grading:what_if"), CHANGED | wrong)
    assert answer.status_code == 422 and "matrix" not in answer.context
    assert Decimal(CHANGED["points_a_day"]) == Decimal("0.5")


def test_before_the_first_run_there_is_nothing_to_try(desk: Desk) -> None:
    assert client_of(desk.manager).get(reverse("grading:what_if"), CHANGED).status_code == 200
    assert client_of(desk.sales).get(reverse("grading:what_if")).status_code == 404
