"""A service department with its subsidiary, four months of trips and a quarter, by the acts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from foundation.history.reading import newest_version
from foundation.monthly.actions import approve, compute_month, submit
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place
from service_incentives import actions, demo_long, demo_quarter, roles
from service_incentives.demo_quarter import hand_on, now
from service_incentives.figures import STATISTICS
from service_incentives.models import Coefficient, Finding, Project, Trip
from service_incentives.periods import months_later

MONTHS = 3  # settled ones; the fourth is the present
TRIPS_A_MONTH = (9, 15)

# code, name, kind, code of the one above
DEPARTMENTS = [
    ("80", "服务部", "office", "00"),
    ("81", "客服管理部", "office", "80"),
    ("90", "泰达公司", "subsidiary", "00"),
    ("91", "泰达综合部", "office", "90"),
]
# number, name, department, position, is its head
PEOPLE = [
    ("2000", "郑远山", "10", "董事长", False),
    ("2001", "贺建军", "80", "服务部经理", True),
    ("2002", "沈雪", "81", "服务部统计员", False),
    ("2003", "丁晓峰", "80", "组长", False),
    ("2004", "石磊", "80", "服务工程师", False),
    ("2005", "姚远", "80", "服务工程师", False),
    ("2006", "邵阳", "80", "服务工程师", False),
    ("2007", "汪涛", "80", "服务工程师", False),
    ("2008", "金海", "80", "服务工程师", False),
    ("2009", "戴琳", "81", "客服管理部主管", True),
    ("2010", "夏雨", "81", "备件客服专员", False),
    ("2011", "钟诚", "90", "泰达总经理", True),
    ("2012", "谭静", "91", "泰达综合部经理", True),
]
GRANTS = [
    ("2000", roles.CHAIR),
    ("2001", roles.SERVICE_HEAD),
    ("2002", roles.STATISTICIAN),
    ("2010", roles.SPECIALIST),
    ("2011", roles.SUBSIDIARY_GM),
    ("2012", roles.SUBSIDIARY_OFFICE),
    ("1011", roles.MARKETING_CENTRE),
]
POSITIONS = {
    "2003": "leader", "2004": "engineer", "2005": "engineer", "2006": "engineer",
    "2007": "engineer", "2008": "engineer", "2009": "management", "2010": "management",
}  # fmt: skip
# Annex 1 is not in the regulation: these are examples.
KINDS = [
    ("ZL", "直流屏调试", "1.5"),
    ("UPS", "UPS 电源调试", "1.2"),
    ("JK", "监控系统调试", "2"),
    ("WX", "现场维修", "1"),
    ("XJ", "巡检", "0.8"),
]
PLACES = ["滨江", "城北", "开发区", "高铁站", "港口", "化工园", "医院", "水厂", "机场", "大学城"]
LOGINS = [
    (number, name, position)
    for number, name, _department, position, _head in PEOPLE
    if number in {"2001", "2002", "2004", "2010", "2011", "2012"}
]


def load(stage: Any) -> None:
    crew = _people()
    month = months_later(stage.today, -MONTHS)
    with stage.on(month - timedelta(days=5)):
        kinds, projects = _registers(crew)
    while month <= stage.today:
        _live_through(stage, month, crew, kinds, projects)
        month = months_later(month, 1)
    demo_quarter.load(stage, crew)
    demo_long.load(stage, crew)


def _people() -> dict[str, User]:
    departments = {one.code: one for one in Department.objects.all()}
    for code, name, kind, above in DEPARTMENTS:
        departments[code] = place(
            Department(code=code, name=name, kind=kind), under=departments[above]
        )
    password = make_password(settings.DEMO_PASSWORD)
    for number, name, code, position, is_head in PEOPLE:
        person = User.objects.create(
            employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
            department=departments[code], position=position, email=f"{number}@example.com",
            phone=f"1380000{number}", hired_on=date(2021, 3, 1),
        )  # fmt: skip
        if is_head:
            departments[code].head = person
            departments[code].save(update_fields=["head"])
    groups = {group.name: group for group in Group.objects.all()}
    people = {user.employee_number: user for user in User.objects.working()}
    for number, role in GRANTS:
        RoleGrant.objects.create(user=people[number], group=groups[role.code])
    User.objects.filter(department__code__in=["80", "81"]).exclude(employee_number="2001").update(
        supervisor=people["2001"]
    )
    return people


def _registers(crew: dict[str, User]) -> tuple[list[Any], list[Project]]:
    clerk, head = crew["2002"], crew["2001"]
    kinds = []
    for code, name, value in KINDS:
        kind = actions.add_kind(by=clerk, code=code, name=name)
        coefficient = Coefficient(
            kind=kind, value=Decimal(value), applies_from=date(2026, 1, 1), note="示例"
        )
        actions.approve_coefficient(actions.propose_coefficient(coefficient, by=clerk), by=head)
        kinds.append(kind)
    for number, position in POSITIONS.items():
        actions.set_position(
            by=clerk, person=crew[number], position=position, since=date(2026, 1, 1)
        )
    projects = [
        actions.add_project(Project(code=f"XM-{index:03d}", name=f"{where}变电站"), by=clerk)
        for index, where in enumerate(PLACES, start=1)
    ]
    return kinds, projects


def _live_through(
    stage: Any, month: date, crew: dict[str, User], kinds: list[Any], projects: list[Project]
) -> None:
    """The month's trips as they end, then its findings, and its run at the beginning of the next."""
    trips = sorted(_trips(stage, month, crew, kinds, projects), key=lambda trip: trip.ended_on)
    for trip in trips:
        if trip.ended_on < stage.today:
            with stage.on(trip.ended_on, 18):
                actions.enter_trip(trip, by=crew["2002"])
    _find(stage, month, crew)
    settled = months_later(month, 1) + timedelta(days=2)
    if settled < stage.today:
        _settle(stage, month, settled, crew)


def _trips(
    stage: Any, month: date, crew: dict[str, User], kinds: list[Any], projects: list[Project]
) -> list[Trip]:
    random, trips, seen = stage.random, [], set()
    last = monthrange(month.year, month.month)[1]
    for number, position in POSITIONS.items():
        if position == "management":
            continue
        for __ in range(random.randint(*TRIPS_A_MONTH) * stage.size):
            ended = month + timedelta(days=random.randrange(last))
            started = ended - timedelta(days=random.randint(0, 2))
            project = random.choice(projects)
            if (number, project.pk, started) in seen:
                continue
            seen.add((number, project.pk, started))
            signed = random.random() > 0.04
            trips.append(
                Trip(
                    person=crew[number], project=project, kind=random.choice(kinds),
                    started_on=started, ended_on=ended,
                    visit=random.choices(["first", "repeat", "omission"], [90, 7, 3])[0],
                    paper="signed" if signed else "unsigned",
                    paper_reason="" if signed else "客户值班人员无签字权限",
                )
            )  # fmt: skip
    return trips


FOUND = [
    ("praise", "2004", Decimal(300), "用户来信表扬抢修及时，现场恢复供电。"),
    ("complaint", "2007", None, "接线错误导致用户投诉，经查属实。"),
    ("accident", "2006", None, "现场未挂接地线，被安全督查记录。"),
    ("saving", "2005", Decimal(260), "与用户沟通后利旧电缆，节约整改材料。"),
]


def _find(stage: Any, month: date, crew: dict[str, User]) -> None:
    for day, (kind, number, amount, evidence) in enumerate(FOUND, start=12):
        happened = month + timedelta(days=day)
        if happened + timedelta(days=2) >= stage.today or stage.random.random() < 0.4:
            continue
        by = crew[number] if kind == "saving" else crew["2002"]
        with stage.on(happened):
            finding = actions.propose(
                Finding(
                    kind=kind, person=crew[number], happened_on=happened, amount=amount,
                    evidence=evidence,
                ),
                by=by,
            )  # fmt: skip
        with stage.on(happened + timedelta(days=2)):
            actions.decide(finding, by=crew["2001"], comment="属实", seen=finding.matter.version)


def _settle(stage: Any, month: date, day: date, crew: dict[str, User]) -> None:
    """Unsigned services dealt with, then the run from hand to hand; the last one waits for HR."""
    head = crew["2001"]
    with stage.on(day):
        for trip in Trip.objects.filter(
            paper="unsigned", ended_on__gte=month, ended_on__lt=months_later(month, 1)
        ):
            actions.decide_paper(
                trip, by=head, seen=newest_version(trip), is_fined=stage.random.random() < 0.5,
                reason="用户无人值班",
            )  # fmt: skip
        run = actions.start_run(by=crew["2002"], kind="monthly", period=month)
    is_last = months_later(month, 2) > stage.today
    hands: list[tuple[int, Any, str]] = [
        (1, actions.confirm, "2001"),
        (2, actions.check_finance, "1004"),
        (4, actions.check_hr, "1002"),
        (6, actions.approve, "1001"),
    ]
    through = hands[: 2 if is_last else 4]
    hand_on(stage, run, crew, [(day + timedelta(days=n), act, who) for n, act, who in through])
    if not is_last:
        paid = day + timedelta(days=10)
        demo_quarter.enter_payroll(stage, paid, crew, "employer", tuple(POSITIONS))
        with stage.on(paid):
            actions.pay(now(run), by=crew["1003"], paid_on=paid, seen=now(run).matter.version)
        with stage.on(paid + timedelta(days=1)):
            actions.lock_run(now(run), by=crew["1003"], seen=now(run).matter.version)
    _report(stage, month, day, crew)


def _report(stage: Any, month: date, day: date, crew: dict[str, User]) -> None:
    """The department's statistics: submitted on the 5th, approved on the 8th."""
    with stage.on(day):
        report = compute_month(STATISTICS, month)
    for later, act, number in ((2, submit, "2002"), (5, approve, "2001")):
        if day + timedelta(days=later) < stage.today:
            with stage.on(day + timedelta(days=later)):
                act(report, by=crew[number], seen=report.matter.version)
