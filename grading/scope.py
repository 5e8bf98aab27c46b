"""Who may see what is known of which customers."""

from __future__ import annotations

from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import FINANCE, GM, RECORD_KEEPER, Role
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from grading.roles import SALES, SALES_MANAGER
from grading.rules import INDICATORS

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


class GradeQuerySet(CustomerRowQuerySet):
    def compared_with(self, run: int) -> GradeQuerySet:
        """``was…``: what another run found of the same customers; others are left out."""
        before = FilteredRelation("customer__grades", condition=Q(customer__grades__run=run))
        rows: GradeQuerySet = self.annotate(
            before=before,
            was=F("before__grade"),
            was_composite=F("before__composite"),
            **{f"was_{one}": F(f"before__{one}_score") for one in INDICATORS},
        ).filter(before__isnull=False)
        return rows

    def moved(self) -> GradeQuerySet:
        rows: GradeQuerySet = self.exclude(grade=F("was"))
        return rows

    def at_risk(self, before: int, least_credit: int) -> GradeQuerySet:
        """``was_effective``: of the run before, empty for whoever was not in it."""
        earlier = FilteredRelation("customer__grades", condition=Q(customer__grades__run=before))
        rows = self.annotate(earlier=earlier, was_effective=F("earlier__effective"))
        fell = Q(effective__gt=F("was_effective")) & ~Q(was_effective="") & ~Q(effective="")
        risky: GradeQuerySet = rows.filter(
            Q(is_lapsed=True) | Q(credit_score__lt=least_credit) | fell
        )
        return risky


class RunQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> RunQuerySet:
        """Whoever sees all customers; others see the grades of their own accounts."""
        return self.all() if sees_all(user) else self.filter(involving(user, REGULATION))

    def newest_first(self) -> RunQuerySet:
        ordered: RunQuerySet = self.filter(state="done").order_by("-as_of", "-pk")
        return ordered


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


def knows(user: User, customer: Any) -> bool:
    """Whether the user sees what is recorded of the customer."""
    return speaks_for(user, customer, *SEE_ALL)


def sells_to(customer: Any, user: User) -> bool:
    """Who may propose another grade, or enter a contact: sales, the account's owner."""
    return speaks_for(user, customer, SALES, SALES_MANAGER)
