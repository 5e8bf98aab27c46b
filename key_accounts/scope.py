"""Who may see which records: whose they are, their branch, and all for who answers for them."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.db.models import Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import seats
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from key_accounts.roles import BRANCH_MANAGER, SEE_ALL

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


class OfBranch(RecordQuerySet):
    """``place`` leads to the branch, ``own`` to the people whose record it is, ``account`` to the
    account whose core team sees it."""

    place: ClassVar[str] = "branch"
    account: ClassVar[str] = ""
    own: ClassVar[tuple[str, ...]] = ()

    def visible_to(self, user: User) -> OfBranch:
        if sees_all(user):
            return self.all()
        people = stands_for(user, REGULATION)
        seen = involving(user, REGULATION) | Q(**{f"{self.place}__head__in": people})
        seen |= at_their_branches(user, self.place)
        for path in self.own:
            seen |= Q(**{f"{path}__in": people})
        if self.account:
            members = apps.get_model("key_accounts", "Member").objects.filter(until=None)
            of_team = members.filter(person__in=people).values("account")
            seen |= Q(**{f"{self.account}__in": of_team})
        return self.filter(seen)


class AccountQuerySet(OfBranch):
    own = ("lead",)
    account = "pk"


class RevisitQuerySet(OfBranch):
    own = ("person", "logged_by", "account__lead")
    account = "account"


class AuthorisationQuerySet(OfBranch):
    place = "account__branch"
    own = ("person", "requested_by", "account__lead")
