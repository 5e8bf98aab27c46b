"""The one statement of the statistics against plain Python, and cases counted by hand."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import quantiles
from typing import Any

import pytest

from complaints import actions, figures
from complaints.models import Complaint, Disposal, Report, Round, State
from foundation import clock as company_clock
from tests.complaints import story
from tests.complaints.conftest import Cast, new_complaint
from tests.harness.frozen import Clock

NOVEMBER = date(2026, 11, 1)


def total(month: date = NOVEMBER) -> dict[str, str]:
    return {row["code"]: row["value"] for row in figures.compute(month)["totals"]}


@pytest.mark.article("R2.27")
def test_an_empty_month_shows_dashes_and_never_zero_per_cent(cast: Cast) -> None:
    rows = {row["code"]: row for row in figures.compute(NOVEMBER)["totals"]}
    assert rows["median_days"]["value"] == "—"
    assert {row["change"] for row in rows.values()} == {"—"}
    assert figures.change(3, 0) == "—"
    assert figures.change(3, 2) == "+50.0 %"


@pytest.mark.article("R2.27", "R2.26")
def test_a_reopened_case_counts_again_and_its_first_round_stands(
    complaint: Complaint, cast: Cast, clock: Clock
) -> None:
    story.bring_to(complaint, State.CLOSED, cast)
    before = total()
    assert (before["received"], before["closed_in_time"], before["open"]) == ("1", "1", "0")
    assert before["compensation"] == "200.00"
    clock.move(days=1)
    actions.reopen(complaint, by=cast.service, reason="又坏了", seen=story.seen(complaint))
    after = total()
    assert (after["received"], after["reopened"], after["open"]) == ("2", "1", "1")
    assert (after["closed_in_time"], after["compensation"]) == ("1", "200.00")


@pytest.mark.article("R2.4")
def test_the_same_customer_with_the_same_goods_is_a_recurrence(cast: Cast, clock: Clock) -> None:
    new_complaint(cast)
    clock.move(days=1)
    new_complaint(cast)
    new_complaint(cast, goods="足浴盆")
    assert total()["recurrences"] == "1"


def _scatter(cast: Cast, seed: int) -> None:
    """Cases of random days, rounds and ends, written straight into the tables."""
    chance = random.Random(seed)
    zone = company_clock.zone()
    for __ in range(40):
        case = new_complaint(cast, goods=chance.choice("甲乙丙"), store=None)
        started = datetime(2026, 9, 25, chance.randrange(24), 59, tzinfo=zone) + timedelta(
            days=chance.randrange(65)
        )
        facts: dict[str, Any] = {
            "started_at": started,
            "due_on": started.date() + timedelta(days=7),
            "is_measured": chance.random() < 0.9,
        }
        state = chance.choice([*State])
        if state in Complaint.closed_states:
            facts["ended_at"] = started + timedelta(hours=chance.randrange(24 * 20))
        if chance.random() < 0.7:
            facts["ruled_at"] = started + timedelta(hours=chance.randrange(60))
            facts["accepted"] = state not in (State.CLOSED_DECLINED, State.DECLINED)
        if chance.random() < 0.3:
            ended = started - timedelta(days=chance.randrange(1, 20))
            facts["round"] = 2
            Round.objects.create(
                complaint=case, number=1, state=State.CLOSED, accepted=True, ended_at=ended,
                started_at=ended - timedelta(days=9), due_on=ended.date() - timedelta(days=2),
            )  # fmt: skip
        Disposal.objects.create(
            complaint=case, round=1, kind="exchange", text="换", drafted_by=cast.engineer,
            compensation=Decimal(chance.randrange(500)), sales_rule="五",
        )  # fmt: skip
        Report.objects.create(
            complaint=case, round=1, cause_kind=chance.choice(["sales", "price"]),
            written_by=cast.engineer,
        )  # fmt: skip
        Complaint.objects.filter(pk=case.pk).update(state=state, **facts)


def _oracle(month: date, goods: str | None = None) -> dict[str, str]:
    cases = [case for case in Complaint.objects.all() if case.is_measured]
    rounds: list[tuple[Any, int]] = [(case, case.round) for case in cases]
    rounds += [(one, one.number) for case in cases for one in case.rounds.all()]
    rounds = [
        (one, number)
        for one, number in rounds
        if one.state not in ("void", "merged")
        and goods in (None, getattr(one, "goods", None) or getattr(one, "complaint", one).goods)
    ]

    def inside(moment: datetime | None) -> bool:
        return moment is not None and company_clock.local_date(moment).replace(day=1) == month

    last = company_clock.end_of_day(figures._next(month) - timedelta(days=1))
    ended = [(one, number) for one, number in rounds if inside(one.ended_at)]
    done = [one for one, __ in ended if one.state in ("closed", "closed_declined")]
    in_time = [one for one in done if company_clock.local_date(one.ended_at) <= one.due_on]
    days = sorted(
        (company_clock.local_date(one.ended_at) - company_clock.local_date(one.started_at)).days
        for one in done
        if one.state == "closed"
    )
    cuts = quantiles(days, n=10, method="inclusive") if len(days) > 1 else days * 9
    paid = Decimal(0)
    for one, number in ended:
        if one.state == "closed":
            for disposal in Disposal.objects.filter(complaint=one.pk if isinstance(one, Complaint) else one.complaint, round=number):  # fmt: skip
                paid += disposal.compensation
    return {
        "received": str(sum(inside(one.started_at) for one, __ in rounds)),
        "accepted": str(sum(inside(one.ruled_at) and one.accepted for one, __ in rounds)),
        "declined": str(sum(inside(one.ruled_at) and not one.accepted for one, __ in rounds)),
        "closed_in_time": str(len(in_time)),
        "closed_late": str(len(done) - len(in_time)),
        "withdrawn": str(sum(one.state == "withdrawn" for one, __ in ended)),
        "open": str(
            sum(
                one.started_at < last and (one.ended_at is None or one.ended_at >= last)
                for one, __ in rounds
            )
        ),
        "median_days": figures._text(cuts[4], "days") if days else "—",
        "p90_days": figures._text(round(cuts[8], 6), "days") if days else "—",
        "compensation": figures._text(paid, "money"),
    }


@pytest.mark.article("R2.27")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_months_agree_with_plain_python(cast: Cast, clock: Clock, seed: int) -> None:
    _scatter(cast, seed)
    for month in (date(2026, 9, 1), date(2026, 10, 1), NOVEMBER):
        expected = _oracle(month)
        counted = total(month)
        assert {code: counted[code] for code in expected} == expected
        codes = [code for code, __, __ in figures.MEASURES]
        (by_goods,) = [t for t in figures.compute(month)["tables"] if t["code"] == "goods"]
        for row in by_goods["rows"]:
            values = dict(zip(codes, row["values"], strict=True))
            of_goods = _oracle(month, row["key"])
            assert {code: values[code] for code in of_goods} == of_goods


@pytest.mark.article("R2.26", "R2.27")
@pytest.mark.parametrize(
    ("closed_at", "in_time", "late"),
    [("2026-11-09 23:59", "1", "0"), ("2026-11-10 00:00", "0", "1")],
)
def test_the_last_minute_of_the_seventh_day_is_in_time(
    complaint: Complaint, cast: Cast, clock: Clock, closed_at: str, in_time: str, late: str
) -> None:
    clock.set(closed_at)
    story.bring_to(complaint, State.CLOSED, cast)
    counted = total()
    assert (counted["closed_in_time"], counted["closed_late"]) == (in_time, late)


@pytest.mark.article("R2.27")
def test_waiting_for_the_customer_and_satisfaction_are_shown_apart(
    complaint: Complaint, cast: Cast, clock: Clock
) -> None:
    actions.wait_for_customer(complaint, by=cast.service, reason="等客户寄回")
    clock.move(days=2)
    actions.end_wait(complaint, by=cast.service)
    story.bring_to(complaint, State.CLOSED, cast)
    actions.rate(complaint, by=cast.service, score=4, comment="")
    counted = total()
    assert (counted["waiting_days"], counted["median_days"]) == ("2.0", "2.0")
    assert (counted["ratings"], counted["satisfaction"]) == ("1", "4.0")
