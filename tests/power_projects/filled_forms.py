"""Each form of regulation 8, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from power_projects.models import Firm, Project
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.power_projects.conftest import (
    Crew,
    a_file,
    brought_to,
    collect,
    facts,
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

Prepare = Callable[[Project, Crew], Project]


def on_project(
    name: str, who: str, stage: str, prepare: Prepare | None = None, **data: Any
) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        project = brought_to(stage, crew)
        if prepare is not None:
            project = prepare(project, crew)
        given = {key: _of(value, crew) for key, value in data.items()}
        args = [project.pk, "design"] if name == "show_firms" else [project.pk]
        texts = ("reason", "findings", "economy", "received_by", "signed", "title", "opinion")
        typed = next((str(given[key]) for key in texts if key in given), "")
        return Sent(getattr(crew, who), given, args, project.matter, typed)

    FORMS[f"power_projects:{name}"] = fill


def _of(value: Any, crew: Crew) -> Any:
    """Keys of the crew's firms; a file is made anew for each sending."""
    return value(crew) if getattr(value, "__name__", "") == "of_crew" else value


def firms(*places: int) -> Any:
    def of_crew(crew: Crew) -> Any:
        keys = [crew.firms[place].pk for place in places]
        return keys if len(keys) > 1 else keys[0]

    return of_crew


on_project("survey", "officer", "applied", surveyed_on="2026-11-02", findings="有线路")
on_project(
    "propose_plan", "officer", "surveyed", capacity="500", voltage="10kV", mode="public",
    metering="高供高计", economy="投资最省",
)  # fmt: skip
on_project("answer_plan", "branch", "planned", form="letter", received_by="王厂长")
on_project("return_plan", "branch", "planned", reason="重拟")
on_project("reopen_plan", "branch", "choosing", reason="用电增加")
on_project("show_firms", "clerk", "applied", firms=firms(0, 1))
on_project(
    "choose_firms", "officer", "choosing", show_all, designer=firms(0), contractor=firms(2),
    signed="王厂长",
)  # fmt: skip
on_project("entrust", "officer", "choosing", is_entrusted="yes", signed="王厂长")
on_project("enter_paper", "officer", "designing", paper="design", file=lambda: a_file())
on_project("ask_for_paper", "branch", "designing", title="谐波评估报告")
on_project("submit_design", "officer", "designing", collect)
on_project(
    "review_design", "branch", "reviewing", held_on="2026-11-02", is_passed="no",
    attended=["designer", "customer", "production"], opinion="修改", defects="缺接地",
)  # fmt: skip
on_project("withdraw", "officer", "applied", reason="停建")
