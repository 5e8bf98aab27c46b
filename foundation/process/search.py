"""Chinese search over matters: character pairs in a GIN index, found exactly as LIKE finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

if TYPE_CHECKING:
    from opencc import OpenCC

    from foundation.process.models import Matter  # noqa: F401 - named in a base class

# Above this many hits it is quicker to walk the newest matters than to sort the hits.
COMMON = 1_000


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """Character by character: opencc also converts whole words (打坏 becomes 打坯), and then a
    part of a text would no longer be found in it."""

    def __missing__(self, code: int) -> str:
        simplified: str = _converter().convert(chr(code))
        self[code] = simplified
        return simplified


_SIMPLIFIED = _Simplified()


def normal(text: str) -> str:
    """Simplified characters, half width, lower case, single spaces: stored and typed text alike."""
    return re.sub(r"\s+", " ", _fold(text)).strip()


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_SIMPLIFIED)


def query_of(text: str) -> str:
    """A tsquery of the pairs in ``text``; a single character matches every pair it begins."""
    quoted = [part.replace("\\", "\\\\").replace("'", "''") for part in _pairs(text)]
    suffix = ":*" if len(text) == 1 else ""
    return " & ".join(f"'{part}'{suffix}" for part in quoted)


def _pairs(text: str) -> list[str]:
    if len(text) == 1:
        return [text]
    return sorted({text[place : place + 2] for place in range(len(text) - 1)})


def like_of(text: str) -> str:
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


_HITS = "SELECT id, kind FROM process_matter WHERE search_vector @@ %s::tsquery AND search_text LIKE %s LIMIT %s"


def _looked_up(text: str, *statements: str) -> list[tuple[int, str | None]]:
    given: list[str | int] = [query_of(text), like_of(text), COMMON + 1]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"({one})" for one in statements), given * len(statements)
        )
        return list(cursor.fetchall())


def looked_up(text: str) -> list[tuple[int, str]]:
    """Key and kind of matters that contain the folded text: all of them, or more than ``COMMON``.

    They are looked up in the index first and kept as a list, since the planner would rather walk
    the primary key.
    """
    return cast("list[tuple[int, str]]", _looked_up(text, _HITS))


def are_many(hits: list[tuple[int, str]]) -> bool:
    return len(hits) > COMMON


def often(wanted: str, path: str = "matter__search_text") -> Q:
    """Records whose matter contains a common folded text.

    The planner takes LIKE for a rare hit and gathers all records first; a position above zero it
    expects in every third, so it walks the newest and stops as soon as the page is full.
    """
    return Q(GreaterThan(StrIndex(F(path), Value(wanted)), 0))


def containing(text: str, *, beside: str = "") -> Q:
    """Records whose matter contains the text: rare words by key, common ones row by row.

    ``beside`` is SQL for the keys of records that contain it elsewhere, with NULL as their kind;
    it is given a tsquery, a pattern of LIKE and how many rows at most.
    """
    wanted = normal(text)
    if not wanted:
        return Q()
    found = _looked_up(wanted, _HITS, beside) if beside else _looked_up(wanted, _HITS)
    hits = [pk for pk, kind in found if kind]
    elsewhere = [pk for pk, kind in found if not kind]
    if len(hits) <= COMMON:
        return Q(pk__in=hits + elsewhere)
    return often(wanted) | Q(pk__in=elsewhere) if elsewhere else often(wanted)


Piece = tuple[str, bool]  # text, and whether it is what was looked for
BEFORE, SHOWN = 20, 80  # characters of a snippet: before the first hit, and in all


def marked(text: str, typed: str) -> list[Piece]:
    """``text`` in pieces, each what was typed or not, whatever script and width it is in."""
    wanted = normal(typed)
    if not wanted:
        return [(text, False)]
    folded, places = _folded(text)
    pieces: list[Piece] = []
    told = start = 0
    while (hit := folded.find(wanted, start)) >= 0:
        start = hit + len(wanted)
        first, last = places[hit], places[start - 1] + 1
        pieces += [(text[told:first], False), (text[first:last], True)]
        told = last
    return [piece for piece in [*pieces, (text[told:], False)] if piece[0]]


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is searched, and for each of its characters the place in ``text``."""
    folded = _fold(text)
    if len(folded) == len(text):
        return folded, range(len(text))
    parts = [_fold(char) for char in text]  # "…" is three full stops, "㎏" two letters
    return "".join(parts), [place for place, part in enumerate(parts) for __ in part]


def snippet(text: str, typed: str) -> list[Piece]:
    """Where in a long text it was found; empty when it was not."""
    folded, places = _folded(text)
    hit = folded.find(normal(typed))
    if hit < 0:
        return []
    first = max(0, places[hit] - BEFORE)
    pieces = marked(text[first : first + SHOWN], typed)
    if first:
        pieces.insert(0, ("…", False))
    if first + SHOWN < len(text):
        pieces.append(("…", False))
    return pieces
