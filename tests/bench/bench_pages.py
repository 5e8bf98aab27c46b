"""Pages over 10,000 and 1,000,000 complaints, each beside its own main statement by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, override_settings

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, sql, taken

LIST_SQL = """
SELECT matter.number, customer.name, complaint.goods, store.name, department.name, complaint.state,
    complaint.received_at, complaint.due_on
FROM complaints_complaint complaint
JOIN process_matter matter ON matter.id = complaint.matter_id
JOIN customers_customer customer ON customer.id = complaint.customer_id
LEFT JOIN people_department store ON store.id = complaint.store_id
LEFT JOIN people_department department ON department.id = complaint.handling_department_id
WHERE {where} ORDER BY {order} LIMIT {rows} + 1
"""
NEWEST = "complaint.matter_id DESC"
DETAIL_SQL = """
SELECT * FROM complaints_complaint complaint JOIN process_matter matter ON matter.id = matter_id
WHERE matter_id = (SELECT max(id) FROM process_matter WHERE kind = 'complaints.Complaint')
"""
INBOX_SQL = """
SELECT task.id, task.due_on, matter.number, matter.title FROM process_task task
JOIN process_matter matter ON matter.id = task.matter_id
JOIN auth_group role ON role.id = task.role_id
WHERE task.closed_at IS NULL AND assignee_id IS NULL AND role.name = 'customer_service'
    AND task.kind <> 'complaints.closing'
ORDER BY due_on, task.id LIMIT 51
"""
DASHBOARD_SQL = """
SELECT 'late', department_id, count(*) FROM process_task
WHERE closed_at IS NULL AND due_on < '2026-11-02' AND kind <> 'complaints.closing' GROUP BY 2
UNION ALL
SELECT 'opened', NULL, count(*) FROM process_matter WHERE opened_at >= '2026-11-01 00:00+08'
UNION ALL
SELECT 'closed', NULL, count(*) FROM process_matter WHERE closed_at >= '2026-11-01 00:00+08'
"""
OF_A_DEPARTMENT_SQL = """
SELECT date_trunc('month', opened_at, 'Asia/Shanghai'), count(*) FROM process_matter
JOIN people_department department ON department.id = department_id
WHERE department.code = 'P' AND opened_at >= '2025-12-01 00:00+08' GROUP BY 1
"""
GROWTH = 1.5


def _list(where: str = "true", order: str = NEWEST, rows: int = 25) -> str:
    return LIST_SQL.format(where=where, order=order, rows=rows)


# figure, who looks, address, main statement by hand
LISTS = [
    ("list, 25 rows", "service", "/complaints/?rows=25", _list()),
    ("list, 100 rows", "service", "/complaints/?rows=100", _list(rows=100)),
    ("list, one state", "service", "/complaints/?state=withdrawn", _list("complaint.state = 'withdrawn'")),
    (
        "list, by due date", "service", "/complaints/?sort=due_on",
        _list(order="complaint.due_on, complaint.matter_id"),
    ),
    ("list, one store's clerk", "clerk", "/complaints/", _list("store.code = 'S1'")),
]  # fmt: skip
# the same, most seconds (p95), most statements, whether it may grow with the company
PAGES = [
    ("detail", "service", "/complaints/{last}/", DETAIL_SQL, 0.015, 12, False),
    ("inbox", "service", "/inbox/", INBOX_SQL, None, 8, True),
    ("dashboard, staff", "hr", "/dashboard/", DASHBOARD_SQL, 0.060, 8, True),
    ("dashboard, head", "head", "/dashboard/", OF_A_DEPARTMENT_SQL, 0.060, 8, True),
    ("dashboard, GM", "gm", "/dashboard/", DASHBOARD_SQL, 0.060, 8, True),
]


def client_of(number: str) -> Client:
    client = Client()
    person = User.objects.get(employee_number=number)
    client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
    return client


def page(number: str, address: str) -> Callable[[], Times]:
    """Repeats one person's look at an address, as it is rendered for them."""

    def measure() -> Times:
        from complaints.models import Complaint

        client = client_of(number)
        last = Complaint.objects.order_by("-pk").values_list("pk", flat=True)[0]

        def look() -> None:
            answer: Any = client.get(address.format(last=last))
            assert answer.status_code == 200, (address, answer.status_code)

        return taken(look)

    return measure


def one_statement_view(bench: Bench) -> Times:
    """A bare Django view: one statement, one template, no middleware, no login."""
    with override_settings(MIDDLEWARE=[]):
        return bench.floor("one statement", page("service", "/bench/one-statement/"))


def empty_page(bench: Bench) -> Times:
    """The frame around every page, for a person logged in."""
    return bench.floor("empty page", page("service", "/bench/empty/"))


def bench_floors(bench: Bench) -> None:
    FIGURES.add(Figure("floor: view of one statement", "", None, one_statement_view(bench)))
    FIGURES.add(Figure("floor: empty page", "", None, empty_page(bench)))


@pytest.mark.parametrize(("name", "who", "address", "by_hand"), LISTS)
def bench_list(bench: Bench, name: str, who: str, address: str, by_hand: str) -> None:
    small, large = bench.in_both(page(who, address))
    most = 10 * one_statement_view(bench).p95
    met = large.p95 <= most and large.statements <= 8 and large.median <= GROWTH * small.median
    target = f"p95 {most * 1000:.0f} ms (10x one statement), 8 SQL, growth {GROWTH}x"
    floor = bench.measured("large", lambda: taken(sql(by_hand)))
    FIGURES.add(Figure(name, target, met, large, floor, empty_page(bench), small))


@pytest.mark.parametrize(
    ("name", "who", "address", "by_hand", "most", "statements", "may_grow"), PAGES
)
def bench_page(
    bench: Bench, name: str, who: str, address: str, by_hand: str, most: float | None,
    statements: int, may_grow: bool,
) -> None:  # fmt: skip
    small, large = bench.in_both(page(who, address))
    met = large.statements <= statements and (most is None or large.p95 <= most)
    target = f"{statements} SQL"
    if most is not None:
        target = f"p95 {most * 1000:.0f} ms, {target}"
    if not may_grow:
        met = met and large.median <= GROWTH * small.median
        target += f", growth {GROWTH}x"
    floor = bench.measured("large", lambda: taken(sql(by_hand)))
    FIGURES.add(Figure(name, target, met, large, floor, empty_page(bench), small))
