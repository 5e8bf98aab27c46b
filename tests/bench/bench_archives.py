"""The catalogue of 1,000,000 documents: by word, by document number, by filters; its export."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from foundation.people.models import User
from tests.bench.bench_export import add_export
from tests.bench.bench_pages import client_of
from tests.bench.figures import FIGURES, Bench, Figure, Times, sql, taken

FIRST_PAGE = 0.100
BY_HAND = """
SELECT matter.number, document.name, document_no, dated_on, department.name, secrecy, retention
FROM archives_document document
JOIN process_matter matter ON matter.id = matter_id
JOIN people_department department ON department.id = document.department_id
WHERE {where} ORDER BY matter_id DESC LIMIT 26
"""
# Figure, address, the rows by hand; what only some may see is not among them.
LOOKED_FOR = [
    ("newest", "", "true"),
    ("预算 (common)", "?q=预算", "search_text LIKE '%%预算%%'"),
    ("預算, Traditional", "?q=預算", "search_text LIKE '%%预算%%'"),
    ("公章 (mid)", "?q=公章", "search_text LIKE '%%公章%%'"),
    ("鸢谷 (rare)", "?q=鸢谷", "search_text LIKE '%%鸢谷%%'"),
    ("document no.", "?q=企〔2020〕77号", "document_no = '企〔2020〕77号'"),
    (
        "year, department, retention", "?filing_year=2019&department={department}&retention=3",
        "filing_year = 2019 AND document.department_id = {department} AND retention = 3",
    ),
    ("secret ones", "?secrecy=4", "secrecy = 4"),
    ("by date", "?sort=dated_on", "true"),
]  # fmt: skip
PEOPLE = ("r1-archivist", "r1-stranger")
SEEN_BY_ALL = "secrecy <= 2"


@pytest.mark.parametrize(("name", "query", "where"), LOOKED_FOR)
def bench_catalogue(archive_room: Bench, name: str, query: str, where: str) -> None:
    def look(number: str) -> Times:
        client = client_of(number)
        address = "/archives/" + query.format(department=_department())

        def act() -> None:
            assert client.get(address).status_code == 200

        return taken(act)

    def by_hand() -> Times:
        return taken(sql(BY_HAND.format(where=where.format(department=_department()))), turns=5)

    floor = archive_room.measured("large", by_hand)
    for number in PEOPLE:
        large = archive_room.measured("large", lambda number=number: look(number))
        met = large.p95 <= FIRST_PAGE and large.statements <= 8
        who = number.removeprefix("r1-")
        target = "p95 100 ms, 8 SQL"
        FIGURES.add(Figure(f"catalogue: {name}, {who}", target, met, large, floor))


def bench_catalogue_finds_what_like_finds(archive_room: Bench) -> None:
    from archives.models import Document
    from foundation.process.search import containing

    def compare() -> tuple[int, int]:
        differences = hits = 0
        for typed, stored in (("預算", "预算"), ("公章", "公章"), ("鸢谷", "鸢谷")):
            for number in PEOPLE:
                user = User.objects.get(employee_number=number)
                rows = Document.objects.visible_to(user).filter(containing(typed))
                seen = SEEN_BY_ALL if number == "r1-stranger" else "true"
                query = (
                    f"SELECT matter_id FROM archives_document WHERE name LIKE %(like)s AND {seen}"
                )
                right = {row[0] for row in sql(query, like=f"%{stored}%")()}
                found = set(rows.order_by().values_list("pk", flat=True))
                differences, hits = differences + len(found ^ right), hits + len(right)
        return differences, hits

    differences, hits = archive_room.measured("large", compare)
    told = f"{differences} of {hits:,}"
    name = "catalogue, differences from LIKE"
    FIGURES.add(Figure(name, "0", differences == 0, told=told))


def bench_catalogue_shows_its_plan(archive_room: Bench) -> None:
    """Of the page of a rare word, as somebody who doesn't see all: the hits are there by then."""
    from archives.models import Document
    from foundation.process.search import containing

    def explained() -> str:
        user = User.objects.get(employee_number="r1-stranger")
        rows = Document.objects.visible_to(user).filter(containing("鸢谷"))
        return str(rows.order_by("-pk")[:26].explain(analyze=True, buffers=True))

    plan = archive_room.measured("large", explained)
    is_met = "Seq Scan on archives_document" not in plan
    told = "by index" if is_met else "a walk through all"
    FIGURES.add(Figure("catalogue: rare word, stranger, plan", "by index", is_met, told=told))
    print(plan, flush=True)


def bench_catalogue_export(archive_room: Bench, tmp_path: Path) -> None:
    add_export(archive_room, "archives.documents", "r1-archivist", tmp_path)


def _department() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_department WHERE code = 'W3'")
        return int(cursor.fetchone()[0])
