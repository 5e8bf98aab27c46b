"""Who decides for whom: only what was accepted, chains to their end, no loops, by regulation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from foundation import clock as time
from foundation.articles import Refusal
from foundation.people import delegation
from foundation.people.models import Delegation, User
from tests.harness.frozen import Clock

pytestmark = pytest.mark.article("R0.delegation")


@pytest.fixture
def people(clock: Clock, db: None) -> list[User]:
    names = ["陈国栋", "林慧", "赵雅婷", "周建平"]
    return [User.objects.create_user(str(turn), name) for turn, name in enumerate(names)]


def give(by: User, to: User, *, accepted: bool = True, days: int = 3, **facts: Any) -> Delegation:
    day = facts.pop("starts_on", time.today())
    given = delegation.delegate(
        by=by, substitute=to, starts_on=day, ends_on=day + timedelta(days=days), **facts
    )
    if accepted:
        delegation.accept(given, by=to)
    return given


def acting(user: User, regulation: int = 1) -> set[int]:
    fresh = User.objects.get(pk=user.pk)
    return {person.pk for person in delegation.stands_for(fresh, regulation)} - {user.pk}


def test_nothing_starts_before_the_substitute_has_accepted(people: list[User]) -> None:
    boss, other, *__ = people
    given = give(boss, other, accepted=False)
    assert acting(other) == set()
    with pytest.raises(Refusal):
        delegation.accept(given, by=boss)
    delegation.accept(given, by=other)
    assert acting(other) == {boss.pk}


def test_a_chain_ends_with_the_last_substitute(people: list[User]) -> None:
    first, second, third, __ = people
    give(first, second)
    give(second, third)
    assert acting(third) == {first.pk, second.pk}
    assert acting(second) == set()


def test_a_loop_is_refused_also_a_long_one_and_also_when_accepting(people: list[User]) -> None:
    first, second, third, __ = people
    give(first, second)
    give(second, third)
    with pytest.raises(Refusal) as refused:
        give(third, first)
    assert refused.value.article == "R0.delegation"


def test_one_for_a_regulation_goes_before_a_general_one(people: list[User]) -> None:
    boss, general, special, __ = people
    give(boss, general)
    give(boss, special, regulation=2)
    assert (acting(special, 2), acting(general, 2)) == ({boss.pk}, set())
    assert (acting(special, 3), acting(general, 3)) == (set(), {boss.pk})


def test_it_holds_on_its_days_only_and_ends_at_once_when_taken_back(
    people: list[User], clock: Clock
) -> None:
    boss, other, *__ = people
    given = give(boss, other, starts_on=time.today() + timedelta(days=1), days=1)
    assert acting(other) == set()
    clock.set("2026-11-04 23:59")
    assert acting(other) == {boss.pk}
    clock.set("2026-11-05 00:00")
    assert acting(other) == set()
    clock.set("2026-11-03 12:00")
    delegation.end(given, by=boss)
    assert acting(other) == set()


@pytest.mark.parametrize("wrong", ["self", "past", "backwards"])
def test_what_makes_no_sense_is_refused(people: list[User], wrong: str) -> None:
    boss, other, *__ = people
    day = time.today()
    given: dict[str, Any] = {"by": boss, "substitute": other, "starts_on": day, "ends_on": day}
    given |= {
        "self": {"substitute": boss},
        "past": {"starts_on": day - timedelta(9), "ends_on": day - timedelta(1)},
        "backwards": {"ends_on": day - timedelta(1)},
    }[wrong]
    with pytest.raises(Refusal):
        delegation.delegate(**given)


def test_asked_twice_it_is_one_request_until_it_was_answered_with_no(people: list[User]) -> None:
    boss, other, *__ = people
    first = give(boss, other, accepted=False)
    assert give(boss, other, accepted=False).pk == first.pk
    delegation.decline(first, by=other)
    assert give(boss, other, accepted=False).pk != first.pk
