"""中老年健康调查表: filled at first contact, after consent; its answers are encrypted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import acts_as_holder
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from health_forms import ciphers, holders
from health_forms.models.design import FormDesign
from health_forms.models.person import Person
from health_forms.scope import SurveyQuerySet


@track(exclude=("matter",))
class Survey(Record):
    """One filled form of one person (R4.1.1). The collector is whoever entered it (R4.1.5)."""

    class State(models.TextChoices):
        COMPLETED = "completed", _("待上交")
        HANDED_IN = "handed_in", _("待分配")
        ALLOCATED = "allocated", _("待封存")
        SEALED = "sealed", _("已封存")
        ERASED = "erased", _("已撤回同意并删除")

    class FilledBy(models.TextChoices):
        SELF = "self", _("本人填写")
        COLLECTOR = "collector", _("代为填写")

    class ConsentMode(models.TextChoices):
        SIGNED = "signed", _("书面签字")
        RECORDED = "recorded", _("口头同意并录音")

    class Principle(models.TextChoices):
        """R4.1.8, in its order."""

        COLLECTOR = "collector", _("谁收集归谁")
        DISTRICT = "district", _("就近分配")
        NEWCOMER = "newcomer", _("分给新员工")
        ABILITY = "ability", _("能力、负荷与效率")
        MANAGER = "manager", _("经理决定")

    series: ClassVar[Series] = Series("JK", "JK-{period}-{number:05d}", "%Y%m")
    closed_states = frozenset({State.SEALED, State.ERASED})

    person = models.ForeignKey(Person, models.PROTECT, related_name="surveys")
    design = models.ForeignKey(FormDesign, models.PROTECT, related_name="+")
    collector = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("收集人"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("部门")
    )
    filled_by = models.CharField(_("填写方式"), max_length=10, choices=FilledBy)
    filled_at = models.DateTimeField(_("填写时间"), default=clock.now)
    answers = models.TextField(editable=False)
    consented_at = models.DateTimeField(_("同意时间"))
    consent_mode = models.CharField(_("同意方式"), max_length=10, choices=ConsentMode)
    consent_paper = models.CharField(_("签字单或录音编号"), max_length=60)
    state = StateField(_("状态"), default=State.COMPLETED, choices=State)
    due_on = models.DateField(_("上交期限"))
    handed_in_at = models.DateTimeField(_("上交时间"), null=True)
    is_late = models.BooleanField(_("逾期上交"), default=False)
    # What is proposed until it is allocated; afterwards how it came to the representative.
    proposed_to = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("建议分配给")
    )
    principle = models.CharField(_("分配原则"), max_length=10, choices=Principle, blank=True)
    principle_note = models.CharField(_("经理的原则和理由"), max_length=200, blank=True)
    allocated_to = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("跟踪代表")
    )
    allocated_at = models.DateTimeField(_("分配时间"), null=True)
    sealed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sealed_at = models.DateTimeField(_("封存时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("健康调查表")
        verbose_name_plural = _("健康调查表")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consented_at__lte=models.F("filled_at")), name="consent_comes_first"
            ),
            models.CheckConstraint(
                condition=~Q(principle="manager") | ~Q(principle_note=""),
                name="managers_principle_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("allocated", "sealed")) | Q(allocated_to__isnull=False),
                name="allocated_to_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["collector", "-matter"], name="survey_of_collector"),
            models.Index(fields=["department", "state", "-matter"], name="survey_of_department"),
            models.Index(fields=["allocated_to", "-matter"], name="survey_of_representative"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "survey"

    def title(self) -> str:
        """Masked: titles stand in mails, inboxes and the search."""
        if self.state == self.State.ERASED:
            return str(_("已删除"))
        return f"{self.person.shown_name} {self.person.district}".strip()

    def owner(self) -> User | None:
        return self.allocated_to or self.collector

    def responsible_department(self) -> Department | None:
        return self.department

    def may_attach(self, user: User) -> bool:
        """No scans of forms or papers about health beside the encrypted answers."""
        return False

    # What it says, and to whom.

    def may_read(self, user: User) -> bool:
        """The collector until it is handed in; the sales manager and the representative until it is
        sealed; then nobody without an opening (R4.1.11)."""
        if self.state == self.State.COMPLETED:
            return acts_as_holder(holders.COLLECTOR, self, user)
        if self.state in (self.State.HANDED_IN, self.State.ALLOCATED):
            return acts_as_holder(holders.READERS, self, user)
        return self.opening_for(user, "read") is not None

    def opening_for(self, user: User, purpose: str) -> Any:
        """The opening of the sealed form that is this reader's and not over."""
        if self.state != self.State.SEALED:
            return None
        openings = self.openings.filter(reader=user, purpose=purpose, state="approved")
        return openings.filter(opens_until__gt=clock.now()).order_by("-opens_until").first()

    def may_contact(self, user: User) -> bool:
        """Whom the person's name and number are for; sealing does not close them (R4.1.9)."""
        if self.state == self.State.ERASED:
            return False
        return acts_as_holder(holders.CONTACTS, self, user)

    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The answers under their headings; whoever asks logs the view."""
        answers = ciphers.decrypt(self.person.key, self.answers)
        return [
            (heading, [(q["label"], str(answers.get(q["code"], ""))) for q in questions])
            for heading, questions in self.design.sections()
        ]

    # Steps.

    @step(
        _("上交销售经理"), article="R4.1.6", source=State.COMPLETED, target=State.HANDED_IN,
        who=holders.COLLECTOR,
    )  # fmt: skip
    def hand_in(self, *, by: User) -> None:
        self.handed_in_at = clock.now()
        self.is_late = clock.today() > self.due_on

    @step(
        _("分配"), article="R4.1.7", source=State.HANDED_IN, target=State.ALLOCATED,
        who=holders.SALES_MANAGER, sets=("allocated_to", "allocated_at"),
    )  # fmt: skip
    def allocate(self, *, by: User) -> None:
        """To whom is proposed by the principles, or by the manager instead (R4.1.8)."""
        self.allocated_to, self.allocated_at = self.proposed_to, clock.now()

    @step(
        _("封存"), article="R4.1.10", source=State.ALLOCATED, target=State.SEALED,
        who=holders.SERVICE_MANAGER, sets=("sealed_by", "sealed_at"), style="success",
    )  # fmt: skip
    def seal(self, *, by: User) -> None:
        """From now on closed to everyone, the keeper too."""
        self.sealed_by, self.sealed_at = by, clock.now()

    @step(
        _("撤回同意并删除"), article="R4.1.4", target=State.ERASED,
        source=[State.COMPLETED, State.HANDED_IN, State.ALLOCATED, State.SEALED],
        who=holders.SERVICE_MANAGER, style="danger",
    )  # fmt: skip
    def erase(self, *, by: User) -> None:
        """What remains is that, and when. The person's key is destroyed with it."""
        self.answers, self.consent_paper, self.principle_note = "", "", ""
