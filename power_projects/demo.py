"""A supply branch with its station, firms, and projects at every part of the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
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
from power_projects.models import Defect, Firm, Project, SupplyArea, SupplyPlan
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
# customer, what is applied for, how many days ago, at which stage it is today
PROJECTS: list[tuple[str, dict[str, Any], int, str]] = [
    ("柳林机械厂", {**HIGH, "capacity": Decimal(500)}, 60, "closed"),
    ("城东医院", {**HIGH, "capacity": Decimal(1600), "is_dual": True}, 27, "constructing"),
    ("李国强", HOME, 25, "accepted"),
    ("东港物流园", {**HIGH, "capacity": Decimal(800)}, 19, "reviewing"),
    (
        "恒丰超市",
        {"load": "low", "unit": "kW", "voltage": "380V", "capacity": Decimal(60)},
        17, "ready",
    ),
    ("新星饲料厂", {**HIGH, "capacity": Decimal(315)}, 8, "planned"),
    ("周慧", HOME, 1, "applied"),
]  # fmt: skip


Act = Callable[[Project, dict[str, User]], None]


def load(stage: Any) -> None:
    people = _people()
    with stage.at(_at(stage.today - timedelta(days=120))):
        _register(people)
    for customer, wanted, days, until in PROJECTS:
        _walk(stage, people, customer, wanted, until, stage.today - timedelta(days=days))


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
    """One stage every two days, until the wanted one or today; on the way what else there was."""
    kind = "consumer" if wanted["load"] == Load.RESIDENTIAL else "organisation"
    with stage.at(_at(day)):
        project = Project(
            contact_name=customer[:1] + "经理", contact_phone=f"1395550{1000 + len(customer) * 7 + day.day}",
            address=f"柳林镇工业路 {day.day} 号", area=SupplyArea.objects.get(name="柳林镇"), kind="new",
            routing="work_order", explained=["content", "procedure", "form"], **wanted,
        )  # fmt: skip
        actions.apply_for(project, by=people["8001"], customer_name=customer, customer_kind=kind)
    besides = {state: list(acts) for state, acts in _BESIDES.get(customer, {}).items()}
    now = Project.objects.for_act().get(pk=project.pk)
    while True:
        if besides.get(now.state):
            with stage.at(_at(day, 15)):
                besides[now.state].pop(0)(now, people)
            now = Project.objects.for_act().get(pk=project.pk)
        if now.state == until or day + timedelta(days=2) >= stage.today:
            return
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
    here = set(project.papers.values_list("kind", flat=True))
    for kind, label in rules.DESIGN_PAPERS.items() if project.load == Load.HIGH else ():
        if kind in here:
            continue
        given = {"file": _file(str(label))}
        _do(actions.enter_paper, project, by=people["8002"], paper=kind, **given)
    _do(actions.submit_design, project, by=people["8002"])


def _verdict(project: Project, **more: Any) -> Verdict:
    cleared = list(Defect.objects.filter(found_in__project=project, cleared_in=None))
    given: dict[str, Any] = {"is_passed": True, "opinion": "同意", "cleared": cleared}
    return Verdict(held_on=clock.today(), **given | more)


def _review(project: Project, people: dict[str, User], **more: Any) -> None:
    verdict = _verdict(project, attended=["designer", "customer", "production"], **more)
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


def _inspect(project: Project, people: dict[str, User], **more: Any) -> None:
    verdict = _verdict(project, checked=list(rules.INSPECTION_POINTS), **more)
    _do(actions.inspect, project, verdict, by=people["8007"])


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


def _link(project: Project, people: dict[str, User], party: str) -> None:
    until = clock.today() + timedelta(days=170)
    _do(actions.issue_link, project, by=people["8001"], party=party, expires_on=until)


def _links(*parties: str) -> Act:
    def issue(project: Project, people: dict[str, User]) -> None:
        for party in parties:
            _link(project, people, party)

    return issue


def _ask_station(project: Project, people: dict[str, User]) -> None:
    question = "这条 10 kV 线路的余量能否承担本次申请的容量？"
    station = Department.objects.get(code="8501")
    _do(actions.consult, project, by=people["8002"], department=station, question=question)


def _ask_and_hear(project: Project, people: dict[str, User]) -> None:
    _ask_station(project, people)
    row = project.consultations.get()
    answer = "余量约 2 MVA，可以承担。"
    _do(actions.answer_consultation, project, row, by=people["8003"], answer=answer)


def _entrust(project: Project, people: dict[str, User]) -> None:
    signed = project.contact_name
    _do(actions.entrust, project, by=people["8002"], is_entrusted=True, signed=signed)
    _link(project, people, "customer")


def _plan_works(project: Project, people: dict[str, User]) -> None:
    plan, materials = "先土建，后安装，分两次停电接火。", "开关柜 9 面、变压器 2 台、电缆 420 米"
    _do(actions.plan_works, project, by=people["8004"], work_plan=plan, materials=materials)
    survey = "现场与规划相符，无不同意见。"
    _do(actions.confirm_works, project, by=people["8002"], contractor_survey=survey)
    _link(project, people, "contractor")


def _on_site(project: Project, people: dict[str, User]) -> None:
    """Equipment approved and ordered, a change with its notice, one concealed work signed."""
    officer, branch, inspector = people["8002"], people["8004"], people["8007"]
    today = clock.today()
    _do(actions.name_supervisor, project, by=branch, person=inspector)
    for name, model, maker in (
        ("开关柜", "KYN28A-12", "平高电气"), ("变压器", "SCB13-800", "顺特电气"),
    ):  # fmt: skip
        _do(
            actions.propose_equipment, project, by=officer, name=name, model=model, standard="gb",
            maker=maker, drawing_is_reviewed=True,
        )  # fmt: skip
    row = project.equipment.order_by("pk")[0]
    _do(actions.approve_equipment, project, row, by=branch)
    _do(
        actions.order_equipment, project, row, by=officer, maker=row.maker, ordered_on=today,
        arrives_on=today + timedelta(days=20),
    )  # fmt: skip
    for what, reason in (("电缆沟改走北侧", "原路径有地下管线"), ("增加一面计量柜", "预留扩建")):
        _do(actions.ask_change, project, by=officer, what=what, reason=reason)
    change = project.changes.order_by("pk")[0]
    notice = "同意改走北侧，按修改后的图纸施工。"
    _do(actions.tell_change, project, change, by=branch, is_agreed=True, notice=notice)
    for name in ("接地网", "电缆沟"):
        _do(actions.add_concealed, project, by=officer, name=name)
    concealed = project.concealed_works.order_by("pk")[0]
    _do(
        actions.sign_concealed, project, concealed, by=inspector, finding="焊接合格，接地电阻 3.2 Ω"
    )
    _do(
        actions.visit_site, project, by=inspector, kind="supervision", visited_on=today,
        findings="接地网焊接处防腐已处理，电缆沟待覆盖。",
    )  # fmt: skip
    _do(actions.report_progress, project, by=officer, installed=5)
    moved = {"moved_to": today + timedelta(days=60), "reason": "变压器到货推迟"}
    _do(actions.move_finish, project, by=officer, **moved)


_WRONG_DESIGN: dict[str, Any] = {
    "is_passed": False, "opinion": "修改后再送审。",
    "defects": ["缺少防雷接地图", "进线开关的开断容量不足"],
}  # fmt: skip
_WRONG_WORKS: dict[str, Any] = {
    "is_passed": False, "opinion": "整改后再报检查。", "defects": ["变压器中性点接地线截面不足"],
}  # fmt: skip
# What else there was with a customer, whenever their project came to a stage.
_BESIDES: dict[str, dict[str, list[Act]]] = {
    "柳林机械厂": {"inspecting": [partial(_inspect, **_WRONG_WORKS)]},
    "城东医院": {"choosing": [_entrust], "ready": [_plan_works], "constructing": [_on_site]},
    "李国强": {"applied": [_links("customer")]},
    "东港物流园": {
        "designing": [_links("customer", "designer")],
        "reviewing": [partial(_review, **_WRONG_DESIGN), _ask_station],
    },
    "新星饲料厂": {"surveyed": [_ask_and_hear]},
}
_STEPS: dict[str, Act] = {
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
    "inspecting": _inspect,
    "finishing": _complete,
    "accepting": lambda project, people: _do(
        actions.accept, project, _verdict(project), by=_office(project, people, project.answers)
    ),
    "accepted": _supply,
    "energised": lambda project, people: _do(
        actions.check_supply, project, by=people["8007"], held_on=clock.today(),
        opinion="计量装置运行正常，用电与申请相符。",
    ),
    "checked": _close,
}  # fmt: skip
