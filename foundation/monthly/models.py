from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.monthly.declarations import MonthlyStatistics, all_statistics, statistics
from foundation.numbering.series import Series
from foundation.people.delegation import alike
from foundation.people.models import User
from foundation.process.holders import Chosen, InRole
from foundation.process.inboxes import involving
from foundation.process.records import Record, RecordQuerySet, StateField
from foundation.process.steps import Step, step

SUBMITTER = Chosen(lambda report: InRole(report.declaration.submit_role))
APPROVER = Chosen(lambda report: InRole(report.declaration.approve_role))


CORRECTED = "correct"  # the event that says so
CORRECTED_DAYS = 400  # how far back approved months are looked at again


class MonthlyReportQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> MonthlyReportQuerySet:
        """Who submits or approves it, stands in for them, held a task of it or got a copy."""
        known = all_statistics()
        seen = Q(code__in=[declared.code for declared in known if declared.concerns(user)])
        for group in alike(user, [declared.regulation for declared in known]):
            codes = [declared.code for declared in known if declared.regulation in group]
            seen |= Q(involving(user, group[0]), code__in=codes)
        return self.filter(seen)


class MonthlyReport(Record):
    """The form of one month. Approved, it never changes: later changes of old matters are
    ``corrections`` of a following month."""

    class State(models.TextChoices):
        COMPUTED = "computed", _("待提交")
        SUBMITTED = "submitted", _("待审核")
        RETURNED = "returned", _("已退回")
        APPROVED = "approved", _("已批准")

    series: ClassVar[Series] = Series("TJ", "TJ-{period}-{number:02d}", "%Y%m")
    closed_states = frozenset({State.APPROVED})

    code = models.CharField(max_length=60)
    month = models.DateField(_("月份"))
    figures = models.JSONField(default=dict)
    corrections = models.JSONField(default=list)
    computed_at = models.DateTimeField(_("计算时间"), default=clock.now)
    state = StateField(_("状态"), default=State.COMPUTED, choices=State)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = MonthlyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("月度统计表")
        verbose_name_plural = _("月度统计表")
        ordering = ["-month", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "month"], name="one_report_a_month"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
                name="report_approved_with_moment",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="approved_is_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="approved"),
            )
        ]

    @property
    def declaration(self) -> MonthlyStatistics:
        return statistics(self.code)

    @property
    def corrected_at(self) -> datetime | None:
        """When a record of the month was corrected last, after the approval."""
        corrections = self.matter.events.filter(step=CORRECTED).order_by("-pk")
        return corrections.values_list("at", flat=True).first()

    def regulation_number(self) -> int:
        """That of the regulation which declares the statistics."""
        return self.declaration.regulation

    def declared(self, declared: Step) -> Step:
        """The steps are everybody's, the article is the declaring regulation's."""
        return replace(declared, article=self.declaration.article)

    def compute(self) -> None:
        """Figures and corrections as the records stand now; the approved form keeps its own."""
        self.figures = self.declaration.compute(self.month, None)
        self.corrections = self._corrections()
        self.computed_at = clock.now()

    def changes(self) -> list[dict[str, Any]]:
        """The totals that would be others if they were computed now."""
        return _differences(self.figures, self.declaration.compute(self.month, None))

    def _corrections(self) -> list[dict[str, Any]]:
        """What changed in approved months since they were frozen and was not corrected before."""
        earlier = MonthlyReport.objects.filter(
            code=self.code,
            month__lt=self.month,
            month__gte=self.month - timedelta(days=CORRECTED_DAYS),
        ).order_by("month")
        known = {
            (one["month"], one["code"]): one["now"]
            for report in earlier
            for one in report.corrections
        }
        found = []
        for report in earlier.filter(state=self.State.APPROVED):
            of_month = f"{report.month:%Y-%m}"
            for one in report.changes():
                was = known.get((of_month, one["code"]), one["was"])
                if one["now"] != was:
                    found.append({"month": of_month, **one, "was": was})
        return found

    def title(self) -> str:
        return f"{self.declaration.label} {self.month:%Y-%m}"

    @step(
        _("提交审核"), article="R0.months", source=[State.COMPUTED, State.RETURNED],
        target=State.SUBMITTED, who=SUBMITTER,
    )  # fmt: skip
    def submit(self, *, by: User) -> None:
        """Computed anew: what was put right in the records since the 1st, or a return, counts."""
        self.compute()
        self.submitted_by, self.submitted_at = by, clock.now()

    @step(
        _("批准统计表"), article="R0.months", source=State.SUBMITTED, target=State.APPROVED,
        who=APPROVER, not_by=("submitted_by_id",), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        """From here on the database refuses any change of the row."""
        self.approved_by, self.approved_at = by, clock.now()

    @step(
        _("退回统计表"), article="R0.months", source=State.SUBMITTED, target=State.RETURNED,
        who=APPROVER, not_by=("submitted_by_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        """The figures stay as they were returned until they are submitted again."""


def _differences(was: dict[str, Any], now: dict[str, Any]) -> list[dict[str, Any]]:
    fresh = {row["code"]: row["value"] for row in now["totals"]}
    return [
        {"code": row["code"], "label": row["label"], "was": row["value"], "now": fresh[row["code"]]}
        for row in was["totals"]
        if fresh.get(row["code"], row["value"]) != row["value"]
    ]
