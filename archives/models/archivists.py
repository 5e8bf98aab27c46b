"""The list of the departments' archivists, each naming filed with the archive room (R1.1.3)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives import holders
from archives.models.states import NamingState
from archives.scope import OpenQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step


class Naming(Record):
    """A head names who collects and keeps the department's archives; relieved, it ends."""

    series: ClassVar[Series] = Series("DA", "DA-{period}-{number:03d}", "%Y")
    closed_states = frozenset({NamingState.RELIEVED})

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("部门")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("部门档案员"))
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("指定人"))
    named_at = models.DateTimeField(_("备案时间"), default=clock.now)
    state = StateField(_("状态"), default=NamingState.SERVING, choices=NamingState)
    relieved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    relieved_at = models.DateTimeField(_("变更时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("档案员备案")
        verbose_name_plural = _("档案员备案")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "person"], condition=Q(state="serving"),
                name="one_naming_a_person",
            )
        ]  # fmt: skip

    @classmethod
    def page_name(cls) -> str:
        return "naming"

    def title(self) -> str:
        return f"{self.department.name} · {self.person.name}"

    def responsible_department(self) -> Department | None:
        return self.department

    def owner(self) -> User | None:
        return self.person

    @step(
        _("免去"), article="R1.1.3", source=NamingState.SERVING, target=NamingState.RELIEVED,
        who=holders.HEAD, reason_required=True, style="warning",
    )  # fmt: skip
    def relieve(self, *, by: User) -> None:
        self.relieved_by, self.relieved_at = by, clock.now()

    @step(
        _("离任"), article="R1.1.3", source=NamingState.SERVING, target=NamingState.RELIEVED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def leave(self, *, by: User) -> None:
        """With the handover on leaving; the head names somebody else."""
        self.relieved_by, self.relieved_at = by, clock.now()
