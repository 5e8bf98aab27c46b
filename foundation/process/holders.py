"""Who holds a step or a task: a person, a head of department, or a role at a place.

The same declaration says who may act and in whose inbox the task lands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.people.delegation import stands_for
from foundation.people.models import Department, User
from foundation.people.roles import Role, group_of, holders, seats
from foundation.people.structure import head_of


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where a task lands: a person, or everyone who holds a role at a place."""

    person: User | None = None
    role: Group | None = None
    department: Department | None = None


class Holder:
    def includes(self, record: Any, user: User) -> bool:
        raise NotImplementedError

    def assignment(self, record: Any) -> Assignment:
        raise NotImplementedError

    def describe(self, record: Any) -> str:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class InRole(Holder):
    """Everyone with the role at the place that ``of`` names (company-wide when it is ``None``)."""

    role: Role
    of: Callable[[Any], Department | None] | None = None

    def place(self, record: Any) -> Department | None:
        return self.of(record) if self.of else None

    def includes(self, record: Any, user: User) -> bool:
        place = self.place(record)
        return any(seat.covers(place) for seat in seats(user) if seat.role == self.role.code)

    def assignment(self, record: Any) -> Assignment:
        return Assignment(role=group_of(self.role), department=self.place(record))

    def describe(self, record: Any) -> str:
        place = self.place(record)
        names = "、".join(str(person) for person in holders(self.role, place)[:3])
        where = f"{place} · " if place else ""
        return f"{where}{self.role.label}" + (f"（{names}）" if names else "")


@dataclass(frozen=True, slots=True)
class Person(Holder):
    """The one person that ``who`` names."""

    who: Callable[[Any], User | None]

    def includes(self, record: Any, user: User) -> bool:
        person = self.who(record)
        return person is not None and person.pk == user.pk

    def assignment(self, record: Any) -> Assignment:
        return Assignment(person=self.who(record))

    def describe(self, record: Any) -> str:
        return str(self.who(record) or _("未指定"))


@dataclass(frozen=True, slots=True)
class HeadOf(Holder):
    """The head of a department; ``except_for`` gives the key of whose own matter it is."""

    of: Callable[[Any], Department | None]
    except_for: Callable[[Any], int | None] | None = None

    def head(self, record: Any) -> User | None:
        department = self.of(record)
        own = self.except_for(record) if self.except_for else None
        return head_of(department, not_for=own) if department else None

    def includes(self, record: Any, user: User) -> bool:
        head = self.head(record)
        return head is not None and head.pk == user.pk

    def assignment(self, record: Any) -> Assignment:
        return Assignment(person=self.head(record), department=self.of(record))

    def describe(self, record: Any) -> str:
        return str(self.head(record) or _("部门负责人（未设置）"))


@dataclass(frozen=True, slots=True)
class Either(Holder):
    """Any of several; a task goes to the first that is there."""

    options: tuple[Holder, ...]

    def includes(self, record: Any, user: User) -> bool:
        return any(option.includes(record, user) for option in self.options)

    def assignment(self, record: Any) -> Assignment:
        found = (option.assignment(record) for option in self.options)
        return next((one for one in found if one.person or one.role), Assignment())

    def describe(self, record: Any) -> str:
        return " / ".join(option.describe(record) for option in self.options)


@dataclass(frozen=True, slots=True)
class Chosen(Holder):
    """One holder or another, by the facts of the record."""

    choose: Callable[[Any], Holder]

    def includes(self, record: Any, user: User) -> bool:
        return self.choose(record).includes(record, user)

    def assignment(self, record: Any) -> Assignment:
        return self.choose(record).assignment(record)

    def describe(self, record: Any) -> str:
        return self.choose(record).describe(record)


class PartOfAnotherAct(Holder):
    """No button of its own: the act it comes with has asked who may."""

    def includes(self, record: Any, user: User) -> bool:
        return True


def acts_as_holder(holder: Holder, record: Any, user: User) -> bool:
    """Whether the user holds it, or stands in for somebody who does."""
    people = stands_for(user, record.matter.regulation)
    return any(holder.includes(record, person) for person in people)


def only(holder: Holder, record: Any, by: User, article: str) -> None:
    """For acts that take no step; ``Refusal`` by the article tells whose act it is."""
    if not acts_as_holder(holder, record, by):
        raise Refusal(article, _("由%(who)s办理。") % {"who": holder.describe(record)})
