from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import translation
from django_fsm import FSMField

from foundation.articles.declarations import regulation_of
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.models import Matter, state_words
from foundation.process.search import normal

if TYPE_CHECKING:
    from foundation.customers.models import Customer
    from foundation.process.steps import Step


class RecordQuerySet(models.QuerySet[Any]):
    _among: Sequence[int] | None = None

    def visible_to(self, user: User) -> RecordQuerySet:
        """The records the user may see; each regulation narrows this."""
        raise NotImplementedError

    def among(self, keys: Sequence[int]) -> Self:
        """Only these few: then ``visible_to`` needs no list of all that somebody may see."""
        rows = self.filter(pk__in=keys)
        rows._among = keys
        return rows

    def _clone(self) -> Self:
        rows: Self = super()._clone()  # type: ignore[misc]
        rows._among = self._among
        return rows

    def with_any_key(self, keys: Sequence[models.QuerySet[Any, Any]]) -> Self:
        """Those with a key in one of ``keys``: each is looked up by its own index, where an OR of
        conditions and subqueries would be asked of every record there is."""
        if self._among is not None:
            keys = [
                one.filter(**{f"{one.query.values_select[0]}__in": self._among}) for one in keys
            ]
        first, *others = keys
        return self.filter(pk__in=first.union(*others, all=True))

    def for_act(self) -> RecordQuerySet:
        """With what the steps and the matter's title ask of the record, in one statement."""
        return self.select_related("matter")


class StateField(FSMField):
    """The state of a record: nothing but a step changes it.

    To migrations it is the plain column it is in the database. An ``FSMField`` would go over the
    transitions of all historical models again with each of them: half the time of ``migrate``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"protected": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected")
        return name, "django.db.models.CharField", args, kwargs


class Record(models.Model):
    """A regulation's record. Its key is its matter's, so one id names both.

    Subclasses declare ``state`` (a ``StateField`` with choices), ``series`` (their numbers),
    ``closed_states``, and what the matter shows: ``title()``, ``search_text()``,
    ``responsible_department()``, ``concerned_customer()``.
    """

    matter = models.OneToOneField(
        Matter, models.PROTECT, primary_key=True, related_name="%(class)s"
    )

    series: ClassVar[Series]
    closed_states: ClassVar[frozenset[str]] = frozenset()
    objects: ClassVar[Any]
    state: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.matter.number

    def get_absolute_url(self) -> str:
        return reverse(f"{self._meta.app_label}:{self.page_name()}", args=[self.pk])

    @classmethod
    def page_name(cls) -> str:
        """The URL name of the record's page; several record classes in an app differ here."""
        return "detail"

    @property
    def number(self) -> str:
        return self.matter.number

    @property
    def is_closed(self) -> bool:
        return self.state in self.closed_states

    def regulation_number(self) -> int:
        return regulation_of(self._meta.app_label).number

    def declared(self, step: Step) -> Step:
        """The step as it stands for this record (a shared record class takes its article elsewhere)."""
        return step

    def title(self) -> str:
        raise NotImplementedError

    def search_text(self) -> str:
        """What full-text search finds the record by; nothing that only some may see."""
        return self.title()

    def responsible_department(self) -> Department | None:
        return None

    def owner(self) -> User | None:
        return None

    def concerned_customer(self) -> Customer | None:
        return None

    def show_on(self, matter: Matter) -> None:
        """Copy what lists, inbox and search show of the record."""
        # One language for all: the title must not turn to that of whoever acted last.
        with translation.override("zh-hans"):
            matter.title = self.title()[:200]
            matter.search_text = normal(self.search_text())
        matter.state = self.state
        matter.owner = self.owner()
        matter.department = self.responsible_department()
        matter.customer = self.concerned_customer()

    def state_label(self) -> str:
        return str(state_words(type(self)).get(self.state, self.state))
