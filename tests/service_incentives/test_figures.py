"""The monthly statistics of the department, counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from foundation import clock as company_clock
from foundation.history.reading import newest_version
from foundation.monthly.actions import compute_month
from service_incentives import actions, figures
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import (
    OCTOBER,
    Crew,
    bring_to,
    new_finding,
    new_trip,
    start,
)
from tests.service_incentives.quarter import payroll, sold

NOVEMBER = date(2026, 11, 1)


def totals(month: date) -> dict[str, str]:
    return {row["code"]: row["value"] for row in figures.compute(month)["totals"]}


@pytest.mark.article("R5.10")
def test_each_fact_counts_in_the_month_of_its_own_day(crew: Crew, clock: Clock) -> None:
    new_trip(crew, worth="20")
    repeat = new_trip(crew, crew.other, worth="1.2345", visit="repeat")
    new_trip(crew, worth="1", started_on=date(2026, 9, 1), ended_on=date(2026, 9, 3))
    new_finding(crew, "own_fault", trip=repeat)
    new_finding(crew, "praise", amount=Decimal(300))
    new_finding(crew, "complaint")
    sold(crew, received_on=date(2026, 10, 9))
    payroll(crew, crew.engineer)
    bring_to(start(crew), "paid", crew)
    october, november = totals(OCTOBER), totals(NOVEMBER)
    assert (october["trips"], october["people"], october["points"]) == ("2", "2", "21.2345")
    assert (october["repeats"], october["sales"], october["paid"]) == ("1", "12200.00", "0.00")
    assert {code: november[code] for code in ("own_fault", "praise", "complaints")} == {
        "own_fault": "1", "praise": "1", "complaints": "1",
    }  # fmt: skip
    assert (november["rewards"], november["fines"]) == ("300.00", "200.00")
    assert (november["paid"], november["tax"], november["trips"]) == ("810.00", "24.30", "0")
    row = next(one for one in figures.compute(OCTOBER)["totals"] if one["code"] == "trips")
    assert (row["previous"], row["change"], row["year_change"]) == ("1", "+100.0 %", "—")


@pytest.mark.article("R5.10", "R0.months")
def test_departments_add_up_and_what_is_entered_after_the_day_does_not_count(
    crew: Crew, clock: Clock
) -> None:
    new_trip(crew, worth="2")
    until = company_clock.now()
    clock.move(minutes=5)
    late = new_trip(crew, crew.other, worth="3")
    told = figures.compute(OCTOBER)["tables"][0]["rows"]
    assert [(row["label"], row["values"][:3]) for row in told] == [
        (crew.department.name, ["2", "2", "5"])
    ]
    earlier = {row["code"]: row["value"] for row in figures.compute(OCTOBER, until)["totals"]}
    assert (earlier["trips"], earlier["points"]) == ("1", "2")
    actions.void_trip(late, by=crew.clerk, seen=newest_version(late), reason="重复")
    assert totals(OCTOBER)["trips"] == "1"


@pytest.mark.article("R5.10")
def test_the_report_of_a_month_is_computed_like_every_regulations(crew: Crew) -> None:
    new_trip(crew, worth="2")
    report = compute_month(figures.STATISTICS, OCTOBER)
    assert report.figures["totals"][0] | {"change": ""} == {
        "code": "trips", "label": "出差次数", "value": "1", "previous": "0", "last_year": "0",
        "change": "", "year_change": "—",
    }  # fmt: skip
