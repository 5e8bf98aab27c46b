"""Who may see which plans: one's own, one's departments', and all for who answers for sales."""

from __future__ import annotations

from django.db.models import Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import Department, User
from foundation.people.roles import FINANCE, GM
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from visits.roles import SALES_HEAD

REGULATION = 7
SEE_ALL = (SALES_HEAD, GM)


class OfSalesPerson(RecordQuerySet):
    """Records with a ``person``."""

    def visible_to(self, user: User) -> OfSalesPerson:
        if sees_all(user):
            return self.all()
        return self.filter(of_own_people(user) | involving(user, REGULATION))


class RequestQuerySet(OfSalesPerson):
    def visible_to(self, user: User) -> OfSalesPerson:
        """Finance too: it pays them, or not."""
        return self.all() if acts_as(user, FINANCE, REGULATION) else super().visible_to(user)


def of_own_people(user: User, prefix: str = "") -> Q:
    """Of oneself, of whom one stands in for, and of everybody in the departments these head."""
    return own_people(user, f"{prefix}person__")


def own_people(user: User, prefix: str = "") -> Q:
    """These people themselves."""
    people = stands_for(user, REGULATION)
    seen = Q(**{f"{prefix}pk__in": [one.pk for one in people]})
    for led in Department.objects.filter(head__in=people):
        seen |= Q(**{f"{prefix}department__path__startswith": led.path})
    return seen


def sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in SEE_ALL)
