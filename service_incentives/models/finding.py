"""奖惩认定: what is found about a person's work, and what follows by which article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import Step, step
from service_incentives import holders, policies, rules
from service_incentives.models.trip import Trip
from service_incentives.scope import FindingQuerySet, used_by_run


@track(exclude=("matter",))
class Finding(Record):
    """Proposed by one person, decided by another; in force from the day of the decision."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待认定")
        DECIDED = "decided", _("已认定")
        REFUSED = "refused", _("不予认定")
        VOID = "void", _("已作废")

    class Kind(models.TextChoices):
        PRAISE = "praise", _("用户表扬信")
        SAVING = "saving", _("节约服务成本")
        COMPLAINT = "complaint", _("属个人原因的客户投诉")
        ACCIDENT = "accident", _("安全事故")
        OWN_FAULT = "own_fault", _("个人原因造成第二次服务")
        ENTRY_ERROR = "entry_error", _("已结算行程登记有误")
        QUALITY = "quality", _("质量考核金额")
        HALF_YEAR = "half_year", _("半年度绩效奖金")
        ANNUAL = "annual", _("年度绩效")
        SERVICE_PRODUCT = "service_product", _("服务产品销售奖励")

    series: ClassVar[Series] = Series("RD", "RD-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.DECIDED, State.REFUSED, State.VOID})

    kind = models.CharField(_("事项"), max_length=16, choices=Kind)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    happened_on = models.DateField(_("发生日期"))
    trip = models.ForeignKey(
        Trip, models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name=_("所涉行程"),
    )  # fmt: skip
    amount = models.DecimalField(
        _("金额（元）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    evidence = models.TextField(_("事实与依据"))
    document = models.CharField(_("文件编号"), max_length=120, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("提出人")
    )
    state = StateField(_("状态"), default=State.PROPOSED, choices=State)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_on = models.DateField(_("认定日期"), null=True)

    objects: ClassVar[models.Manager[Any]] = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("奖惩认定")
        verbose_name_plural = _("奖惩认定")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trip"], condition=Q(trip__isnull=False, state__in=["proposed", "decided"]),
                name="trip_coefficient_taken_off_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["own_fault", "entry_error"], trip__isnull=False)
                | ~Q(kind__in=["own_fault", "entry_error"]) & Q(trip=None),
                name="finding_about_a_trip",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["decided_on"], condition=Q(state="decided"), name="finding_decided"
            ),
            models.Index(fields=["person", "-matter"], name="finding_of_person"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "finding"

    def title(self) -> str:
        return f"{self.get_kind_display()} · {self.person.name}"

    def owner(self) -> User | None:
        return self.proposed_by

    def responsible_department(self) -> Department | None:
        return self.person.department

    @property
    def article(self) -> str:
        return rules.ARTICLE_OF_FINDING[self.kind]

    def declared(self, step: Step) -> Step:
        return replace(step, article=self.article)

    def effect(self, on: date) -> Any:
        """The amount that follows when it is decided on that day; ``None``: it counts in points."""
        if self.kind == self.Kind.COMPLAINT:
            return -policies.COMPLAINT_FINE.value(on)
        return self.amount

    def barred(self) -> tuple[set[int], tuple[int, ...]]:
        """Whom it concerns and who proposed it decide nothing about it."""
        return {self.person_id, self.proposed_by_id}, ()

    def _is_not_used(self) -> list[Any]:
        used = used_by_run(self.person_id, finding=self.pk)
        return [_("已用于发放单 %(run)s，不能作废，只能另行更正。") % {"run": used}] if used else []

    # Steps.

    @step(
        _("认定"), article="R5.10", source=State.PROPOSED, target=State.DECIDED,
        who=holders.DECIDER, not_by=("proposed_by_id", "person_id"), style="success",
    )  # fmt: skip
    def decide(self, *, by: User) -> None:
        self._close(by)
        self.amount = self.effect(clock.today())

    @step(
        _("不予认定"), article="R5.10", source=State.PROPOSED, target=State.REFUSED,
        who=holders.DECIDER, not_by=("proposed_by_id", "person_id"), reason_required=True,
        style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self._close(by)

    @step(
        _("作废"), article="R5.10", source=[State.PROPOSED, State.DECIDED], target=State.VOID,
        who=holders.VOIDER, reason_required=True, checks=(_is_not_used,), style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """It stays in the list under its number, but counts no longer."""

    def _close(self, by: User) -> None:
        self.decided_by, self.decided_at, self.decided_on = by, clock.now(), clock.today()
