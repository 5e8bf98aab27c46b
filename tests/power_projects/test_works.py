"""From the start report to the closed project."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation import clock as time
from foundation.articles import Refusal
from foundation.policies.models import PolicyValue
from foundation.process.models import open_tasks
from power_projects import actions, rules
from power_projects.models import Change, ConcealedWork, Defect, Equipment, Project
from tests.harness.frozen import Clock
from tests.power_projects.conftest import (
    Crew,
    a_verdict,
    accept,
    brought_to,
    complete,
    do,
    inspected,
    start,
)


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as told:
        act(*args, **given)
    return told.value


def due(project: Project, code: str) -> date:
    return open_tasks(project.pk).get(kind=f"power_projects.{code}").due_on


@pytest.mark.article("R8.31")
@pytest.mark.parametrize(
    ("supplied", "last"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_one(supplied: date, last: date) -> None:
    assert rules.month_after(supplied) == last


@pytest.mark.article("R8.25")
@pytest.mark.parametrize(
    ("installed", "units", "is_due"),
    [(0, 0, False), (5, 9, False), (6, 9, True), (6, 10, False), (7, 10, True), (2, 3, True)],
)
def test_two_thirds_are_counted_without_fractions(installed: int, units: int, is_due: bool) -> None:
    assert rules.is_inspection_due(installed, units) is is_due


@pytest.mark.article("R8.25", "R8.26")
def test_inspections_go_on_until_passed_and_a_fifth_is_the_heads(crew: Crew) -> None:
    project = brought_to("inspecting", crew)
    some = a_verdict(attended=[], checked=["design"])
    assert refused(do, actions.inspect, project, some, by=crew.inspector).field == "checked"
    for number in range(1, 5):
        wrong = inspected(is_passed=False, defects=[f"缺陷 {number}"])
        project = do(actions.inspect, project, wrong, by=crew.inspector)
        assert project.state == "constructing"
        project = do(actions.ask_inspection, project, by=crew.officer)
    told = refused(do, actions.inspect, project, inspected(), by=crew.inspector)
    assert told.article == "R8.25" and project.inspected == 4
    told = refused(do, actions.inspect, project, inspected(), by=crew.head)
    assert len(told.missing) == 4, "defects not checked off"
    cleared = inspected(cleared=list(Defect.objects.all()))
    assert do(actions.inspect, project, cleared, by=crew.head).state == "finishing"


@pytest.mark.article("R8.20", "R8.19")
def test_the_contractors_certificates_are_looked_at_again_at_the_start(
    crew: Crew, clock: Clock
) -> None:
    project = brought_to("ready", crew)
    clock.set("2028-01-02 09:00")
    told = refused(start, project, crew)
    assert len(told.missing) == 2 and "R8.20" in str(told.missing[0])


@pytest.mark.article("R8.17", "R8.22")
def test_on_projects_not_entrusted_the_maker_is_the_customers(crew: Crew) -> None:
    project = brought_to("constructing", crew)
    do(
        actions.propose_equipment, project, by=crew.officer, name="变压器", model="S13",
        standard="cqc",
    )  # fmt: skip
    row, today = Equipment.objects.get(), time.today()
    given = {"by": crew.officer, "maker": "任一厂家", "ordered_on": today}
    early = given | {"arrives_on": today - timedelta(days=1)}
    assert refused(do, actions.order_equipment, project, row, **early).article == "R8.22"
    do(actions.order_equipment, project, row, **given, arrives_on=today)
    row.refresh_from_db()
    assert (row.maker, row.approved_by) == ("任一厂家", None)


@pytest.mark.article("R8.27", "R8.28")
def test_acceptance_is_of_the_office_that_answered_and_may_want_corrections(crew: Crew) -> None:
    project = brought_to("finishing", crew)
    do(actions.add_concealed, project, by=crew.officer, name="电缆沟")
    do(actions.ask_change, project, by=crew.officer, what="加一面柜", reason="预留")
    told = refused(complete, project, crew)
    assert told.article == "R8.27" and len(told.missing) == 2
    ConcealedWork.objects.update(signed_at=time.now())
    Change.objects.update(told_at=time.now(), is_agreed=False)
    project = complete(project, crew)
    wrong = a_verdict(attended=[], is_passed=False, defects=["标识不全"])
    assert refused(do, actions.accept, project, wrong, by=crew.city).article == "R8.27"
    project = do(actions.accept, project, wrong, by=crew.branch)
    assert project.state == "finishing" and project.line is None
    project = complete(project, crew)
    assert refused(accept, project, crew).missing == ["标识不全"]
    last = project.examinations.get(kind="acceptance").defects.get()
    project = do(actions.accept, project, a_verdict(attended=[], cleared=[last]), by=crew.branch)
    assert project.state == "accepted"


@pytest.mark.article("R8.34")
def test_a_newer_rule_drops_the_inspection(crew: Crew) -> None:
    PolicyValue.objects.create(
        key="power_projects.waived_steps", value=["inspection:high"],
        applies_from=date(2026, 11, 1), approved_by=crew.head, approved_at=time.now(),
    )  # fmt: skip
    assert start(brought_to("ready", crew), crew).state == "finishing"
