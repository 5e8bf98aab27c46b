"""中老年健康调查表: filled at first contact, after consent; its answers are encrypted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.delegation import stands_for
from foundation.people.models import Department, User
from foundation.process.holders import acts_as_holder
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from health_forms import ciphers, holders
from health_forms.models.design import FormDesign
from health_forms.models.person import Person
from health_forms.scope import REGULATION, SurveyQuerySet


@track(exclude=("matter",))
class Survey(Record):
    """One filled form of one person (R4.1.1). The collector is whoever entered it (R4.1.5)."""

    class State(models.TextChoices):
        COMPLETED = "completed", _("待上交")
        HANDED_IN = "handed_in", _("待分配")

    class FilledBy(models.TextChoices):
        SELF = "self", _("本人填写")
        COLLECTOR = "collector", _("代为填写")

    class ConsentMode(models.TextChoices):
        SIGNED = "signed", _("书面签字")
        RECORDED = "recorded", _("口头同意并录音")

    series: ClassVar[Series] = Series("JK", "JK-{period}-{number:05d}", "%Y%m")

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

    objects: ClassVar[models.Manager[Any]] = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("健康调查表")
        verbose_name_plural = _("健康调查表")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consented_at__lte=models.F("filled_at")), name="consent_comes_first"
            )
        ]
        indexes = [
            models.Index(fields=["collector", "-matter"], name="survey_of_collector"),
            models.Index(fields=["department", "state", "-matter"], name="survey_of_department"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "survey"

    def title(self) -> str:
        """Masked: titles stand in mails, inboxes and the search."""
        return f"{self.person.shown_name} {self.person.district}".strip()

    def owner(self) -> User | None:
        return self.collector

    def responsible_department(self) -> Department | None:
        return self.department

    def may_attach(self, user: User) -> bool:
        """No scans of forms or papers about health beside the encrypted answers."""
        return False

    # What it says, and to whom.

    def may_read(self, user: User) -> bool:
        """The collector until it is handed in, then the sales manager."""
        if self.state == self.State.COMPLETED:
            return acts_as_holder(holders.COLLECTOR, self, user)
        return acts_as_holder(holders.SALES_MANAGER, self, user)

    def may_contact(self, user: User) -> bool:
        """Whom the person's name and number are for."""
        return self.collector in stands_for(user, REGULATION) or self.may_read(user)

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
