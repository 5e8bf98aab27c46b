"""A sales department with two people who sell, and customers to visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from foundation.customers.models import Customer
    from foundation.people.models import Department, User
    from tests.harness.frozen import Clock
    from visits.models import AdvanceRequest, Plan, PlanLine

DECEMBER = date(2026, 12, 1)


@dataclass
class Team:
    department: Department
    head: User
    seller: User
    colleague: User
    sales_head: User
    gm: User
    cashier: User
    outsider: User
    harbour: Customer
    hospital: Customer


# Attribute, employee number, name, role.
PEOPLE = [
    ("head", "vhead", "罗远", ""),
    ("seller", "vsell1", "柳青", ""),
    ("colleague", "vsell2", "白桦", ""),
    ("sales_head", "vsales", "秦岚", "sales_head"),
    ("gm", "vgm", "陈国栋", "gm"),
    ("cashier", "vcash", "吴敏", "finance"),
    ("outsider", "vout", "康宁", ""),
]


def make_team() -> Team:
    """The team; asked again, the same people."""
    from django.contrib.auth.models import Group

    from foundation.customers.models import Customer
    from foundation.people.models import Department, RoleGrant, User
    from foundation.people.names import sort_key
    from foundation.people.structure import place
    from visits import actions

    department = Department.objects.filter(code="VS").first()
    is_new = department is None
    if is_new:
        company = place(Department(code="VC", name="启辰", kind="company"), under=None)
        department = place(Department(code="VS", name="销售一部"), under=company)
        other = place(Department(code="VO", name="仓储部"), under=company)
        for attribute, number, name, role in PEOPLE:
            at = {"outsider": other, "sales_head": company, "gm": company, "cashier": company}.get(
                attribute, department
            )
            user = User.objects.create_user(
                number, name, department=at, email=f"{number}@example.com"
            )
            if role:
                RoleGrant.objects.create(user=user, group=Group.objects.get(name=role))
        department.head = User.objects.get(employee_number="vhead")
        department.save()
        User.objects.filter(department=department).exclude(pk=department.head_id).update(
            supervisor=department.head
        )
        for name in ("港口集团", "人民医院"):
            Customer.objects.create(name=name, kind="organisation", name_pinyin=sort_key(name))
    known = {one.employee_number: one for one in User.objects.select_related("department__head")}
    team = Team(
        department=department,
        harbour=Customer.objects.get(name="港口集团"),
        hospital=Customer.objects.get(name="人民医院"),
        **{attribute: known[number] for attribute, number, __, __ in PEOPLE},
    )
    if is_new:
        for who, position in ((team.seller, "representative"), (team.colleague, "account_manager")):
            actions.set_posting(
                by=team.sales_head, person=who, position=position, since=date(2026, 1, 1)
            )
    return team


def fresh(plan: Plan) -> Plan:
    from visits.models import Plan

    related = Plan.objects.select_related("matter", "person__department__head")
    found: Plan = related.get(pk=plan.pk)
    return found


def facts(team: Team, **changes: Any) -> dict[str, Any]:
    """A line of the plan as its form cleans it."""
    return {
        "planned_on": date(2026, 12, 8), "customer": team.harbour, "relation": "current",
        "purposes": ["business"], "contact": "王工", "is_contact_made": True, "carry": "样品",
        "note": "",
    } | changes  # fmt: skip


def planned(
    team: Team, *, by: User | None = None, month: date = DECEMBER, day: date | None = None,
    lines: int = 1,
) -> Plan:  # fmt: skip
    """A draft with lines: the first on the eighth of the month, or on ``day``."""
    from visits import actions

    person = by or team.seller
    plan = actions.open_plan(by=person, month=month)
    for number in range(lines):
        on = (day or month.replace(day=8)) + timedelta(days=number)
        actions.add_line(plan, by=person, given=facts(team, planned_on=on))
    return fresh(plan)


def approved(team: Team, **given: Any) -> Plan:
    from visits import actions

    plan = planned(team, **given)
    actions.submit(plan, by=plan.person, seen=plan.matter.version)
    actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    return fresh(plan)


def asked(team: Team, **facts: Any) -> AdvanceRequest:
    """A gift for today's visit, worth 300."""
    from foundation import clock
    from visits import actions
    from visits.models import AdvanceRequest

    given: dict[str, Any] = {
        "customer": team.harbour, "needed_on": clock.today(), "kind": "gift", "amount": "300",
        "recipient": "王工", "occasion": "新年拜访",
    }  # fmt: skip
    given |= facts
    given["amount"] = Decimal(str(given["amount"]))
    return actions.ask(AdvanceRequest(**given), by=team.seller)


def only_line(plan: Plan) -> PlanLine:
    line: PlanLine = plan.lines.standing().select_related("plan__matter").get()
    return line


@pytest.fixture
def team(clock: Clock, db: None) -> Team:
    return make_team()
