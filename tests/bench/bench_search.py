"""Chinese search: two characters over a million, as the customer service and as one store."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from foundation.people.models import User
from tests.bench.bench_pages import empty_page, page
from tests.bench.figures import FIGURES, Bench, Figure, sql, taken

# Typed (the first in Traditional characters), stored, where it stands.
WORDS = [
    ("空氣", "空气"),  # goods
    ("不能", "不能"),  # what happened, very common
    ("血压", "血压"),  # goods and what happened
    ("梓轩", "梓轩"),  # customer
    ("鸢谷", "鸢谷"),  # what happened, rare
]
PEOPLE = ("service", "clerk", "engineer")
MOST = 0.050
SHOWN = 20
# Over the records themselves, not over the text that is kept for the search.
LIKE_SQL = """
SELECT matter_id FROM complaints_complaint complaint
JOIN customers_customer customer ON customer.id = customer_id
WHERE goods LIKE %(like)s OR what_happened LIKE %(like)s OR customer.name LIKE %(like)s
"""


@pytest.mark.parametrize(("typed", "stored"), WORDS)
def bench_search(bench: Bench, typed: str, stored: str) -> None:
    like = sql(LIKE_SQL, like=f"%{stored}%")
    by_hand = bench.measured("large", lambda: taken(like, turns=3, warm=1))
    hits = len(bench.measured("large", like))
    for who in PEOPLE:
        small, large = bench.in_both(page(who, f"/search/?q={typed}"))
        met = large.p95 <= MOST and large.statements <= 8
        FIGURES.add(
            Figure(
                f"search {typed}, {who}", "p95 50 ms, 8 SQL", met, large, by_hand,
                empty_page(bench), small, note=f"{hits:,} hits",
            )
        )  # fmt: skip


def bench_search_finds_what_like_finds(bench: Bench) -> None:
    """Every complaint, and the rows of the page of search for three people."""
    from complaints.models import Complaint
    from foundation.desk.inbox import found
    from foundation.process.search import containing

    def compare() -> tuple[int, int]:
        differences = hits = 0
        for typed, stored in WORDS:
            right = {row[0] for row in sql(LIKE_SQL, like=f"%{stored}%")()}
            all_found = Complaint.objects.filter(containing(typed)).values_list("pk", flat=True)
            differences, hits = differences + len(set(all_found) ^ right), hits + len(right)
            for who in PEOPLE:
                person = User.objects.get(employee_number=who)
                theirs = (
                    Complaint.objects.visible_to(person).order_by().values_list("pk", flat=True)
                )
                first = sorted(right & set(theirs), reverse=True)[:SHOWN]
                shown = [matter.pk for matter in found(person, typed, most=SHOWN)]
                differences += len(set(first) ^ set(shown))
        return differences, hits

    differences, hits = bench.measured("large", compare)
    told = f"{differences} of {hits:,}"
    FIGURES.add(Figure("search, differences from LIKE", "0", differences == 0, told=told))


def bench_search_uses_its_index(bench: Bench) -> None:
    from foundation.process.search import like_of, normal, query_of

    def explained(typed: str) -> str:
        wanted: dict[str, Any] = {"query": query_of(normal(typed)), "like": like_of(normal(typed))}
        with connection.cursor() as cursor:
            cursor.execute(
                "EXPLAIN SELECT id FROM process_matter WHERE search_vector @@ %(query)s::tsquery"
                " AND search_text LIKE %(like)s LIMIT 1001", wanted,
            )  # fmt: skip
            return "\n".join(row[0] for row in cursor.fetchall())

    plans = [bench.measured("large", lambda typed=typed: explained(typed)) for typed, __ in WORDS]
    by_index = sum("matter_search" in plan for plan in plans)
    told = f"{by_index} of {len(plans)} words"
    FIGURES.add(Figure("search by index matter_search", "rare words", by_index > 0, told=told))
    print(plans[-1], flush=True)
