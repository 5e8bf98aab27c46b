from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.holders import Person
from foundation.process.records import Record, RecordQuerySet, StateField
from foundation.process.steps import step

WRITER = Person(lambda note: note.writer)


class NoteQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Any:
        return self.filter(Q(writer=user.pk) | Q(reader=user.pk))


class Note(Record):
    class State(models.TextChoices):
        OPEN = "open", "待办"
        CLOSED = "closed", "已办"

    series: ClassVar[Series] = Series("BQ", "BQ-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.CLOSED})

    text = models.TextField()
    writer = models.ForeignKey(User, models.PROTECT, related_name="+")
    reader = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = StateField(default=State.OPEN, choices=State)

    objects: ClassVar[models.Manager[Any]] = NoteQuerySet.as_manager()

    def title(self) -> str:
        return self.text[:40]

    @step("办结", article="R99.1", source=State.OPEN, target=State.CLOSED, who=WRITER)
    def close(self, *, by: User) -> None:
        pass
