"""A supply branch with its station, firms, and projects at every part of the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation import clock
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place
from power_projects import actions, rules
from power_projects.actions.rounds import Verdict
from power_projects.models import Firm, Project, SupplyArea, SupplyPlan
from power_projects.supply import Load

# number, name, position, role, where: the branch, its station, the whole company
PEOPLE = [
    ("8001", "叶窗明", "营销窗口受理员", "power_window_clerk", "branch"),
    ("8002", "高志远", "报装专责", "power_connection_officer", "branch"),
    ("8003", "田守义", "供电所所长", "power_supply_station", "station"),
    ("8004", "冯伟", "分公司营销部主任", "power_branch_marketing", "branch"),
    ("8005", "段立新", "营销部负责人", "power_marketing_head", ""),
    ("8006", "程远山", "市公司审查专责", "power_city_company", ""),
    ("8007", "查继红", "用电检查员", "power_inspector", "branch"),
]
LOGINS = [(number, name, position) for number, name, position, *__ in PEOPLE]
FIRMS = [
    ("光华电力设计院", True, False, "110kV"), ("恒通电力工程公司", True, True, "35kV"),
    ("安达电气安装公司", False, True, "110kV"),
]  # fmt: skip
HIGH = {"load": "high", "unit": "kVA", "voltage": "10kV"}
HOME = {"load": "residential", "unit": "kW", "voltage": "220V", "capacity": Decimal(8)}
# customer, what is applied for, at which stage it is today
PROJECTS: list[tuple[str, dict[str, Any], str]] = [
    ("柳林机械厂", {**HIGH, "capacity": Decimal(500)}, "closed"),
    ("城东医院", {**HIGH, "capacity": Decimal(1600), "is_dual": True}, "constructing"),
    (
        "恒丰超市",
        {"load": "low", "unit": "kW", "voltage": "380V", "capacity": Decimal(60)},
        "ready",
    ),
    ("李国强", HOME, "accepted"),
    ("东港物流园", {**HIGH, "capacity": Decimal(800)}, "reviewing"),
    ("新星饲料厂", {**HIGH, "capacity": Decimal(315)}, "planned"),
    ("周慧", HOME, "applied"),
]


def load(stage: Any) -> None:
    people = _people()
    with stage.at(_at(stage.today - timedelta(days=120))):
        _register(people)
    for number, (customer, wanted, until) in enumerate(PROJECTS):
        day = stage.today - timedelta(days=75 - 10 * number)
        _walk(stage, people, customer, wanted, until, day)


def _at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.zone())


def _file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.txt", f"{name}（示例）".encode())


def _people() -> dict[str, User]:
    company = Department.objects.get(code="00")
    branch = place(Department(code="85", name="城东分公司营销部", kind="office"), under=company)
    station = place(Department(code="8501", name="柳林供电所", kind="office"), under=branch)
    places = {"branch": branch, "station": station}
    password = make_password(settings.DEMO_PASSWORD)
    for number, name, position, role, where in PEOPLE:
        user = User.objects.create(
            employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
            department=places.get(where, branch), position=position,
            email=f"{number}@example.com", phone=f"1380000{number}", hired_on=date(2021, 5, 1),
        )  # fmt: skip
        RoleGrant.objects.create(
            user=user, group=Group.objects.get(name=role), department=places.get(where),
            scope="subtree" if where == "branch" else "department" if where else "company",
        )  # fmt: skip
    people = {one.employee_number: one for one in User.objects.select_related("department")}
    branch.head, station.head = people["8004"], people["8003"]
    Department.objects.bulk_update([branch, station], ["head"])
    return people


def _register(people: dict[str, User]) -> None:
    branch, station = (Department.objects.get(code=code) for code in ("85", "8501"))
    head = people["8005"]
    actions.set_area(by=head, name="柳林镇", station=station, branch=branch)
    for name, designs, builds, voltage in FIRMS:
        firm = Firm(
            name=name, does_design=designs, does_construction=builds, voltage=voltage,
            contact="周工", phone="13900002222",
        )  # fmt: skip
        actions.register_firm(firm, by=head)
        for kind in rules.CERTIFICATES:
            now = Firm.objects.for_act().get(pk=firm.pk)
            actions.enter_certificate(
                now, by=head, kind=kind, certificate_no=f"{kind[:1].upper()}-{firm.pk:04d}",
                valid_until=clock.today() + timedelta(days=900), scan=_file("证照扫描件"),
                seen=now.matter.version,
            )  # fmt: skip


def _walk(
    stage: Any,
    people: dict[str, User],
    customer: str,
    wanted: dict[str, Any],
    until: str,
    day: date,
) -> None:
    """One stage every two days, until the wanted one or today."""
    kind = "consumer" if wanted["load"] == Load.RESIDENTIAL else "organisation"
    with stage.at(_at(day)):
        project = Project(
            contact_name=customer[:1] + "经理", contact_phone=f"1395550{1000 + len(customer) * 7 + day.day}",
            address="柳林镇工业路 8 号", area=SupplyArea.objects.get(name="柳林镇"), kind="new",
            routing="work_order", explained=["content", "procedure", "form"], **wanted,
        )  # fmt: skip
        actions.apply_for(project, by=people["8001"], customer_name=customer, customer_kind=kind)
    now = Project.objects.for_act().get(pk=project.pk)
    while now.state != until and day + timedelta(days=2) < stage.today:
        day += timedelta(days=2)
        with stage.at(_at(day)):
            _STEPS[now.state](now, people)
        now = Project.objects.for_act().get(pk=project.pk)


def _do(act: Callable[..., Any], project: Project, *given: Any, by: User, **more: Any) -> None:
    now = Project.objects.for_act().get(pk=project.pk)
    act(now, *given, by=by, seen=now.matter.version, **more)


def _office(project: Project, people: dict[str, User], office: str) -> User:
    return people[{"station": "8003", "branch": "8004", "city": "8006"}[office]]


def _plan(project: Project, people: dict[str, User]) -> None:
    dual = (
        {"load_nature": "一级负荷", "dual_reason": "手术室不能中断供电"} if project.is_dual else {}
    )
    plan = SupplyPlan(
        capacity=project.capacity, voltage=project.voltage, mode="public", metering="高供高计",
        economy="就近接入，投资最省", is_dual=project.is_dual, **dual,
    )  # fmt: skip
    _do(actions.propose_plan, project, plan, by=people["8002"])


def _choose(project: Project, people: dict[str, User]) -> None:
    for work in ("design", "construction"):
        firms = list(Firm.objects.all().qualified(work, clock.today()))
        _do(actions.show_firms, project, by=people["8001"], work=work, firms=firms)
    designer, __, contractor = Firm.objects.order_by("pk")
    _do(
        actions.choose_firms, project, by=people["8002"], designer=designer, contractor=contractor,
        signed=project.contact_name,
    )  # fmt: skip


def _design(project: Project, people: dict[str, User]) -> None:
    for kind, label in rules.DESIGN_PAPERS.items() if project.load == Load.HIGH else ():
        given = {"file": _file(str(label))}
        _do(actions.enter_paper, project, by=people["8002"], paper=kind, **given)
    _do(actions.submit_design, project, by=people["8002"])


def _verdict(**more: Any) -> Verdict:
    return Verdict(is_passed=True, opinion="同意", held_on=clock.today(), **more)


def _review(project: Project, people: dict[str, User]) -> None:
    verdict = _verdict(attended=["designer", "customer", "production"])
    by = _office(project, people, project.reviews)
    _do(actions.review_design, project, verdict, by=by)


def _start(project: Project, people: dict[str, User]) -> None:
    _do(
        actions.start_works, project, by=people["8002"], starts_on=clock.today(),
        expected_on=clock.today() + timedelta(days=30), units=12, schedule=_file("进度表"),
    )  # fmt: skip


def _build(project: Project, people: dict[str, User]) -> None:
    _do(actions.name_supervisor, project, by=people["8004"], person=people["8007"])
    _do(actions.report_progress, project, by=people["8002"], installed=9)
    _do(actions.ask_inspection, project, by=people["8002"])


def _complete(project: Project, people: dict[str, User]) -> None:
    _do(actions.note_completion, project, by=people["8002"], completed_on=clock.today())
    _do(
        actions.report_completion, project, by=people["8002"], report="工程已全部完工，自检合格。",
        application=_file("供电申请"),
    )  # fmt: skip


def _supply(project: Project, people: dict[str, User]) -> None:
    by, today = people["8002"], clock.today()
    _do(
        actions.sign_contract, project, by=by, contract_no=f"HT-{project.pk:05d}", contract_on=today
    )
    _do(actions.agree_supply, project, by=by, supply_on=today)
    _do(actions.order_meter, project, by=by)
    _do(actions.put_meter, project, by=by, meter_no=f"B-{project.pk:05d}", metered_on=today)
    _do(actions.energise, project, by=by, energised_on=today)


def _close(project: Project, people: dict[str, User]) -> None:
    _do(actions.receive_as_built, project, by=people["8002"], file=_file("竣工图"))
    _do(actions.close, project, by=people["8002"])


_STEPS: dict[str, Callable[[Project, dict[str, User]], None]] = {
    "applied": lambda project, people: _do(
        actions.record_survey, project, by=people["8002"], surveyed_on=clock.today(),
        findings="附近有 10 kV 线路，可以接入。",
    ),
    "surveyed": _plan,
    "planned": lambda project, people: _do(
        actions.answer_plan, project, by=_office(project, people, project.answers), form="letter",
        received_by=project.contact_name,
    ),
    "choosing": _choose,
    "designing": _design,
    "reviewing": _review,
    "ready": _start,
    "constructing": _build,
    "inspecting": lambda project, people: _do(
        actions.inspect, project, _verdict(checked=list(rules.INSPECTION_POINTS)), by=people["8007"]
    ),
    "finishing": _complete,
    "accepting": lambda project, people: _do(
        actions.accept, project, _verdict(), by=_office(project, people, project.answers)
    ),
    "accepted": _supply,
    "energised": lambda project, people: _do(
        actions.check_supply, project, by=people["8007"], held_on=clock.today(),
        opinion="计量装置运行正常，用电与申请相符。",
    ),
    "checked": _close,
}  # fmt: skip
