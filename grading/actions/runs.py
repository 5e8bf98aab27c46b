"""Grading everybody: asked for by a person, or every month by itself; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.customers.models import Customer
from foundation.papers.models import Work
from foundation.papers.progress import Progress
from foundation.papers.work import Result, enqueue, work_kind
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import GM
from foundation.process.models import Event
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import once
from grading import policies
from grading.actions.news import tell
from grading.actions.turn import not_ahead
from grading.calculation import calculate, register_grades
from grading.calculation.run import STEPS
from grading.models import GradingRun
from grading.roles import SALES_MANAGER

WORK = "grading.run"


def ask_for_run(*, by: User, as_of: date, key: str | None = None) -> Work:
    """A run in the background, as of a day that is over or today."""

    def act() -> Work:
        only_as(by, SALES_MANAGER, GM, article="R3.5")
        not_ahead(as_of, article="R3.5", field="as_of")
        return enqueue(WORK, by=by, params={"as_of": as_of.isoformat()}, total=STEPS)

    return once(act, Work, key=key, by=by, what=["ask_for_run", as_of])


def grade_everybody(
    *, by: User, as_of: date, kind: str = GradingRun.Kind.BY_HAND, work: Work | None = None,
    step: Callable[[], None] = lambda: None,
) -> GradingRun:  # fmt: skip
    """Grade by the policy of ``as_of``. A work taken up again finds the run it made before."""
    made: GradingRun | None = GradingRun.objects.filter(work=work).first() if work else None
    if made is not None:
        return made
    run = GradingRun(
        kind=kind, as_of=as_of, policy=policies.RULES.value(as_of), started_by=by, work=work
    )

    def fill(run: Any, event: Event) -> None:
        counts = calculate(run, step)
        carry_out(run, GradingRun.finish, by=by, seen=None, counts=counts)
        register_grades()
        tell(run)
        step()

    opened: GradingRun = open_matter(
        run, by=by, article="R3.5", label=gettext_lazy("开始分级"), then=fill
    )
    return opened


def grade_last_month() -> GradingRun | None:
    """As of the last day of the month before, once; however late, it stays that day (R3.5)."""
    as_of = clock.today().replace(day=1) - timedelta(days=1)
    monthly = GradingRun.objects.filter(kind=GradingRun.Kind.MONTHLY, as_of=as_of)
    if monthly.exists() or not Customer.objects.exists():
        return None
    try:
        return grade_everybody(
            by=User.objects.system(), as_of=as_of, kind=GradingRun.Kind.MONTHLY
        )  # fmt: skip
    except IntegrityError:  # another worker was quicker: its row is seen before the sums begin
        return None


def _page(work: Work) -> str:
    run = GradingRun.objects.filter(work=work).first()
    return run.get_absolute_url() if run else reverse("grading:runs")


@work_kind(WORK, gettext_lazy("客户分级"), page=_page)
def perform(work: Work, progress: Progress) -> Result:
    run = grade_everybody(
        by=work.owner, as_of=date.fromisoformat(work.params["as_of"]), work=work,
        step=progress.step,
    )  # fmt: skip
    told = {"number": run.number, "count": run.counts["customers"]}
    return Result(summary=_("%(number)s：%(count)d 个客户") % told)
