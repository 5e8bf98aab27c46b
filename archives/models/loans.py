"""借阅: a volume lent to one borrower, from the request to its return (R1.3, R1.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from archives import holders, rules
from archives.kinds import Approver, Identity, Secrecy, Use
from archives.models.states import (
    LOAN_ASKED,
    LOAN_ENDED,
    LOAN_LIVE,
    LOAN_OPEN,
    LOAN_OUT,
    LoanState,
)
from archives.models.volumes import Volume
from archives.scope import LoanQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.papers.models import Attachment
from foundation.people.models import Department, User
from foundation.people.roles import GM, holds
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import Step, step

STATE = LoanState
ON_ROUTE = ("approve", "refuse")


class Loan(Record):
    """The borrower is one of the staff, or an external reader whom the archive room enters."""

    series: ClassVar[Series] = Series("JY", "JY-{period}-{number:04d}", "%Y")
    closed_states = LOAN_ENDED

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="loans", verbose_name=_("案卷"))
    use = models.CharField(_("借阅方式"), max_length=8, choices=Use, default=Use.READING)
    purpose = models.CharField(_("借阅用途"), max_length=200)
    due_on = models.DateField(_("归还日期"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    borrower = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("借阅人")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("借阅部门")
    )
    reader = models.CharField(_("外单位借阅人"), max_length=40, blank=True)
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    identity = models.CharField(_("身份证件"), max_length=8, choices=Identity, blank=True)
    identity_digits = models.CharField(
        _("证件后四位"), max_length=4, blank=True,
        validators=[RegexValidator(r"^[0-9A-Za-z]{4}$", _("填写证件号码的后四位。"))],
    )  # fmt: skip

    state = StateField(_("状态"), default=STATE.LEADER, choices=STATE)
    approved_at = models.DateTimeField(_("批准时间"), null=True)
    lent_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("提供人")
    )
    lent_at = models.DateTimeField(_("提供时间"), null=True)
    accepted_at = models.DateTimeField(_("领取确认时间"), null=True)
    is_renewed = models.BooleanField(_("已续借"), default=False)
    taken_back_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("接收人")
    )
    taken_back_at = models.DateTimeField(_("归还时间"), null=True)
    confirmed_at = models.DateTimeField(_("归还确认时间"), null=True)
    access_ended_at = models.DateTimeField(_("电子原件停用时间"), null=True)
    access_ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    access_end_reason = models.CharField(
        _("停用理由"), max_length=200, blank=True, default="", db_default=""
    )

    objects: ClassVar[models.Manager[Any]] = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("借阅")
        verbose_name_plural = _("借阅")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volume"], condition=Q(state__in=LOAN_OUT), name="one_loan_out_a_volume"
            ),
            models.UniqueConstraint(
                fields=["volume", "borrower"], condition=Q(state__in=LOAN_OPEN),
                name="one_open_loan_a_borrower",
            ),
            models.CheckConstraint(
                condition=Q(borrower__isnull=False, department__isnull=False, reader="")
                | Q(borrower=None) & ~Q(reader="") & ~Q(employer="") & ~Q(identity_digits=""),
                name="loan_names_its_borrower",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["borrower", "-matter"], name="loan_borrower"),
            models.Index(fields=["department", "-matter"], name="loan_department"),
            models.Index(fields=["due_on"], condition=Q(state__in=LOAN_OUT), name="loan_out"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "loan"

    def title(self) -> str:
        return f"{self.borrower_name} · {self.volume.public_label}"

    def responsible_department(self) -> Department | None:
        return self.department

    def owner(self) -> User | None:
        return self.borrower

    @property
    def borrower_name(self) -> str:
        return self.borrower.name if self.borrower else f"{self.reader}（{self.employer}）"

    @property
    def is_external(self) -> bool:
        return self.borrower_id is None

    @property
    def is_online(self) -> bool:
        """The originals are opened to the borrower; the volume stays on its shelf."""
        return self.use == Use.ONLINE

    @property
    def is_live(self) -> bool:
        """Whether the borrower may open electronic originals now."""
        return (
            self.state in LOAN_LIVE
            and self.borrower_id is not None
            and self.access_ended_at is None
            and self.due_on >= clock.today()
        )

    @property
    def ended_at(self) -> Any:
        """When the volume came back, or that it need not any more."""
        return self.taken_back_at or self.access_ended_at or self.matter.closed_at

    @property
    def days_late(self) -> int:
        """Days after the return date; a loan that came back in time never counts (R1.4.2)."""
        if self.lent_at is None or self.is_online:
            return 0
        back = clock.local_date(self.taken_back_at) if self.taken_back_at else clock.today()
        return max(0, (back - self.due_on).days)

    def approvals(self) -> list[rules.Approval]:
        """The signatures it needs, by whose volume it is and what it is for (R1.3)."""
        return rules.approvals(
            is_external=self.is_external,
            is_own=self.department is not None
            and self.department.path.startswith(self.volume.department.path),
            leaves_room=self.use != Use.READING,
            is_top_secret=self.volume.secrecy == Secrecy.TOP_SECRET,
            by_gm=self.borrower is not None and holds(self.borrower, GM),
        )

    def approval(self) -> rules.Approval | None:
        """The one it waits for."""
        return next((one for one in self.approvals() if one.who == self.state), None)

    def declared(self, step: Step) -> Step:
        """Each signature of the route has its own article."""
        waiting = self.approval() if step.name in ON_ROUTE else None
        return replace(step, article=waiting.article) if waiting else step

    # Checks: what is still missing before a step.

    def _letter(self) -> list[Any]:
        if not self.is_external or self.matter.attachments.filter(voided_at=None).exists():
            return []
        return [_("单位介绍信的扫描件。")]

    def _is_in_time(self) -> list[Any]:
        return [_("已过归还日期，须先归还。")] if self.due_on < clock.today() else []

    def _is_first_time(self) -> list[Any]:
        return [_("只能续借一次。")] if self.is_renewed else []

    def _nobody_waits(self) -> list[Any]:
        waiting = Loan.objects.filter(
            volume=self.volume_id, state__in=[*LOAN_ASKED, STATE.APPROVED]
        ).exclude(use=Use.ONLINE)
        return [_("有他人等候借阅，不能续借。")] if waiting.exists() else []

    def _has_originals(self) -> list[Any]:
        inside = Attachment.objects.filter(
            matter__document__volume=self.volume_id, scan__in=Attachment.SERVED, voided_at=None
        )
        return [] if inside.exists() else [_("卷内没有可以提供的电子原件。")]

    # Steps.

    @step(
        _("批准"), article="R1.3.1.1", source=list(LOAN_ASKED),
        target=RETURN_VALUE(*LOAN_ASKED, STATE.APPROVED), who=holders.LOAN_APPROVER,
        not_by=("borrower_id", "asked_by_id"), checks=(_letter,), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> str:
        order = list(Approver)
        after = [
            one.who for one in self.approvals() if order.index(one.who) > order.index(self.state)
        ]
        if after:
            return str(after[0])
        self.approved_at = clock.now()
        return str(STATE.APPROVED)

    @step(
        _("不批准"), article="R1.3.1.1", source=list(LOAN_ASKED), target=STATE.REFUSED,
        who=holders.LOAN_APPROVER, not_by=("borrower_id", "asked_by_id"), reason_required=True,
        style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        """The borrower is told why."""

    @step(
        _("撤销借阅"), article="R1.3.1.1", source=[*LOAN_ASKED, STATE.APPROVED],
        target=STATE.WITHDRAWN, who=holders.BORROWER_OR_ROOM, reason_required=True,
        style="secondary",
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        """Not needed any more, or not fetched: the next one waiting gets it."""

    @step(
        _("提供案卷"), article="R1.4.3", source=STATE.APPROVED,
        target=RETURN_VALUE(STATE.OFFERED, STATE.LENT), who=holders.PROVIDER,
        not_by=("borrower_id",), style="success",
    )  # fmt: skip
    def hand_out(self, *, by: User) -> str:
        """The lender signs the item list; an external reader has signed on paper."""
        self.lent_by, self.lent_at = by, clock.now()
        if not self.is_external:
            return str(STATE.OFFERED)
        self.accepted_at = self.lent_at
        return str(STATE.LENT)

    @step(
        _("开通电子阅览"), article="R1.1.4", source=STATE.APPROVED, target=STATE.LINKED,
        who=holders.OPENER, not_by=("borrower_id",), checks=(_has_originals,), style="success",
    )  # fmt: skip
    def open_link(self, *, by: User, due_on: Any) -> None:
        """Until the end of the return date, or until it is revoked."""
        self.lent_by, self.lent_at, self.due_on = by, clock.now(), due_on

    @step(
        _("结束电子阅览"), article="R1.1.4", source=STATE.LINKED, target=STATE.ENDED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def end_link(self, *, by: User) -> None:
        """Its last day is over, or it was revoked."""

    @step(
        _("确认领取"), article="R1.4.3", source=STATE.OFFERED, target=STATE.LENT,
        who=holders.BORROWER, style="success",
    )  # fmt: skip
    def accept(self, *, by: User) -> None:
        """The borrower has counted and accepts the duty of secrecy."""
        self.accepted_at = clock.now()

    @step(
        _("未领取，收回"), article="R1.4.3", source=STATE.OFFERED, target=STATE.APPROVED,
        who=holders.ROOM, reason_required=True, style="secondary",
    )  # fmt: skip
    def put_back(self, *, by: User) -> None:
        self.lent_by = self.lent_at = None

    @step(
        _("续借"), article="R1.3.2.2", source=STATE.LENT, target=STATE.LENT,
        who=holders.BORROWER_OR_ROOM, checks=(_is_first_time, _is_in_time, _nobody_waits),
    )  # fmt: skip
    def renew(self, *, by: User, due_on: Any) -> None:
        self.due_on, self.is_renewed = due_on, True

    @step(
        _("收回清点"), article="R1.4.3", source=STATE.LENT,
        target=RETURN_VALUE(STATE.COUNTED, STATE.RETURNED), who=holders.ROOM,
        not_by=("borrower_id",), style="success",
    )  # fmt: skip
    def take_back(self, *, by: User) -> str:
        """The volume is in the room again: from here on it is not late any more."""
        self.taken_back_by, self.taken_back_at = by, clock.now()
        if not self.is_external:
            return str(STATE.COUNTED)
        self.confirmed_at = self.taken_back_at
        return str(STATE.RETURNED)

    @step(
        _("确认归还"), article="R1.4.3", source=STATE.COUNTED, target=STATE.RETURNED,
        who=holders.BORROWER, style="success",
    )  # fmt: skip
    def confirm_return(self, *, by: User) -> None:
        self.confirmed_at = clock.now()

    @step(
        _("登记遗失"), article="R1.4.3", source=list(LOAN_OUT), target=STATE.LOST,
        who=PartOfAnotherAct(), reason_required=True, style="danger",
    )  # fmt: skip
    def lose(self, *, by: User) -> None:
        """It cannot be brought back: an incident follows, the volume stays marked as away."""
