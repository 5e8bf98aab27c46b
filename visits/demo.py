"""A sales department: two months of plans and visits, the present one with a change and a promise."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from foundation.customers.models import Customer
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place
from visits import actions, rules
from visits.models import Plan, PlanLine, Visit
from visits.roles import SALES_HEAD

# number, name, position in words, position by regulation 7
PEOPLE = [
    ("3001", "秦岚", "销售部经理", ""),
    ("3002", "柳青", "销售代表", "representative"),
    ("3003", "白桦", "客户经理", "account_manager"),
]
LOGINS = [(number, name, position) for number, name, position, __ in PEOPLE]
PURPOSES = [["business"], ["bond", "collection"], ["product", "market"], ["develop"], ["coverage"]]
REPORTS = [
    ("介绍新款护理床，看了样品间。", "同意下月试用两张。"),
    ("核对三季度往来款。", "承诺月底前结清。"),
    ("了解周边竞品价格。", "对方主推低价款，差价约一成。"),
    ("拜访新任采购负责人。", "留下资料，约定再访。"),
]


def load(stage: Any) -> None:
    people = _people(stage)
    customers = list(Customer.objects.exclude(kind="consumer").order_by("pk"))
    this = rules.month_of(stage.today)
    last = rules.month_of(this - timedelta(days=1))
    for month in (last, this):
        for number in ("3002", "3003"):
            _month(stage, month, people[number], people["3001"], customers)
    _next_month(stage, people["3002"], customers)


def _people(stage: Any) -> dict[str, User]:
    above = Department.objects.get(code="00")
    department = place(Department(code="65", name="销售部", kind="office"), under=above)
    password = make_password(settings.DEMO_PASSWORD)
    for number, name, position, __ in PEOPLE:
        User.objects.create(
            employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
            department=department, position=position, email=f"{number}@example.com",
            phone=f"1380000{number}", hired_on=date(2022, 3, 1),
        )  # fmt: skip
    people = {one.employee_number: one for one in User.objects.select_related("department")}
    department.head = people["3001"]
    department.save(update_fields=["head"])
    group = Group.objects.get(name=SALES_HEAD.code)
    RoleGrant.objects.create(user=people["3001"], group=group)
    people["3001"].supervisor = people["1001"]
    for number, __, __, posting in PEOPLE[1:]:
        people[number].supervisor = people["3001"]
        with stage.on(stage.today - timedelta(days=120)):
            actions.set_posting(
                by=people["3001"], person=people[number], position=posting,
                since=stage.today - timedelta(days=120),
            )  # fmt: skip
    User.objects.bulk_update(people.values(), ["supervisor"])
    return people


def _now(record: Any) -> Any:
    related = type(record).objects.select_related("matter", "person__department__head")
    return related.get(pk=record.pk)


def _month(stage: Any, month: date, person: User, head: User, customers: list[Customer]) -> None:
    with stage.on(month - timedelta(days=3)):
        plan = actions.open_plan(by=person, month=month)
        _fill(stage, plan, person, customers, range(2, monthrange(month.year, month.month)[1], 4))
        actions.submit(_now(plan), by=person, seen=_now(plan).matter.version)
    with stage.on(month - timedelta(days=1)):
        actions.approve(_now(plan), by=head, comment="按计划执行", seen=_now(plan).matter.version)
    for line in plan.lines.order_by("planned_on"):
        if line.planned_on < stage.today and stage.random.random() < 0.85:
            _visit(stage, line, person, head)
    if month == rules.month_of(stage.today):
        _change(stage, plan, person)


def _fill(stage: Any, plan: Plan, person: User, customers: list[Customer], days: range) -> None:
    for day in days:
        given = {
            "planned_on": plan.month.replace(day=day),
            "customer": stage.random.choice(customers),
            "relation": stage.random.choice(["current", "current", "target", "potential"]),
            "purposes": stage.random.choice(PURPOSES),
            "contact": stage.random.choice(["王经理", "李主任", "采购部张工"]),
            "is_contact_made": stage.random.random() < 0.8,
            "carry": stage.random.choice(["", "新品样册", "对账单"]),
            "note": "",
        }
        actions.add_line(plan, by=person, given=given)


def _visit(stage: Any, line: PlanLine, person: User, head: User) -> None:
    day, random = line.planned_on, stage.random
    with stage.on(day, 17):
        visit = actions.record_visit(
            Visit(
                line=line, began_on=day, ended_on=day, purposes=line.purposes, met=line.contact
            ),
            by=person,
        )  # fmt: skip
    report, result = random.choice(REPORTS)
    reported = day + timedelta(days=random.choice([0, 1, 1, 2, 3]))
    if reported >= stage.today:
        return
    with stage.on(reported, 18):
        actions.submit_report(
            _now(visit), by=person, report=report, result=result, seen=_now(visit).matter.version
        )
        if random.random() < 0.3:
            actions.promise(
                _now(visit), by=person, what="寄送新品报价单", owner=person,
                due_on=reported + timedelta(days=5),
            )  # fmt: skip
    if reported + timedelta(days=1) < stage.today:
        with stage.on(reported + timedelta(days=1), 9):
            actions.review_report(_now(visit), by=head, seen=_now(visit).matter.version)


def _change(stage: Any, plan: Plan, person: User) -> None:
    """One line to come is to be seen on another day: it waits for the head."""
    coming = plan.lines.filter(status=PlanLine.Status.APPROVED, planned_on__gt=stage.today)
    line = coming.select_related("customer", "plan").first()
    if line is None:
        return
    given = {
        name: getattr(line, name)
        for name in (
            "customer",
            "relation",
            "purposes",
            "contact",
            "is_contact_made",
            "carry",
            "note",
        )
    }
    given["planned_on"] = rules.last_day_of(plan.month)
    with stage.on(stage.today, 9):
        actions.change_line(line, by=person, given=given, reason="客户改约")


def _next_month(stage: Any, person: User, customers: list[Customer]) -> None:
    month = rules.next_month(stage.today)
    with stage.on(stage.today, 9):
        plan = actions.open_plan(by=person, month=month)
        _fill(stage, plan, person, customers, range(3, 20, 5))
