"""What happens to a monthly report; every act goes through the door."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.actions import fulfil
from foundation.monthly.declarations import (
    MonthlyStatistics,
    all_statistics,
    next_month,
    previous_month,
)
from foundation.monthly.models import CORRECTED, MonthlyReport
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.steps import carry_out, open_matter
from foundation.process.tasks import open_task


def compute_due() -> list[MonthlyReport]:
    """Every month that is over and has no report yet; called again it does nothing."""
    last = previous_month(clock.today())
    made = []
    for declared in all_statistics():
        latest = MonthlyReport.objects.filter(code=declared.code).order_by("-month").first()
        month = next_month(latest.month) if latest else last
        while month <= last:
            made.append(compute_month(declared, month))
            month = next_month(month)
    return made


def compute_month(declared: MonthlyStatistics, month: date) -> MonthlyReport:
    """The report of the month, computed unless there is one; its submission is a recurring duty."""
    report = MonthlyReport(code=declared.code, month=month)
    report.compute()
    try:
        return open_matter(
            report, by=User.objects.system(), article=declared.article, label=_("计算统计表")
        )
    except IntegrityError:  # another worker was quicker
        found: MonthlyReport = MonthlyReport.objects.get(code=declared.code, month=month)
        return found


def submit(report: MonthlyReport, *, by: User, seen: int, key: str | None = None) -> Event:
    """With the figures as the records stand now."""

    def then(report: MonthlyReport, event: Event) -> None:
        fulfil(report.declaration.submit_duty, report.month, by=by, comment=report.number)
        open_task(report.declaration.approve_task, report, event=event)

    return carry_out(report, MonthlyReport.submit, by=by, seen=seen, key=key, then=then)


def approve(
    report: MonthlyReport, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """From now on the month is frozen."""
    return carry_out(report, MonthlyReport.approve, by=by, seen=seen, key=key, comment=comment)


def send_back(
    report: MonthlyReport, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(report: MonthlyReport, event: Event) -> None:
        open_task(report.declaration.resubmit_task, report, event=event)

    return carry_out(
        report, MonthlyReport.send_back, by=by, seen=seen, key=key, comment=reason, then=then
    )


def note_correction(
    report: MonthlyReport, *, by: User, label: str | Promise, article: str, comment: str
) -> Event:
    """A record of an approved month was corrected: the report stays as it is, and says so."""
    return log_event(report.matter, CORRECTED, by=by, label=label, article=article, comment=comment)
