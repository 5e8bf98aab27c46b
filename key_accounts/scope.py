"""Who may see which records: whose they are, their branch, and all for who answers for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import GM, Role, seats
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SEE_ALL

REGULATION = 6


def sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in SEE_ALL)


def at_their_branches(user: User, place: str = "branch") -> Q:
    """Rows of the branches whose account manager the user is, or stands in for."""
    at = Q(pk=None)
    for person in stands_for(user, REGULATION):
        for seat in seats(person):
            if seat.role == BRANCH_MANAGER.code:
                at |= seat.within(place)
    return at


class OfPeople(RecordQuerySet):
    """All for the ``readers``, else one's own: ``own`` names the people whose record it is."""

    readers: ClassVar[tuple[Role, ...]] = SEE_ALL
    own: ClassVar[tuple[str, ...]] = ()

    def visible_to(self, user: User) -> OfPeople:
        if any(acts_as(user, role, REGULATION) for role in self.readers):
            return self.all()
        return self.filter(self.seen_by(user, stands_for(user, REGULATION)))

    def seen_by(self, user: User, people: Sequence[User]) -> Q:
        seen = involving(user, REGULATION)
        for path in self.own:
            seen |= Q(**{f"{path}__in": people})
        return seen


class OfBranch(OfPeople):
    """``place`` leads to the branch, ``account`` to the account whose core team sees it."""

    place: ClassVar[str] = "branch"
    account: ClassVar[str] = ""

    def seen_by(self, user: User, people: Sequence[User]) -> Q:
        seen = super().seen_by(user, people) | Q(**{f"{self.place}__head__in": people})
        seen |= at_their_branches(user, self.place)
        if self.account:
            members = apps.get_model("key_accounts", "Member").objects.filter(until=None)
            of_team = members.filter(person__in=people).values("account")
            seen |= Q(**{f"{self.account}__in": of_team})
        return seen


class AccountQuerySet(OfBranch):
    own = ("lead",)
    account = "pk"


class RevisitQuerySet(OfBranch):
    own = ("person", "logged_by", "account__lead")
    account = "account"


class AuthorisationQuerySet(OfBranch):
    place = "account__branch"
    own = ("person", "requested_by", "account__lead")


class ProgrammeQuerySet(OfPeople):
    """How key accounts are managed is for everybody who manages them."""

    readers = (*SEE_ALL, BRANCH_MANAGER)
    own = ("owner_person",)


class ProposalQuerySet(OfPeople):
    own = ("proposed_by", "follower")


class ExchangeQuerySet(OfPeople):
    """A unit sees what it shared and what is shared with it, or with a unit it is part of."""

    readers = (MANAGER, GM)
    own = ("shared_by",)

    def seen_by(self, user: User, people: Sequence[User]) -> Q:
        places = {pk for one in people if one.department for pk in one.department.ancestor_ids()}
        shared: Any = self.model._meta.get_field("units").remote_field.through
        with_unit = shared.objects.filter(department__in=places).values("exchange")
        own_units = {one.department_id for one in people if one.department_id}
        return super().seen_by(user, people) | Q(pk__in=with_unit) | Q(unit__in=own_units)


class TrainingQuerySet(OfPeople):
    def seen_by(self, user: User, people: Sequence[User]) -> Q:
        rows = apps.get_model("key_accounts", "Attendance").objects.filter(person__in=people)
        return super().seen_by(user, people) | Q(pk__in=rows.values("training"))
