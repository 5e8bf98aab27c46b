"""文件: one document on its way from its handler to a volume."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE

from archives import holders, policies
from archives.kinds import Category, Kind, Medium, Outcome, Retention, Secrecy, YearRule, masked
from archives.models.places import Place
from archives.models.schemes import Clause
from archives.models.states import DOCUMENT_ENDED, IN_VOLUME, DocumentState
from archives.scope import DocumentQuerySet, may_read
from foundation import clock
from foundation.duties.periods import Every
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from foundation.process.workdays import add_workdays

if TYPE_CHECKING:
    from archives.models.volumes import Volume

STATE = DocumentState


@track(exclude=("matter",))
class Document(Record):
    """A document as the register knows it; its electronic originals are the matter's attachments."""

    series: ClassVar[Series] = Series("WJ", "WJ-{period}-{number:05d}", "%Y")
    closed_states = DOCUMENT_ENDED

    name = models.CharField(_("题名"), max_length=200)
    document_no = models.CharField(_("文号"), max_length=60, blank=True)
    issuing_body = models.CharField(_("责任者"), max_length=120, help_text=_("发文机关或作者。"))
    dated_on = models.DateField(_("文件日期"))
    category = models.CharField(_("归档范围"), max_length=16, choices=Category)
    kind = models.CharField(_("文件种类"), max_length=10, choices=Kind, default=Kind.OTHER)
    first_year = models.PositiveSmallIntegerField(
        _("针对期间：首年"),
        null=True,
        blank=True,
        help_text=_("跨年度的规划、总结填写首年和末年。"),
    )
    last_year = models.PositiveSmallIntegerField(_("针对期间：末年"), null=True, blank=True)
    opened_on = models.DateField(_("会议开幕日期"), null=True, blank=True)
    medium = models.CharField(_("载体"), max_length=12, choices=Medium, default=Medium.PAPER)
    copies = models.PositiveSmallIntegerField(_("份数"), null=True, blank=True)
    pages = models.PositiveSmallIntegerField(_("页数"), null=True, blank=True)
    subject_terms = ArrayField(
        models.CharField(max_length=30), verbose_name=_("主题词"), default=list, blank=True
    )
    secrecy = models.PositiveSmallIntegerField(
        _("密级"), choices=Secrecy, default=Secrecy.INTERNAL,
        help_text=_("本公司自定密级。国家秘密不得录入本系统，目录也不得录入。"),
    )  # fmt: skip
    retention = models.PositiveSmallIntegerField(_("保管期限"), choices=Retention)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("主办部门"),
        help_text=_("几个部门合办的填主办部门，会议文件填召集部门。"),
    )  # fmt: skip
    partners = models.ManyToManyField(
        Department, verbose_name=_("协办部门"), blank=True, related_name="+"
    )
    is_company_print = models.BooleanField(
        _("公司缮印"), default=False, help_text=_("公司缮印的公文由总经理办公室统一收集。")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    outcome = models.CharField(
        _("办理结果"), max_length=8, choices=Outcome, default=Outcome.FINISHED
    )
    finished_on = models.DateField(_("办结或批存日期"), null=True)
    was_late = models.BooleanField(_("逾期送交"), default=False, editable=False)
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("类目条款"),
    )  # fmt: skip
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("库位"), help_text=_("不随卷存放的声像载体等单独填写。"),
    )  # fmt: skip
    filing_year = models.PositiveSmallIntegerField(_("归档年度"), editable=False)
    year_rule = models.CharField(
        _("年度依据"), max_length=8, choices=YearRule, default=YearRule.DATE, editable=False
    )

    is_taken_over = models.BooleanField(
        _("旧目录录入"), default=False, db_default=False, editable=False
    )

    state = StateField(_("状态"), default=STATE.HANDED_IN, choices=STATE)
    collected_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    collected_at = models.DateTimeField(_("部门签收时间"), null=True)
    offered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(_("报送时间"), null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(_("档案室签收时间"), null=True)
    volume = models.ForeignKey(
        "archives.Volume", models.PROTECT, null=True, related_name="documents",
        verbose_name=_("案卷"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("件号"), null=True)

    lent_to = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("借用人")
    )

    objects: ClassVar[models.Manager[Any]] = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[*IN_VOLUME, STATE.DESTROYED], volume__isnull=False, position__isnull=False)
                | (~Q(state__in=[*IN_VOLUME, STATE.DESTROYED]) & Q(volume=None, position=None)),
                name="document_filed_in_a_volume",
            ),
            models.CheckConstraint(
                condition=Q(first_year=None) | Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="document_period_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(category=Category.CLASSIFIED) | Q(secrecy__gte=Secrecy.CONFIDENTIAL),
                name="classified_material_is_graded",
            ),
            models.CheckConstraint(
                condition=Q(handler__isnull=False, finished_on__isnull=False)
                | Q(is_taken_over=True),
                name="document_has_a_handler",
            ),
            models.UniqueConstraint(
                fields=["volume", "position"], name="one_document_a_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["department", "-matter"], name="document_department"),
            models.Index(fields=["filing_year", "-matter"], name="document_year"),
            models.Index(fields=["dated_on", "matter"], name="document_dated"),
            models.Index(fields=["handler", "-matter"], name="document_handler"),
            models.Index(fields=["registered_by", "-matter"], name="document_registrar"),
            models.Index(
                fields=["state", "department"],
                condition=~Q(state__in=[*IN_VOLUME, STATE.DESTROYED, STATE.VOID]),
                name="document_on_its_way",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "document"

    def title(self) -> str:
        """Mails and other people's lists show it: of what not all may see, only the grade."""
        return self.name if self.secrecy <= Secrecy.INTERNAL else masked(self.secrecy, _("文件"))

    def search_text(self) -> str:
        clause = str(self.clause) if self.clause_id else ""
        place = str(self.place) if self.place_id else ""
        terms = " ".join(self.subject_terms)
        parts = (self.name, self.document_no, self.issuing_body, terms, clause, place)
        return " ".join(part for part in parts if part)

    def responsible_department(self) -> Department | None:
        return self.department

    def owner(self) -> User | None:
        return self.handler

    @property
    def label(self) -> str:
        return f"{self.number}《{self.name}》"

    @property
    def public_label(self) -> str:
        """For the events of others, which more people may read."""
        return f"{self.number}《{self.title()}》"

    @property
    def goes_straight_to_room(self) -> bool:
        """What the company prints (R1.2.1), and top secrets no department archivist sees (R1.2.15)."""
        return self.is_company_print or self.secrecy == Secrecy.TOP_SECRET

    @property
    def delivery_due_on(self) -> date:
        """The handler's last day to hand it in (R1.2.18)."""
        assert self.finished_on is not None
        return add_workdays(self.finished_on, policies.DELIVERY_DAYS.value())

    @property
    def category_article(self) -> str:
        return Category(self.category).article

    def may_attach(self, user: User) -> bool:
        """Originals are added until the volume is signed, by whoever holds the document."""
        if self.state in (STATE.DESTROYED, STATE.VOID):
            return False
        holder = holders.HANDLER if self.state == STATE.INCOMPLETE else holders.KEEPER
        own = self.state == STATE.HANDED_IN and user.pk == self.registered_by_id
        return own or holder.includes(self, user)

    def may_download(self, user: User) -> bool:
        """Who has it in hand anyway, and who has borrowed its volume, until the return date."""
        return may_read(self, user) or self._is_lent_to(user)

    def _is_lent_to(self, user: User) -> bool:
        if self.volume is None:
            return False
        return bool(self.volume.loans.live().filter(borrower=user).exists())

    # Checks: what is still missing before a step.

    def _is_here(self) -> list[Any]:
        return [_("文件临时借出，须先归还。")] if self.lent_to_id else []

    # Steps.

    @step(
        _("签收"), article="R1.2.18", source=STATE.HANDED_IN,
        target=RETURN_VALUE(STATE.COLLECTED, STATE.RECEIVED), who=holders.COLLECTOR,
        sets=("collected_by", "collected_at", "received_by", "received_at"),
        can_be_taken_back=True, style="success",
    )  # fmt: skip
    def collect(self, *, by: User) -> str:
        """By the department's archivist, or by the archive room at once."""
        self.collected_by, self.collected_at = by, clock.now()
        if not self.goes_straight_to_room:
            return str(STATE.COLLECTED)
        self.received_by, self.received_at = by, clock.now()
        return str(STATE.RECEIVED)

    @step(
        _("退回补齐"), article="R1.2.22", source=[STATE.HANDED_IN, STATE.COLLECTED],
        target=STATE.INCOMPLETE, who=holders.COLLECTOR, reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        self.collected_by = self.collected_at = None

    @step(
        _("补齐后送交"), article="R1.2.18", source=STATE.INCOMPLETE, target=STATE.HANDED_IN,
        who=holders.HANDLER,
    )  # fmt: skip
    def hand_in(self, *, by: User) -> None:
        """What was missing has been added; the archivist looks again."""

    @step(
        _("报送档案室"), article="R1.2.4", source=STATE.COLLECTED, target=STATE.OFFERED,
        who=holders.OF_DEPARTMENT, checks=(_is_here,), sets=("offered_by", "offered_at"),
    )  # fmt: skip
    def offer(self, *, by: User) -> None:
        """The department signs the handover receipt."""
        self.offered_by, self.offered_at = by, clock.now()

    @step(
        _("档案室签收"), article="R1.2.4", source=STATE.OFFERED, target=STATE.RECEIVED,
        who=holders.ROOM, not_by=("offered_by_id",), sets=("received_by", "received_at"),
        style="success",
    )  # fmt: skip
    def receive(self, *, by: User) -> None:
        """The archive room signs it."""
        self.received_by, self.received_at = by, clock.now()

    @step(
        _("退回部门"), article="R1.2.22", source=STATE.OFFERED, target=STATE.COLLECTED,
        who=holders.ROOM, reason_required=True, style="warning",
    )  # fmt: skip
    def give_back(self, *, by: User) -> None:
        self.offered_by = self.offered_at = None

    @step(
        _("归卷"), article="R1.2.19", source=STATE.RECEIVED, target=STATE.FILED, who=holders.ROOM,
        checks=(_is_here,),
    )  # fmt: skip
    def put_into(self, *, by: User, volume: Volume, position: int) -> None:
        """Under the clause of the volume."""
        self.volume, self.position, self.clause = volume, position, volume.clause

    @step(
        _("取出"), article="R1.2.19", source=list(IN_VOLUME), target=STATE.RECEIVED, who=holders.ROOM,
        reason_required=True, style="secondary",
    )  # fmt: skip
    def take_out(self, *, by: User) -> None:
        self.volume = self.position = None

    @step(
        _("作废"), article="R1.1.3",
        source=[
            STATE.HANDED_IN, STATE.INCOMPLETE, STATE.COLLECTED, STATE.RECEIVED, STATE.TAKEN_OVER,
        ],
        target=STATE.VOID, who=holders.VOIDER, reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Registered by mistake: the number stays."""
        self.volume = self.position = None

    @step(
        _("销毁"), article="R1.1.3", source=list(IN_VOLUME), target=STATE.DESTROYED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def destroy(self, *, by: User) -> None:
        """With its volume; the entry stays."""


def unfiled(department: Department, month: date) -> QuerySet[Document]:
    """What the department has collected by the end of the month and not handed over yet (R1.2.4)."""
    end = clock.end_of_day(Every.MONTH.last_day(month))
    held = Document.objects.filter(
        department=department, state=STATE.COLLECTED, collected_at__lt=end, lent_to=None
    )
    found: QuerySet[Document] = held
    return found
