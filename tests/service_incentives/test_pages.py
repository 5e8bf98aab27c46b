"""Pages: who sees what, how many statements, papers, and a form that was overtaken."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from foundation.history.reading import newest_version
from foundation.people.models import User
from service_incentives import actions
from service_incentives.models import PayLine, PayRun, PayView, Trip
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import (
    OCTOBER,
    Crew,
    bring_to,
    make_crew,
    new_finding,
    new_trip,
    start,
)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"service_incentives:{name}", args=args)


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.article("R5.10", "R5.11")
def test_pay_is_seen_by_its_owner_and_the_chain_alone(crew: Crew) -> None:
    new_trip(crew, worth="20")
    run = start(crew)
    line = PayLine.objects.get(person=crew.engineer)
    pages = [
        address("run", run.pk), address("line", line.pk), address("trip", Trip.objects.get().pk),
        address("statement", run.pk), address("statement_pdf", run.pk),
    ]  # fmt: skip
    answers = {
        who.name: [client_of(who).get(page).status_code for page in pages]
        for who in (crew.engineer, crew.other, crew.manager, crew.marketing)
    }
    assert answers == {
        "丁一": [404, 200, 200, 200, 200],
        "丁二": [404, 404, 404, 200, 200],  # a statement of their own: nothing for October
        "丁四": [404, 404, 404, 404, 404],
        "毛宁": [200, 200, 200, 404, 404],
    }
    looked = set(PayView.objects.values_list("viewer__name", "what"))
    assert looked == {("丁一", "printed"), ("丁二", "printed"), ("毛宁", "seen")}


@pytest.mark.article("R5.10")
def test_the_papers_show_formula_policy_and_capitals(crew: Crew) -> None:
    new_trip(crew, worth="20.0005")
    new_finding(crew, "accident")
    run = bring_to(start(crew), "approved", crew)
    paper = text_of(client_of(crew.engineer).get(address("statement_pdf", run.pk)).content)
    for words in (
        "丁一",
        "max(0, 20.0005 − 1 × 2 − 17) × 270",
        "270.14",
        "贰佰柒拾元壹角肆分",
        "税前",
    ):
        assert words in paper, words
    assert "每月点数基数" in paper and "17" in paper
    response = client_of(crew.gm).get(
        reverse("papers:print", args=[run.pk, "service_incentives.payroll"])
    )
    table = text_of(
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    for words in ("绩效发放表", "丁一", "贰佰柒拾元壹角肆分", "贺军", "吴敏", "赵雅", "陈国栋"):
        assert words in table, words
    assert "丁二" not in table, "nobody with nothing"


@pytest.mark.article("R0.versions")
def test_a_trip_that_somebody_changed_first_says_so_and_keeps_what_was_typed(crew: Crew) -> None:
    trip = new_trip(crew)
    client, seen = client_of(crew.clerk), newest_version(trip)
    actions.change_trip(trip, by=crew.head, seen=seen, given={"ended_on": date(2026, 10, 12)})
    answer = client.post(
        address("void_trip", trip.pk), {"reason": "重复登记", "seen": seen, "key": "late"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "data-stale" in page and "重复登记" in page and "2026-10-12" in page
    assert Trip.objects.get().voided_at is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {
            "person": "nobody",
            "project": "P-404",
            "kind": "x",
            "started_on": "later",
            "ended_on": "1",
        },
        {"person": "sve1", "project": "x" * 500, "paper": "fined", "visit": "third"},
        {
            "person": "sve1",
            "project": "P-001",
            "started_on": "2026-10-08",
            "ended_on": "2026-12-31",
        },
    ],
)
def test_a_wrong_trip_is_answered_beside_its_fields_with_what_was_typed(
    crew: Crew, data: dict[str, str]
) -> None:
    answer = client_of(crew.clerk).post(address("enter_trip"), data)
    assert answer.status_code == 422
    assert all(answer.context["form"][name].value() == value for name, value in data.items())
    assert not Trip.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.article("R5.10")
def test_two_clerks_who_start_the_same_run_at_once_get_one_run(clock: Clock) -> None:
    crew = make_crew()
    new_trip(crew, worth="20")

    def begin(turn: int) -> int:
        try:
            by = (crew.clerk, crew.hr)[turn % 2]
            return int(actions.start_run(by=by, kind="monthly", period=OCTOBER).pk)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        made = set(pool.map(begin, range(6)))
    assert len(made) == 1
    run = PayRun.objects.get()
    assert run.computation == 1 and run.lines.count() == 3
