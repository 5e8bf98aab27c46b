from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar, cast

from django.utils.functional import Promise

from foundation import clock
from foundation.articles.declarations import cite
from foundation.people.models import User
from foundation.people.roles import Role
from foundation.policies.models import PolicyValue
from foundation.policies.reading import stored_value

T = TypeVar("T", int, Decimal, bool, date, str, list[Any], dict[str, Any])

# What holds before anything was decided otherwise: the regulation's own figures.
BEGINNING = date(2000, 1, 1)

_policies: dict[str, Policy[Any]] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Policy(Generic[T]):
    """A typed policy item; ``initial`` is what the regulation or a stated decision says.

    ``choices`` of a list: what may stand in it (code and label); such a list may be empty.
    ``drafters``: who drafts a change where the regulation names them; the approver may as well.
    ``labels`` of a table: what its codes stand for. ``check`` raises ``Refusal`` (field ``value``)
    when a value of the right type still makes no sense.
    """

    key: str
    label: str | Promise
    article: str
    type: type[T]
    initial: T
    approver: Role
    unit: str | Promise = ""
    choices: Callable[[], Mapping[str, str]] | None = None
    drafters: tuple[Role, ...] = ()
    labels: Mapping[str, str | Promise] = field(default_factory=dict)
    check: Callable[[T], object] | None = None

    def __post_init__(self) -> None:
        _policies[self.key] = self
        cite(self.article, f"policy {self.key}")

    def value(self, on: date | None = None) -> T:
        """The value in force on a day (default: today): approved rows only."""
        stored = stored_value(self.key, on or clock.today())
        return self.initial if stored is None else self.parse(stored)

    def parse(self, stored: Any) -> T:
        value: Any = stored
        if self.type is Decimal:
            value = Decimal(stored)
        elif self.type is date:
            value = date.fromisoformat(stored)
        return cast("T", value)

    def store(self, value: T) -> Any:
        return str(value) if isinstance(value, Decimal | date) else value


def policies() -> dict[str, Policy[Any]]:
    return dict(_policies)


def load_initial_values() -> None:
    """Rows for items that have none yet, approved by the system account."""
    system = User.objects.filter(account=User.Account.SYSTEM).first()
    if system is None:
        return
    known = set(PolicyValue.objects.values_list("key", flat=True))
    PolicyValue.objects.bulk_create(
        PolicyValue(
            key=policy.key,
            value=policy.store(policy.initial),
            applies_from=BEGINNING,
            approved_by=system,
            approved_at=clock.now(),
        )
        for policy in _policies.values()
        if policy.key not in known
    )
