"""A branch with a supply station, the offices of regulation 8, firms, and a project's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

if TYPE_CHECKING:
    from django.test import Client

    from foundation.people.models import Department, User
    from power_projects.models import Firm, Project, SupplyArea
    from tests.harness.frozen import Clock


@dataclass
class Crew:
    branch_office: Department
    station_office: Department
    area: SupplyArea
    clerk: User
    officer: User
    station: User
    branch: User
    head: User
    inspector: User
    city: User
    stranger: User
    firms: list[Firm]


# Attribute, employee number, name, role, scope, where.
PEOPLE = [
    ("clerk", "pclerk", "叶窗", "power_window_clerk", "subtree", "PB"),
    ("officer", "poff", "高专", "power_connection_officer", "subtree", "PB"),
    ("station", "pstat", "田所", "power_supply_station", "department", "PS"),
    ("branch", "pbran", "冯部", "power_branch_marketing", "subtree", "PB"),
    ("head", "phead", "段首", "power_marketing_head", "company", "PC"),
    ("inspector", "pinsp", "查用", "power_inspector", "subtree", "PB"),
    ("city", "pcity", "程市", "power_city_company", "company", "PC"),
    ("stranger", "pelse", "外人", "power_connection_officer", "subtree", "PX"),
]
FIRMS = [("光华电力设计", True, False), ("恒通电力工程", True, True), ("安达电气安装", False, True)]


def make_crew() -> Crew:
    """The crew; asked again, the same people."""
    from django.contrib.auth.models import Group

    from foundation.people.models import Department, RoleGrant, User
    from foundation.people.structure import place
    from power_projects import actions
    from power_projects.models import Firm, SupplyArea

    if not Department.objects.filter(code="PB").exists():
        company = place(Department(code="PC", name="供电公司", kind="company"), under=None)
        branch = place(Department(code="PB", name="城东分公司营销部"), under=company)
        place(Department(code="PS", name="柳林供电所"), under=branch)
        place(Department(code="PX", name="城西分公司营销部"), under=company)
        places = {one.code: one for one in Department.objects.all()}
        for __, number, name, role, scope, where in PEOPLE:
            user = User.objects.create_user(
                number, name, department=places[where], email=f"{number}@example.com"
            )
            RoleGrant.objects.create(
                user=user, group=Group.objects.get(name=role), scope=scope,
                department=None if scope == "company" else places[where],
            )  # fmt: skip
        head = User.objects.get(employee_number="phead")
        actions.set_area(by=head, name="柳林镇", station=places["PS"], branch=places["PB"])
        for name, design, construction in FIRMS:
            firm = Firm(
                name=name, does_design=design, does_construction=construction, voltage="110kV",
                contact="周工", phone="13900001111",
            )  # fmt: skip
            certify(actions.register_firm(firm, by=head), head)
    known = {one.employee_number: one for one in User.objects.select_related("department")}
    return Crew(
        branch_office=Department.objects.get(code="PB"),
        station_office=Department.objects.get(code="PS"),
        area=SupplyArea.objects.get(name="柳林镇"),
        firms=list(Firm.objects.order_by("pk")[:3]),
        **{attribute: known[number] for attribute, number, *__ in PEOPLE},
    )


def a_file(name: str = "扫描件.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, f"内容 {name}".encode())


def certify(firm: Firm, by: User, until: date = date(2028, 1, 1)) -> None:
    from power_projects import actions
    from power_projects.models import Firm

    for kind in ("qualification", "licence"):
        now = Firm.objects.for_act().get(pk=firm.pk)
        actions.enter_certificate(
            now, by=by, kind=kind, certificate_no=f"{kind}-1", valid_until=until, scan=a_file(),
            seen=now.matter.version,
        )  # fmt: skip


def facts(crew: Crew, **changes: Any) -> dict[str, Any]:
    """A new high-voltage customer of 500 kVA."""
    given: dict[str, Any] = {
        "contact_name": "王厂长", "contact_phone": "13912340000", "address": "柳林镇工业路 8 号",
        "area": crew.area, "kind": "new", "load": "high", "capacity": "500", "unit": "kVA",
        "existing_capacity": None, "voltage": "10kV", "routing": "work_order",
        "explained": ["content", "procedure", "form"],
    }  # fmt: skip
    given |= changes
    given["capacity"] = Decimal(str(given["capacity"]))
    return given


def applied(crew: Crew, customer: str = "柳林机械厂", **changes: Any) -> Project:
    from power_projects import actions
    from power_projects.models import Project

    project = Project(**facts(crew, **changes))
    return fresh(
        actions.apply_for(
            project, by=crew.clerk, customer_name=customer, customer_kind="organisation"
        )
    )


def fresh(project: Project) -> Project:
    from power_projects.models import Project

    found: Project = Project.objects.for_act().get(pk=project.pk)
    return found


def do(act: Callable[..., Any], project: Project, *given: Any, by: User, **more: Any) -> Project:
    """The act, on the project as it is now."""
    now = fresh(project)
    act(now, *given, by=by, seen=now.matter.version, **more)
    return fresh(project)


def a_plan(project: Project, **changes: Any) -> Any:
    from power_projects.models import SupplyPlan

    given: dict[str, Any] = {
        "capacity": project.capacity, "voltage": project.voltage, "mode": "public",
        "metering": "高供高计", "economy": "就近接入，投资最省",
    }  # fmt: skip
    return SupplyPlan(**given | changes)


def a_verdict(**changes: Any) -> Any:
    from foundation import clock
    from power_projects.actions.rounds import Verdict

    given: dict[str, Any] = {
        "is_passed": True, "opinion": "同意", "held_on": clock.today(),
        "attended": ["designer", "customer", "production"],
    }  # fmt: skip
    return Verdict(**given | changes)


def survey(project: Project, crew: Crew) -> Project:
    from foundation import clock
    from power_projects import actions

    return do(
        actions.record_survey, project, by=crew.officer, surveyed_on=clock.today(),
        findings="附近有 10 kV 线路",
    )  # fmt: skip


def propose(project: Project, crew: Crew, **changes: Any) -> Project:
    from power_projects import actions

    return do(actions.propose_plan, project, a_plan(project, **changes), by=crew.officer)


def answer(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    who = {"station": crew.station, "branch": crew.branch, "city": crew.city}[project.answers]
    return do(actions.answer_plan, project, by=who, form="letter", received_by="王厂长")


def show_all(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    one, both, other = crew.firms
    for work, firms in (("design", [one, both]), ("construction", [both, other])):
        project = do(actions.show_firms, project, by=crew.clerk, work=work, firms=firms)
    return project


def choose(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    return do(
        actions.choose_firms, show_all(project, crew), by=crew.officer, designer=crew.firms[0],
        contractor=crew.firms[2], signed="王厂长",
    )  # fmt: skip


def collect(project: Project, crew: Crew) -> Project:
    """One by its act, the others beside it: a file each would cost the tests seconds."""
    from power_projects import actions, rules
    from power_projects.models import DesignPaper

    if project.load != "high":
        return project
    project = do(actions.enter_paper, project, by=crew.officer, paper="design", file=a_file())
    first = project.papers.get(kind="design")
    DesignPaper.objects.bulk_create(
        DesignPaper(
            project=project, kind=kind, attachment=first.attachment, entered_by=crew.officer
        )
        for kind in rules.DESIGN_PAPERS
        if kind != "design"
    )
    return project


def send(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    return do(actions.submit_design, collect(project, crew), by=crew.officer)


def passes(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    who = {"station": crew.station, "branch": crew.branch, "city": crew.city}[project.reviews]
    return do(actions.review_design, project, a_verdict(), by=who)


def start(project: Project, crew: Crew) -> Project:
    from foundation import clock
    from power_projects import actions

    return do(
        actions.start_works, project, by=crew.officer, starts_on=clock.today(),
        expected_on=clock.today() + timedelta(days=40), units=9, schedule=a_file(),
    )  # fmt: skip


def ask_inspection(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    project = do(actions.report_progress, project, by=crew.officer, installed=6)
    return do(actions.ask_inspection, project, by=crew.officer)


def inspected(**changes: Any) -> Any:
    from power_projects import rules

    return a_verdict(attended=[], checked=list(rules.INSPECTION_POINTS), **changes)


def inspect(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    return do(actions.inspect, project, inspected(), by=crew.inspector)


def complete(project: Project, crew: Crew) -> Project:
    from foundation import clock
    from power_projects import actions

    project = do(actions.note_completion, project, by=crew.officer, completed_on=clock.today())
    return do(
        actions.report_completion, project, by=crew.officer, report="全部完工", application=a_file()
    )


def accept(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    who = {"station": crew.station, "branch": crew.branch, "city": crew.city}[project.answers]
    return do(actions.accept, project, a_verdict(attended=[]), by=who)


def supply(project: Project, crew: Crew) -> Project:
    from foundation import clock
    from power_projects import actions

    today, by = clock.today(), crew.officer
    do(actions.sign_contract, project, by=by, contract_no="HT-1", contract_on=today)
    do(actions.agree_supply, project, by=by, supply_on=today)
    do(actions.order_meter, project, by=by)
    do(actions.put_meter, project, by=by, meter_no="B-77", metered_on=today)
    return do(actions.energise, project, by=by, energised_on=today)


def check_supply(project: Project, crew: Crew) -> Project:
    from foundation import clock
    from power_projects import actions

    return do(
        actions.check_supply, project, by=crew.inspector, held_on=clock.today(), opinion="计量正常"
    )


def close(project: Project, crew: Crew) -> Project:
    from power_projects import actions

    project = do(actions.receive_as_built, project, by=crew.officer, file=a_file("竣工图.txt"))
    return do(actions.close, project, by=crew.officer)


# A project's way, one act after another.
WAY: dict[str, Callable[[Project, Crew], Project]] = {
    "applied": survey, "surveyed": propose, "planned": answer, "choosing": choose,
    "designing": send, "reviewing": passes, "ready": start, "constructing": ask_inspection,
    "inspecting": inspect, "finishing": complete, "accepting": accept, "accepted": supply,
    "energised": check_supply, "checked": close,
}  # fmt: skip


def brought_to(stage: str, crew: Crew, **changes: Any) -> Project:
    project = applied(crew, **changes)
    while project.state != stage:
        project = WAY[project.state](project, crew)
    return project


def client_of(user: User) -> Client:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.fixture
def crew(clock: Clock, db: None, settings: Any, tmp_path: Any) -> Crew:
    settings.MEDIA_ROOT = tmp_path
    return make_crew()
