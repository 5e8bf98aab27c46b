"""From the application to the reviewed design: who may, in which order, what is refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from foundation import clock as time
from foundation.articles import Refusal
from foundation.governance import policy_actions  # noqa: F401
from foundation.notifications.models import Notice
from foundation.policies.models import PolicyValue
from foundation.process.models import Event, open_tasks
from power_projects import actions, rules
from power_projects.models import DesignPaper, Firm, Project, SupplyPlan
from tests.harness.frozen import Clock
from tests.power_projects.conftest import (
    WAY,
    Crew,
    a_file,
    a_verdict,
    answer,
    applied,
    brought_to,
    certify,
    choose,
    collect,
    do,
    facts,
    passes,
    propose,
    send,
    show_all,
    survey,
)


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as told:
        act(*args, **given)
    return told.value


def tasks(project: Project) -> set[str]:
    return set(open_tasks(project.pk).values_list("kind", flat=True))


@pytest.mark.article("R8.4", "R8.8", "R8.10", "R8.11", "R8.12", "R8.13", "R8.15")
def test_a_high_voltage_project_goes_from_the_window_to_the_reviewed_design(crew: Crew) -> None:
    project = applied(crew)
    assert project.number == "GC-2026-00001"
    assert (project.office, project.answers, project.reviews) == (
        crew.branch_office, "branch", "branch",
    )  # fmt: skip
    assert tasks(project) == {"power_projects.survey"}
    project = survey(project, crew)
    assert project.manager == crew.officer
    project = propose(project, crew)
    assert tasks(project) == {"power_projects.answer"}
    project = answer(project, crew)
    plan = SupplyPlan.objects.get()
    assert (plan.office, plan.answered_by, plan.received_by) == ("branch", crew.branch, "王厂长")
    assert Notice.objects.filter(recipient=crew.clerk).exists()
    project = choose(project, crew)
    assert (project.designer, project.chosen_by) == (crew.firms[0], "王厂长")
    project = passes(send(project, crew), crew)
    assert project.state == "ready" and tasks(project) == {"power_projects.start"}
    last = Event.objects.filter(matter=project.matter, step="pass_design").get()
    assert last.article == "R8.15"


@pytest.mark.article("R8.4", "R8.14")
def test_a_household_goes_to_the_supply_station(crew: Crew) -> None:
    home = facts(
        crew, load="residential", unit="kW", capacity="8", voltage="220V", contact_name="李大爷"
    )
    project = applied(crew, customer="李大爷", **home)
    assert (project.office, project.answers) == (crew.station_office, "station")
    project = choose(answer(propose(survey(project, crew), crew, metering="低供低计"), crew), crew)
    project = do(actions.submit_design, project, by=crew.officer)
    assert project.state == "reviewing", "no list of papers at low voltage"
    refused(do, actions.review_design, project, a_verdict(), by=crew.branch)
    alone = a_verdict(attended=[])
    assert do(actions.review_design, project, alone, by=crew.station).state == "ready"


@pytest.mark.article("R8.4", "R8.8")
@pytest.mark.parametrize(
    ("changes", "article", "field"),
    [
        ({"unit": "kW"}, "R8.8", "unit"),
        ({"load": "low", "unit": "kVA", "voltage": "380V"}, "R8.8", "unit"),
        ({"capacity": "0"}, "R8.8", "capacity"),
        ({"kind": "increase"}, "R8.8", "existing_capacity"),
        ({"existing_capacity": Decimal(100)}, "R8.8", "existing_capacity"),
        ({"explained": ["content", "form"]}, "R8.4", "explained"),
    ],
)
def test_an_application_is_whole_or_not_taken_in(
    crew: Crew, changes: dict[str, Any], article: str, field: str
) -> None:
    told = refused(applied, crew, **changes)
    assert (told.article, told.field) == (article, field)
    assert Project.objects.count() == 0


@pytest.mark.article("R8.9.1", "R8.10", "R8.16", "R8.9.2")
def test_the_plan_decides_the_offices_anew(crew: Crew) -> None:
    project = survey(applied(crew, capacity="999.99"), crew)
    assert project.answers == "branch"
    told = refused(propose, project, crew, is_dual=True)
    assert told.article == "R8.9.2" and SupplyPlan.objects.count() == 0
    project = propose(project, crew, capacity=Decimal(1000))
    assert (project.answers, project.reviews) == ("city", "city"), "the higher of the two governs"
    told = refused(
        do, actions.answer_plan, project, by=crew.branch, form="letter", received_by="王"
    )
    assert told.article == "R8.10"
    project = do(actions.return_plan, project, by=crew.city, reason="按申请容量")
    project = propose(project, crew, is_dual=True, load_nature="一级", dual_reason="连续生产")
    assert (project.answers, project.reviews, project.plan.revision) == ("branch", "city", 2)


@pytest.mark.article("R8.9.1")
def test_an_increase_is_judged_by_its_total(crew: Crew) -> None:
    project = applied(crew, kind="increase", existing_capacity=Decimal(2500), capacity="500")
    assert project.answers == "city"
    project = survey(project, crew)
    assert refused(propose, project, crew).field == "mode"
    assert propose(project, crew, mode="dedicated").state == "planned"


@pytest.mark.article("R8.12")
def test_an_answered_plan_changes_only_with_the_consent_of_its_office(crew: Crew) -> None:
    project = brought_to("designing", crew)
    assert open_tasks(project.pk).get().assignee == crew.officer
    told = refused(do, actions.reopen_plan, project, by=crew.officer, reason="改")
    assert told.article == "R8.12", "a task of theirs gives nobody the right"
    project = WAY["designing"](project, crew)
    for who in (crew.officer, crew.city, crew.station):
        told = refused(do, actions.reopen_plan, project, by=who, reason="改")
        assert told.article == "R8.12"
    project = do(actions.reopen_plan, project, by=crew.branch, reason="用电增加")
    assert project.state == "surveyed" and tasks(project) == {"power_projects.plan"}
    project = answer(propose(project, crew, capacity=Decimal(1200)), crew)
    assert (project.plan.revision, project.plan.office) == (2, "city")
    assert project.state == "choosing", "what was designed by the old plan is reviewed again"


@pytest.mark.article("R8.5", "R8.17", "R8.11", "R8.20")
def test_the_customer_chooses_from_the_whole_list_and_nobody_is_designated(
    crew: Crew, clock: Clock
) -> None:
    one, both, other = crew.firms
    project = brought_to("choosing", crew)
    told = refused(do, actions.show_firms, project, by=crew.clerk, work="design", firms=[one])
    assert (told.article, told.field) == ("R8.17", "firms")
    told = refused(
        do, actions.show_firms, project, by=crew.clerk, work="construction", firms=[other]
    )
    assert told.article == "R8.17", "a single contractor just as well"
    told = refused(do, actions.show_firms, project, by=crew.clerk, work="design", firms=[])
    assert told.article == "R8.5" and "恒通" in str(told.message)
    new = Firm(name="新秀设计", does_design=True, voltage="380V", contact="吴工", phone="1")
    new = actions.register_firm(new, by=crew.head)
    project = show_all(project, crew)
    choice = {"by": crew.officer, "contractor": other, "signed": "王厂长"}
    told = refused(do, actions.choose_firms, project, designer=new, **choice)
    assert (told.article, told.field) == ("R8.17", "designer"), "not among those shown"
    certify(new, crew.head)
    assert refused(show_all, project, crew).article == "R8.5", "now it belongs to the list"
    do(actions.show_firms, project, by=crew.officer, work="design", firms=[one, both, new])
    told = refused(do, actions.choose_firms, project, designer=new, **choice)
    assert told.article == "R8.11", "its grade ends at 380 V"
    clock.set("2028-01-02 09:00")
    told = refused(do, actions.choose_firms, project, designer=one, **choice)
    assert told.article == "R8.20" and "到期" in str(told.message)
    certify(one, crew.head, until=date(2030, 1, 1))
    told = refused(do, actions.choose_firms, project, designer=one, **choice)
    assert (told.article, told.field) == ("R8.20", "contractor")
    certify(other, crew.head, until=date(2030, 1, 1))
    assert do(actions.choose_firms, project, designer=one, **choice).state == "designing"


@pytest.mark.article("R8.20")
def test_firms_are_entered_renewed_and_taken_off_by_marketing(crew: Crew) -> None:
    firm = crew.firms[0]
    now = Firm.objects.for_act().get(pk=firm.pk)
    given = {
        "kind": "licence",
        "certificate_no": "L-2",
        "scan": a_file(),
        "seen": now.matter.version,
    }
    told = refused(
        actions.enter_certificate, now, by=crew.clerk, valid_until=date(2030, 1, 1), **given
    )
    assert told.article == "R8.20"
    yesterday = time.today() - timedelta(days=1)
    told = refused(actions.enter_certificate, now, by=crew.branch, valid_until=yesterday, **given)
    assert told.field == "valid_until"
    actions.enter_certificate(now, by=crew.branch, valid_until=date(2030, 1, 1), **given)
    kept = firm.certificates.filter(kind="licence").values_list("certificate_no", "is_replaced")
    assert list(kept) == [("licence-1", True), ("L-2", False)]
    assert (
        refused(
            actions.register_firm,
            Firm(name=firm.name, does_design=True, voltage="10kV"),
            by=crew.head,
        ).field
        == "name"
    )
    now = Firm.objects.for_act().get(pk=firm.pk)
    actions.remove_firm(now, by=crew.branch, reason="资质吊销", seen=now.matter.version)
    assert firm not in Firm.objects.all().qualified("design", time.today())


@pytest.mark.article("R8.17")
def test_entrusting_is_the_customers_choice_and_changes_no_step(crew: Crew) -> None:
    project = brought_to("planned", crew)
    told = refused(do, actions.entrust, project, by=crew.officer, is_entrusted=True, signed="王")
    assert told.article == "R8.17"
    project = answer(project, crew)
    told = refused(do, actions.entrust, project, by=crew.officer, is_entrusted=True, signed=" ")
    assert told.field == "signed"
    before = tasks(project)
    project = do(actions.entrust, project, by=crew.officer, is_entrusted=False, signed="")
    assert (project.is_entrusted, project.state, tasks(project)) == (False, "choosing", before)
    project = do(actions.entrust, project, by=crew.officer, is_entrusted=True, signed="王厂长")
    assert (project.is_entrusted, project.entrusted_by) == (True, "王厂长")


@pytest.mark.article("R8.12", "R8.13")
def test_the_twelve_papers_are_there_or_excused_and_the_thirteenth_if_asked(crew: Crew) -> None:
    project = brought_to("designing", crew)
    told = refused(do, actions.submit_design, project, by=crew.officer)
    assert told.article == "R8.12" and len(told.missing) == 12
    project = collect(project, crew)
    row = DesignPaper.objects.get(project=project, kind="own_source")
    DesignPaper.objects.filter(pk=row.pk).update(attachment=None)
    told = refused(do, actions.submit_design, project, by=crew.officer)
    assert told.missing == [rules.DESIGN_PAPERS["own_source"]]
    enter = {"by": crew.officer, "paper": "own_source"}
    assert refused(do, actions.enter_paper, project, **enter).field == "file"
    project = do(actions.enter_paper, project, **enter, absence_reason="没有自备电源")
    asked = do(actions.ask_for_paper, project, by=crew.branch, title="谐波评估报告")
    told = refused(do, actions.submit_design, asked, by=crew.officer)
    assert told.missing == ["谐波评估报告"]
    thirteenth = DesignPaper.objects.get(kind="other")
    project = do(
        actions.enter_paper,
        project,
        by=crew.officer,
        paper=str(thirteenth.pk),
        file=a_file("谐波.txt"),
    )
    project = do(actions.submit_design, project, by=crew.officer)
    told = refused(do, actions.review_design, project, a_verdict(), by=crew.branch)
    assert "没有自备电源" not in str(told.missing) and "自备电源" in str(told.missing)
    row.refresh_from_db()
    accepted = a_verdict(accepted=[row])
    assert do(actions.review_design, project, accepted, by=crew.branch).state == "ready"


@pytest.mark.article("R8.13")
def test_each_round_of_a_review_leaves_its_defects_for_the_next(crew: Crew) -> None:
    project = brought_to("reviewing", crew)
    for half, field in (
        (a_verdict(is_passed=False), "defects"),
        (a_verdict(defects=["缺接地"]), "defects"),
        (a_verdict(attended=["designer", "customer"]), "attended"),
        (a_verdict(held_on=time.today() + timedelta(days=1)), "held_on"),
    ):
        assert refused(do, actions.review_design, project, half, by=crew.branch).field == field
    wrong = a_verdict(is_passed=False, opinion="修改", defects=["缺接地", "开关容量不足"])
    told = refused(do, actions.review_design, project, wrong, by=crew.officer)
    assert told.article == "R8.15"
    project = do(actions.review_design, project, wrong, by=crew.branch)
    assert project.state == "designing"
    project = do(actions.submit_design, project, by=crew.officer)
    first, second = project.examinations.get().defects.all()
    half = a_verdict(cleared=[first])
    told = refused(do, actions.review_design, project, half, by=crew.branch)
    assert told.missing == ["开关容量不足"] and project.examinations.count() == 1
    project = do(actions.review_design, project, a_verdict(cleared=[first, second]), by=crew.branch)
    assert [(one.round, one.is_passed) for one in project.examinations.all()] == [
        (1, False),
        (2, True),
    ]


@pytest.mark.article("R8.34")
def test_a_newer_rule_drops_the_review_for_a_kind_of_customer_from_its_day(
    crew: Crew, clock: Clock
) -> None:
    PolicyValue.objects.create(
        key="power_projects.waived_steps", value=["design_review:high"],
        applies_from=date(2026, 11, 10), approved_by=crew.head, approved_at=time.now(),
    )  # fmt: skip
    assert choose(brought_to("choosing", crew), crew).state == "designing"
    clock.set("2026-11-10 09:00")
    assert choose(brought_to("choosing", crew), crew).state == "ready"
