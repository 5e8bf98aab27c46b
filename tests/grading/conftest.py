"""The people of a sales department, and customers with orders, receivables and payments."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from foundation.customers.models import Customer
    from foundation.people.models import Department, User
    from grading.models import Assessment, OrderLine, Payment, Product, Receivable
    from tests.harness.frozen import Clock

AS_OF = date(2026, 10, 31)
numbers = itertools.count(1)


@dataclass
class Desk:
    department: Department
    sales: User
    manager: User
    other_manager: User
    finance: User
    gm: User
    owner: User
    stranger: User
    product: Product


# Attribute, employee number, name, role.
PEOPLE = [
    ("sales", "grsales", "周倩", "sales_assistant"),
    ("manager", "grmanager", "韩磊", "sales_manager"),
    ("other_manager", "grmanager2", "唐宁", "sales_manager"),
    ("finance", "grfinance", "吴敏", "finance"),
    ("gm", "grgm", "陈国栋", "gm"),
    ("owner", "growner", "冯涛", ""),
    ("stranger", "grstranger", "曹颖", ""),
]


def make_desk() -> Desk:
    """The desk; asked again, the same people."""
    from django.contrib.auth.models import Group

    from foundation.people.models import Department, RoleGrant, User
    from foundation.people.structure import place
    from grading.models import Product

    department = Department.objects.filter(code="GR").first()
    if department is None:
        company = place(Department(code="GC", name="启辰商贸", kind="company"), under=None)
        department = place(Department(code="GR", name="销售部"), under=company)
        for __, number, name, role in PEOPLE:
            person = User.objects.create_user(
                number, name, department=department, email=f"{number}@example.com"
            )
            if role:
                RoleGrant.objects.create(user=person, group=Group.objects.get(name=role))
    known = {one.employee_number: one for one in User.objects.filter(department=department)}
    product, __ = Product.objects.get_or_create(
        code="G-1", defaults={"name": "除湿机", "unit": "台", "unit_factor": Decimal(1)}
    )
    people = {attribute: known[number] for attribute, number, __, __ in PEOPLE}
    return Desk(department=department, product=product, **people)


def new_customer(desk: Desk, name: str = "", **facts: Any) -> Customer:
    from foundation.customers.models import Customer
    from foundation.customers.register import register

    given = {"kind": "agent", "name": name or f"客户{next(numbers)}", "owner": desk.owner}
    return register(Customer(**(given | facts)), by=desk.sales)


def new_line(desk: Desk, customer: Customer, **facts: Any) -> OrderLine:
    """An order of one line."""
    from grading import actions
    from grading.models import OrderLine

    given: dict[str, Any] = {
        "order_no": f"DD-{next(numbers)}", "line_no": 1, "customer": customer,
        "dated_on": date(2026, 6, 15), "product": desk.product, "quantity": Decimal(1),
        "amount": Decimal(1000), "cost": Decimal(700),
    }  # fmt: skip
    return actions.enter_line(OrderLine(**(given | facts)), by=desk.sales)


def new_receivable(desk: Desk, customer: Customer, **facts: Any) -> Receivable:
    from grading import actions
    from grading.models import Receivable

    given: dict[str, Any] = {
        "number": f"YS-{next(numbers)}", "customer": customer, "due_on": date(2026, 9, 1),
        "amount": Decimal(1000),
    }  # fmt: skip
    return actions.enter_receivable(Receivable(**(given | facts)), by=desk.finance)


def new_payment(desk: Desk, receivable: Receivable, paid_on: date, amount: Any) -> Payment:
    from grading import actions
    from grading.models import Payment

    payment = Payment(
        receivable=receivable, paid_on=paid_on, amount=Decimal(amount),
        reference=f"PZ-{next(numbers)}",
    )  # fmt: skip
    return actions.record_payment(payment, by=desk.finance)


def new_assessment(
    desk: Desk, customer: Customer, points: Any = 8, assessed_on: date = date(2026, 9, 1)
) -> Assessment:
    from grading import actions, policies

    given = {one["code"]: Decimal(points) for one in policies.RUBRIC.value()}
    return actions.assess(
        customer, by=desk.sales, assessed_on=assessed_on, reason="实地考察", points=given
    )


@pytest.fixture
def desk(clock: Clock, db: None) -> Desk:
    return make_desk()


def set_policy(**values: str) -> None:
    """As if the GM had approved it for all times."""
    from foundation.policies.models import PolicyValue
    from grading import rules

    rows = PolicyValue.objects.filter(key="grading.rules")
    assert rows.update(value=rules.INITIAL | values) == 1


def graded(desk: Desk, as_of: date = AS_OF) -> dict[str, Any]:
    """The name of each customer -> what a run as of the day finds."""
    from grading import actions

    run = actions.grade_everybody(by=desk.manager, as_of=as_of)
    return {one.customer.name: one for one in run.grades.select_related("customer", "run")}
