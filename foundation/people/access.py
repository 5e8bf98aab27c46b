"""Which page is open to whom: URL name -> predicate, declared by each app's ``access.py``.

This is the first gate (may this person open such a page at all); the second is the record's own
``visible_to``. Both answer 404.
"""

from typing import Any

import rules

from foundation.articles.declarations import number_of
from foundation.people.delegation import OWN, acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import RECORD_KEEPER, SYSTEM_ADMIN, Role, led_paths

Predicate = Any

_table: dict[str, Predicate] = {}


@rules.predicate
def everyone(user: User) -> bool:
    """Also people who are not logged in."""
    return True


@rules.predicate
def staff(user: User) -> bool:
    return bool(user.is_authenticated and user.is_active)


def holds_any(*roles: Role) -> Predicate:
    """Who holds one of the roles, or stands in for a holder in the regulation of the page."""

    @rules.predicate(name="holds_any:" + ",".join(role.code for role in roles))
    def predicate(user: User, regulation: int = OWN) -> bool:
        return bool(user.is_authenticated) and any(
            acts_as(user, role, regulation) for role in roles
        )

    declared: Predicate = predicate
    return declared


@rules.predicate
def heads(user: User, regulation: int = OWN) -> bool:
    """The heads of departments, and whoever stands in for one in the regulation of the page."""
    return bool(user.is_authenticated) and any(
        led_paths(person) for person in stands_for(user, regulation)
    )


def declare(table: dict[str, Predicate]) -> None:
    """Add URL names (``app:name``); ``app:*`` stands for all names of a namespace."""
    _table.update(table)


def rule_for(url_name: str) -> Predicate | None:
    if url_name in _table:
        return _table[url_name]
    namespace = url_name.partition(":")[0]
    return _table.get(f"{namespace}:*") if ":" in url_name else None


def table() -> dict[str, Predicate]:
    return dict(_table)


def may_open(user: User, url_name: str) -> bool:
    rule = rule_for(url_name)
    return rule is not None and bool(rule.test(user, number_of(url_name.partition(":")[0])))


declare(
    {
        "admin:*": holds_any(RECORD_KEEPER, SYSTEM_ADMIN),
        "set_language": everyone,
        "people:language": everyone,
        "people:*": staff,
    }
)
