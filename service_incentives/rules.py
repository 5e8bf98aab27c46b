"""Judgements and sums of regulation 5 for one case; no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

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
