"""Creating and acting through the pages, each act committed, on 10,000 and 1,000,000 complaints."""

from __future__ import annotations

from typing import Any

from foundation.people.models import User
from tests.bench.bench_pages import GROWTH, client_of, empty_page
from tests.bench.figures import FIGURES, Bench, Figure, Times, sql, taken
from tests.bench.scale import TURNS, WARM

# What registering leaves behind, written by hand: counter, matter, record, event, task.
REGISTER_SQL = """
WITH number AS (
    INSERT INTO numbering_counter (series, period, last) VALUES ('bench', '202611', 1)
    ON CONFLICT (series, period) DO UPDATE SET last = numbering_counter.last + 1 RETURNING last
), matter AS (
    INSERT INTO process_matter (regulation, kind, number, title, state, version, department_id,
        customer_id, opened_by_id, opened_at, search_text)
    SELECT regulation, kind, 'bench-' || (SELECT last FROM number), title, 'registered', 1,
        department_id, customer_id, opened_by_id, now(), search_text
    FROM process_matter WHERE id = (SELECT max(matter_id) FROM complaints_complaint)
    RETURNING id, opened_by_id
), event AS (
    INSERT INTO process_event (matter_id, step, label, article, actor_id, at, from_state, to_state, comment,
        details)
    SELECT id, 'open', '', 'R2.15', opened_by_id, now(), '', '', '', '{}' FROM matter RETURNING id
)
INSERT INTO process_task (matter_id, kind, article, role_id, opened_at, due_on, outcome,
    opening_event_id, alert_stage)
SELECT matter.id, 'complaints.closing', 'R2.26', (SELECT min(id) FROM auth_group), now(), current_date + 7, '', event.id, 0
FROM matter, event RETURNING id
"""


def register() -> Times:
    clerk = User.objects.get(employee_number="clerk")
    client = client_of("clerk")
    data = {
        "customer_kind": "consumer", "customer_name": "韩梅梅", "contact_phone": "13900002222",
        "goods": "足浴盆", "channel": "store", "ground": "quality", "what_happened": "漏水",
        "demands": ["return"], "received_at": "2026-11-02 08:00", "store": clerk.department_id,
    }  # fmt: skip
    made: list[str] = []

    def act() -> None:
        made.append(f"bench-{len(made)}")
        answer: Any = client.post("/complaints/register/", data | {"key": made[-1]})
        assert answer.status_code == 302, answer.content.decode()

    return taken(act)


def check_grounds() -> Times:
    """Of the newest complaints of the clerk's store: those that were just registered."""
    from complaints.models import Complaint

    waiting = Complaint.objects.filter(state="registered", store__code="S1").order_by("-pk")
    rows = waiting.values_list("pk", "matter__version")[: TURNS + WARM]
    client, turn = client_of("clerk"), iter(list(rows))

    def act() -> None:
        pk, version = next(turn)
        data = {"holds": "yes", "ground": "quality", "opinion": "属实"}
        data |= {"seen": version, "key": f"check-{pk}"}
        assert client.post(f"/complaints/{pk}/check-grounds/", data).status_code == 302

    return taken(act)


def bench_create(bench: Bench) -> None:
    small, large = bench.in_both(register)
    met = large.p95 <= 0.013 and large.statements <= 12 and large.median <= GROWTH * small.median
    by_hand = bench.measured("large", lambda: taken(sql(REGISTER_SQL)))
    target = f"p95 13 ms, 12 SQL, growth {GROWTH}x"
    FIGURES.add(Figure("create", target, met, large, by_hand, empty_page(bench), small))


def bench_act(bench: Bench) -> None:
    large: Times = bench.measured("large", check_grounds)
    FIGURES.add(Figure("act (check grounds)", "12 SQL", large.statements <= 12, large))
