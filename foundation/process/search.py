"""Chinese search over matters: character pairs in a GIN index, found exactly as LIKE finds them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from opencc import OpenCC

    from foundation.process.models import Matter  # noqa: F401 - named in a base class

# Above this many hits it is quicker to walk the newest matters than to sort the hits.
COMMON = 2_000


@cache
def _to_simplified() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def normal(text: str) -> str:
    """Simplified characters, half width, lower case, single spaces: stored and typed text alike."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\s+", " ", _to_simplified().convert(folded)).strip()


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


def containing(queryset: Any, text: str, *, prefix: str = "") -> Any:
    """Rows whose matter contains ``text``; ``prefix`` leads to the matter, e.g. ``matter__``.

    Rare words are looked up in the index first and kept as a list of ids, since the planner
    would rather walk the primary key; common ones are filtered while walking the newest.
    """
    wanted = normal(text)
    if not wanted:
        return queryset
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM process_matter WHERE search_vector @@ %s::tsquery"
            " AND search_text LIKE %s LIMIT %s",
            [query_of(wanted), like_of(wanted), COMMON + 1],
        )
        ids = [row[0] for row in cursor.fetchall()]
    if len(ids) <= COMMON:
        return queryset.filter(**{f"{prefix}pk__in": ids})
    return queryset.filter(**{f"{prefix}search_text__contains": wanted})
