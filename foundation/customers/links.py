"""Pages that regulations have about a customer; the customer's own page leads there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from foundation.customers.models import Customer
from foundation.people.access import may_open
from foundation.people.models import User

_links: list[CustomerLink] = []


@dataclass(frozen=True, slots=True)
class CustomerLink:
    """``url_name`` takes the customer's key; ``who`` may open it for this customer."""

    label: str | Promise
    icon: str
    url_name: str
    who: Callable[[User, Customer], bool]

    def __post_init__(self) -> None:
        _links.append(self)


def links_for(user: User, customer: Customer) -> list[dict[str, Any]]:
    return [
        {"label": one.label, "icon": one.icon, "url": reverse(one.url_name, args=[customer.pk])}
        for one in _links
        if may_open(user, one.url_name) and one.who(user, customer)
    ]
