"""Judgements and sums of regulation 5 for one case; no database, no clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

CENT = Decimal("0.01")

ARTICLE_OF_FINDING = {
    "praise": "R5.9.1",
    "saving": "R5.9.2",
    "complaint": "R5.9.6",
    "accident": "R5.4.2",
    "own_fault": "R5.9.4",
    "entry_error": "R5.10",
    "quality": "R5.9.7",
    "half_year": "R5.6.2",
    "annual": "R5.7.2",
    "service_product": "R5.8.5",
}


def cents(amount: Decimal) -> Decimal:
    """Half up, away from zero: the rounding of every pay line."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def points_left(
    coefficients: Iterable[Decimal], *, taken: Iterable[Decimal], accidents: int, each: Decimal
) -> Decimal:
    """The month's points: trips, less own-fault repeats (R5.9.4) and accidents (R5.4.2); unrounded."""
    return sum(coefficients, Decimal(0)) - sum(taken, Decimal(0)) - accidents * each


def monthly_pay(points: Decimal, *, base: Decimal, rate: Decimal) -> Decimal:
    """What lies above the base is paid, never less than nothing (R5.4.1)."""
    return cents(max(Decimal(0), points - base) * rate)


def is_within(amount: Decimal, least: int, most: int) -> bool:
    """Rewards lie between the two, both included (R5.9.1, R5.9.2)."""
    return least <= amount <= most


# Ranking ------------------------------------------------------------------------------------


def total_score(scores: Mapping[str, Decimal], weights: Mapping[str, int]) -> Decimal:
    """Quality weighs most, then workload and cost (R5.2); out of 100, unrounded."""
    return sum((scores[name] * weight for name, weight in weights.items()), Decimal(0)) / 100


@dataclass(frozen=True, slots=True)
class Ranked:
    """``last`` is the last position of those who share the place: 3 and 4 for a tie of two."""

    person: int
    place: int
    last: int


def ranking(entries: Iterable[tuple[int, Decimal, Decimal, Decimal]]) -> list[Ranked]:
    """Total, then quality, then points; equals share the better place, the next stay empty (R5.5.1).

    ``entries`` are (person, total, quality, points), in any order.
    """
    in_order = sorted(entries, key=lambda one: (*(-value for value in one[1:]), one[0]))
    ranked: list[Ranked] = []
    place = 1
    for __, group in groupby(in_order, key=lambda one: one[1:]):
        people = [one[0] for one in group]
        last = place + len(people) - 1
        ranked += [Ranked(person, place, last) for person in people]
        place = last + 1
    return ranked


def prize(place: int, prizes: Iterable[Mapping[str, Any]]) -> Decimal:
    """What a place is worth; nothing behind the last tier (R5.5.1)."""
    for tier in prizes:
        if tier["first"] <= place <= tier["last"]:
            return Decimal(str(tier["amount"]))
    return Decimal(0)


def is_undecided(one: Ranked, prizes: Sequence[Mapping[str, Any]]) -> bool:
    """A tie whose positions are worth different amounts waits for HR (R5.5.1, decision)."""
    return prize(one.place, prizes) != prize(one.last, prizes)


# Spare parts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Commission:
    """``zero`` says why nothing is due: no_parts, margin, fee."""

    article: str
    rate: Decimal
    base: Decimal
    total: Decimal
    personal: Decimal
    pool: Decimal
    zero: str = ""


def commission(
    *, cost: Decimal, price: Decimal, fee: Decimal, days: Decimal, received: Decimal,
    contract: Decimal, tiers: Sequence[Mapping[str, str]], fee_a_day: Decimal, personal_share: Decimal,
) -> Commission:  # fmt: skip
    """A paid sale's commission (R5.8.1, R5.8.2) and its halves for person and pool (R5.8.3).

    The margin is compared as it is, unrounded; ``tiers`` go from the highest margin down.
    """
    base = min(received, contract)
    nothing = Commission("R5.8.1", Decimal(0), base, Decimal(0), Decimal(0), Decimal(0))
    if price <= 0:
        return replace(nothing, article="R5.8.5", zero="no_parts")
    # As a product, since a quotient would be rounded.
    tier = next((t for t in tiers if price - cost >= Decimal(t["margin"]) * price), None)
    if tier is None:
        return replace(nothing, zero="margin")
    if fee < fee_a_day * days:
        return replace(nothing, article=tier["article"], zero="fee")
    rate = Decimal(tier["rate"])
    total = cents(base * rate)
    personal = cents(total * personal_share)
    return Commission(tier["article"], rate, base, total, personal, total - personal)


def split(amount: Decimal, shares: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """By share in per cent; the cents left over go to the largest remainders, then the lower key."""
    exact = {key: amount * 100 * share / sum(shares.values()) for key, share in shares.items()}
    parts = {key: int(value) for key, value in exact.items()}
    left = int(amount * 100) - sum(parts.values())
    for key in sorted(exact, key=lambda key: (parts[key] - exact[key], key))[:left]:
        parts[key] += 1
    return {key: Decimal(part) / 100 for key, part in parts.items()}


# Projects -----------------------------------------------------------------------------------


def window_end(energised_on: date, months: int) -> date:
    """The same day so many months later, the month's last if it has none; included (R5.9.3)."""
    years, month = divmod(energised_on.year * 12 + energised_on.month - 1 + months, 12)
    last = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(energised_on.day, last))


# Income tax ---------------------------------------------------------------------------------


def tax_of_year(taxable: Decimal, brackets: Sequence[Mapping[str, str]]) -> Decimal:
    """Tax on a year's taxable income by rate and quick deduction, unrounded (R5.10)."""
    if taxable <= 0:
        return Decimal(0)
    tier = next(t for t in brackets if not t["up_to"] or taxable <= Decimal(t["up_to"]))
    return taxable * Decimal(tier["rate"]) - Decimal(tier["quick"])


def withholding(
    *, income: Decimal, months: int, deductions: Decimal, withheld: Decimal,
    free_a_month: Decimal, brackets: Sequence[Mapping[str, str]],
) -> Decimal:  # fmt: skip
    """Cumulative withholding: the year's tax so far, less what was withheld; never below 0 (R5.10)."""
    taxable = income - free_a_month * months - deductions
    return max(Decimal(0), cents(tax_of_year(taxable, brackets)) - withheld)


def bonus_tax(bonus: Decimal, brackets: Sequence[Mapping[str, str]]) -> Decimal:
    """An annual bonus taxed alone: a twelfth finds the rate, the monthly quick deduction applies."""
    if bonus <= 0:
        return Decimal(0)
    tier = next(t for t in brackets if not t["up_to"] or bonus <= Decimal(t["up_to"]))
    return cents(bonus * Decimal(tier["rate"]) - Decimal(tier["quick"]) / 12)
