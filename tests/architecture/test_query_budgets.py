"""How many statements each page may send, as data; rows never add to them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from complaints.models import State
from tests.complaints import story
from tests.complaints.conftest import make_cast, new_complaint
from tests.harness.frozen import Clock

# Session, user, roles, delegations and the two counts of the page frame included.
BUDGETS = {
    "/": 12,
    "/inbox/": 8,
    "/inbox/done/": 8,
    "/inbox/started/": 8,
    "/inbox/copied/": 8,
    "/search/?q=按摩": 12,
    "/articles/": 8,
    "/complaints/": 8,
    "/complaints/register/": 10,
    "/complaints/prevention/": 10,
    "/notifications/": 10,
}
DETAIL = 12
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200, address
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in queries.captured_queries)


@pytest.fixture
def client_of_service(db: None, clock: Clock) -> Client:
    client = Client()
    cast = make_cast()
    client.force_login(cast.service, backend="foundation.people.sign_in.PersonBackend")
    client.cast = cast  # type: ignore[attr-defined]
    return client


def test_more_rows_send_no_more_statements_and_every_page_keeps_its_budget(
    client_of_service: Client,
) -> None:
    cast = client_of_service.cast  # type: ignore[attr-defined]
    story.bring_to(new_complaint(cast), State.AWAITING_REPLY, cast)
    few = {address: statements(client_of_service, address) for address in BUDGETS}
    for __ in range(8):
        story.bring_to(new_complaint(cast), State.AWAITING_REPLY, cast)
    many = {address: statements(client_of_service, address) for address in BUDGETS}
    assert {a: n for a, n in many.items() if n > few[a]} == {}
    assert {a: n for a, n in many.items() if n > BUDGETS[a]} == {}


def test_a_complaint_with_a_long_history_keeps_its_budget(client_of_service: Client) -> None:
    cast = client_of_service.cast  # type: ignore[attr-defined]
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    short = statements(client_of_service, complaint.get_absolute_url())
    story.bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    from complaints import actions

    for __ in range(5):
        fresh = type(complaint).objects.get(pk=complaint.pk)
        actions.send_back(
            fresh, by=cast.gm, to=State.AWAITING_OPINION, reason="再核", seen=story.seen(complaint)
        )
        story.opine(complaint, cast)
    assert statements(client_of_service, complaint.get_absolute_url()) == short <= DETAIL
