"""Who may see what is known of which customers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import FINANCE, GM, RECORD_KEEPER, Role
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from grading.roles import SALES, SALES_MANAGER

REGULATION = 3
SEE_ALL = (SALES, SALES_MANAGER, FINANCE, GM, RECORD_KEEPER)


def sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in SEE_ALL)


class CustomerRowQuerySet(QuerySet[Any]):
    """Rows about a customer: all for sales, finance and the GM, else those of one's own accounts."""

    def visible_to(self, user: User) -> CustomerRowQuerySet:
        if sees_all(user):
            return self.all()
        return self.filter(customer__owner__in=stands_for(user, REGULATION))


class DecidedQuerySet(RecordQuerySet):
    """Excuses and overrides: besides those of one's accounts, those one proposed or had a task of."""

    owner_path = "customer__owner"

    def visible_to(self, user: User) -> DecidedQuerySet:
        if sees_all(user):
            return self.all()
        own = Q(**{f"{self.owner_path}__in": stands_for(user, REGULATION)})
        return self.filter(own | Q(proposed_by=user) | involving(user, REGULATION))


class ExcuseQuerySet(DecidedQuerySet):
    owner_path = "receivable__customer__owner"


def speaks_for(user: User, customer: Any, *roles: Role) -> bool:
    """In one of the roles, or the account is theirs."""
    own = customer.owner_id in {person.pk for person in stands_for(user, REGULATION)}
    return own or any(acts_as(user, role, REGULATION) for role in roles)


def may_excuse(receivable: Any, user: User) -> bool:
    """Who may say why a payment was late: sales, finance, the account's owner."""
    return speaks_for(user, receivable.customer, SALES, SALES_MANAGER, FINANCE)
