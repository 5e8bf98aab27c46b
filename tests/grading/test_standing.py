"""A grade warns or blocks where another regulation asks: a discount in a complaint."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from complaints import actions as complaints
from complaints.models import State
from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.governance import policy_actions
from foundation.policies.models import PolicyValue
from grading import policies
from tests.complaints import story
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.grading.conftest import Desk, make_desk
from tests.grading.test_policies import DECEMBER
from tests.grading.test_records import client_of
from tests.harness.frozen import Clock


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()


def disposing(cast: Cast, grade: str) -> Any:
    complaint = story.bring_to(new_complaint(cast), State.DISPOSING, cast)
    Customer.objects.filter(pk=complaint.customer_id).update(grade=grade)
    complaint.customer.refresh_from_db()
    return complaint


def write(complaint: Any, cast: Cast, discount: int) -> Any:
    return complaints.write_disposal(
        complaint, by=cast.engineer, kind="discount", text="折价", discount=Decimal(discount),
        compensation=Decimal(0), sales_rule="销售规定三" if discount else "",
    )  # fmt: skip


@pytest.mark.article("R3.5")
@pytest.mark.parametrize(("grade", "warned"), [("D", True), ("C", False), ("", False)])
def test_by_policy_a_low_grade_warns(cast: Cast, grade: str, warned: bool) -> None:
    complaint = disposing(cast, grade)
    address = reverse("complaints:disposal", args=[complaint.pk])
    page = client_of(cast.engineer).get(address).content.decode()
    assert ("请谨慎办理" in page) is warned
    assert write(complaint, cast, 50).pk


@pytest.mark.article("R3.5")
def test_by_policy_a_low_grade_blocks(cast: Cast) -> None:
    blocked = [{"occasion": "complaints.discount", "grades": "CD", "effect": "block"}]
    PolicyValue.objects.filter(key=policies.CONCERNS.key).update(value=blocked)
    complaint = disposing(cast, "C")
    with pytest.raises(Refusal) as refused:
        write(complaint, cast, 50)
    assert (refused.value.article, refused.value.field) == ("R3.5", "discount")
    assert write(complaint, cast, 0).pk, "without a discount nothing is asked"


@pytest.mark.parametrize(
    "row",
    [
        '{"occasion": "complaints.gift", "grades": "D", "effect": "warn"}',
        '{"occasion": "complaints.discount", "grades": "E", "effect": "warn"}',
        '{"occasion": "complaints.discount", "grades": "", "effect": "warn"}',
        '{"occasion": "complaints.discount", "grades": "D", "effect": "stop"}',
    ],
)
def test_a_concern_that_makes_no_sense_cannot_be_drafted(clock: Clock, db: None, row: str) -> None:
    desk: Desk = make_desk()
    with pytest.raises(Refusal):
        policy_actions.propose(
            policies.CONCERNS, by=desk.manager, value=f"[{row}]", applies_from=DECEMBER, reason="试"
        )
