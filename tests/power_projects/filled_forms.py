"""Each form of regulation 8, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foundation import clock
from power_projects import rules
from power_projects.models import (
    Change,
    ConcealedWork,
    Connection,
    Consultation,
    Equipment,
    Firm,
    OutsideLink,
    Project,
    Works,
)
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.power_projects.conftest import (
    Crew,
    a_file,
    a_plan,
    applied,
    collect,
    facts,
    fresh,
    make_crew,
    show_all,
)

# What has no matter yet, or none of its own.
FREE = {"power_projects:apply", "power_projects:register_firm", "power_projects:set_area"}


@form("power_projects:apply")
def apply_for(cast: Cast) -> Sent:
    crew = make_crew()
    data = {name: value for name, value in facts(crew).items() if value is not None}
    data |= {"area": crew.area.pk, "customer_kind": "organisation", "customer_name": "东港机械厂"}
    return Sent(crew.clerk, data)


@form("power_projects:register_firm")
def register_firm(cast: Cast) -> Sent:
    data = {
        "name": "新源电力", "voltage": "10kV", "does_design": "on", "contact": "吴", "phone": "1",
    }  # fmt: skip
    return Sent(make_crew().head, data)


@form("power_projects:set_area")
def set_area(cast: Cast) -> Sent:
    crew = make_crew()
    data = {"name": "东港", "station": crew.station_office.pk, "branch": crew.branch_office.pk}
    return Sent(crew.head, data)


def on_firm(name: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        firm = Firm.objects.for_act().get(pk=crew.firms[0].pk)
        typed = str(data.get("reason") or data.get("certificate_no"))
        return Sent(crew.head, data, [firm.pk], firm.matter, typed)

    FORMS[f"power_projects:{name}"] = fill


on_firm("remove_firm", reason="资质吊销")
on_firm(
    "enter_certificate", kind="licence", certificate_no="L-9", valid_until="2030-01-01",
    scan=lambda: a_file(),
)  # fmt: skip

Prepare = Callable[[Project, Crew], Any]
TODAY = "2026-11-02"
TYPED = (
    "reason", "findings", "economy", "received_by", "signed", "title", "opinion", "work_plan",
    "contractor_survey", "name", "maker", "what", "notice", "report", "contract_no", "meter_no",
    "finding",
)  # fmt: skip


def put_at(stage: str, crew: Crew) -> Project:
    """A project set down at a stage: fifty forms do not all walk there."""
    project, today = applied(crew), clock.today()
    if stage == "applied":
        return project
    one, __, other = crew.firms
    Project.objects.filter(pk=project.pk).update(
        state=stage, manager=crew.officer, designer=one, contractor=other, is_entrusted=True,
        design_submitted_by=crew.officer,
    )  # fmt: skip
    plan = a_plan(project, revision=1, drafted_by=crew.officer)
    plan.project = project
    plan.save()
    Works.objects.create(
        project=project, starts_on=today, expected_on=today, units=9, installed=9,
        supervisor=crew.inspector, completed_on=today, as_built_on=today, work_plan="先土建",
        materials="九面柜", contractor_survey="无异议",
    )  # fmt: skip
    if stage in ("accepted", "energised", "checked"):
        Connection.objects.create(
            project=project, accepted_on=today, contract_on=today, meter_ordered_on=today,
            metered_on=today, supply_on=today, notified_on=today, energised_on=today,
        )  # fmt: skip
    return fresh(project)


def on_project(
    name: str, who: str, stage: str, prepare: Prepare | None = None, /, **data: Any
) -> None:
    """What ``prepare`` answers is the row the act is about."""

    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        project = put_at(stage, crew)
        row = prepare(project, crew) if prepare is not None else None
        given = {key: _of(value, crew) for key, value in data.items()}
        args = [project.pk, "design"] if name == "show_firms" else [project.pk]
        args += [row.pk] if row is not None else []
        typed = next((str(given[key]) for key in TYPED if key in given), "")
        return Sent(getattr(crew, who), given, args, fresh(project).matter, typed)

    FORMS[f"power_projects:{name}"] = fill


def _of(value: Any, crew: Crew) -> Any:
    """Keys of the crew's people and firms; a file is made anew for each sending."""
    return value(crew) if getattr(value, "__name__", "") == "of_crew" else value


def firms(*places: int) -> Any:
    def of_crew(crew: Crew) -> Any:
        keys = [crew.firms[place].pk for place in places]
        return keys if len(keys) > 1 else keys[0]

    return of_crew


def inspector() -> Any:
    def of_crew(crew: Crew) -> Any:
        return crew.inspector.pk

    return of_crew


def shown(project: Project, crew: Crew) -> None:
    show_all(project, crew)


def collected(project: Project, crew: Crew) -> None:
    collect(project, crew)


def unordered(project: Project, crew: Crew) -> None:
    Connection.objects.update(metered_on=None, energised_on=None, meter_ordered_on=None)


def equipment(project: Project, crew: Crew) -> Equipment:
    return Equipment.objects.create(
        project=project, name="开关柜", model="KYN28", standard="gb", maker="平高",
        drawing_is_reviewed=True, entered_by=crew.officer, approved_at=clock.now(),
        approved_by=crew.branch,
    )  # fmt: skip


def change(project: Project, crew: Crew) -> Change:
    return Change.objects.create(project=project, what="改", reason="管线", asked_by=crew.officer)


def told(project: Project, crew: Crew) -> Change:
    row = change(project, crew)
    row.is_agreed, row.told_at, row.told_by = True, clock.now(), crew.branch
    row.save()
    return row


def concealed(project: Project, crew: Crew) -> ConcealedWork:
    return ConcealedWork.objects.create(project=project, name="接地网")


def signed(project: Project, crew: Crew) -> ConcealedWork:
    row = concealed(project, crew)
    row.signed_at, row.signed_by = clock.now(), crew.inspector
    row.save()
    return row


def linked(project: Project, crew: Crew) -> OutsideLink:
    return OutsideLink.objects.create(
        project=project, party="customer", expires_on=clock.today(), made_by=crew.officer
    )


def consulted(project: Project, crew: Crew) -> Consultation:
    station = crew.station_office
    station.head = crew.station
    station.save()
    Project.objects.filter(pk=project.pk).update(waiting_for=1)
    return Consultation.objects.create(
        project=project, department=station, question="可否接入", asked_by=crew.officer
    )


def headed(project: Project, crew: Crew) -> None:
    type(crew.station_office).objects.filter(pk=crew.station_office.pk).update(head=crew.station)


def station_office() -> Any:
    def of_crew(crew: Crew) -> Any:
        return crew.station_office.pk

    return of_crew


ROUND = {"held_on": TODAY, "is_passed": "no", "opinion": "整改", "defects": "缺接地"}
on_project("survey", "officer", "applied", surveyed_on=TODAY, findings="有线路")
on_project(
    "propose_plan", "officer", "surveyed", capacity="500", voltage="10kV", mode="public",
    metering="高供高计", economy="投资最省",
)  # fmt: skip
on_project("answer_plan", "branch", "planned", form="letter", received_by="王厂长")
on_project("return_plan", "branch", "planned", reason="重拟")
on_project("reopen_plan", "branch", "choosing", reason="用电增加")
on_project("show_firms", "clerk", "applied", firms=firms(0, 1))
on_project(
    "choose_firms", "officer", "choosing", shown, designer=firms(0), contractor=firms(2),
    signed="王厂长",
)  # fmt: skip
on_project("entrust", "officer", "choosing", is_entrusted="no", signed="王厂长")
on_project("enter_paper", "officer", "designing", paper="design", file=lambda: a_file())
on_project("ask_for_paper", "branch", "designing", title="谐波评估报告")
on_project("submit_design", "officer", "designing", collected)
on_project(
    "review_design", "branch", "reviewing", attended=["designer", "customer", "production"], **ROUND
)
on_project("plan_works", "branch", "ready", work_plan="先土建", materials="九面柜")
on_project("confirm_works", "officer", "ready", contractor_survey="无异议")
on_project(
    "start_works", "officer", "ready", starts_on=TODAY, expected_on="2026-12-30", units="9",
    schedule=lambda: a_file(),
)  # fmt: skip
on_project("name_supervisor", "branch", "ready", person=inspector())
on_project("propose_equipment", "officer", "ready", name="开关柜", model="KYN28", standard="gb")
on_project("approve_equipment", "branch", "ready", equipment)
on_project(
    "order_equipment", "officer", "ready", equipment, maker="平高", ordered_on=TODAY,
    arrives_on="2026-12-01",
)  # fmt: skip
on_project("ask_change", "officer", "constructing", what="改路径", reason="地下管线")
on_project("tell_change", "branch", "constructing", change, is_agreed="yes", notice="同意")
on_project("make_change", "officer", "constructing", told, made_on=TODAY)
on_project("report_progress", "officer", "constructing", installed="8")
on_project("move_finish", "officer", "constructing", moved_to="2027-01-05", reason="雨")
on_project(
    "visit_site", "inspector", "constructing", kind="check", visited_on=TODAY, findings="焊接合格"
)
on_project("add_concealed", "officer", "constructing", name="接地网")
on_project("sign_concealed", "inspector", "constructing", concealed, finding="合格")
on_project("cover_concealed", "officer", "constructing", signed, covered_on=TODAY)
on_project("ask_inspection", "officer", "constructing")
on_project("inspect", "inspector", "inspecting", checked=list(rules.INSPECTION_POINTS), **ROUND)
on_project("note_completion", "officer", "finishing", completed_on=TODAY)
on_project("report_completion", "officer", "finishing", report="完工", application=lambda: a_file())
on_project("accept", "branch", "accepting", **ROUND)
on_project("sign_contract", "officer", "accepted", contract_no="HT-9", contract_on=TODAY)
on_project("agree_supply", "officer", "accepted", supply_on="2026-11-05")
on_project("order_meter", "officer", "accepted", unordered)
on_project("put_meter", "officer", "accepted", meter_no="B-1", metered_on=TODAY)
on_project("energise", "officer", "accepted", energised_on=TODAY)
on_project("receive_as_built", "officer", "checked", file=lambda: a_file())
on_project("check_supply", "inspector", "energised", held_on=TODAY, opinion="正常")
on_project("close", "officer", "checked")
on_project(
    "consult", "officer", "planned", headed, department=station_office(), question="可否接入"
)
on_project("answer_consultation", "station", "planned", consulted, answer="可以接入")
on_project("issue_link", "clerk", "choosing", party="customer", expires_on=TODAY)
on_project("revoke_link", "clerk", "choosing", linked)
on_project("withdraw", "officer", "applied", reason="停建")
