from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.declarations import RecurringDuty, Subject, all_duties, duty
from foundation.numbering.series import Series
from foundation.people.delegation import acts_as, alike, stands_for
from foundation.people.models import Department, User
from foundation.people.roles import ADMIN_HR, GM
from foundation.process.holders import Chosen, Holder, InRole, PartOfAnotherAct
from foundation.process.inboxes import in_inbox_of, involving
from foundation.process.models import Matter, Task
from foundation.process.records import Record, RecordQuerySet, StateField
from foundation.process.steps import Step, step


class Nobody(Holder):
    def includes(self, record: Any, user: User) -> bool:
        return False

    def describe(self, record: Any) -> str:
        return str(_("其他事项"))


NOBODY = Nobody()
HOLDER: Holder = Chosen(
    lambda duty: duty.declaration.who.holder if duty.declaration.by_hand else NOBODY
)
EMPTY_BY: Holder = Chosen(lambda duty: duty.declaration.empty_by or NOBODY)


class DutyQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> DutyQuerySet:
        """One's own, one's department's, one's role's, also of those one stands in for; all for
        Admin & HR and the GM."""
        seen = Q(pk__in=Task.objects.filter(in_inbox_of(user), closed_at=None).values("matter"))
        for group in alike(user, [declared.regulation for declared in all_duties()]):
            seen |= self._of_regulations(group, user)
        return self.filter(seen)

    def _of_regulations(self, group: list[int], user: User) -> Q:
        """Of regulations in which the user stands in for the same people."""
        declared = [one for one in all_duties() if one.regulation in group]
        regulation = group[0]
        codes = Q(code__in=[one.code for one in declared])
        if acts_as(user, ADMIN_HR, regulation) or acts_as(user, GM, regulation):
            return codes
        people = stands_for(user, regulation)
        places = {person.department_id for person in people if person.department_id}
        roles = [one.code for one in declared if _is_of_role(one.who.holder, user, regulation)]
        own = Q(person__in=people) | Q(department__in=places) | Q(department__head__in=people)
        return codes & (own | Q(code__in=roles) | involving(user, regulation))


def _is_of_role(holder: Holder, user: User, regulation: int) -> bool:
    """Whether the user has a role that holds it company-wide."""
    company_wide = isinstance(holder, InRole) and holder.of is None
    return company_wide and acts_as(user, holder.role, regulation)  # type: ignore[attr-defined]


class Duty(Record):
    """One occurrence of a recurring duty. Late is what is not ended by the end of ``due_on``."""

    class State(models.TextChoices):
        DUE = "due", _("待办理")
        DONE = "done", _("已办结")
        EMPTY = "empty", _("已申报无事项")
        LAPSED = "lapsed", _("不再需要")

    series: ClassVar[Series] = Series("DS", "DS-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.DONE, State.EMPTY, State.LAPSED})

    code = models.CharField(_("事务"), max_length=60)
    period = models.DateField(_("期间"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("部门")
    )
    person = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("人员")
    )
    about = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="duties")
    due_on = models.DateField(_("期限"))
    ended_at = models.DateTimeField(_("办结时间"), null=True)
    state = StateField(_("状态"), default=State.DUE, choices=State)

    objects: ClassVar[models.Manager[Any]] = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("定期事务")
        verbose_name_plural = _("定期事务")
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "period", "department", "person", "about"],
                name="one_duty_a_period",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(state="due", ended_at=None)
                | ~Q(state="due") & Q(ended_at__isnull=False),
                name="duty_ended_with_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-due_on"], name="duty_of_person"),
            models.Index(fields=["department", "-due_on"], name="duty_of_department"),
            models.Index(fields=["due_on"], condition=Q(state="due"), name="duty_open"),
        ]

    @property
    def declaration(self) -> RecurringDuty:
        return duty(self.code)

    @property
    def period_name(self) -> str:
        return self.declaration.period_name(self.period)

    @property
    def is_late(self) -> bool:
        ended = clock.local_date(self.ended_at) if self.ended_at else clock.today()
        return ended > self.due_on and self.state != self.State.LAPSED

    @property
    def whose(self) -> str:
        """Who owes it: a person, a department, or whoever holds a role."""
        holder = self.declaration.who.holder
        role = holder.role if isinstance(holder, InRole) else ""
        return str(self.person or self.department or role)

    def subject(self) -> Subject:
        return Subject(self.department, self.person, self.about)

    def regulation_number(self) -> int:
        """That of the regulation which declares the duty."""
        return self.declaration.regulation

    def declared(self, step: Step) -> Step:
        """The steps are everybody's, the article is the declaring regulation's."""
        return replace(step, article=self.declaration.article)

    def title(self) -> str:
        whose = self.person or self.department or ""
        about = self.about.number if self.about else ""
        return " ".join(
            filter(None, [str(self.declaration.label), self.period_name, str(whose), about])
        )

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.department or (self.person.department if self.person else None)

    @step(
        _("办结"), article="R0.duties", source=[State.DUE, State.EMPTY], target=State.DONE,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def fulfil(self, *, by: User) -> None:
        """What was declared empty before may be found after all: the first day counts."""
        self.ended_at = self.ended_at or clock.now()

    @step(
        _("办结"), article="R0.duties", source=State.DUE, target=State.DONE, who=HOLDER,
        reason_required=True, style="success",
    )  # fmt: skip
    def finish(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("申报无事项"), article="R0.duties", source=State.DUE, target=State.EMPTY, who=EMPTY_BY,
        style="warning",
    )  # fmt: skip
    def declare_empty(self, *, by: User) -> None:
        self.ended_at = clock.now()

    @step(
        _("不再需要"), article="R0.duties", source=State.DUE, target=State.LAPSED,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def lapse(self, *, by: User) -> None:
        self.ended_at = clock.now()


class OpenedPeriod(models.Model):
    """The duties of this period were opened: each period once, with whoever was there then. The
    first, when its day was past already, was left out."""

    code = models.CharField(max_length=60)
    period = models.DateField()
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "period"], name="period_opened_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.period}"


def latest_opened(code: str) -> date | None:
    """The latest period opened, if any."""
    opened = OpenedPeriod.objects.filter(code=code).order_by("-period")
    return opened.values_list("period", flat=True).first()
