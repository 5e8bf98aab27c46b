"""Whose numbers a manager sees: the company's, or those of one's own departments and all below."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from foundation.people.delegation import OWN, acts_as, stands_for
from foundation.people.models import Department, User
from foundation.people.roles import ADMIN_HR, GM, led_paths


def reaches_company(user: User) -> bool:
    return acts_as(user, GM) or acts_as(user, ADMIN_HR)


def reaches_anything(user: User) -> bool:
    return reaches_company(user) or bool(_paths(user))


def reached(user: User) -> QuerySet[Department] | None:
    """The departments a person's numbers are of; ``None``: of the whole company."""
    if reaches_company(user):
        return None
    below = Q(pk=None)
    for path in _paths(user):
        below |= Q(path__startswith=path)
    return Department.objects.filter(below).order_by("path")


def _paths(user: User) -> list[str]:
    return [path for person in stands_for(user, OWN) for path in led_paths(person)]
