"""空白表: printed centrally only, each sheet with a number of its own (R4.2.13)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from health_forms import holders
from health_forms.models.design import FormDesign
from health_forms.scope import BlankQuerySet

MOST = 100  # sheets of a batch


@track(exclude=("matter",))
class BlankBatch(Record):
    """``count`` sheets of a design, handed to one person; printed once."""

    class State(models.TextChoices):
        NUMBERED = "numbered", _("已编号")
        VOID = "void", _("已作废")

    series: ClassVar[Series] = Series("KB", "KB-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.NUMBERED, State.VOID})

    design = models.ForeignKey(FormDesign, models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(_("份数"))
    given_to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("领用人"))
    state = StateField(_("状态"), default=State.NUMBERED, choices=State)

    objects: ClassVar[models.Manager[Any]] = BlankQuerySet.as_manager()

    class Meta:
        verbose_name = _("空白表")
        verbose_name_plural = _("空白表")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=MOST), name="batch_of_some_sheets"
            )
        ]

    @classmethod
    def page_name(cls) -> str:
        return "blank"

    def title(self) -> str:
        return f"{self.given_to.name} {self.count}"

    def owner(self) -> User | None:
        return self.given_to

    def responsible_department(self) -> Department | None:
        return self.given_to.department

    def may_attach(self, user: User) -> bool:
        return False

    def serials(self) -> list[str]:
        return [f"{self.number}-{place:03d}" for place in range(1, self.count + 1)]

    # Steps.

    @step(
        _("作废"), article="R4.2.13", source=State.NUMBERED, target=State.VOID,
        who=holders.SERVICE_MANAGER, reason_required=True, style="warning",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Spoilt, lost or given back: these numbers are not used again."""
