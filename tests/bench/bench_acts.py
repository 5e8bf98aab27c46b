"""Creating and acting through the pages, each act committed, on 10,000 and 1,000,000 complaints."""

from __future__ import annotations

from django.test import Client

from foundation.people.models import User
from tests.bench.figures import FIGURES, Bench, Figure, Times, taken


def client_of(number: str) -> Client:
    client = Client()
    person = User.objects.get(employee_number=number)
    client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
    return client


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
        assert client.post("/complaints/register/", data | {"key": made[-1]}).status_code == 302

    return taken(act)


def rule() -> Times:
    from complaints.models import Complaint

    waiting = Complaint.objects.filter(state="awaiting_ruling", store__code="S1").order_by("-pk")
    rows = list(waiting.values_list("pk", "matter__version")[:40])
    client, turn = client_of("supervisor"), iter(rows)

    def act() -> None:
        pk, version = next(turn)
        data = {"accepted": "yes", "reason": "可以", "seen": version, "key": f"rule-{pk}"}
        assert client.post(f"/complaints/{pk}/rule-on/", data).status_code == 302

    return taken(act, turns=max(1, len(rows) - 4))


def bench_create(bench: Bench) -> None:
    small, large = bench.in_both(register)
    met = large.p95 <= 0.013 and large.statements <= 12
    FIGURES.add(Figure("create", large, "p95 13 ms, 12 SQL", met, small=small))


def bench_act(bench: Bench) -> None:
    large: Times = bench.measured("large", rule)
    met = large.p95 <= 0.015 and large.statements <= 12
    FIGURES.add(Figure("act (ruling)", large, "p95 15 ms, 12 SQL", met))
