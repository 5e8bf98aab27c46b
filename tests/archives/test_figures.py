"""The monthly statistics against what was done by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from archives import actions, figures
from foundation.duties.generator import open_due
from foundation.monthly.actions import compute_month
from tests.archives import story
from tests.archives.conftest import Cast, new_document
from tests.harness.frozen import Clock

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def total(month: date = NOVEMBER) -> dict[str, int]:
    return {row["code"]: int(row["value"]) for row in figures.compute(month)["totals"]}


def table(code: str, month: date = NOVEMBER) -> dict[str, dict[str, int]]:
    found: Any = next(one for one in figures.compute(month)["tables"] if one["code"] == code)
    codes = [measure[0] for measure in figures.MEASURES]
    return {
        row["label"]: dict(zip(codes, map(int, row["values"]), strict=True))
        for row in found["rows"]
    }


@pytest.mark.article("R1.1.4")
def test_documents_volumes_pages_loans_and_incidents_count_in_their_month(
    cast: Cast, clock: Clock
) -> None:
    volume = story.shelved(cast, story.received(cast, pages=6), story.received(cast, pages=8))
    new_document(cast, name="还在部门")
    loan = story.lent(volume, cast)  # due on the 7th
    story.incident_of(loan, cast)
    assert total() == {
        "documents": 2, "pages": 14, "volumes": 1, "loans": 1, "overdue": 0, "incidents": 1,
        "filed_in_time": 1, "filed_late": 0,
    }  # fmt: skip
    assert table("department")["销售部"]["pages"] == 14
    assert table("retention") == {"长期": total() | {"filed_in_time": 0}}
    assert set(table("secrecy")) == {"内部"}
    assert set(total(OCTOBER).values()) == {0}
    clock.set("2026-12-02T09:00")
    assert (total()["overdue"], total(DECEMBER)["overdue"]) == (1, 0), "on the 8th, once"
    assert table("year", DECEMBER)["2026-11"]["documents"] == 2
    assert len(table("year", DECEMBER)) == 12
    story.take_back(loan, cast)
    assert total()["overdue"] == 1, "it was late all the same"


@pytest.mark.article("R1.1.4")
def test_a_loan_brought_back_in_time_is_never_overdue(cast: Cast, clock: Clock) -> None:
    loan = story.lent(story.on_shelf(cast), cast)
    clock.set("2026-11-07T23:00")
    story.take_back(loan, cast)
    clock.set("2026-12-02T09:00")
    assert total()["overdue"] == 0


@pytest.mark.article("R1.1.4", "R1.2.4")
def test_filing_in_time_and_late_counts_per_department_on_the_day_it_was_due(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-10-31T10:00")
    document = new_document(cast, by=cast.clerk)
    clock.set("2026-11-02T09:00")
    open_due()
    assert (total()["filed_in_time"], total()["filed_late"]) == (0, 0), "nobody is late yet"
    actions.offer(cast.sales, by=cast.clerk, documents=[document])
    clock.set("2026-11-11T00:30")
    by_department = table("department")
    assert (by_department["销售部"]["filed_in_time"], by_department["销售部"]["filed_late"]) == (
        1,
        0,
    )
    assert (by_department["会计部"]["filed_in_time"], by_department["会计部"]["filed_late"]) == (
        0,
        1,
    )
    report = compute_month(figures.STATISTICS, NOVEMBER)
    assert report.figures["totals"][0]["label"] == "归档文件"


@pytest.mark.article("R1.1.4")
def test_a_year_sums_its_months_and_stands_beside_the_years_before(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-12-31T23:30")
    story.shelved(cast, story.received(cast, pages=6))
    clock.set("2027-01-01T00:30")
    story.received(cast, name="新年第一件", pages=9, dated_on=date(2026, 12, 30))
    told = figures.compute_year(2026)
    codes = [measure[0] for measure in figures.MEASURES]
    rows = {
        table["code"]: {row["label"]: dict(zip(codes, row["values"], strict=True)) for row in table["rows"]}
        for table in told["tables"]
    }  # fmt: skip
    assert list(rows["years"]) == ["2022", "2023", "2024", "2025", "2026"]
    assert (rows["years"]["2026"]["documents"], rows["years"]["2026"]["pages"]) == ("1", "6")
    assert [month for month, row in rows["months"].items() if row["documents"] != "0"] == [
        "2026-12"
    ]
    assert rows["department"]["销售部"]["volumes"] == "1"
    assert rows["retention"]["长期"]["documents"] == "1"
    assert figures.compute_year(2027)["tables"][0]["rows"][-1]["values"][:2] == ["1", "9"]


@pytest.mark.article("R1.1.4", "R1.2.15")
def test_the_year_is_for_those_who_keep_and_supervise(cast: Cast) -> None:
    for person, expected in ((cast.archivist, 200), (cast.assistant, 200), (cast.clerk, 404)):
        client = Client()
        client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
        for query in ("", "?year=2024", "?year=0", "?year=99999", "?year=abc"):
            assert client.get(f"/archives/statistics/{query}").status_code == expected
