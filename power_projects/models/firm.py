"""The register of design and construction firms with their certificates (R8.5, R8.11, R8.20)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.papers.models import Attachment
from foundation.people.models import User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from power_projects import holders, rules
from power_projects.scope import FirmQuerySet
from power_projects.supply import Voltage


@track(exclude=("matter",))
class Firm(Record):
    """A firm customers may choose, up to the voltage of its grade. Nobody is told to take it."""

    class State(models.TextChoices):
        LISTED = "listed", _("在册")
        REMOVED = "removed", _("已移出")

    series: ClassVar[Series] = Series("DW", "DW-{number:04d}")
    closed_states = frozenset({State.REMOVED})

    name = models.CharField(_("单位名称"), max_length=120, unique=True)
    does_design = models.BooleanField(_("设计"), default=False)
    does_construction = models.BooleanField(_("施工"), default=False)
    voltage = models.CharField(_("资质等级（最高电压）"), max_length=6, choices=Voltage)
    contact = models.CharField(_("联系人"), max_length=60)
    phone = models.CharField(_("电话"), max_length=30)
    state = StateField(_("状态"), default=State.LISTED, choices=State)

    objects: ClassVar[Any] = FirmQuerySet.as_manager()

    class Meta:
        verbose_name = _("设计施工单位")
        verbose_name_plural = _("设计施工单位")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(does_design=True) | Q(does_construction=True),
                name="firm_does_something",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def page_name(cls) -> str:
        return "firm"

    def title(self) -> str:
        return self.name

    def lapsed(self, on: date) -> list[str | Promise]:
        """Which certificates are missing or expired on the day (R8.20)."""
        kept = {one.kind: one.valid_until for one in self.certificates.all() if not one.is_replaced}
        return rules.lapsed_certificates(kept, on)

    @step(
        _("移出名册"), article="R8.20", source=State.LISTED, target=State.REMOVED,
        who=holders.REGISTRAR, reason_required=True, style="danger",
    )  # fmt: skip
    def remove(self, *, by: User) -> None:
        """Shown to no customer any more; projects that chose it keep it until the start."""


@track()
class Certificate(models.Model):
    """One of the two a firm must have; a renewal replaces the one before."""

    class Kind(models.TextChoices):
        QUALIFICATION = "qualification", _("资质证书")
        LICENCE = "licence", _("营业执照")

    firm = models.ForeignKey(Firm, models.PROTECT, related_name="certificates")
    kind = models.CharField(_("证照"), max_length=14, choices=Kind)
    certificate_no = models.CharField(_("证照号码"), max_length=60)
    valid_until = models.DateField(_("有效期至"))
    scan = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    is_replaced = models.BooleanField(default=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("证照")
        verbose_name_plural = _("证照")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "kind"], condition=Q(is_replaced=False),
                name="one_certificate_of_a_kind",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.firm} {self.get_kind_display()}"
