"""查阅申请: a sealed form, or a file outside of revisits, is opened for one reader and a limited
time, by the GM's approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import Step, step
from health_forms import holders, policies
from health_forms.models.survey import Survey
from health_forms.scope import OpeningQuerySet

if TYPE_CHECKING:
    from health_forms.models.file import CustomerFile


@track(exclude=("matter",))
class Opening(Record):
    """One reader, one form, until ``opens_until`` (R4.1.11); to print it needs its own (R4.1.12).
    The customer file that was made of the form likewise (R4.2.10)."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("待总经理批准")
        APPROVED = "approved", _("已批准")
        REFUSED = "refused", _("未获批准")
        ENDED = "ended", _("已提前结束")

    class Purpose(models.TextChoices):
        READ = "read", _("查阅")
        PRINT = "print", _("打印一份")
        FILE = "file", _("查阅顾客档案表")

    series: ClassVar[Series] = Series("CY", "CY-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.APPROVED, State.REFUSED, State.ENDED})

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="openings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("查阅人"))
    purpose = models.CharField(_("用途"), max_length=5, choices=Purpose)
    reason = models.CharField(_("事由"), max_length=200)
    state = StateField(_("状态"), default=State.REQUESTED, choices=State)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("批准时间"), null=True)
    opens_until = models.DateTimeField(_("开放至"), null=True)

    objects: ClassVar[models.Manager[Any]] = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("查阅申请")
        verbose_name_plural = _("查阅申请")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(opens_until__isnull=False, decided_at__isnull=False),
                name="opening_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["survey", "reader", "purpose"], condition=Q(state="requested"),
                name="one_request_at_a_time",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["survey", "reader"], name="opening_of_reader")]

    @classmethod
    def page_name(cls) -> str:
        return "opening"

    @property
    def about(self) -> Survey | CustomerFile:
        """What is read."""
        if self.purpose != self.Purpose.FILE:
            return self.survey
        file: CustomerFile = self.survey.files.select_related("matter").get()
        return file

    def declared(self, step: Step) -> Step:
        return replace(step, article="R4.2.10") if self.purpose == self.Purpose.FILE else step

    def title(self) -> str:
        return f"{self.about.matter.number} · {self.reader.name}"

    def owner(self) -> User | None:
        return self.reader

    def responsible_department(self) -> Department | None:
        return self.reader.department

    def may_attach(self, user: User) -> bool:
        return False

    @property
    def is_open(self) -> bool:
        if self.state != self.State.APPROVED or self.opens_until is None:
            return False
        return clock.now() < self.opens_until

    # Steps.

    @step(
        _("批准查阅"), article="R4.1.11", source=State.REQUESTED, target=State.APPROVED,
        who=holders.GENERAL_MANAGER, not_by=("reader_id",), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()
        self.opens_until = clock.now() + timedelta(hours=policies.OPENING_HOURS.value())

    @step(
        _("不批准"), article="R4.1.11", source=State.REQUESTED, target=State.REFUSED,
        who=holders.GENERAL_MANAGER, not_by=("reader_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("提前结束查阅"), article="R4.1.11", source=State.APPROVED, target=State.ENDED,
        who=holders.ENDS_OPENING, style="secondary",
    )  # fmt: skip
    def end(self, *, by: User) -> None:
        """Closed at once, whatever time was left."""
