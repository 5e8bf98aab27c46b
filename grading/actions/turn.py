"""What several acts share: whose account it is, and no day to come."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import Role
from grading.scope import speaks_for


def only_of_account(by: User, customer: Customer, *roles: Role, article: str) -> None:
    """Besides the roles, whoever the customer belongs to."""
    if not speaks_for(by, customer, *roles):
        only_as(by, *roles, article=article)


def not_ahead(day: date, *, article: str, field: str) -> None:
    if day > clock.today():
        raise Refusal(article, _("日期不能晚于今天。"), field=field)
