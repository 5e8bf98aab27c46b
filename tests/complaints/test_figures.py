"""The one statement of the statistics against plain Python, and cases counted by hand."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import quantiles
from typing import Any

import pytest

from complaints import actions, figures
from complaints.models import Complaint, Disposal, Report, Round, State
from foundation import clock as company_clock
from foundation.customers.models import Customer
from foundation.monthly import comparing
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
    assert comparing.change(3, 0) == "—"
    assert comparing.change(3, 2) == "+50.0 %"


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


def _customer(name: str) -> Customer:
    return Customer.objects.create(kind="consumer", name=name, name_pinyin=name, phone=name)


def _scatter(cast: Cast, seed: int) -> None:
    """Cases of random days, rounds and ends, written straight into the tables."""
    chance = random.Random(seed)
    zone = company_clock.zone()
    customers = [_customer(name) for name in ("甲", "乙", "丙", "丁")]
    places = [cast.store, cast.works, None]
    for __ in range(40):
        case = new_complaint(
            cast, goods=chance.choice("甲乙丙"), store=None, customer=chance.choice(customers)
        )
        started = datetime(2026, 9, 25, chance.randrange(24), 59, tzinfo=zone) + timedelta(
            days=chance.randrange(65)
        )
        facts: dict[str, Any] = {
            "started_at": started,
            "due_on": started.date() + timedelta(days=7),
            "is_measured": chance.random() < 0.9,
            "store": chance.choice(places),
            "handling_department": chance.choice(places),
            "demands": chance.sample(Complaint.Demand.values, chance.randrange(1, 3)),
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
                handling_department=chance.choice(places),
            )  # fmt: skip
        Disposal.objects.create(
            complaint=case, round=1, kind="exchange", text="换", drafted_by=cast.engineer,
            compensation=Decimal(chance.randrange(500)), discount=Decimal(chance.randrange(9)),
            sales_rule="五",
        )  # fmt: skip
        for number in range(1, chance.randrange(1, 4)):
            Report.objects.create(
                complaint=case, round=number, cause_kind=chance.choice(["sales", "price"]),
                written_by=cast.engineer,
            )  # fmt: skip
        Complaint.objects.filter(pk=case.pk).update(state=state, **facts)


@dataclass
class Case:
    """One round of a complaint as plain Python reads it."""

    complaint: Complaint
    round: Any
    number: int

    @property
    def cause(self) -> str:
        return _cause(self.complaint, self.number)

    def keys(self, dimension: str) -> list[str]:
        """Under which rows of the table the round counts."""
        if dimension == "demand":
            return list(self.complaint.demands)
        key = {
            "total": "",
            "store": self.complaint.store_id,
            "department": self.round.handling_department_id,
            "goods": self.complaint.goods,
            "cause": self.cause,
        }[dimension]
        return [str(key or "")]


def _cause(complaint: Complaint, number: int) -> str:
    return next((one.cause_kind for one in complaint.reports.all() if one.round == number), "")


def _rounds() -> list[Case]:
    cases = Complaint.objects.prefetch_related("rounds", "reports", "disposals")
    found = []
    for case in cases:
        found += [Case(case, one, one.number) for one in case.rounds.all()]
        found.append(Case(case, case, case.round))
    return found


def _recurring(rounds: list[Case]) -> set[int]:
    """Same goods and cause, or same customer and goods or cause, within 90 days before."""
    first = [
        (one.round.started_at, one.complaint.pk, one.complaint, _last_cause(one.complaint))
        for one in rounds
        if one.number == 1 and one.complaint.state not in ("void", "merged")
    ]

    def like(now: tuple[Any, ...], then: tuple[Any, ...]) -> bool:
        goods = now[2].goods == then[2].goods
        cause = bool(now[3]) and now[3] == then[3]
        return (goods and cause) or (now[2].customer_id == then[2].customer_id and (goods or cause))

    def near(now: tuple[Any, ...], then: tuple[Any, ...]) -> bool:
        days = company_clock.local_date(now[0]) - company_clock.local_date(then[0])
        return then[:2] < now[:2] and days.days <= 90

    return {now[1] for now in first if any(near(now, then) and like(now, then) for then in first)}


def _last_cause(complaint: Complaint) -> str:
    reports = sorted(complaint.reports.all(), key=lambda one: one.round)
    return next((one.cause_kind for one in reversed(reports)), "")


def _oracle(month: date, dimension: str = "total", key: str = "") -> dict[str, str]:
    everything = _rounds()
    recurring = _recurring(everything)
    rounds = [
        one
        for one in everything
        if one.complaint.is_measured
        and one.round.state not in ("void", "merged")
        and key in one.keys(dimension)
    ]

    def inside(moment: datetime | None) -> bool:
        return moment is not None and company_clock.local_date(moment).replace(day=1) == month

    last = company_clock.end_of_day(comparing.earlier(month, -1) - timedelta(days=1))
    received = [one for one in rounds if inside(one.round.started_at)]
    ruled = [one.round.accepted for one in rounds if inside(one.round.ruled_at)]
    ended = [one for one in rounds if inside(one.round.ended_at)]
    done = [one.round for one in ended if one.round.state in ("closed", "closed_declined")]
    in_time = [one for one in done if company_clock.local_date(one.ended_at) <= one.due_on]
    closed = [one for one in ended if one.round.state == "closed"]
    days = sorted(
        (
            company_clock.local_date(one.round.ended_at)
            - company_clock.local_date(one.round.started_at)
        ).days
        for one in closed
    )
    cuts = quantiles(days, n=10, method="inclusive") if len(days) > 1 else days * 9
    paid = [
        disposal
        for one in closed
        for disposal in one.complaint.disposals.all()
        if disposal.round == one.number
    ]
    open_still = [
        one
        for one in rounds
        if one.round.started_at < last
        and (one.round.ended_at is None or one.round.ended_at >= last)
    ]
    return {
        "received": str(len(received)),
        "reopened": str(sum(one.number > 1 for one in received)),
        "accepted": str(sum(bool(one) for one in ruled)),
        "declined": str(sum(one is False for one in ruled)),
        "closed_in_time": str(len(in_time)),
        "closed_late": str(len(done) - len(in_time)),
        "withdrawn": str(sum(one.round.state == "withdrawn" for one in ended)),
        "open": str(len(open_still)),
        "median_days": comparing.text(cuts[4], "days") if days else "—",
        "p90_days": comparing.text(round(cuts[8], 6), "days") if days else "—",
        "discount": comparing.text(sum((one.discount for one in paid), Decimal(0)), "money"),
        "compensation": comparing.text(
            sum((one.compensation for one in paid), Decimal(0)), "money"
        ),
        "recurrences": str(
            sum(one.number == 1 and one.complaint.pk in recurring for one in received)
        ),
    }


@pytest.mark.article("R2.27", "R2.4")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_months_agree_with_plain_python_in_every_grouping(
    cast: Cast, clock: Clock, seed: int
) -> None:
    _scatter(cast, seed)
    codes = [code for code, __, __ in figures.MEASURES]
    rows = 0
    for month in (date(2026, 9, 1), date(2026, 10, 1), NOVEMBER):
        expected = _oracle(month)
        counted = total(month)
        assert {code: counted[code] for code in expected} == expected
        for table in figures.compute(month)["tables"]:
            for row in table["rows"]:
                values = dict(zip(codes, row["values"], strict=True))
                of_row = _oracle(month, table["code"], row["key"])
                assert {code: values[code] for code in of_row} == of_row, (table, row)
                rows += 1
    assert rows > 40, "every grouping has rows"


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
