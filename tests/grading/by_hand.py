"""The grading of the specification once more, in plain Python with exact fractions.

Written from the specification's text without looking at the statements; the tests hold both to the
same answer.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor


@dataclass
class Owed:
    due_on: date
    amount: Fraction
    payments: list[tuple[date, Fraction]] = field(default_factory=list)
    is_excused: bool = False


@dataclass
class Bought:
    on: date
    quantity: Fraction
    amount: Fraction
    cost: Fraction | None
    factor: Fraction | None
    is_cancelled: bool = False


@dataclass
class Person:
    owed: list[Owed] = field(default_factory=list)
    bought: list[Bought] = field(default_factory=list)
    judged: list[tuple[date, Fraction]] = field(default_factory=list)  # on which day, which score


@dataclass
class Found:
    scores: dict[str, Fraction | None]
    composite: Decimal | None
    grade: str
    is_new: bool


def back(day: date, months: int) -> date:
    year, month = day.year, day.month
    for __ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def half_up(number: Fraction) -> Decimal:
    return Decimal(floor(number * 100 + Fraction(1, 2))) / 100


def days_late(owed: Owed, as_of: date) -> Fraction:
    if owed.is_excused:
        return Fraction(0)
    left, total = owed.amount, Fraction(0)
    for paid_on, amount in sorted(owed.payments, key=lambda one: one[0]):
        if paid_on <= as_of:
            part = min(left, amount)
            left -= part
            total += part * max(0, (paid_on - owed.due_on).days)
    total += left * max(0, (as_of - owed.due_on).days)
    return total / owed.amount


def counts(owed: Owed, as_of: date, months: int) -> bool:
    if owed.amount == 0 or owed.due_on > as_of:
        return False
    start = back(as_of, months)
    if owed.due_on > start:
        return True
    left, day = owed.amount, start
    for paid_on, amount in sorted(owed.payments, key=lambda one: one[0]):
        if paid_on <= as_of and left > 0:
            left -= min(left, amount)
            day = paid_on
    return left > 0 or day > start


def credit(person: Person, as_of: date, months: int, k: Fraction) -> Fraction | None:
    rows = [one for one in person.owed if counts(one, as_of, months)]
    if not rows:
        return None
    total = sum(one.amount for one in rows)
    late = sum(one.amount * days_late(one, as_of) for one in rows) / total
    return max(Fraction(0), 100 - k * late)


def percent_ranks(values: dict[int, Fraction]) -> dict[int, Fraction]:
    n = len(values)
    if n == 1 or len(set(values.values())) == 1:
        return dict.fromkeys(values, Fraction(100))
    return {
        one: Fraction(100 * sum(other < value for other in values.values()), n - 1)
        for one, value in values.items()
    }


def sums(
    people: dict[int, Person], as_of: date, months: int, what: str
) -> dict[int, Fraction | None]:
    """Per customer with orders up to the day: the sum in the window, ``None`` without data."""
    start, found = back(as_of, months), {}
    for one, person in people.items():
        rows = [b for b in person.bought if b.on <= as_of and not b.is_cancelled]
        inside = [b for b in rows if b.on > start]
        values = [_value(b, what) for b in inside]
        known = [value for value in values if value is not None]
        if rows:
            found[one] = sum(known, start=Fraction(0)) if known else None
    return found


def _value(b: Bought, what: str) -> Fraction | None:
    if what == "amount":
        return b.amount
    if what == "quantity":
        return None if b.factor is None else b.quantity * b.factor
    return None if b.cost is None else b.amount - b.cost


def ranked(
    people: dict[int, Person], as_of: date, months: int, what: str
) -> dict[int, Fraction | None]:
    start = back(as_of, months)
    totals = sums(people, as_of, months, what)

    def has_lapsed(one: int) -> bool:
        rows = people[one].bought
        return not any(start < b.on <= as_of and not b.is_cancelled for b in rows)

    ranks = percent_ranks({one: value for one, value in totals.items() if value is not None})
    return {one: Fraction(0) if has_lapsed(one) else ranks.get(one) for one in totals}


def prospects(person: Person, as_of: date, months: int) -> Fraction | None:
    start, newest = back(as_of, months), None
    for on, score in person.judged:
        if start < on <= as_of and (newest is None or on >= newest[0]):
            newest = (on, score)
    return newest[1] if newest else None


def grade_all(people: dict[int, Person], policy: dict[str, str], as_of: date) -> dict[int, Found]:
    months = {
        one: int(policy[f"{one}_months"]) for one in ("credit", "orders", "prospects", "profit")
    }
    orders = ranked(people, as_of, months["orders"], policy["orders_by"])
    profits = ranked(people, as_of, months["profit"], "profit")
    found = {}
    for one, person in people.items():
        scores = {
            "credit": credit(person, as_of, months["credit"], Fraction(policy["points_a_day"])),
            "orders": orders.get(one),
            "prospects": prospects(person, as_of, months["prospects"]),
            "profit": profits.get(one),
        }
        is_new = one not in orders
        weights = {
            name: Fraction(policy[f"weight_{name}"])
            for name, score in scores.items()
            if score is not None and (name == "prospects" or not is_new)
        }
        total, composite = sum(weights.values()), None
        if total:
            mean = sum((scores[name] or 0) * weight for name, weight in weights.items()) / total
            composite = half_up(Fraction(mean))
        found[one] = Found(scores, composite, _grade(composite, policy), is_new)
    return found


def _grade(composite: Decimal | None, policy: dict[str, str]) -> str:
    if composite is None:
        return ""
    for grade in "abc":
        if composite >= Decimal(policy[f"least_{grade}"]):
            return grade.upper()
    return "D"
