"""A monthly statistics form as a regulation declares it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.articles.declarations import cite, regulation_of
from foundation.duties.declarations import OneRole, RecurringDuty
from foundation.duties.periods import DayOfNextMonth
from foundation.papers.printing import Printout
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR, GM, Role
from foundation.policies.declarations import Policy
from foundation.process.holders import InRole
from foundation.process.tasks import TaskKind
from foundation.process.workdays import Term

MODEL = "monthly.MonthlyReport"
ALERTS = [
    {"day": -3, "to": ["holder"]},
    {"day": 0, "to": ["holder"]},
    {"day": 1, "to": ["holder", "supervisor", "gm"], "at_once": True},
]

_statistics: dict[str, MonthlyStatistics] = {}


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyStatistics:
    """``compute(month, until)`` gives the figures of the month that starts on ``month``:

    ``totals`` (code, label, value, previous, last_year, change, year_change), ``columns`` (code,
    label) and ``tables`` (code, label, rows of label and values), all text. ``due_day`` is the
    day of the following month by which the form must be submitted, ``drawn`` the codes of the
    columns that the charts of the tables show.
    """

    code: str
    label: str | Promise
    article: str
    compute: Callable[[date, datetime | None], dict[str, Any]]
    submit_role: Role = ADMIN_HR
    approve_role: Role = GM
    due_day: int = 10
    drawn: tuple[str, ...] = ()
    submit_duty: RecurringDuty = field(init=False)
    resubmit_task: TaskKind = field(init=False)
    approve_task: TaskKind = field(init=False)

    def __post_init__(self) -> None:
        _statistics[self.code] = self
        cite(self.article, f"statistics {self.code}")
        day = Policy(
            f"{self.code}_due_day", _("统计表提交期限"), self.article, int, self.due_day,
            self.approve_role, _("次月的日期"),
        )  # fmt: skip
        term = Term(
            f"{self.code}_approval_days", _("统计表审核或重新提交期限"), self.article, 5,
            self.approve_role, _("提交或退回后的天数"),
        )  # fmt: skip
        alerts = Policy(
            f"{self.code}_alerts", _("统计表提醒与升级"), self.article, list, ALERTS,
            self.approve_role,
        )  # fmt: skip
        duty = RecurringDuty(
            code=f"{self.code}.submission", article=self.article,
            label=format_lazy("{}：{}", _("提交月度统计表"), self.label),
            who=OneRole(self.submit_role), due=DayOfNextMonth(day), alerts=alerts,
            page=lambda duty: reverse("monthly:of_month", args=[self.code, duty.period.year, duty.period.month]),
        )  # fmt: skip
        again = TaskKind(
            code=f"{self.code}.submit", label=_("重新提交月度统计表"), article=self.article,
            model=MODEL, awaits=("submit",), holder=InRole(self.submit_role), alerts=alerts,
            due=lambda report: max(duty.due_on(report.month), term.after(clock.today())),
        )  # fmt: skip
        approve = TaskKind(
            code=f"{self.code}.approve", label=_("审核月度统计表"), article=self.article, model=MODEL,
            awaits=("approve", "send_back"), holder=InRole(self.approve_role), alerts=alerts,
            due=lambda report: term.after(clock.today()),
        )  # fmt: skip
        object.__setattr__(self, "submit_duty", duty)
        object.__setattr__(self, "resubmit_task", again)
        object.__setattr__(self, "approve_task", approve)
        Printout(
            code=f"{self.code}.table", label=self.label, model=MODEL, article=self.article,
            template="monthly/print/report.html", landscape=True,
            context=lambda report, user: {"report": report},
            who=lambda report, user: report.code == self.code,
        )  # fmt: skip

    @property
    def regulation(self) -> int:
        return regulation_of(self.code.partition(".")[0]).number

    def concerns(self, user: User) -> bool:
        """Whether the user submits or approves it, or stands in for somebody who does."""
        roles = (self.submit_role, self.approve_role)
        return any(acts_as(user, role, self.regulation) for role in roles)


def all_statistics() -> list[MonthlyStatistics]:
    return list(_statistics.values())


def statistics(code: str) -> MonthlyStatistics:
    return _statistics[code]


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def previous_month(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
