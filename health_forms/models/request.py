"""本人请求: the person asks to see, correct or erase what they told; answered with an extract."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from health_forms import holders
from health_forms.models.survey import Survey
from health_forms.scope import RequestQuerySet

EXTRACT = "health_forms.extract"  # the printout


@track(exclude=("matter",))
class PersonRequest(Record):
    """Answered by the customer-service manager by ``due_on``, never with the form (R4.2.13)."""

    class State(models.TextChoices):
        OPEN = "open", _("待答复")
        ANSWERED = "answered", _("已答复")

    class Kind(models.TextChoices):
        SEE = "see", _("查阅本人信息")
        CORRECT = "correct", _("更正本人信息")
        ERASE = "erase", _("撤回同意并删除")

    series: ClassVar[Series] = Series("BR", "BR-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.ANSWERED})

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="requests")
    kind = models.CharField(_("请求"), max_length=8, choices=Kind)
    identified_by = models.CharField(_("核实本人身份的方式"), max_length=100)
    received_on = models.DateField(_("收到日期"))
    due_on = models.DateField(_("答复期限"))
    state = StateField(_("状态"), default=State.OPEN, choices=State)
    corrected_at = models.DateTimeField(_("更正时间"), null=True)
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    is_late = models.BooleanField(_("逾期答复"), default=False)

    objects: ClassVar[models.Manager[Any]] = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("本人请求")
        verbose_name_plural = _("本人请求")
        ordering = ["-pk"]

    @classmethod
    def page_name(cls) -> str:
        return "request"

    def title(self) -> str:
        return f"{self.get_kind_display()} {self.survey.matter.number}"

    def owner(self) -> User | None:
        return None

    def responsible_department(self) -> Department | None:
        return self.survey.department

    def may_attach(self, user: User) -> bool:
        return False

    # Checks.

    @property
    def is_about_something(self) -> bool:
        """Open, and not withdrawn altogether meanwhile."""
        return bool(self.state == self.State.OPEN and self.survey.state != Survey.State.ERASED)

    def _is_served(self) -> list[Any]:
        if not self.is_about_something:
            return []
        if self.kind == self.Kind.SEE:
            printed = self.matter.prints.filter(printout=EXTRACT).exists()
            return [] if printed else [_("先打印个人信息摘录，交给本人。")]
        if self.kind == self.Kind.CORRECT and self.corrected_at is None:
            return [_("先更正信息。")]
        return []

    # Steps.

    @step(
        _("答复本人"), article="R4.2.13", source=State.OPEN, target=State.ANSWERED,
        who=holders.SERVICE_MANAGER, checks=(_is_served,), style="success",
    )  # fmt: skip
    def answer(self, *, by: User) -> None:
        """A request to erase is carried out with it."""
        self.answered_at = clock.now()
        self.is_late = clock.today() > self.due_on
