"""鉴定与销毁: two people judge, the general manager approves, two witnesses see it destroyed (R1.1.3,
R1.1.4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from archives import holders
from archives.models.states import AppraisalState
from archives.models.volumes import Volume
from archives.scope import KeepersQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.records import Record, StateField
from foundation.process.steps import step

STATE = AppraisalState


class Appraisal(Record):
    """A list of volumes whose retention has ended, each to be kept on or destroyed."""

    series: ClassVar[Series] = Series("JD", "JD-{period}-{number:03d}", "%Y")
    closed_states = frozenset({STATE.DONE, STATE.REFUSED})

    reason = models.TextField(_("鉴定意见"))
    appraised_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("鉴定人")
    )
    state = StateField(_("状态"), default=STATE.PROPOSED, choices=STATE)
    second_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("第二鉴定人")
    )
    second_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("批准人")
    )
    approved_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("销毁人")
    )
    destroyed_at = models.DateTimeField(_("销毁时间"), null=True)
    witness = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("监销人")
    )
    witnessed_at = models.DateTimeField(null=True)
    second_witness = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("第二监销人")
    )
    second_witnessed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = KeepersQuerySet.as_manager()

    class Meta:
        verbose_name = _("鉴定")
        verbose_name_plural = _("鉴定")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("appraised_by")),
                name="appraised_by_two",
            ),
            models.CheckConstraint(
                condition=Q(second_witness=None) | ~Q(second_witness=F("witness")),
                name="destruction_seen_by_two",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "appraisal"

    def title(self) -> str:
        return self.reason

    def appraisers(self) -> set[int | None]:
        return {self.appraised_by_id, self.second_by_id}

    def hands(self) -> set[int | None]:
        """Whoever destroyed it, or has signed as a witness already, does not witness it."""
        return {self.destroyed_by_id, self.witness_id}

    def _nothing_is_held(self) -> list[Any]:
        held = self.items.exclude(volume__hold_reason="").select_related("volume")
        return [
            _("%(volume)s 已冻结：%(reason)s。")
            % {"volume": item.volume.archive_no, "reason": item.volume.hold_reason}
            for item in held
        ]

    def has_destruction(self) -> bool:
        return bool(self.items.filter(verdict=AppraisalItem.Verdict.DESTROY).exists())

    @step(
        _("第二人鉴定同意"), article="R1.1.3", source=STATE.PROPOSED,
        target=RETURN_VALUE(STATE.AGREED, STATE.DONE), who=holders.APPRAISER,
        not_by=("appraised_by_id",), checks=(_nothing_is_held,), style="success",
    )  # fmt: skip
    def agree(self, *, by: User) -> str:
        """A list that destroys nothing ends here."""
        self.second_by, self.second_at = by, clock.now()
        return str(STATE.AGREED if self.has_destruction() else STATE.DONE)

    @step(
        _("批准销毁"), article="R1.1.3", source=STATE.AGREED, target=STATE.APPROVED,
        who=holders.GENERAL_MANAGER, not_by=("appraisers",), checks=(_nothing_is_held,),
        style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("不同意"), article="R1.1.3", source=[STATE.PROPOSED, STATE.AGREED], target=STATE.REFUSED,
        who=holders.APPRAISAL_JUDGE, not_by=("appraised_by_id",), reason_required=True,
        style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        """The volumes stay on their shelves."""

    @step(
        _("销毁"), article="R1.1.3", source=STATE.APPROVED, target=STATE.DESTROYED,
        who=holders.ROOM, checks=(_nothing_is_held,), style="danger",
    )  # fmt: skip
    def destroy(self, *, by: User) -> None:
        self.destroyed_by, self.destroyed_at = by, clock.now()

    @step(
        _("监销签名"), article="R1.1.3", source=[STATE.DESTROYED, STATE.WITNESSED],
        target=RETURN_VALUE(STATE.WITNESSED, STATE.DONE), who=holders.DESTRUCTION_WITNESS,
        not_by=("hands",), style="success",
    )  # fmt: skip
    def sign_as_witness(self, *, by: User) -> str:
        """Two people have seen it."""
        if self.witness is None:
            self.witness, self.witnessed_at = by, clock.now()
            return str(STATE.WITNESSED)
        self.second_witness, self.second_witnessed_at = by, clock.now()
        return str(STATE.DONE)


class AppraisalItem(models.Model):
    class Verdict(models.TextChoices):
        DESTROY = "destroy", _("销毁")
        KEEP = "keep", _("继续保管")

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="items")
    volume = models.ForeignKey(Volume, models.PROTECT, related_name="appraisal_items")
    verdict = models.CharField(max_length=8, choices=Verdict)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "volume"], name="one_verdict_a_volume")
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} · {self.volume}"
