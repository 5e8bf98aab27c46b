"""A recurring duty as a regulation declares it, in its ``deadlines.py``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from foundation.articles.declarations import cite, number_of
from foundation.duties.periods import Due, Every, OnTheDate
from foundation.people.models import Department, User
from foundation.people.roles import ADMIN_HR, Role
from foundation.policies.declarations import Policy
from foundation.process.holders import Either, HeadOf, Holder, InRole, Person
from foundation.process.models import Matter
from foundation.process.tasks import TaskKind

if TYPE_CHECKING:
    from foundation.duties.models import Duty

MODEL = "duties.Duty"

_duties: dict[str, RecurringDuty] = {}

# While a department and those above it have no head, its duties lie with Admin & HR.
HEAD = Either((HeadOf(lambda duty: duty.department), InRole(ADMIN_HR)))
_PERSON = Person(lambda duty: duty.person)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose duty it is, and which record it is about."""

    department: Department | None = None
    person: User | None = None
    about: Matter | None = None

    @property
    def key(self) -> tuple[int | None, int | None, int | None]:
        return (
            self.department.pk if self.department else None,
            self.person.pk if self.person else None,
            self.about.pk if self.about else None,
        )


THE_COMPANY = Subject()


@dataclass(frozen=True, slots=True)
class EachDepartment:
    """``of`` gives the departments of a period; the head has it, unless ``holder`` says who."""

    of: Callable[[date], Iterable[Department]]
    holder: Holder = HEAD

    def subjects(self, period: date) -> Iterable[Subject]:
        return [Subject(department=place) for place in self.of(period)]


@dataclass(frozen=True, slots=True)
class EachPerson:
    of: Callable[[date], Iterable[User]]
    holder: Holder = _PERSON

    def subjects(self, period: date) -> Iterable[Subject]:
        return [Subject(person=person) for person in self.of(period)]


@dataclass(frozen=True, slots=True)
class OneRole:
    """One duty for the company, with everybody who holds the role."""

    role: Role

    @property
    def holder(self) -> Holder:
        return InRole(self.role)

    def subjects(self, period: date) -> Iterable[Subject]:
        return [THE_COMPANY]


@dataclass(frozen=True, slots=True)
class EachDate:
    """Records with a date of their own (a contract that ends): ``of`` gives those that count
    today, each with its date. What it leaves out later is no longer needed."""

    of: Callable[[], Iterable[tuple[date, Subject]]]
    holder: Holder


@dataclass(frozen=True, slots=True, eq=False)
class RecurringDuty:
    """``every`` and ``due`` say about which period and by when (``every`` is ``None`` with
    ``EachDate`` and ``DaysBefore`` or ``OnTheDate``). ``alerts`` as in ``TaskKind``.

    ``empty_by`` may declare that there was nothing (``None``: nobody may). ``by_hand``: the holder
    ends it with a statement; otherwise an act of the regulation does (``fulfil``). ``page`` gives
    the address where that is done.
    """

    code: str
    label: str | Promise
    article: str
    who: EachDepartment | EachPerson | OneRole | EachDate
    due: Due | OnTheDate
    alerts: Policy[list[Any]]
    every: Every | None = Every.MONTH
    empty_by: Holder | None = None
    by_hand: bool = False
    page: Callable[[Duty], str] | None = None
    task: TaskKind = field(init=False)

    def __post_init__(self) -> None:
        _duties[self.code] = self
        cite(self.article, f"duty {self.code}")
        task = TaskKind(
            code=self.code, label=self.label, article=self.article, model=MODEL,
            awaits=("fulfil", "lapse", *(["finish"] if self.by_hand else [])),
            holder=self.who.holder,
            due=lambda duty: duty.due_on, alerts=self.alerts, is_duty=True,
        )  # fmt: skip
        object.__setattr__(self, "task", task)

    @property
    def regulation(self) -> int:
        return number_of(self.code.partition(".")[0])

    def due_on(self, period: date) -> date:
        if isinstance(self.due, OnTheDate):
            return self.due.due_on(period)
        assert self.every is not None
        return self.due.due_on(period, self.every)

    def period_name(self, period: date) -> str:
        return self.every.name_of(period) if self.every else period.isoformat()


def all_duties() -> list[RecurringDuty]:
    return list(_duties.values())


def duty(code: str) -> RecurringDuty:
    return _duties[code]
