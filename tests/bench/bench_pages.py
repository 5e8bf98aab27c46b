"""Pages over 10,000 and 1,000,000 complaints, each beside its own main statement by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

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
WHERE {where} ORDER BY {order} LIMIT 26
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
LATE_SQL = """
SELECT department_id, count(*) FROM process_task
WHERE closed_at IS NULL AND due_on < '2026-11-02' GROUP BY 1
"""
# figure, who looks, address, floor, most seconds (p95), most statements
PAGES = [
    ("list", "service", "/complaints/", LIST_SQL.format(where="true", order=NEWEST), 0.024, 8),
    (
        "list, one state", "service", "/complaints/?state=withdrawn",
        LIST_SQL.format(where="complaint.state = 'withdrawn'", order=NEWEST), 0.024, 8,
    ),
    (
        "list, sorted by due date", "service", "/complaints/?sort=due_on",
        LIST_SQL.format(where="true", order="complaint.due_on, complaint.matter_id"), 0.024, 8,
    ),
    ("list of one store", "clerk", "/complaints/", LIST_SQL.format(where="store.code = 'S1'", order=NEWEST), 0.024, 8),
    ("detail", "service", "/complaints/{last}/", DETAIL_SQL, 0.015, 12),
    ("inbox", "service", "/inbox/", INBOX_SQL, 0.024, 8),
    ("dashboard", "gm", "/dashboard/", LATE_SQL, 0.060, 8),
]  # fmt: skip


def page(number: str, address: str) -> Callable[[], Times]:
    """Repeats one person's look at an address, as it is rendered for them."""

    def measure() -> Times:
        from complaints.models import Complaint

        client = Client()
        person = User.objects.get(employee_number=number)
        client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
        last = Complaint.objects.order_by("-pk").values_list("pk", flat=True)[0]

        def look() -> None:
            answer: Any = client.get(address.format(last=last))
            assert answer.status_code == 200, (address, answer.status_code)

        return taken(look)

    return measure


@pytest.mark.parametrize(("name", "who", "address", "floor", "most", "statements"), PAGES)
def bench_page(
    bench: Bench, name: str, who: str, address: str, floor: str, most: float, statements: int
) -> None:
    small, large = bench.in_both(page(who, address))
    by_hand = bench.measured("large", lambda: taken(sql(floor)))
    met = large.p95 <= most and large.statements <= statements
    FIGURES.add(
        Figure(
            name, large, f"p95 {most * 1000:.0f} ms, {statements} SQL", met, by_hand, small,
            note=f"SQL by hand {by_hand.median * 1000:.2f} ms",
        )
    )  # fmt: skip
