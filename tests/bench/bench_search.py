"""Chinese search: two characters over a million, as the customer service and as one store."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests.bench.bench_pages import page
from tests.bench.figures import FIGURES, Bench, Figure, sql, taken

# Typed (the first in Traditional characters), stored.
WORDS = [("空氣", "空气"), ("不能", "不能"), ("血压", "血压"), ("鸢谷", "鸢谷")]
MOST = 0.050


@pytest.mark.parametrize(("typed", "stored"), WORDS)
def bench_search(bench: Bench, typed: str, stored: str) -> None:
    like = sql("SELECT id FROM process_matter WHERE search_text LIKE %(like)s", like=f"%{stored}%")
    for who in ("service", "clerk"):
        small, large = bench.in_both(page(who, f"/search/?q={typed}"))
        by_hand = bench.measured("large", lambda: taken(like, turns=3, warm=1))
        FIGURES.add(
            Figure(
                f"search {typed}, {who}", large, "p95 50 ms, 8 SQL",
                large.p95 <= MOST and large.statements <= 8, by_hand, small,
                note=f"LIKE over all {by_hand.median * 1000:.0f} ms",
            )
        )  # fmt: skip


def bench_search_finds_what_like_finds(bench: Bench) -> None:
    from foundation.process.search import normal, query_of

    def compare() -> tuple[int, int, str]:
        differences = hits = 0
        plan = ""
        for typed, stored in WORDS:
            given: dict[str, Any] = {"like": f"%{stored}%", "query": query_of(normal(typed))}
            found = set(
                sql(
                    "SELECT id FROM process_matter WHERE search_vector @@ %(query)s::tsquery",
                    **given,
                )()
            )
            right = set(
                sql("SELECT id FROM process_matter WHERE search_text LIKE %(like)s", **given)()
            )
            differences, hits = differences + len(found ^ right), hits + len(right)
        with connection.cursor() as cursor:
            cursor.execute(
                "EXPLAIN SELECT id FROM process_matter WHERE search_vector @@ %(query)s::tsquery"
                " AND search_text LIKE %(like)s LIMIT 2001", given,
            )  # fmt: skip
            plan = " ".join(row[0] for row in cursor.fetchall())
        return differences, hits, plan

    differences, hits, plan = bench.measured("large", compare)
    print(
        f"differences from LIKE: {differences} of {hits} hits; rare word by index:",
        "matter_search" in plan,
    )
    assert differences == 0 and "matter_search" in plan
