"""A head sees the numbers of the own departments and all below, and the list behind each."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from complaints.models import State
from foundation import clock as time
from foundation.people.delegation import accept, delegate
from foundation.people.models import Department, User
from foundation.people.structure import place
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.complaints.story import bring_to
from tests.harness.frozen import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def figures(user: User) -> Any:
    return client_of(user).get("/dashboard/").context["overview"]


def numbers(user: User, address: str) -> list[str]:
    rows = client_of(user).get(address).context["rows"]
    return [getattr(row, "matter", row).number for row in rows]


def late_at(cast: Cast, clock: Clock) -> tuple[Any, Any]:
    """One late in the works, one late at the store."""
    works = bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    store = new_complaint(cast, goods="足浴盆")
    clock.move(days=6)
    return works, store


def test_only_heads_and_managers_have_one(cast: Cast) -> None:
    assert client_of(cast.head).get("/dashboard/").status_code == 200
    assert client_of(cast.gm).get("/dashboard/").status_code == 200
    for other in (cast.engineer, cast.clerk, cast.service):
        assert client_of(other).get("/dashboard/").status_code == 404
        assert client_of(other).get("/dashboard/behind/?what=late").status_code == 404


def test_a_head_counts_the_own_department_and_every_number_has_its_list(
    cast: Cast, clock: Clock
) -> None:
    works, store = late_at(cast, clock)
    shown = figures(cast.head)
    assert shown["reach"] == "生产部"
    assert [(row["label"], row["count"]) for row in shown["late_by_department"]] == [("生产部", 1)]
    for address in (shown["late_url"], shown["late_by_department"][0]["url"], shown["opened_url"]):
        assert numbers(cast.head, address) == [works.number], address
    month = shown["months"][-1]
    assert (month["opened"], month["closed"]) == (1, 0)
    assert numbers(cast.head, month["opened_url"]) == [works.number]
    assert [row["opened"] for row in shown["rates"]] == [1]
    of_company = figures(cast.gm)
    assert of_company["reach"] == "全公司" and of_company["late"] == 2
    assert store.number not in numbers(cast.head, "/dashboard/behind/?what=opened")
    place_of_store = f"/dashboard/behind/?what=late&department={cast.store.pk}"
    assert numbers(cast.head, place_of_store) == []


def test_whoever_heads_what_lies_above_counts_it_too(cast: Cast, clock: Clock) -> None:
    late_at(cast, clock)
    above = place(Department(code="PP", name="制造中心", head=cast.service), under=None)
    cast.works.refresh_from_db()
    place(cast.works, under=above)
    cast.service.refresh_from_db()
    shown = figures(cast.service)
    assert shown["reach"] == "制造中心、生产部"
    assert [row["label"] for row in shown["late_by_department"]] == ["生产部"]


@pytest.mark.article("R0.delegation")
def test_the_substitute_of_a_head_sees_the_heads_numbers(cast: Cast, clock: Clock) -> None:
    late_at(cast, clock)
    today = time.today()
    asked = delegate(by=cast.head, substitute=cast.supervisor, starts_on=today, ends_on=today)
    assert client_of(cast.supervisor).get("/dashboard/").status_code == 404
    accept(asked, by=cast.supervisor)
    assert figures(cast.supervisor)["reach"] == "生产部"


def test_what_lies_with_a_role_of_the_whole_company_is_named(cast: Cast, clock: Clock) -> None:
    bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    clock.move(days=9)
    labels = [row["label"] for row in figures(cast.gm)["late_by_department"]]
    assert "全公司角色" in labels and "—" not in labels


def test_a_heads_page_sends_no_more_statements_for_more_matters(cast: Cast, clock: Clock) -> None:
    client = client_of(cast.head)

    def sent() -> int:
        client.get("/dashboard/")
        with CaptureQueriesContext(connection) as statements:
            assert client.get("/dashboard/").status_code == 200
        return len(statements)

    late_at(cast, clock)
    few = sent()
    for _number in range(4):
        bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    assert sent() == few <= 8
