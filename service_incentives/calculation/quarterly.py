"""The quarterly ranking: scores, quality, points; places and what they are worth (R5.5.1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from service_incentives import periods, rules
from service_incentives.books import Books
from service_incentives.calculation import writing
from service_incentives.calculation.monthly import points_of
from service_incentives.calculation.values import SCORES
from service_incentives.calculation.writing import shown
from service_incentives.models.assessment import Assessment, AssessmentRound
from service_incentives.models.line import PayLine, TieDecision
from service_incentives.models.registers import StaffPosition
from service_incentives.models.run import PayRun

Position = StaffPosition.Position
RANKED = (Position.ENGINEER, Position.LEADER, Position.MANAGEMENT)


def calculate_quarter(run: PayRun) -> None:
    last = run.until - timedelta(days=1)
    books = Books()
    staff = {person: books.position(person, last) for person in sorted(books.positions)}
    ranked = {person: position for person, position in staff.items() if position in RANKED}
    scores = _scores(run)
    apart = run.policies["ranked_apart"]
    lists = Counter(_list_of(position, apart) for position in ranked.values())
    for name in sorted(lists):
        people = [person for person in ranked if _list_of(ranked[person], apart) == name]
        writing.write(run, _lines(run, people, scores))
    writing.set_off(run)


def _list_of(position: str | None, apart: bool) -> str:
    return "management" if apart and position == Position.MANAGEMENT else "all"


def _scores(run: PayRun) -> dict[int, Assessment]:
    """Of the quarter's approved round; none, none has a place."""
    rows = Assessment.objects.filter(
        round__quarter=run.period, round__state=AssessmentRound.State.APPROVED
    )
    return {row.person_id: row for row in rows}


def _lines(run: PayRun, people: list[int], scores: dict[int, Assessment]) -> Iterator[PayLine]:
    weights, prizes = run.policies["weights"], run.policies["prizes"]
    points = _points(run)
    told = {
        person: _told(scores[person], weights, points.get(person, Decimal(0)))
        for person in people
        if person in scores
    }
    order = [(person, one["total"], one["quality"], one["points"]) for person, one in told.items()]
    ranked = rules.ranking(order)
    decided = {
        tuple(sorted(one.people)): one for one in TieDecision.objects.filter(run=run).order_by("pk")
    }
    groups: dict[int, list[int]] = defaultdict(list)
    for one in ranked:
        groups[one.place].append(one.person)
    for one in ranked:
        amount, zero = _worth(one, prizes, decided.get(tuple(sorted(groups[one.place]))))
        yield _line(run, one, told[one.person], amount, zero)
    for person in people:
        if person not in told:
            yield _line(run, rules.Ranked(person, 0, 0), {}, Decimal(0), PayLine.Zero.NOT_ASSESSED)


def _points(run: PayRun) -> dict[int, Decimal]:
    """The quarter's points; staff without trips have none."""
    points: dict[int, Decimal] = defaultdict(Decimal)
    for month in range(3):
        for person, left in points_of(periods.months_later(run.period, month)).items():
            points[person] += left
    return points


def _told(row: Assessment, weights: dict[str, int], points: Decimal) -> dict[str, Any]:
    scores = {name: getattr(row, name) for name in SCORES}
    formula = " + ".join(f"{shown(scores[name])}×{weights[name]}%" for name in SCORES)
    total = rules.total_score(scores, weights)
    return {**scores, "points": points, "total": total, "formula": f"{formula} = {shown(total)}"}


def _worth(
    one: rules.Ranked, prizes: list[dict[str, Any]], decided: TieDecision | None
) -> tuple[Decimal, str]:
    if rules.is_undecided(one, prizes):
        if decided is None:
            return Decimal(0), PayLine.Zero.TIE
        amount = decided.amount
    else:
        amount = rules.prize(one.place, prizes)
    return amount, "" if amount else PayLine.Zero.NOT_PLACED


def _line(
    run: PayRun, one: rules.Ranked, told: dict[str, Any], amount: Decimal, zero: str
) -> PayLine:
    place = str(one.place) if one.place == one.last else f"{one.place}–{one.last}"
    inputs = {name: shown(value) for name, value in told.items() if name != "formula"}
    return PayLine(
        person_id=one.person,
        kind=PayLine.Kind.RANKING,
        article="R5.5.1",
        period=run.period,
        payer=writing.payer_of(run, "ranking"),
        amount=amount,
        formula=f"{told['formula']} → #{place}" if told else "—",
        inputs=inputs | {"place": one.place, "last": one.last},
        zero_reason=zero,
    )
