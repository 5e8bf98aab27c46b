"""A regional logistics company with two branches: its key accounts, their revisits and inspections."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from foundation import clock
from foundation.customers.models import Customer
from foundation.customers.register import register
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.roles import Role
from foundation.people.structure import place
from key_accounts import actions, demo_usage, rules
from key_accounts.facts import Part
from key_accounts.models import (
    Account,
    Authorisation,
    Exchange,
    Programme,
    Proposal,
    Revisit,
    Training,
)
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SUPERVISOR

# Number, name, position, role, department.
PEOPLE: list[tuple[str, str, str, Role | None, str]] = [
    ("6001", "韩梅", "区公司大客户经理", MANAGER, "95"),
    ("6002", "苏和", "业务主管", SUPERVISOR, "95"),
    ("6003", "乌兰", "呼市分公司大客户经理", BRANCH_MANAGER, "9501"),
    ("6004", "李雷", "客户经理", None, "9501"),
    ("6005", "康宁", "包头分公司大客户经理", BRANCH_MANAGER, "9502"),
]
LOGINS = [(number, name, position) for number, name, position, *_ in PEOPLE]
LEADER = "1001"
# Name, business, branch, lead.
ACCOUNTS = [
    ("内蒙古牧野乳业有限公司", "乳制品生产", "9501", "6004"),
    ("呼和浩特口岸集团", "口岸仓储和装卸", "9501", "6004"),
    ("塞上药业股份有限公司", "中药材和成药", "9501", "6003"),
    ("包头北疆重工有限公司", "工程机械", "9502", "6005"),
    ("鹿城羊绒制品有限公司", "羊绒加工和电商", "9502", "6005"),
]
TALKS = [
    ("了解旺季用邮计划，核对上月账单。", "希望提前一天提货。", "下周给出提货方案。"),
    ("介绍合同物流新产品。", "", ""),
    ("征求对时效和破损率的意见。", "两票破损理赔偏慢。", "跟进理赔，三日内答复。"),
    ("商谈续签合同的条件。", "竞争对手报价低百分之五。", "请示区公司后报价。"),
]


def load(stage: Any) -> None:
    people = _people()
    accounts = _accounts(stage, people)
    _revisits(stage, accounts, people)
    demo_usage.load(stage, accounts[:-1], people["6001"], people[LEADER])
    with stage.at(_at(stage.today, 9)):
        _team(accounts, people, stage.today)
        _direct(stage, accounts, people)
        _exchange(accounts, people, stage.today)
        _programmes(stage, accounts, people)
        actions.watch_contacts()


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.zone())


def _now(record: Any) -> Any:
    return type(record).objects.select_related("matter").get(pk=record.pk)


def _seen(record: Any) -> int:
    return int(_now(record).matter.version)


def _people() -> dict[str, User]:
    company = place(
        Department(code="95", name="区邮政物流公司", kind="office"),
        under=Department.objects.get(code="00"),
    )
    places = {"95": company}
    for code, name in (("9501", "呼市分公司"), ("9502", "包头分公司")):
        places[code] = place(Department(code=code, name=name, kind="office"), under=company)
    password = make_password(settings.DEMO_PASSWORD)
    for number, name, position, role, code in PEOPLE:
        person = User.objects.create(
            employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
            department=places[code], position=position, email=f"{number}@example.com",
            phone=f"1390000{number}", hired_on=date(2021, 7, 1),
        )  # fmt: skip
        if role is not None:
            is_local = role is BRANCH_MANAGER
            RoleGrant.objects.create(
                user=person, group=Group.objects.get(name=role.code),
                scope=RoleGrant.Scope.SUBTREE if is_local else RoleGrant.Scope.COMPANY,
                department=places[code] if is_local else None,
            )  # fmt: skip
    people = {one.employee_number: one for one in User.objects.select_related("department")}
    for code, number in (("95", "6001"), ("9501", "6003"), ("9502", "6005")):
        Department.objects.filter(code=code).update(head=people[number])
    people["6004"].supervisor = people["6003"]
    people["6004"].save(update_fields=["supervisor"])
    return people


def _accounts(stage: Any, people: dict[str, User]) -> list[Account]:
    """The last one is still being confirmed, the others are in use."""
    made = []
    for place_in_list, (name, business, code, lead) in enumerate(ACCOUNTS):
        begun = stage.today - timedelta(days=95 - place_in_list)
        with stage.at(_at(begun)):
            customer = register(
                Customer(kind="organisation", name=name, phone=f"0471-320{place_in_list}688"),
                by=people["6001"],
            )
            account = actions.open_account(
                Account(
                    customer=customer, branch=Department.objects.get(code=code),
                    lead=people[lead], level="regional" if place_in_list < 2 else "local",
                    business=business, scale="年营业额过亿", contacts="物流部王工 13800000001",
                    decision_makers="分管副总赵总", products="合同物流、一体化配送",
                    contract_from=begun - timedelta(days=200),
                    contract_until=stage.today + timedelta(days=24 + 90 * place_in_list),
                    competitors="无" if place_in_list % 2 else "社会物流约三成",
                ),
                by=people["6001"],
            )  # fmt: skip
            actions.submit(account, by=people[lead], seen=_seen(account))
        parts = Part.values[:2] if place_in_list == len(ACCOUNTS) - 1 else Part.values
        with stage.at(_at(begun + timedelta(days=3))):
            for part in parts:
                actions.confirm_part(
                    _now(account), by=people["6002"], part=part, seen=_seen(account)
                )
        made.append(account)
    return made


def _revisits(stage: Any, accounts: list[Account], people: dict[str, User]) -> None:
    """Two months that were drawn, the second still being inspected, and the present one."""
    this = rules.month_of(stage.today)
    for back in (2, 1, 0):
        month = rules.months_after(this, -back)
        for turn in range(10):
            day = month + timedelta(days=2 * turn + 1)
            account = accounts[turn % (len(accounts) - 1)]  # one stays without contact
            if day < stage.today and day > clock.local_date(account.matter.opened_at):
                _revisit(stage, account, people, day)
        if back:
            with stage.at(_at(rules.months_after(month, 1), 1)):
                actions.draw_samples()
    _inspect(stage, people)


def _revisit(stage: Any, account: Account, people: dict[str, User], day: date) -> None:
    content, issues, promised = stage.random.choice(TALKS)
    with stage.at(_at(day, 17)):
        actions.log_revisit(
            _now(account), by=account.lead, seen=_seen(account), person=account.lead,
            visited_on=day, met="物流部王工", content=content, issues=issues, promised=promised,
        )  # fmt: skip


def _inspect(stage: Any, people: dict[str, User]) -> None:
    """All but the last two; one of them is returned, one found false."""
    drawn = list(Revisit.objects.filter(state=Revisit.State.DRAWN).order_by("pk"))
    manager = people["6001"]
    with stage.at(_at(rules.month_of(stage.today) + timedelta(days=1), 15)):
        for turn, revisit in enumerate(drawn[:-2]):
            one, seen = _now(revisit), _seen(revisit)
            if turn == 1:
                actions.find_false(one, by=manager, reason="客户称当日无人来访", seen=seen)
            elif turn == 2:
                actions.send_back_revisit(
                    one, by=manager, finding="未写客户意见", seen=seen,
                    mend_by=stage.today + timedelta(days=3),
                )  # fmt: skip
            else:
                actions.accept_revisit(one, by=manager, comment="电话核实", seen=seen)


def _team(accounts: list[Account], people: dict[str, User], today: date) -> None:
    account, lead = accounts[0], people["6004"]
    team = [people["6002"], people["6003"]]
    actions.set_team(_now(account), by=lead, lead=lead, members=team, seen=_seen(account))
    quarter = today + timedelta(days=60)
    actions.set_objective(
        _now(account), by=lead, what="一体化配送收入比上季度增长一成", owner=lead, due_on=quarter,
        seen=_seen(account),
    )  # fmt: skip
    actions.refer(
        _now(account), by=lead, to=people["6003"], what="对方想谈冷链干线",
        due_on=today + timedelta(days=10), seen=_seen(account),
    )  # fmt: skip


def _direct(stage: Any, accounts: list[Account], people: dict[str, User]) -> None:
    """One visit that was made, and one that waits for the leader."""
    manager, leader = people["6001"], people[LEADER]
    asked: list[Authorisation] = []
    for account, days_ago in ((accounts[0], 20), (accounts[3], 1)):
        with stage.at(_at(stage.today - timedelta(days=days_ago))):
            until = stage.today + timedelta(days=10)
            asked.append(
                actions.ask_authorisation(
                    _now(account), by=manager, person=manager, purpose="续签前听取对服务的意见",
                    valid_from=clock.today(), valid_until=until, seen=_seen(account),
                )
            )  # fmt: skip
    first = asked[0]
    with stage.at(_at(stage.today - timedelta(days=18))):
        actions.authorise(_now(first), by=leader, comment="同意", seen=_seen(first))
    with stage.at(_at(stage.today - timedelta(days=12))):
        actions.log_direct(
            _now(first), by=manager, seen=_seen(first), visited_on=clock.today(), met="赵总",
            content="听取对时效的意见，介绍明年方案。", result="同意续签，希望增设驻场人员。",
        )  # fmt: skip


def _exchange(accounts: list[Account], people: dict[str, User], today: date) -> None:
    other = Department.objects.get(code="9502")
    shared = actions.share(
        Exchange(
            kind="lead", subject="牧野乳业在包头建分仓", due_on=today + timedelta(days=30),
            content="客户计划明年在包头建分仓，请包头分公司一同跟进仓配方案。",
        ),
        by=people["6003"], units=[other], accounts=accounts[:1],
    )  # fmt: skip
    actions.reply(
        _now(shared), by=people["6005"], content="已联系对方筹建组，下周面谈。", seen=_seen(shared)
    )


def _programmes(stage: Any, accounts: list[Account], people: dict[str, User]) -> None:
    today, manager, leader = stage.today, people["6001"], people[LEADER]
    project = actions.open_programme(
        Programme(
            kind="project", name="乳品冷链专项", goal="年内新增三家冷链大客户",
            owner_person=people["6003"], starts_on=today - timedelta(days=30),
            ends_on=today + timedelta(days=120),
        ),
        by=manager, accounts=accounts[:1],
    )  # fmt: skip
    for what, days in (("完成客户调研", 15), ("签订首份合同", 70)):
        actions.add_milestone(
            _now(project), by=manager, what=what, due_on=today + timedelta(days=days),
            seen=_seen(project),
        )  # fmt: skip
    first = actions.propose(
        Proposal(subject="为全区级大客户设服务专席", content="设专席统一受理查询和理赔，一小时答复。"),
        by=manager,
    )  # fmt: skip
    actions.accept_proposal(
        _now(first), by=leader, decision="同意试行三个月", follower=people["6002"],
        due_on=today + timedelta(days=30), seen=_seen(first),
    )  # fmt: skip
    actions.propose(
        Proposal(subject="旺季增开夜间提货班次", content="客户多次提出夜间提货需求。"),
        by=people["6003"],
    )
    learners = [people[number] for number in ("6003", "6004", "6005")]
    held = today - timedelta(days=25)
    with stage.at(_at(held)):
        training = actions.plan_training(
            Training(
                topic="合同物流产品与报价", content="产品、报价、合同要点", planned_on=held,
                place="区公司三楼会议室", trainer="苏和",
            ),
            by=manager, people=learners,
        )  # fmt: skip
        scores = zip(learners, (Decimal(92), Decimal(55), Decimal(81)), strict=True)
        results = {str(person.pk): (True, score) for person, score in scores}
        actions.hold_training(_now(training), by=manager, results=results, seen=_seen(training))
