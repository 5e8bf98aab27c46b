"""差旅归档签认: before a trip is reimbursed, its records are with the archivist (R1.2.3)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archives import holders
from archives.models.documents import Document
from archives.models.states import ClearanceState, DocumentState
from archives.scope import ClearanceQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step

STATE = ClearanceState
OPEN = [STATE.REQUESTED, STATE.INCOMPLETE, STATE.CLEARED]


class Clearance(Record):
    class Purpose(models.TextChoices):
        TRAINING = "training", _("培训")
        STUDY = "study", _("学习")
        SURVEY = "survey", _("考察、调查研究")
        MEETING = "meeting", _("参加上级会议")
        OTHER = "other", _("其他公务")

    series: ClassVar[Series] = Series("CL", "CL-{period}-{number:04d}", "%Y")
    closed_states = frozenset({STATE.REIMBURSED, STATE.VOID})

    traveller = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("出差人"))
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("部门")
    )
    purpose = models.CharField(_("事由类别"), max_length=10, choices=Purpose)
    destination = models.CharField(_("地点与事由"), max_length=120)
    left_on = models.DateField(_("出发日期"))
    returned_on = models.DateField(_("返回日期"))
    documents = models.ManyToManyField(
        Document, blank=True, related_name="clearances", verbose_name=_("移交的文件")
    )
    nothing_reason = models.CharField(
        _("无归档文件的说明"), max_length=200, blank=True,
        help_text=_("没有值得归档的文件时填写。"),
    )  # fmt: skip

    state = StateField(_("状态"), default=STATE.REQUESTED, choices=STATE)
    cleared_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("签认人")
    )
    cleared_at = models.DateTimeField(_("签认时间"), null=True)
    reimbursed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("核报人")
    )
    reimbursed_at = models.DateTimeField(_("核报时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("差旅归档签认")
        verbose_name_plural = _("差旅归档签认")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_on__gte=F("left_on")), name="trip_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(cleared_by=None) | ~Q(cleared_by=F("traveller")),
                name="trip_cleared_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="reimbursed") | Q(cleared_at__isnull=False),
                name="trip_cleared_before_reimbursed",
            ),
        ]
        indexes = [
            models.Index(fields=["traveller", "-matter"], name="clearance_traveller"),
            models.Index(fields=["department", "-matter"], name="clearance_department"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "clearance"

    def title(self) -> str:
        return f"{self.traveller.name} · {self.destination}"

    def responsible_department(self) -> Department | None:
        return self.department

    def owner(self) -> User | None:
        return self.traveller

    def _records_are_here(self) -> list[Any]:
        """Every document is signed for, or there is nothing worth filing."""
        documents = list(self.documents.exclude(state=DocumentState.VOID).select_related("matter"))
        waiting = (DocumentState.HANDED_IN, DocumentState.INCOMPLETE)
        missing: list[Any] = [
            _("%(number)s 尚未经档案员签收。") % {"number": one.number}
            for one in documents
            if one.state in waiting
        ]
        if not documents and not self.nothing_reason:
            missing.append(_("移交的文件，或无归档文件的说明。"))
        return missing

    def _is_cleared(self) -> list[Any]:
        return [] if self.cleared_at else [_("档案员的签认。")]

    @step(
        _("签认"), article="R1.2.3", source=STATE.REQUESTED, target=STATE.CLEARED,
        who=holders.CLEARER, not_by=("traveller_id",), checks=(_records_are_here,),
        sets=("cleared_by", "cleared_at"), can_be_taken_back=True, style="success",
    )  # fmt: skip
    def clear(self, *, by: User) -> None:
        self.cleared_by, self.cleared_at = by, clock.now()

    @step(
        _("退回补交"), article="R1.2.3", source=STATE.REQUESTED, target=STATE.INCOMPLETE,
        who=holders.CLEARER, not_by=("traveller_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        """Something worth filing is still with the traveller."""

    @step(
        _("补交后申请"), article="R1.2.3", source=STATE.INCOMPLETE, target=STATE.REQUESTED,
        who=holders.TRAVELLER,
    )  # fmt: skip
    def ask_again(self, *, by: User) -> None:
        """With what was missing."""

    @step(
        _("核报差旅费"), article="R1.2.3", source=OPEN, target=STATE.REIMBURSED,
        who=holders.ACCOUNTANT, not_by=("traveller_id",), checks=(_is_cleared,), style="success",
    )  # fmt: skip
    def reimburse(self, *, by: User) -> None:
        """Refused while no archivist has signed."""
        self.reimbursed_by, self.reimbursed_at = by, clock.now()

    @step(
        _("作废"), article="R1.2.3", source=OPEN, target=STATE.VOID, who=holders.TRAVELLER,
        reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """The trip did not take place, or was entered twice."""
