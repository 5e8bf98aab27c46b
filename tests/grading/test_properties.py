"""The run against the specification computed once more in plain Python, over random data."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation import clock
from foundation.customers.models import Customer
from foundation.process.steps import open_matter
from grading import actions
from grading.models import (
    Assessment,
    AssessmentLine,
    Excuse,
    OrderLine,
    Payment,
    Product,
    Receivable,
)
from grading.rules import INITIAL
from tests.grading.by_hand import Bought, Found, Owed, Person, grade_all
from tests.grading.conftest import AS_OF, Desk, set_policy

FACTORS = (None, Decimal(1), Decimal("2.5"))
days = st.integers(-800, 40).map(lambda n: AS_OF + timedelta(days=n)) | st.sampled_from(
    [date(2025, 10, 31), date(2025, 11, 1), date(2024, 10, 31), AS_OF]
)
cents = st.integers(0, 500_000).map(lambda n: Decimal(n) / 100) | st.sampled_from(
    [Decimal(100), Decimal(1000)]
)
payments = st.lists(st.tuples(days, cents.filter(bool)), max_size=4)
receivables = st.lists(st.tuples(days, cents, payments, st.booleans()), max_size=4)
lines = st.lists(
    st.tuples(
        days, st.integers(-5, 20), cents, st.none() | cents, st.integers(0, 2), st.booleans()
    ),
    max_size=5,
)
judged = st.lists(st.tuples(days, st.lists(st.integers(0, 10), min_size=2, max_size=2)), max_size=3)
people = st.lists(st.tuples(receivables, lines, judged), min_size=1, max_size=7)
weights = st.permutations([10, 20, 30, 40]) | st.permutations([0, 0, 33, 67]) | st.permutations(
    ["12.5", "37.5", "0", "50"]
)  # fmt: skip
policies = st.fixed_dictionaries(
    {
        "weights": weights, "orders_by": st.sampled_from(["amount", "quantity"]),
        "orders_months": st.sampled_from(["12", "24", "1"]),
        "points_a_day": st.sampled_from(["2", "0.3333", "0"]),
    }
)  # fmt: skip


def policy_of(drawn: dict[str, Any]) -> dict[str, str]:
    names = ("credit", "orders", "prospects", "profit")
    of_weights = {f"weight_{n}": str(w) for n, w in zip(names, drawn["weights"], strict=True)}
    return INITIAL | of_weights | {k: v for k, v in drawn.items() if k != "weights"}


def store(desk: Desk, drawn: Any) -> dict[int, Person]:
    """The same facts as rows and as plain Python."""
    products = [
        Product.objects.get_or_create(
            code=f"H{n}", defaults={"name": "品", "unit": "台", "unit_factor": factor}
        )[0]
        for n, factor in enumerate(FACTORS)
    ]
    found = {}
    for number, (owed, bought, assessed) in enumerate(drawn):
        customer = Customer.objects.create(kind="agent", name=f"H{number}", name_pinyin="h")
        person = found[customer.pk] = Person()
        for place, row in enumerate(owed):
            person.owed.append(_owed(desk, customer, f"{number}-{place}", *row))
        for place, (on, quantity, amount, cost, kind, gone) in enumerate(bought):
            sign = -1 if quantity < 0 else 1
            OrderLine.objects.create(
                order_no=f"H{number}-{place}", line_no=1, customer=customer, dated_on=on,
                product=products[kind], quantity=quantity, amount=sign * amount, cost=cost,
                entered_by=desk.sales, **_cancelled(desk, gone),
            )  # fmt: skip
            person.bought.append(
                Bought(on, Fraction(quantity), Fraction(sign * amount), _exact(cost),
                       _exact(FACTORS[kind]), gone)
            )  # fmt: skip
        for on, points in assessed:
            person.judged.append((on, _judged(desk, customer, on, points)))
    return found


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _cancelled(desk: Desk, gone: bool) -> dict[str, Any]:
    given = {"cancelled_by": desk.sales, "cancelled_at": clock.now(), "cancel_reason": "撤"}
    return given if gone else {}


def _owed(
    desk: Desk, customer: Customer, number: str, due_on: date, amount: Decimal, paid: Any, excused: bool
) -> Owed:  # fmt: skip
    row = Receivable.objects.create(
        number=f"H{number}", customer=customer, due_on=due_on, amount=amount,
        entered_by=desk.finance,
    )  # fmt: skip
    for paid_on, part in paid:
        Payment.objects.create(
            receivable=row, paid_on=paid_on, amount=part, entered_by=desk.finance
        )
    if excused:
        excuse = Excuse(
            receivable=row, reason="由", proposed_by=desk.sales, state="approved",
            decided_by=desk.manager, decided_at=clock.now() - timedelta(days=3),
        )  # fmt: skip
        open_matter(excuse, by=desk.sales, article="R3.1", label="提出")
    return Owed(due_on, Fraction(amount), [(on, Fraction(part)) for on, part in paid], excused)


def _judged(desk: Desk, customer: Customer, on: date, points: list[int]) -> Fraction:
    made = Assessment.objects.create(
        customer=customer, assessed_on=on, reason="访", assessor=desk.sales
    )
    for weight, one in enumerate(points, start=2):
        AssessmentLine.objects.create(
            assessment=made, criterion="项", weight=weight, maximum=10, points=one
        )
    return Fraction(100 * (2 * points[0] + 3 * points[1]), 50)


def cents_of(score: Fraction | None) -> Decimal | None:
    from tests.grading.by_hand import half_up

    return None if score is None else half_up(score)


def told(found: dict[int, Found]) -> dict[int, Any]:
    return {
        pk: (*(cents_of(one.scores[n]) for n in one.scores), one.composite, one.grade, one.is_new)
        for pk, one in found.items()
    }


@pytest.mark.article("R3.1", "R3.2", "R3.3", "R3.4", "R3.5")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=people, policy=policies)
def test_statements_and_plain_python_agree_to_the_cent(
    desk: Desk, drawn: Any, policy: dict[str, Any]
) -> None:
    from grading.explanation import two_places

    with transaction.atomic():
        written = policy_of(policy)
        set_policy(**written)
        expected = told(grade_all(store(desk, drawn), written, AS_OF))
        run = actions.grade_everybody(by=desk.manager, as_of=AS_OF)
        computed = {
            one.customer_id: (
                *(
                    score if score is None else two_places(score)
                    for score in (one.credit_score, one.orders_score, one.prospects_score, one.profit_score)
                ),
                one.composite, one.grade, one.is_new,
            )
            for one in run.grades.all()
        }  # fmt: skip
        transaction.set_rollback(True)
    assert computed == expected
