"""Who owes a plan by when, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.declarations import EachPerson, RecurringDuty
from foundation.duties.periods import LastDayBefore
from foundation.people.models import User
from foundation.process.tasks import TaskKind
from visits import holders, policies
from visits.models import Posting

PLAN = "visits.Plan"


def planners(month: date) -> Iterable[User]:
    """Who sells on the first of the month, as far as that is known when the duty opens."""
    postings = Posting.objects.on(month).select_related("person__department")
    return [one.person for one in postings.filter(person__is_active=True)]


def _review_due(record: object) -> date:
    return clock.today() + timedelta(days=policies.REVIEW_DAYS.value())


PLANNING = RecurringDuty(
    code="visits.plan",
    label=_("提交下月拜访计划"),
    article="R7.3.1",
    who=EachPerson(planners),
    due=LastDayBefore(policies.PLAN_AHEAD),
    alerts=policies.PLAN_ALERTS,
    page=lambda duty: reverse("visits:open") + f"?month={duty.period:%Y-%m-%d}",
)
REVIEW = TaskKind(
    code="visits.review",
    label=_("审核拜访计划"),
    article="R7.3.1",
    model=PLAN,
    awaits=("approve", "send_back"),
    holder=holders.SUPERVISOR,
    due=_review_due,
    alerts=policies.STEP_ALERTS,
    batch=True,
)
COMPLETE = TaskKind(
    code="visits.complete",
    label=_("修改退回的拜访计划"),
    article="R7.3.1",
    model=PLAN,
    awaits=("submit", "void"),
    holder=holders.PLANNER,
    due=_review_due,
    alerts=policies.STEP_ALERTS,
)
CHANGES = TaskKind(
    code="visits.changes",
    label=_("审核拜访计划的变更"),
    article="R7.3.1",
    model=PLAN,
    awaits=(),
    holder=holders.SUPERVISOR,
    due=_review_due,
    alerts=policies.STEP_ALERTS,
)

VISIT = "visits.Visit"
REPORT = TaskKind(
    code="visits.report",
    label=_("提交拜访报告"),
    article="R7.3.4.1",
    model=VISIT,
    awaits=("submit", "void"),
    holder=holders.PLANNER,
    due=lambda visit: visit.due_on,
    alerts=policies.REPORT_ALERTS,
    is_duty=True,
)
REPORT_REVIEW = TaskKind(
    code="visits.report_review",
    label=_("审核拜访报告"),
    article="R7.3.4.1",
    model=VISIT,
    awaits=("review", "send_back"),
    holder=holders.SUPERVISOR,
    due=_review_due,
    alerts=policies.STEP_ALERTS,
    batch=True,
)
FOLLOW_UP = TaskKind(
    code="visits.follow_up",
    label=_("办理拜访后续事项"),
    article="R7.3.4.2",
    model=VISIT,
    awaits=(),
    holder=holders.PLANNER,
    due=lambda visit: visit.due_on,
    alerts=policies.FOLLOW_UP_ALERTS,
    is_duty=True,
)

REQUEST = TaskKind(
    code="visits.request",
    label=_("审核事前申请"),
    article="R7.3.3.3",
    model="visits.AdvanceRequest",
    awaits=("agree", "refuse"),
    superseded_by=("withdraw", "disallow"),
    holder=holders.SUPERVISOR,
    due=lambda request: min(_review_due(request), request.needed_on),
    alerts=policies.STEP_ALERTS,
    batch=True,
)
GM = TaskKind(
    code="visits.request_gm",
    label=_("批准礼品或应酬"),
    article="R7.3.3.3",
    model="visits.AdvanceRequest",
    awaits=("approve", "refuse"),
    superseded_by=("withdraw", "disallow"),
    holder=holders.GENERAL_MANAGER,
    due=lambda request: min(_review_due(request), request.needed_on),
    alerts=policies.STEP_ALERTS,
    batch=True,
)
REIMBURSE = TaskKind(
    code="visits.reimburse",
    label=_("报销拜访费用"),
    article="R7.3.3.3",
    model="visits.AdvanceRequest",
    awaits=("reimburse", "disallow"),
    holder=holders.CASHIER,
    due=lambda request: clock.today() + timedelta(days=policies.REIMBURSE_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)
