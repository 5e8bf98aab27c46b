"""盘点: what stands in a place of the storeroom, compared with what should (R1.1.4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from archives import holders
from archives.models.places import LEVELS, Place, place_text
from archives.models.states import IN_ROOM, StockTakeState, VolumeState
from archives.models.volumes import Volume
from archives.scope import KeepersQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step

STATE = StockTakeState


class StockTake(Record):
    """Of a room, a cabinet, a shelf or a box: whatever levels are named, and all below."""

    series: ClassVar[Series] = Series("PD", "PD-{period}-{number:03d}", "%Y")
    closed_states = frozenset({STATE.SETTLED, STATE.VOID})

    room = models.CharField(_("库房"), max_length=20)
    cabinet = models.CharField(_("柜"), max_length=10, blank=True)
    shelf = models.CharField(_("层"), max_length=10, blank=True)
    box = models.CharField(_("盒"), max_length=10, blank=True)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("盘点人"))
    state = StateField(_("状态"), default=STATE.COUNTING, choices=STATE)
    expected_count = models.PositiveIntegerField(_("应有案卷"), null=True)
    found_count = models.PositiveIntegerField(_("清点案卷"), null=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("签名人")
    )
    closed_at = models.DateTimeField(_("签名时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = KeepersQuerySet.as_manager()

    class Meta:
        verbose_name = _("盘点")
        verbose_name_plural = _("盘点")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=LEVELS, condition=Q(state=STATE.COUNTING), name="one_stock_take_a_place"
            ),
            models.CheckConstraint(
                condition=(~Q(cabinet="") | Q(shelf="")) & (~Q(shelf="") | Q(box="")),
                name="stock_take_names_the_levels_above",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "stock_take"

    def title(self) -> str:
        return self.place

    @property
    def place(self) -> str:
        return place_text(*(getattr(self, name) for name in LEVELS))

    def places(self) -> QuerySet[Place]:
        named = {name: getattr(self, name) for name in LEVELS if getattr(self, name)}
        found: QuerySet[Place] = Place.objects.filter(**named)
        return found

    def covers(self, place: Place | None) -> bool:
        return place is not None and all(
            getattr(self, name) in ("", getattr(place, name)) for name in LEVELS
        )

    def expected(self) -> QuerySet[Volume]:
        """What should stand there now: on its shelf and not lent."""
        found: QuerySet[Volume] = Volume.objects.filter(
            place__in=self.places(), state__in=IN_ROOM, lent_at=None
        )
        return found

    @step(
        _("签名结束盘点"), article="R1.1.4", source=STATE.COUNTING,
        target=RETURN_VALUE(STATE.CLOSED, STATE.SETTLED), who=holders.ROOM,
        sets=("closed_by", "closed_at"), style="success",
    )  # fmt: skip
    def close(self, *, by: User, expected: int, found: int, differences: int) -> str:
        """The difference list is what it was now."""
        self.expected_count, self.found_count = expected, found
        self.closed_by, self.closed_at = by, clock.now()
        return str(STATE.CLOSED if differences else STATE.SETTLED)

    @step(
        _("差异处理完毕"), article="R1.1.4", source=STATE.CLOSED, target=STATE.SETTLED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def finish(self, *, by: User) -> None:
        """With the last line of the list."""

    @step(
        _("取消盘点"), article="R1.1.4", source=STATE.COUNTING, target=STATE.VOID,
        who=holders.ROOM, reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Begun by mistake: the number stays, nothing is compared."""


class Difference(models.Model):
    """A line of the difference list, and what became of it."""

    class Kind(models.TextChoices):
        MISSING = "missing", _("应在未见")
        ELSEWHERE = "elsewhere", _("登记在别处")
        LENT = "lent", _("登记为已借出")
        GONE = "gone", _("已销毁或作废")
        UNKNOWN = "unknown", _("不能识别的条码")

    stock_take = models.ForeignKey(StockTake, models.PROTECT, related_name="differences")
    kind = models.CharField(_("差异"), max_length=10, choices=Kind)
    volume = models.ForeignKey(
        Volume, models.PROTECT, null=True, related_name="differences", verbose_name=_("案卷")
    )
    code = models.CharField(_("读到的条码"), max_length=200, blank=True)
    registered_at = models.CharField(_("登记库位"), max_length=60, blank=True)
    settlement = models.CharField(_("处理结果"), max_length=200, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("盘点差异")
        verbose_name_plural = _("盘点差异")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settlement="")
                | (Q(settled_by__isnull=False, settled_at__isnull=False) & ~Q(settlement="")),
                name="difference_settled_by_somebody",
            )
        ]

    def __str__(self) -> str:
        what = self.volume.public_label if self.volume else self.code
        return f"{self.get_kind_display()} · {what}"


class Reading(models.Model):
    """A code that was scanned or typed, and the volume it means, if it means one."""

    stock_take = models.ForeignKey(StockTake, models.PROTECT, related_name="readings")
    code = models.CharField(max_length=200)
    volume = models.ForeignKey(Volume, models.PROTECT, null=True, related_name="+")
    read_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("盘点读数")
        verbose_name_plural = _("盘点读数")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["stock_take", "volume"], condition=Q(volume__isnull=False),
                name="one_reading_a_volume",
            ),
            models.UniqueConstraint(
                fields=["stock_take", "code"], condition=Q(volume=None),
                name="one_reading_an_unknown_code",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code


def difference_of(stock_take: StockTake, volume: Volume) -> Difference.Kind | None:
    """What is wrong with a volume standing there; ``None``: it belongs there."""
    if volume.state in (VolumeState.DESTROYED, VolumeState.VOID):
        return Difference.Kind.GONE
    if volume.lent_at is not None:
        return Difference.Kind.LENT
    return None if stock_take.covers(volume.place) else Difference.Kind.ELSEWHERE
