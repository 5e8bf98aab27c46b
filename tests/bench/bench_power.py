"""The board of 100,000 power projects, late first: of the whole company and of one branch."""

from __future__ import annotations

import pytest

from tests.bench.bench_pages import client_of
from tests.bench.figures import FIGURES, Bench, Figure, Times, sql, taken

FIRST_PAGE = 0.100
BY_HAND = """
SELECT matter.number, customer.name, project.capacity, project.state, project.due_on,
    project.stage_since, branch.name, manager.name
FROM power_projects_project project
JOIN process_matter matter ON matter.id = matter_id
JOIN customers_customer customer ON customer.id = project.customer_id
JOIN people_department branch ON branch.id = project.branch_id
LEFT JOIN people_user manager ON manager.id = project.manager_id
WHERE {where} ORDER BY {order} LIMIT 26
"""
LATE_FIRST = "due_on, matter_id"
OF_BRANCH = "branch.code = 'PX'"
# Figure, who looks, address, which rows and in which order by hand.
BOARDS = [
    ("late first", "phead", "", "true", LATE_FIRST),
    ("late first, a branch", "pelse", "", OF_BRANCH, LATE_FIRST),
    ("one stage", "phead", "?state=reviewing", "project.state = 'reviewing'", LATE_FIRST),
    ("by number", "phead", "?sort=-number", "true", "number DESC"),
]


@pytest.mark.parametrize(("name", "who", "query", "where", "order"), BOARDS)
def bench_board(grid: Bench, name: str, who: str, query: str, where: str, order: str) -> None:
    def look() -> Times:
        client = client_of(who)

        def act() -> None:
            assert client.get("/power-projects/" + query).status_code == 200

        return taken(act)

    def by_hand() -> Times:
        return taken(sql(BY_HAND.format(where=where, order=order)), turns=5)

    large = grid.measured("large", look)
    met = large.p95 <= FIRST_PAGE and large.statements <= 8
    floor = grid.measured("large", by_hand)
    FIGURES.add(Figure(f"board: {name}", "p95 100 ms, 8 SQL", met, large, floor))
