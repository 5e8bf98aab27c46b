"""Two customers from the application to the after-check, their deadlines by a real worker."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from foundation import clock as time
from foundation.notifications.models import Notice
from foundation.process.jobs import sweep_deadlines
from foundation.process.models import Copy, Event, Violation, open_tasks
from foundation.process.sweep import sweep
from power_projects import actions
from power_projects.models import Change, ConcealedWork, Equipment, Project
from tests.complaints.test_deadlines import by_person, deliver
from tests.harness.frozen import Clock
from tests.harness.mail import Sink
from tests.harness.work import CeleryWorker, wait_until
from tests.power_projects.conftest import (
    Crew,
    accept,
    answer,
    applied,
    ask_inspection,
    check_supply,
    choose,
    close,
    complete,
    do,
    inspect,
    make_crew,
    passes,
    propose,
    send,
    start,
    supply,
    survey,
)
from tests.power_projects.test_works import refused


def due(project: Project, code: str) -> date:
    return open_tasks(project.pk).get(kind=f"power_projects.{code}").due_on


def alerted(project: Project, code: str, step: str) -> bool:
    """Whether the sweep has told somebody: ``reminded`` or ``overdue``."""
    by_sweep = Event.objects.filter(matter=project.pk, step=step)
    return by_sweep.filter(details__task=f"power_projects.{code}").exists()


def worked_at(clock: Clock, moment: str, project: Project, code: str, step: str) -> None:
    """What beat starts every few minutes, done by the worker."""
    clock.set(moment)
    sweep_deadlines.delay()
    wait_until(lambda: alerted(project, code, step), what=f"{code} {step} at {moment}")


@pytest.mark.article(
    "R8.9.1", "R8.9.2", "R8.16", "R8.6", "R8.18", "R8.19", "R8.21", "R8.22", "R8.23", "R8.24",
    "R8.25", "R8.27", "R8.28", "R8.29", "R8.30", "R8.31", "R8.7",
)  # fmt: skip
def test_a_large_dual_source_customer_and_a_household_from_the_application_to_the_after_check(
    celery_worker: CeleryWorker, smtp_sink: Sink, clock: Clock, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    crew = make_crew()
    crew.officer.supervisor = crew.branch
    crew.officer.save()
    large, home = _large(crew), _home(crew)
    clock.set("2026-11-03 09:00")
    home = accept(home, crew)
    assert due(home, "meter_order") == date(2026, 11, 4), "one day, the day itself not counted"
    worked_at(clock, "2026-11-03 18:00", home, "meter_order", "reminded")
    worked_at(clock, "2026-11-04 23:59", large, "report", "reminded")
    assert not Violation.objects.exists(), "until the end of the last day"

    clock.set("2026-11-05 00:10")
    deliver(smtp_sink)
    late = Violation.objects.get()
    assert (late.matter_id, late.article, late.person) == (home.pk, "R8.29", crew.officer)
    mailed = by_person(smtp_sink)
    assert mailed[crew.head.email] == 1 and mailed[crew.branch.email] >= 1, "escalated by mail"
    assert Copy.objects.filter(matter=home.pk, person=crew.branch).exists()
    home = _supply_home(home, crew, clock)

    worked_at(clock, "2026-11-06 00:10", large, "report", "overdue")
    assert Violation.objects.get(matter=large.pk).article == "R8.27", "three days after completion"
    assert alerted(home, "metering", "reminded"), "one day before"
    large = accept(complete(large, crew), crew)
    clock.set("2026-11-07 23:50")
    home = do(actions.energise, home, by=crew.officer, energised_on=date(2026, 11, 7))
    assert due(home, "after_check") == date(2026, 12, 7)
    worked_at(clock, "2026-12-06 08:00", home, "after_check", "reminded")
    worked_at(clock, "2026-12-08 00:10", home, "after_check", "overdue")
    assert [one.article for one in Violation.objects.filter(matter=home.pk).order_by("pk")] == [
        "R8.29", "R8.31",
    ]  # fmt: skip
    overdue = Notice.objects.filter(template="process/overdue", url=f"/m/{home.pk}/", at_once=True)
    assert {crew.inspector, crew.head} <= {one.recipient for one in overdue}
    home = close(check_supply(home, crew), crew)

    clock.set("2027-01-31 10:00")
    large = supply(large, crew)
    assert due(large, "after_check") == date(2027, 2, 28)
    worked_at(clock, "2027-02-27 08:00", large, "after_check", "reminded")
    clock.set("2027-02-28 23:50")
    large = close(check_supply(large, crew), crew)
    clock.set("2027-03-01 00:10")
    assert sweep().tasks == 0 and Violation.objects.count() == 3, "in time to the last minute"
    for project in (large, home):
        assert project.matter.closed_at and not open_tasks(project.pk).exists()


def _large(crew: Crew) -> Project:
    """3,500 kVA from two sources, entrusted to the company: to the day its works are finished."""
    project = survey(applied(crew, capacity="3500", is_dual=True), crew)
    given = {"is_dual": True, "load_nature": "一级负荷", "dual_reason": "手术室"}
    assert refused(propose, project, crew, **given).field == "mode"
    project = answer(propose(project, crew, mode="dedicated", **given), crew)
    assert project.plan.answered_by == crew.city
    project = choose(project, crew)
    project = do(actions.entrust, project, by=crew.officer, is_entrusted=True, signed="王院长")
    project = passes(send(project, crew), crew)
    assert project.examinations.get().office == "city"
    missing = refused(start, project, crew)
    assert missing.article == "R8.19" and len(missing.missing) == 3, "the three parts of R8.21"
    do(actions.plan_works, project, by=crew.branch, work_plan="先土建", materials="开关柜 9 面")
    do(actions.confirm_works, project, by=crew.officer, contractor_survey="无不同意见")
    project = _watch(_change(_equip(start(project, crew), crew), crew), crew)
    later = {"moved_to": date(2027, 1, 5), "reason": "雨"}
    project = do(actions.move_finish, project, by=crew.officer, **later)
    first, moved = project.site.expected_on, project.site.moved_to
    assert (first, moved) == (date(2026, 12, 12), date(2027, 1, 5)), "the first plan stays"
    project = inspect(ask_inspection(project, crew), crew)
    project = do(actions.note_completion, project, by=crew.officer, completed_on=time.today())
    assert due(project, "report") == date(2026, 11, 5), "three days, the day itself not counted"
    return project


def _home(crew: Crew) -> Project:
    """Residential lighting of 8 kW: to its acceptance."""
    home = {"load": "residential", "unit": "kW", "capacity": "8", "voltage": "220V"}
    project = survey(applied(crew, customer="李大爷", **home), crew)
    project = choose(answer(propose(project, crew, metering="低供低计"), crew), crew)
    project = passes(send(project, crew), crew)
    return complete(inspect(ask_inspection(start(project, crew), crew), crew), crew)


def _supply_home(project: Project, crew: Crew, clock: Clock) -> Project:
    """The order a day late, the contract missing for a while: two days run from the order."""
    by = {"by": crew.officer}
    project = do(actions.order_meter, project, **by)
    assert due(project, "metering") == date(2026, 11, 7), "from its actual issue"
    assert not open_tasks(project.pk).filter(kind="power_projects.meter_order").exists()
    meter = {**by, "meter_no": "B-1", "metered_on": time.today()}
    without = refused(do, actions.put_meter, project, **meter)
    assert without.article == "R8.30" and without.missing == ["供用电合同"]
    without = refused(do, actions.energise, project, **by, energised_on=time.today())
    assert without.article == "R8.30" and len(without.missing) == 3
    do(actions.sign_contract, project, **by, contract_no="HT-2", contract_on=time.today())
    do(actions.agree_supply, project, **by, supply_on=date(2026, 11, 7))
    return do(actions.put_meter, project, **meter)


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
