"""A regional company with two branches, who answers for key accounts, and a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from foundation.customers.models import Customer
    from foundation.people.models import Department, User
    from key_accounts.models import (
        Account,
        Authorisation,
        Exchange,
        Programme,
        Proposal,
        Revisit,
        Training,
    )
    from tests.harness.frozen import Clock


@dataclass
class Desk:
    branch: Department
    manager: User
    branch_manager: User
    supervisor: User
    lead: User
    head: User
    stranger: User
    leader: User
    port: Customer


# Attribute, employee number, name, role, whether at the branch.
PEOPLE = [
    ("manager", "kmgr", "韩梅", "key_account_manager", False),
    ("branch_manager", "kbr", "乌兰", "branch_account_manager", True),
    ("supervisor", "ksup", "苏和", "business_supervisor", False),
    ("lead", "klead", "李雷", "", True),
    ("head", "khead", "巴特", "", True),
    ("leader", "kgm", "宝音", "gm", False),
    ("stranger", "kout", "康宁", "branch_account_manager", False),
]
FACTS: dict[str, Any] = {
    "level": "regional", "business": "港口装卸", "scale": "三千人", "contacts": "王工 13800000001",
    "decision_makers": "赵总", "products": "一体化物流", "contract_from": date(2026, 1, 1),
    "contract_until": date(2026, 12, 31), "competitors": "无",
}  # fmt: skip


def make_desk() -> Desk:
    """The desk; asked again, the same people."""
    from django.contrib.auth.models import Group

    from foundation.customers.models import Customer
    from foundation.people.models import Department, RoleGrant, User
    from foundation.people.names import sort_key
    from foundation.people.structure import place

    if not Department.objects.filter(code="KC").exists():
        company = place(Department(code="KC", name="区邮政物流", kind="company"), under=None)
        branch = place(Department(code="KB", name="呼市分公司"), under=company)
        other = place(Department(code="KO", name="包头分公司"), under=company)
        for __, number, name, role, is_here in PEOPLE:
            at = branch if is_here else other if number == "kout" else company
            user = User.objects.create_user(
                number, name, department=at, email=f"{number}@example.com"
            )
            if role:
                is_local = role == "branch_account_manager"
                RoleGrant.objects.create(
                    user=user, group=Group.objects.get(name=role),
                    scope=RoleGrant.Scope.SUBTREE if is_local else RoleGrant.Scope.COMPANY,
                    department=at if is_local else None,
                )  # fmt: skip
        branch.head = User.objects.get(employee_number="khead")
        branch.save()
        User.objects.filter(employee_number="klead").update(supervisor=branch.head)
        Customer.objects.create(
            name="口岸集团", kind="organisation", name_pinyin=sort_key("口岸集团")
        )
    known = {one.employee_number: one for one in User.objects.select_related("department__head")}
    return Desk(
        branch=Department.objects.get(code="KB"),
        port=Customer.objects.get(name="口岸集团"),
        **{attribute: known[number] for attribute, number, *__ in PEOPLE},
    )


def opened(desk: Desk, **facts: Any) -> Account:
    from key_accounts import actions
    from key_accounts.models import Account

    given = {"customer": desk.port, "branch": desk.branch, "lead": desk.lead} | FACTS | facts
    return fresh(actions.open_account(Account(**given), by=desk.branch_manager))


def fresh(account: Account) -> Account:
    from key_accounts.models import Account

    related = Account.objects.select_related("matter", "customer", "branch", "lead__department")
    found: Account = related.get(pk=account.pk)
    return found


def submitted(desk: Desk, **facts: Any) -> Account:
    from key_accounts import actions

    account = opened(desk, **facts)
    actions.submit(account, by=desk.lead, seen=account.matter.version)
    return fresh(account)


def confirmed(desk: Desk, account: Account | None = None, **facts: Any) -> Account:
    from key_accounts import actions
    from key_accounts.facts import Part

    account = account or submitted(desk, **facts)
    for part in Part.values:
        account = fresh(account)
        actions.confirm_part(account, by=desk.supervisor, part=part, seen=account.matter.version)
    return fresh(account)


def now(record: Any) -> Any:
    """The record as it is by now."""
    return type(record).objects.select_related("matter").get(pk=record.pk)


def logged(desk: Desk, account: Account, **facts: Any) -> Revisit:
    from key_accounts import actions

    given = {"person": desk.lead, "visited_on": date(2026, 11, 2), "met": "王工"} | facts
    return actions.log_revisit(
        account, by=desk.lead, seen=now(account).matter.version, content="了解需求", **given
    )


def asked(desk: Desk, account: Account, **facts: Any) -> Authorisation:
    from key_accounts import actions

    by = facts.pop("by", desk.manager)
    given = {
        "person": desk.manager, "purpose": "续约前征求意见", "valid_from": date(2026, 11, 3),
        "valid_until": date(2026, 11, 10),
    } | facts  # fmt: skip
    return actions.ask_authorisation(account, by=by, seen=now(account).matter.version, **given)


def lines() -> tuple[Any, Any]:
    """Two products: parcels and freight."""
    from key_accounts.models import ProductLine

    parcel, __ = ProductLine.objects.get_or_create(code="01", name="包裹")
    freight, __ = ProductLine.objects.get_or_create(code="02", name="货运")
    return parcel, freight


def entry(
    account: Account, line: Any, items: int = 10, weight: str = "2.500", revenue: str = "100"
) -> Any:
    from key_accounts.actions import Entry

    return Entry(account, line, items, Decimal(weight), Decimal(revenue))


def approved(desk: Desk, month: date) -> Any:
    """The month's report, approved: the month is closed."""
    from foundation.monthly import actions
    from foundation.monthly.models import MonthlyReport
    from key_accounts.figures import STATISTICS

    report = actions.compute_month(STATISTICS, month)
    actions.submit(report, by=desk.manager, seen=report.matter.version)
    actions.approve(report, by=desk.leader, seen=report.matter.version)
    return MonthlyReport.objects.select_related("matter").get(pk=report.pk)


def grid(use: Any, items: str = "10", weight: str = "2.5", revenue: str = "100") -> dict[str, str]:
    """The cells of one line as the sheet sends them."""
    typed = {"items": items, "weight": weight, "revenue": revenue}
    return {f"u{use.pk}-{name}": value for name, value in typed.items()}


def sums() -> list[tuple[Any, ...]]:
    """What the database keeps of each account, branch and month, checked against the lines."""
    from collections import defaultdict

    from key_accounts.models import Correction, MonthSum, Usage

    reckoned: dict[Any, list[Any]] = defaultdict(lambda: [set(), 0, 0, 0])
    for model in (Usage, Correction):
        for row in model.objects.select_related("use"):
            cell = reckoned[row.use.account_id, row.use.branch_id, row.month]
            cell[0].add(row.use_id)
            cell[1:] = [old + new for old, new in zip(cell[1:], row.figures, strict=True)]
    expected = [(*key, len(uses), *rest) for key, (uses, *rest) in sorted(reckoned.items())]
    kept = MonthSum.objects.order_by("account", "branch", "month").values_list(
        "account", "branch", "month", "known", "items", "weight", "revenue"
    )
    assert list(kept) == expected
    return expected


def paper(code: str, record: Any, by: User) -> str:
    """What a printout says."""
    import io

    from pypdf import PdfReader

    from foundation.papers.printing import print_one, printout

    declared = printout(code)
    assert declared is not None
    pdf = print_one(declared, record, by=by).pdf
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def another(desk: Desk, name: str = "牧业集团") -> Customer:
    from foundation.customers.models import Customer
    from foundation.people.names import sort_key

    return Customer.objects.create(name=name, kind="organisation", name_pinyin=sort_key(name))


def programme(desk: Desk, **facts: Any) -> Programme:
    from foundation import clock
    from key_accounts import actions
    from key_accounts.models import Programme

    given = {
        "kind": "project", "name": "冷链专项", "goal": "新增三家", "owner_person": desk.lead,
        "starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=60),
    } | facts  # fmt: skip
    return actions.open_programme(Programme(**given), by=desk.manager)


def proposal(desk: Desk, **facts: Any) -> Proposal:
    from key_accounts import actions
    from key_accounts.models import Proposal

    given = {"subject": "设专席", "content": "为大客户设客服专席"} | facts
    return actions.propose(Proposal(**given), by=desk.lead)


def exchange(desk: Desk, **facts: Any) -> Exchange:
    """From the branch to the one next to it."""
    from foundation import clock
    from key_accounts import actions
    from key_accounts.models import Exchange

    given = {
        "kind": "lead", "subject": "联合投标", "content": "港口需要仓配一体",
        "due_on": clock.today() + timedelta(days=30),
    } | facts  # fmt: skip
    accounts = given.pop("accounts", [])
    units = given.pop("units", [desk.stranger.department])
    by = given.pop("by", desk.branch_manager)
    return actions.share(Exchange(**given), by=by, units=units, accounts=accounts)


def training(desk: Desk, **facts: Any) -> Training:
    from foundation import clock
    from key_accounts import actions
    from key_accounts.models import Training

    given = {
        "topic": "合同物流", "content": "产品和报价", "planned_on": clock.today(), "place": "三楼",
        "trainer": "苏和",
    } | facts  # fmt: skip
    people = given.pop("people", [desk.lead, desk.branch_manager])
    return actions.plan_training(Training(**given), by=desk.manager, people=people)


@pytest.fixture
def desk(clock: Clock, db: None) -> Desk:
    return make_desk()
