"""The papers of a design, the rounds of its review, and the defects each round left."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import NO_CHANGE, NO_TRUNCATE, track
from foundation.papers.models import Attachment
from foundation.people.models import User
from power_projects import rules
from power_projects.models.project import Project
from power_projects.supply import Office


@track()
class DesignPaper(models.Model):
    """One of the twelve of R8.12, or what was asked for in writing besides (``title``)."""

    OTHER = "other"

    project = models.ForeignKey(Project, models.PROTECT, related_name="papers")
    kind = models.CharField(_("资料"), max_length=14)
    title = models.CharField(_("要求的其他资料"), max_length=100, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    absence_reason = models.CharField(_("不适用的理由"), max_length=200, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("设计资料")
        verbose_name_plural = _("设计资料")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind"], condition=~Q(kind="other"), name="one_paper_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(attachment=None) | Q(absence_reason=""), name="paper_there_or_not"
            ),
        ]

    def __str__(self) -> str:
        return self.label()

    def label(self) -> str:
        return self.title or str(rules.DESIGN_PAPERS[self.kind])

    @property
    def is_settled(self) -> bool:
        return self.attachment_id is not None or bool(self.absence_reason)


class Examination(models.Model):
    """One round: what was looked at, by whom, with what opinion. Rounds are never changed."""

    class Kind(models.TextChoices):
        DESIGN = "design", _("设计审查")
        INTERMEDIATE = "intermediate", _("中间检查")
        ACCEPTANCE = "acceptance", _("竣工验收")
        AFTER = "after", _("送电后核查")

    class Party(models.TextChoices):
        """Who takes part in a review meeting (R8.13)."""

        DESIGNER = "designer", _("设计单位")
        CUSTOMER = "customer", _("用电客户")
        PRODUCTION = "production", _("生产管理部门")

    append_only = True

    project = models.ForeignKey(Project, models.PROTECT, related_name="examinations")
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    round = models.PositiveSmallIntegerField(_("轮次"))
    is_passed = models.BooleanField(_("合格"))
    opinion = models.TextField(_("意见"))
    held_on = models.DateField(_("日期"))
    attended = ArrayField(models.CharField(max_length=12, choices=Party), default=list)
    checked = ArrayField(models.CharField(max_length=12), default=list)
    office = models.CharField(_("部门"), max_length=7, choices=Office)
    examined_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    examined_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("审查与检查")
        verbose_name_plural = _("审查与检查")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "round"], name="one_row_a_round")
        ]
        triggers = [NO_CHANGE, NO_TRUNCATE]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.round}"

    def checked_labels(self) -> list[str]:
        return [str(rules.INSPECTION_POINTS[code]) for code in self.checked]

    def attended_labels(self) -> list[str]:
        return [str(self.Party(code).label) for code in self.attended]


class Defect(models.Model):
    """What a round found wanting; a later round checks it off."""

    found_in = models.ForeignKey(Examination, models.PROTECT, related_name="defects")
    text = models.CharField(_("缺陷"), max_length=200)
    cleared_in = models.ForeignKey(Examination, models.PROTECT, null=True, related_name="cleared")

    class Meta:
        verbose_name = _("缺陷")
        verbose_name_plural = _("缺陷")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


def round_after(rounds: Any) -> int:
    """The number of the next round of these."""
    return 1 + (rounds.aggregate(last=models.Max("round"))["last"] or 0)
