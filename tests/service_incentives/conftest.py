"""The people of a service department, and a month of their trips."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from foundation.listing.models import ImportRun
    from foundation.people.models import Department, User
    from service_incentives.models import Finding, PayRun, Project, ProjectKind, Trip
    from tests.harness.frozen import Clock

OCTOBER = date(2026, 10, 1)


@dataclass
class Crew:
    department: Department
    clerk: User
    head: User
    finance: User
    hr: User
    hr_manager: User
    gm: User
    chair: User
    marketing: User
    specialist: User
    office: User
    subsidiary_gm: User
    engineer: User
    other: User
    leader: User
    manager: User
    kind: ProjectKind
    project: Project


def person(number: str, name: str, department: Department, role: str = "") -> User:
    from django.contrib.auth.models import Group

    from foundation.people.models import RoleGrant, User

    user = User.objects.create_user(
        number, name, department=department, email=f"{number}@example.com"
    )
    if role:
        RoleGrant.objects.create(user=user, group=Group.objects.get(name=role))
    return user


# Attribute, employee number, name, role.
PEOPLE = [
    ("clerk", "svclerk", "沈雪", "service_statistician"),
    ("head", "svhead", "贺军", "service_head"),
    ("finance", "svfinance", "吴敏", "finance"),
    ("hr", "svhr", "赵雅", "admin_hr"),
    ("hr_manager", "svhrm", "林慧", "admin_hr"),
    ("gm", "svgm", "陈国栋", "gm"),
    ("chair", "svchair", "陈老", "chair"),
    ("marketing", "svmarket", "毛宁", "marketing_centre"),
    ("specialist", "svspare", "夏雨", "spare_parts_specialist"),
    ("office", "svoffice", "谭静", "subsidiary_office"),
    ("subsidiary_gm", "svtaida", "钟诚", "subsidiary_gm"),
    ("engineer", "sve1", "丁一", ""),
    ("other", "sve2", "丁二", ""),
    ("leader", "sve3", "丁三", ""),
    ("manager", "svm1", "丁四", ""),
]
POSITIONS = {
    "engineer": "engineer", "other": "engineer", "leader": "leader", "manager": "management",
}  # fmt: skip


def make_crew() -> Crew:
    """The crew; asked again, the same people."""
    from foundation.people.models import Department, User
    from foundation.people.structure import place
    from service_incentives.models import Project, ProjectKind

    department = Department.objects.filter(code="SV").first()
    is_new = department is None
    if is_new:
        company = place(Department(code="SC", name="泰昂能源", kind="company"), under=None)
        department = place(Department(code="SV", name="服务部"), under=company)
        for __, number, name, role in PEOPLE:
            person(number, name, department, role)
    known = {one.employee_number: one for one in User.objects.filter(department=department)}
    crew = Crew(
        department=department,
        kind=ProjectKind.objects.get_or_create(code="A", defaults={"name": "直流屏调试"})[0],
        project=Project.objects.get_or_create(code="P-001", defaults={"name": "滨江变电站"})[0],
        **{attribute: known[number] for attribute, number, __, __ in PEOPLE},
    )
    if is_new:
        for attribute, position in POSITIONS.items():
            give_position(crew, getattr(crew, attribute), position)
        give_coefficient(crew, crew.kind, "1.5")
    return crew


def give_position(crew: Crew, who: User, position: str, since: date = date(2026, 1, 1)) -> None:
    from service_incentives import actions

    actions.set_position(by=crew.clerk, person=who, position=position, since=since)


def give_coefficient(
    crew: Crew, kind: ProjectKind, value: str, since: date = date(2026, 1, 1)
) -> None:
    from service_incentives import actions
    from service_incentives.models import Coefficient

    given = Coefficient(kind=kind, value=Decimal(value), applies_from=since)
    actions.approve_coefficient(actions.propose_coefficient(given, by=crew.clerk), by=crew.head)


def kind_worth(crew: Crew, value: str) -> ProjectKind:
    """A kind of project with this coefficient."""
    from service_incentives.models import ProjectKind

    kind, made = ProjectKind.objects.get_or_create(
        code=f"K{value}", defaults={"name": f"系数 {value}"}
    )
    if made:
        give_coefficient(crew, kind, value)
    return kind


def new_trip(crew: Crew, who: User | None = None, **facts: Any) -> Trip:
    """A trip that ended in October; ``worth``: its coefficient."""
    from service_incentives import actions
    from service_incentives.models import Project, Trip

    worth = facts.pop("worth", None)
    number = Trip.objects.count()
    project, __ = Project.objects.get_or_create(code=f"T-{number}", defaults={"name": "项目"})
    given: dict[str, Any] = {
        "person": who or crew.engineer,
        "project": project,
        "kind": kind_worth(crew, worth) if worth else crew.kind,
        "started_on": date(2026, 10, 8),
        "ended_on": date(2026, 10, 10),
    }
    return actions.enter_trip(Trip(**(given | facts)), by=crew.clerk)


def new_finding(crew: Crew, kind: str, *, decided: bool = True, **facts: Any) -> Finding:
    from service_incentives import actions
    from service_incentives.models import Finding

    given: dict[str, Any] = {"evidence": "见附件"}
    if kind not in ("own_fault", "entry_error"):  # they take these from their trip
        given |= {"person": crew.engineer, "happened_on": date(2026, 10, 12)}
    by = facts.pop("by", crew.clerk)
    finding = actions.propose(Finding(kind=kind, **(given | facts)), by=by)
    if decided:
        decider = (
            crew.hr
            if finding.kind in ("quality", "half_year", "annual", "service_product")
            else crew.head
        )
        actions.decide(finding, by=decider, seen=finding.matter.version)
    return finding


def start(crew: Crew, period: date = OCTOBER) -> PayRun:
    from service_incentives import actions

    return actions.start_run(by=crew.clerk, kind="monthly", period=period)


def fresh(run: PayRun) -> PayRun:
    from service_incentives.models import PayRun

    found: PayRun = PayRun.objects.select_related("matter").get(pk=run.pk)
    return found


def bring_to(run: PayRun, state: str, crew: Crew) -> PayRun:
    """Each step by the person whose turn it is, up to the state."""
    from foundation import clock
    from service_incentives import actions

    steps: list[tuple[str, Any]] = [
        ("awaiting_finance", lambda one: actions.confirm(one, by=crew.head, seen=one.matter.version)),
        ("awaiting_hr", lambda one: actions.check_finance(one, by=crew.finance, seen=one.matter.version)),
        ("awaiting_leader", lambda one: actions.check_hr(one, by=crew.hr, seen=one.matter.version)),
        ("approved", lambda one: actions.approve(one, by=crew.gm, seen=one.matter.version)),
        ("paid", lambda one: actions.pay(one, by=crew.hr, paid_on=clock.today(), seen=one.matter.version)),
        ("locked", lambda one: actions.lock_run(one, by=crew.hr, seen=one.matter.version)),
    ]  # fmt: skip
    for reached, step in steps:
        step(fresh(run))
        if reached == state:
            break
    done = fresh(run)
    assert done.state == state
    return done


def amounts(run: PayRun) -> dict[str, Decimal]:
    """Person -> what the run pays them in all."""
    paid: dict[str, Decimal] = {}
    for line in fresh(run).current_lines().select_related("person"):
        paid[line.person.name] = paid.get(line.person.name, Decimal(0)) + line.amount
    return paid


Upload = Callable[[str, list[str], list[list[Any]], "User"], "ImportRun"]


def tried_out(kind: str, heads: list[str], rows: list[list[Any]], by: User) -> ImportRun:
    """A workbook with these heads and rows, uploaded and tried."""
    import openpyxl
    from django.core.files.base import ContentFile

    from foundation.listing.imports import runs
    from foundation.listing.imports.specs import specs

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (heads, *rows):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = ContentFile(stream.getvalue(), name="导入.xlsx")
    run = runs.upload(specs()[f"service_incentives.{kind}"], file, by=by)
    return runs.dry_run(run.pk, by=by)


@pytest.fixture
def tried(settings: Any, tmp_path: Any) -> Upload:
    settings.MEDIA_ROOT = tmp_path
    return tried_out


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, wrong."""
    return run.created_count, run.updated_count, run.unchanged_count, run.error_count


@pytest.fixture
def crew(clock: Clock, db: None) -> Crew:
    return make_crew()
