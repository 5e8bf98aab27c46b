"""From the start report to the closed project."""

from datetime import date, timedelta
from typing import Any

import pytest

from foundation import clock as time
from foundation.articles import Refusal
from foundation.policies.models import PolicyValue
from foundation.process.models import Violation, open_tasks
from foundation.process.sweep import sweep
from power_projects import actions, rules
from power_projects.models import Change, ConcealedWork, Defect, Equipment, Project
from tests.harness.frozen import Clock
from tests.power_projects.conftest import (
    Crew,
    a_verdict,
    accept,
    answer,
    applied,
    ask_inspection,
    brought_to,
    check_supply,
    choose,
    close,
    complete,
    do,
    inspect,
    inspected,
    passes,
    propose,
    send,
    start,
    supply,
    survey,
)


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as told:
        act(*args, **given)
    return told.value


def due(project: Project, code: str) -> date:
    return open_tasks(project.pk).get(kind=f"power_projects.{code}").due_on


@pytest.mark.article(
    "R8.9.1", "R8.9.2", "R8.16", "R8.6", "R8.18", "R8.19", "R8.21", "R8.22", "R8.23", "R8.24",
    "R8.25", "R8.27", "R8.28", "R8.30", "R8.31", "R8.7",
)  # fmt: skip
def test_a_large_dual_source_customer_from_the_application_to_the_after_check(
    crew: Crew, clock: Clock
) -> None:
    project = survey(applied(crew, capacity="3500", is_dual=True), crew)
    given = {"is_dual": True, "load_nature": "一级负荷", "dual_reason": "手术室"}
    assert refused(propose, project, crew, **given).field == "mode"
    project = answer(propose(project, crew, mode="dedicated", **given), crew)
    assert project.plan.answered_by == crew.city
    project = choose(project, crew)
    project = do(actions.entrust, project, by=crew.officer, is_entrusted=True, signed="王院长")
    project = passes(send(project, crew), crew)
    assert project.examinations.get().office == "city"
    told = refused(start, project, crew)
    assert told.article == "R8.19" and len(told.missing) == 3, "the three parts of R8.21"
    do(actions.plan_works, project, by=crew.branch, work_plan="先土建", materials="开关柜 9 面")
    do(actions.confirm_works, project, by=crew.officer, contractor_survey="无不同意见")
    project = start(project, crew)
    project = _equip(project, crew)
    project = _change(project, crew)
    project = _watch(project, crew)
    clock.set("2026-12-01 09:00")
    project = do(
        actions.move_finish, project, by=crew.officer, moved_to=date(2027, 1, 5), reason="雨"
    )
    assert (project.site.expected_on, project.site.moved_to) == (
        date(2026, 12, 12),
        date(2027, 1, 5),
    )
    project = inspect(ask_inspection(project, crew), crew)
    do(actions.note_completion, project, by=crew.officer, completed_on=date(2026, 11, 30))
    assert due(project, "report") == date(2026, 12, 3), "three days, the day itself not counted"
    clock.set("2026-12-04 00:10")
    sweep()
    assert Violation.objects.get().article == "R8.27"
    project = accept(complete(project, crew), crew)
    clock.set("2027-01-31 10:00")
    project = supply(project, crew)
    assert due(project, "after_check") == date(2027, 2, 28)
    project = close(check_supply(project, crew), crew)
    assert project.matter.closed_at and not open_tasks(project.pk).exists()


def _equip(project: Project, crew: Crew) -> Project:
    by = {"by": crew.officer}
    wrong = {"name": "开关柜", "model": "KYN28", "standard": "旧目录"}
    assert refused(do, actions.propose_equipment, project, **by, **wrong).article == "R8.18"
    do(actions.propose_equipment, project, **by, **wrong | {"standard": "gb"})
    row = Equipment.objects.get()
    order = {
        **by, "maker": "平高", "ordered_on": time.today(),
        "arrives_on": time.today() + timedelta(days=9),
    }  # fmt: skip
    told = refused(do, actions.order_equipment, project, row, **order)
    assert told.article == "R8.21", "ordered before it was approved"
    told = refused(do, actions.approve_equipment, project, row, by=crew.branch)
    assert told.missing == ["厂家", "经审核的图纸"]
    Equipment.objects.filter(pk=row.pk).update(maker="平高", drawing_is_reviewed=True)
    row.refresh_from_db()
    assert refused(do, actions.approve_equipment, project, row, **by).article == "R8.21"
    do(actions.approve_equipment, project, row, by=crew.branch)
    told = refused(do, actions.order_equipment, project, row, **order | {"maker": "另一家"})
    assert told.field == "maker"
    project = do(actions.order_equipment, project, row, **order)
    assert row.arrives_on == order["arrives_on"]
    return project


def _change(project: Project, crew: Crew) -> Project:
    by = {"by": crew.officer}
    do(actions.ask_change, project, **by, what="电缆改走北侧", reason="地下管线", affects_plan=True)
    row = Change.objects.get()
    told = refused(do, actions.make_change, project, row, **by, made_on=time.today())
    assert told.article == "R8.23", "a change without its notice"
    tell = {"is_agreed": True, "notice": "同意改走北侧"}
    told = refused(do, actions.tell_change, project, row, by=crew.branch, **tell)
    assert told.article == "R8.12", "what touches the plan is for the office that answered it"
    do(actions.tell_change, project, row, by=crew.city, **tell)
    return do(actions.make_change, project, row, **by, made_on=time.today())


def _watch(project: Project, crew: Crew) -> Project:
    by = {"by": crew.officer}
    told = refused(do, actions.name_supervisor, project, by=crew.branch, person=crew.officer)
    assert told.article == "R8.24"
    project = do(actions.name_supervisor, project, by=crew.branch, person=crew.inspector)
    visit = {"visited_on": time.today(), "findings": "焊接合格"}
    told = refused(do, actions.visit_site, project, **by, kind="supervision", **visit)
    assert told.article == "R8.24"
    do(actions.visit_site, project, **by, kind="check", **visit)
    do(actions.visit_site, project, by=crew.inspector, kind="supervision", **visit)
    do(actions.add_concealed, project, **by, name="接地网")
    row = ConcealedWork.objects.get()
    told = refused(do, actions.cover_concealed, project, row, **by, covered_on=time.today())
    assert told.article == "R8.24", "covered before it was signed"
    told = refused(do, actions.sign_concealed, project, row, by=crew.branch, finding="好")
    assert told.article == "R8.24"
    do(actions.sign_concealed, project, row, by=crew.inspector, finding="合格")
    return do(actions.cover_concealed, project, row, **by, covered_on=time.today())


@pytest.mark.article("R8.29", "R8.30", "R8.28")
def test_residential_lighting_has_a_day_for_the_order_and_two_for_the_meter(
    crew: Crew, clock: Clock
) -> None:
    home = {"load": "residential", "unit": "kW", "capacity": "8", "voltage": "220V"}
    project = choose(answer(propose(survey(applied(crew, **home), crew), crew), crew), crew)
    project = passes(send(project, crew), crew)
    project = inspect(ask_inspection(start(project, crew), crew), crew)
    project = accept(complete(project, crew), crew)
    assert project.line.accepted_on == date(2026, 11, 2)
    assert due(project, "meter_order") == date(2026, 11, 3)
    clock.set("2026-11-03 23:59")
    sweep()
    assert Violation.objects.count() == 0, "until the end of the last day"
    clock.set("2026-11-04 00:10")
    sweep()
    assert Violation.objects.get().article == "R8.29"
    project = do(actions.order_meter, project, by=crew.officer)
    assert due(project, "metering") == date(2026, 11, 6), "from its actual issue"
    meter = {"by": crew.officer, "meter_no": "B-1", "metered_on": time.today()}
    told = refused(do, actions.put_meter, project, **meter)
    assert told.article == "R8.30" and told.missing == ["供用电合同"]
    told = refused(do, actions.energise, project, by=crew.officer, energised_on=time.today())
    assert told.article == "R8.30" and len(told.missing) == 3
    do(
        actions.sign_contract,
        project,
        by=crew.officer,
        contract_no="HT-2",
        contract_on=time.today(),
    )
    do(actions.agree_supply, project, by=crew.officer, supply_on=time.today())
    do(actions.put_meter, project, **meter)
    project = do(actions.energise, project, by=crew.officer, energised_on=time.today())
    assert not open_tasks(project.pk).filter(kind="power_projects.metering").exists()


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
