"""The long periods of the demo company: the half year that is over, paid; the one that runs and the
year, looked at beforehand, with projects that last (R5.6, R5.7, R5.9.3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from foundation.people.models import User
from service_incentives import actions
from service_incentives.demo_quarter import enter_payroll, hand_on, now
from service_incentives.models import Finding, PayrollMonth, Project, ProjectKind, State, Trip
from service_incentives.periods import beginning, months_later

# person, amount, evidence
HALF_YEAR = [("2009", 3600, "半年考核：优秀"), ("2010", 2400, "半年考核：良好")]
YEAR = [
    ("2003", 8000, "年度考核：优秀"), ("2004", 6000, "年度考核：良好"), ("2009", 9000, "年度考核：优秀"),
]  # fmt: skip
# project, who commissioned it, days before the half year in which it was energised
LASTING = [
    ("XM-101", "科技园开闭所", "2004", 60), ("XM-102", "会展中心变电站", "2006", 75),
    ("XM-103", "地铁三号线主变", "2008", 5),
]  # fmt: skip


def load(stage: Any, crew: dict[str, User]) -> None:
    over = beginning("half_yearly", stage.today)
    _energise(stage, over, crew)
    _refer(stage, "half_year", over - timedelta(days=9), HALF_YEAR, crew)
    _pay_half_year(stage, over, crew)
    _refer(stage, "annual", stage.today - timedelta(days=6), YEAR, crew)
    with stage.on(stage.today - timedelta(days=1), 19):
        for kind in ("half_yearly", "annual"):
            actions.start_run(by=crew["2002"], kind=kind, period=beginning(kind, stage.today))


def _energise(stage: Any, over: date, crew: dict[str, User]) -> None:
    """To the last of the projects somebody had to go again for what had been left out."""
    for code, name, engineer, days in LASTING:
        project = Project(
            code=code, name=name, engineer=crew[engineer], energised_on=over - timedelta(days=days)
        )
        with stage.on(over):
            actions.add_project(project, by=crew["2002"])
    yesterday = stage.today - timedelta(days=1)
    trip = Trip(
        person=project.engineer, project=project, kind=ProjectKind.objects.get(code="WX"),
        started_on=yesterday, ended_on=yesterday, visit=Trip.Visit.OMISSION, paper="signed",
    )  # fmt: skip
    with stage.on(yesterday, 18):
        actions.enter_trip(trip, by=crew["2002"])


def _refer(
    stage: Any, kind: str, day: date, amounts: list[tuple[str, int, str]], crew: dict[str, User]
) -> None:
    for number, amount, evidence in amounts:
        finding = Finding(
            kind=kind, person=crew[number], happened_on=day, amount=Decimal(amount),
            evidence=evidence, document=f"泰昂〔{day.year}〕{day.month} 号",
        )  # fmt: skip
        with stage.on(day):
            actions.propose(finding, by=crew["2002"])
        with stage.on(day, 16):
            actions.decide(finding, by=crew["1002"], comment="", seen=finding.matter.version)


def _pay_half_year(stage: Any, over: date, crew: dict[str, User]) -> None:
    with stage.on(over):
        run = actions.start_run(by=crew["2002"], kind="half_yearly", period=months_later(over, -6))
    steps = (
        (1, actions.confirm, "2001"), (3, actions.check_finance, "1004"),
        (5, actions.check_hr, "1002"), (8, actions.approve, "1001"),
    )  # fmt: skip
    hands = [(over + timedelta(days=later), act, number) for later, act, number in steps]
    hand_on(stage, run, crew, hands)
    paid_on = over + timedelta(days=14)
    if now(run).state != State.APPROVED or paid_on >= stage.today:
        return
    if not PayrollMonth.objects.filter(month=paid_on.replace(day=1), payer="employer").exists():
        enter_payroll(stage, paid_on, crew, "employer", tuple(number for number, *__ in HALF_YEAR))
    with stage.on(paid_on):
        actions.pay(now(run), by=crew["1003"], paid_on=paid_on, seen=now(run).matter.version)
    hand_on(stage, run, crew, [(paid_on + timedelta(days=1), actions.lock_run, "1003")])
