"""No step can be skipped: every act is tried at every stage, generated over all of them."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from foundation import clock as time
from foundation.articles import Refusal
from foundation.process.models import Event
from foundation.process.steps import steps_of
from power_projects import actions
from power_projects.models import Examination, Project, Stage, SupplyPlan
from power_projects.site import SITE_ACTS
from tests.power_projects.conftest import (
    WAY,
    Crew,
    a_file,
    a_plan,
    a_verdict,
    applied,
    do,
    fresh,
    inspected,
)

WRONG: dict[str, Any] = {"is_passed": False, "defects": ["缺接地"]}
ACTS: dict[str, Any] = {
    "survey": lambda p, c: do(
        actions.record_survey, p, by=c.officer, surveyed_on=time.today(), findings="看过"
    ),
    "propose_plan": lambda p, c: do(actions.propose_plan, p, a_plan(p), by=c.officer),
    "answer_plan": lambda p, c: do(
        actions.answer_plan, p, by=c.branch, form="letter", received_by="王"
    ),
    "return_plan": lambda p, c: do(actions.return_plan, p, by=c.branch, reason="重拟"),
    "reopen_plan": lambda p, c: do(actions.reopen_plan, p, by=c.branch, reason="容量有变"),
    "choose_firms": lambda p, c: do(
        actions.choose_firms, p, by=c.officer, designer=c.firms[0], contractor=c.firms[2], signed="王"
    ),
    "submit_design": lambda p, c: do(actions.submit_design, p, by=c.officer),
    "pass_design": lambda p, c: do(actions.review_design, p, a_verdict(), by=c.branch),
    "correct_design": lambda p, c: do(actions.review_design, p, a_verdict(**WRONG), by=c.branch),
    "start": lambda p, c: do(
        actions.start_works, p, by=c.officer, starts_on=time.today(),
        expected_on=time.today() + timedelta(days=9), units=3, schedule=a_file(),
    ),
    "ask_inspection": lambda p, c: do(actions.ask_inspection, p, by=c.officer),
    "pass_inspection": lambda p, c: do(actions.inspect, p, inspected(), by=c.inspector),
    "fail_inspection": lambda p, c: do(actions.inspect, p, inspected(**WRONG), by=c.inspector),
    "report_completion": lambda p, c: do(
        actions.report_completion, p, by=c.officer, report="完工", application=a_file()
    ),
    "pass_acceptance": lambda p, c: do(actions.accept, p, a_verdict(), by=c.branch),
    "fail_acceptance": lambda p, c: do(actions.accept, p, a_verdict(**WRONG), by=c.branch),
    "energise": lambda p, c: do(actions.energise, p, by=c.officer, energised_on=time.today()),
    "check_supply": lambda p, c: do(
        actions.check_supply, p, by=c.inspector, held_on=time.today(), opinion="正常"
    ),
    "close": lambda p, c: do(actions.close, p, by=c.officer),
    "withdraw": lambda p, c: do(actions.withdraw, p, by=c.officer, reason="不办了"),
}  # fmt: skip
# Refused though it is their turn, since nothing was prepared.
UNPREPARED = {
    ("choosing", "choose_firms"), ("designing", "submit_design"),
    ("constructing", "ask_inspection"), ("finishing", "report_completion"),
    ("accepted", "energise"), ("checked", "close"),
}  # fmt: skip
ON_SITE: dict[str, dict[str, Any]] = {
    "plan_works": {"work_plan": "一", "materials": "二"},
    "confirm_works": {"contractor_survey": "无异议"},
    "propose_equipment": {"name": "变压器", "model": "S13", "standard": "gb"},
    "ask_change": {"what": "改路径", "reason": "地下管线"},
    "report_progress": {"installed": 1},
    "move_finish": {"moved_to": None, "reason": "雨"},
    "add_concealed": {"name": "接地网"},
    "note_completion": {"completed_on": None},
    "sign_contract": {"contract_no": "HT", "contract_on": None},
    "agree_supply": {"supply_on": None},
    "order_meter": {},
    "put_meter": {"meter_no": "B", "metered_on": None},
    "receive_as_built": {"file": a_file()},
}  # fmt: skip

# What moves no stage is tried at some of them: the suite has little time.
TRIED = (Stage.SURVEYED, Stage.READY, Stage.INSPECTING, Stage.ACCEPTING, Stage.CLOSED)


def left(project: Project) -> tuple[Any, ...]:
    counts = (Event.objects.count(), SupplyPlan.objects.count(), Examination.objects.count())
    return project.state, project.matter.version, counts


def sources(name: str) -> set[str]:
    return {str(source) for source in getattr(Project, name)._django_fsm.transitions}


def refuses(project: Project, code: str, act: Any, *args: Any, **given: Any) -> None:
    before = left(project)
    with pytest.raises(Refusal) as told:
        act(project, *args, **given)
    refusal, where = told.value, (project.state, code)
    assert refusal.article.startswith("R8.") and refusal.missing, (where, refusal)
    assert left(fresh(project)) == before, (where, "nothing half-written")


@pytest.mark.article(
    "R8.3", "R8.4", "R8.7", "R8.9.1", "R8.10", "R8.11", "R8.12", "R8.13", "R8.19", "R8.25",
    "R8.27", "R8.28", "R8.30", "R8.31",
)  # fmt: skip
def test_no_step_can_be_taken_out_of_order(crew: Crew) -> None:
    """What is not its turn names what is missing and the article, and leaves nothing behind."""
    assert {one.name for one in steps_of(Project)} == set(ACTS)
    project, tried = applied(crew), 0
    while True:
        for name, act in ACTS.items():
            turn = project.state in sources(name) and (project.state, name) not in UNPREPARED
            if not turn:
                refuses(project, name, act, crew)
                tried += 1
        for name, given in ON_SITE.items():
            who = crew.branch if name == "plan_works" else crew.officer
            if project.state in TRIED and project.state not in SITE_ACTS[name].stages:
                act = getattr(actions, name)
                refuses(project, name, partial(do, act), by=who, **given)
                tried += 1
        if project.state not in WAY:
            break
        project = WAY[project.state](project, crew)
    assert project.state == Stage.CLOSED and project.matter.closed_at and tried > 250
    gone = do(actions.withdraw, applied(crew), by=crew.clerk, reason="停建")
    for name, act in ACTS.items():
        refuses(gone, name, act, crew)
