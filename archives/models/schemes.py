"""案卷类目: what a department files in a year, under numbered clauses (R1.2.17)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives import holders
from archives.kinds import Category, Retention
from archives.models.states import SchemeState
from archives.scope import OpenQuerySet
from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step

CLAUSE_NUMBER = RegexValidator(r"^\d{1,2}(\.\d{1,2})?$", _("条款号形如 3 或 3.2。"))


@track(exclude=("matter",))
class FilingScheme(Record):
    series: ClassVar[Series] = Series("LM", "LM-{period}-{number:03d}", "%Y")
    closed_states = frozenset({SchemeState.IN_FORCE, SchemeState.TAKEN_OVER})

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="filing_schemes", verbose_name=_("部门")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("编制人"))
    state = StateField(_("状态"), default=SchemeState.DRAFTING, choices=SchemeState)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(_("施行时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("案卷类目")
        verbose_name_plural = _("案卷类目")
        ordering = ["-year", "department"]
        constraints = [
            models.UniqueConstraint(fields=["department", "year"], name="one_scheme_a_year"),
            models.CheckConstraint(
                condition=Q(adopted_at=None, adopted_by=None)
                | Q(adopted_at__isnull=False, adopted_by__isnull=False),
                name="scheme_adopted_by_somebody",
            ),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "scheme"

    def title(self) -> str:
        return f"{self.department.name} · {self.year}"

    def responsible_department(self) -> Department | None:
        return self.department

    def _has_clauses(self) -> list[Any]:
        return [] if self.clauses.exists() else [_("至少一个条款。")]

    @step(
        _("施行类目"), article="R1.2.17", source=[SchemeState.DRAFTING, SchemeState.TAKEN_OVER], target=SchemeState.IN_FORCE,
        who=holders.SCHEME_AUTHOR, checks=(_has_clauses,), sets=("adopted_by", "adopted_at"),
        can_be_taken_back=True, style="success",
    )  # fmt: skip
    def adopt(self, *, by: User) -> None:
        self.adopted_by, self.adopted_at = by, clock.now()


@track()
class Clause(models.Model):
    """条款: a number and a short exact title."""

    scheme = models.ForeignKey(FilingScheme, models.PROTECT, related_name="clauses")
    number = models.CharField(_("条款号"), max_length=5, validators=[CLAUSE_NUMBER])
    title = models.CharField(_("条款名称"), max_length=30)
    category = models.CharField(_("归档范围"), max_length=16, choices=Category, blank=True)
    retention = models.PositiveSmallIntegerField(_("保管期限"), choices=Retention)

    class Meta:
        verbose_name = _("条款")
        verbose_name_plural = _("条款")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_clause_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
