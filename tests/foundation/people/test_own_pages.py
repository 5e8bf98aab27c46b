"""One's own profile, language and delegations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from foundation.people.models import User


@pytest.fixture
def two(clock: Any, db: None) -> tuple[User, User]:
    from foundation.people.models import User

    return User.objects.create_user("1", "陈国栋"), User.objects.create_user("2", "林慧")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def test_switching_the_language_is_remembered_for_mails_too(two: tuple[User, User]) -> None:
    as_user(two[0]).post("/people/language/", {"language": "en", "next": "/"})
    two[0].refresh_from_db()
    assert two[0].language == "en"


def test_an_unknown_language_changes_nothing(two: tuple[User, User]) -> None:
    as_user(two[0]).post("/people/language/", {"language": "xx", "next": "/"})
    two[0].refresh_from_db()
    assert two[0].language == "zh-hans"


def test_a_profile_cannot_change_more_than_it_shows(two: tuple[User, User]) -> None:
    given = {"phone": "1", "email": "a@example.com", "language": "en", "is_superuser": "on"}
    assert as_user(two[0]).post("/people/profile/", given).status_code == 302
    two[0].refresh_from_db()
    assert (two[0].email, two[0].is_superuser) == ("a@example.com", False)


def ask(user: User, substitute: User) -> Any:
    from foundation import clock

    day = clock.today().isoformat()
    given = {"substitute": substitute.pk, "starts_on": day, "ends_on": day}
    return as_user(user).post("/people/delegations/", given)


@pytest.mark.article("R0.delegation")
def test_a_delegation_holds_from_its_acceptance_to_its_end(two: tuple[User, User]) -> None:
    from foundation.people.delegation import in_force

    boss, other = two
    assert ask(boss, other).status_code == 302
    pk = boss.delegations_given.get().pk
    assert not in_force().exists()
    as_user(boss).post(f"/people/delegations/{pk}/accept/")
    assert not in_force().exists(), "only the substitute may accept"
    as_user(other).post(f"/people/delegations/{pk}/accept/")
    assert in_force().get().substitute == other
    assert ask(other, boss).status_code == 422, "no loops"
    as_user(boss).post(f"/people/delegations/{pk}/end/")
    assert not in_force().exists()


def test_a_strangers_delegation_is_not_there(two: tuple[User, User]) -> None:
    from foundation.people.models import User

    ask(*two)
    pk = two[0].delegations_given.get().pk
    third = User.objects.create_user("3", "吴敏")
    assert as_user(third).post(f"/people/delegations/{pk}/end/").status_code == 404
    assert as_user(third).get("/people/delegations/").context["rows"] == []
