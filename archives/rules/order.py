"""The order inside a volume (R1.2.25): reply before request, original before attachment, draft
before final text; the rest as the compiler put it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from archives.kinds import LinkKind

Pair = tuple[int, int]


def _pairs(links: Iterable[Any]) -> list[Pair]:
    """(before, after); links of other kinds say nothing about the order."""
    found = []
    for link in links:
        if link.kind in (LinkKind.REPLY, LinkKind.ATTACHMENT):
            found.append((link.lead_id, link.other_id))
        elif link.kind == LinkKind.DRAFT:
            found.append((link.other_id, link.lead_id))
    return found


def wrong_pairs(order: Sequence[int], links: Iterable[Any]) -> list[Pair]:
    """Which pairs stand the wrong way round: (what must come first, what stands before it)."""
    place = {key: number for number, key in enumerate(order)}
    return [
        (before, after)
        for before, after in _pairs(links)
        if before in place and after in place and place[before] > place[after]
    ]


def arranged(order: Sequence[int], links: Iterable[Any]) -> list[int]:
    """The order with as little changed as the article asks for."""
    waiting, done = list(order), []
    before: dict[int, set[int]] = {key: set() for key in waiting}
    for first, after in _pairs(links):
        if first in before and after in before:
            before[after].add(first)
    while waiting:
        free = (key for key in waiting if not before[key] & set(waiting))
        following = next(free, waiting[0])  # a circle keeps the order given
        waiting.remove(following)
        done.append(following)
    return done


def order_is_possible(links: Iterable[Any]) -> bool:
    """Whether any order satisfies these links: no circle."""
    kept = list(links)
    keys = {key for link in kept for key in (link.lead_id, link.other_id)}
    return not wrong_pairs(arranged(sorted(keys), kept), kept)
