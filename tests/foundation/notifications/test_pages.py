from datetime import time
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.notifications.models import Mail, Notice, Preference
from foundation.notifications.reading import unread_count
from foundation.people.models import RoleGrant, User
from tests.harness.frozen import Clock

pytestmark = pytest.mark.django_db

LIST = "/notifications/"
WISHES = {"mail_mode": "digest", "digest_hour": "7", "quiet_from": "21:00", "quiet_until": "07:00"}


def sign_in(client: Client, user: User) -> None:
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")


@pytest.fixture
def page(client: Client, person: User) -> Client:
    sign_in(client, person)
    return client


def read_at(dedupe: str) -> Any:
    return Notice.objects.get(dedupe=dedupe).read_at


@pytest.mark.parametrize("name", ["list", "preferences"])
def test_nobody_logged_in_is_sent_to_the_login_page(client: Client, name: str) -> None:
    answer = client.get(reverse(f"notifications:{name}"))
    assert (answer.status_code, "login" in answer.headers["Location"]) == (302, True)


def test_the_list_shows_ones_own_notices_unread_first(
    page: Client, person: User, people: Any, tell: Any
) -> None:
    for number in (1, 2, 3):
        tell([person], f"due:{number}", context={"number": f"TS-{number}"}, article="R0.urging")
    tell(people(1), "other", context={"number": "TS-OTHER"})
    page.post(reverse("notifications:read", args=[Notice.objects.get(dedupe="due:3").pk]))
    shown = page.get(LIST).content.decode()
    places = [shown.index(f"TS-{number}") for number in (2, 1, 3)]
    assert places == sorted(places)
    assert "TS-OTHER" not in shown
    assert "R0.urging" in shown
    assert "2 条未读" in shown


def test_following_a_notice_marks_it_read(
    page: Client, person: User, tell: Any, clock: Clock
) -> None:
    tell([person], url="/m/7/")
    notice = Notice.objects.get()
    answer = page.get(reverse("notifications:open", args=[notice.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/m/7/")
    first = read_at("due:1")
    assert first == clock.now()
    clock.move(hours=1)
    page.get(reverse("notifications:open", args=[notice.pk]))
    assert read_at("due:1") == first


@pytest.mark.parametrize("url", ["https://evil.example.com/", "//evil.example.com", ""])
def test_a_notice_never_leads_out_of_the_product(
    page: Client, person: User, tell: Any, url: str
) -> None:
    tell([person], url=url)
    answer = page.get(reverse("notifications:open", args=[Notice.objects.get().pk]))
    assert answer.headers["Location"] == LIST


def test_the_notices_of_others_are_not_there(page: Client, people: Any, tell: Any) -> None:
    tell(people(1), "other")
    other = Notice.objects.get()
    assert page.get(reverse("notifications:open", args=[other.pk])).status_code == 404
    assert page.post(reverse("notifications:read", args=[other.pk])).status_code == 404
    page.post(reverse("notifications:read_all"))
    assert read_at("other") is None


def test_all_are_marked_read_at_once_and_only_by_post(
    page: Client, person: User, tell: Any
) -> None:
    for number in range(3):
        tell([person], f"due:{number}")
    assert page.get(reverse("notifications:read_all")).status_code == 405
    assert unread_count(person) == 3
    page.post(reverse("notifications:read_all"))
    assert unread_count(person) == 0


def test_a_broken_template_breaks_no_page(page: Client, person: User, tell: Any) -> None:
    tell([person], template="trial/broken")
    answer = page.get(LIST)
    assert answer.status_code == 200
    assert "内容暂时无法显示" in answer.content.decode()


def test_the_list_costs_the_same_for_one_notice_and_for_thirty(
    page: Client, person: User, tell: Any
) -> None:
    costs = []
    for number in (1, 29):
        for place in range(number):
            tell([person], f"due:{number}:{place}", article="R0.urging")
        with CaptureQueriesContext(connection) as queries:
            assert page.get(LIST).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_bell_costs_one_query(person: User, tell: Any) -> None:
    tell([person], "one")
    tell([person], "two")
    with CaptureQueriesContext(connection) as queries:
        assert unread_count(person) == 2
    assert len(queries) == 1


def test_wishes_are_stored_and_shown_again(page: Client, person: User) -> None:
    answer = page.post(reverse("notifications:preferences"), WISHES)
    assert answer.status_code == 302
    wishes = Preference.objects.get(user=person)
    assert (wishes.mail_mode, wishes.digest_hour) == ("digest", 7)
    assert (wishes.quiet_from, wishes.quiet_until) == (time(21), time(7))
    assert 'value="21:00"' in page.get(reverse("notifications:preferences")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quiet_until": ""}, "quiet_until"),
        ({"quiet_until": "21:00"}, "quiet_until"),
        ({"digest_hour": "24"}, "digest_hour"),
        ({"mail_mode": "never"}, "mail_mode"),
    ],
)
def test_wishes_that_make_no_sense_are_refused_beside_the_field(
    page: Client, wrong: dict[str, str], field: str
) -> None:
    answer = page.post(reverse("notifications:preferences"), WISHES | wrong)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Preference.objects.exists()


@pytest.mark.parametrize("model", [Mail, Notice])
def test_administrators_look_and_retry_but_change_nothing(
    client: Client, person: User, tell: Any, model: Any
) -> None:
    from foundation.notifications.composing import compose_due

    RoleGrant.objects.create(user=person, group=Group.objects.get(name="system_admin"))
    sign_in(client, person)
    tell([person], "good")
    compose_due()
    tell([person], "bad", template="trial/broken")
    compose_due()
    listing = reverse(f"admin:notifications_{model._meta.model_name}_changelist")
    assert client.get(listing).status_code == 200
    first = model.objects.order_by("pk").first()
    detail = reverse(f"admin:notifications_{model._meta.model_name}_change", args=[first.pk])
    assert client.get(detail).status_code == 200
    assert client.post(detail, {"subject": "x"}).status_code == 403
    chosen = {"action": "try_again", "_selected_action": [row.pk for row in model.objects.all()]}
    answer = client.post(listing, chosen, follow=True)
    assert "1 " in next(str(message) for message in answer.context["messages"])
