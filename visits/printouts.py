"""拜访计划书 on paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.papers.amounts import capitals
from foundation.papers.printing import Printout
from foundation.people.models import User
from visits.models import AdvanceRequest, Plan, Visit
from visits.quotas import quotas_of


def plan_sheet(plan: Plan, user: User) -> dict[str, Any]:
    approved_on = clock.local_date(plan.approved_at) if plan.approved_at else None
    submitted_on = clock.local_date(plan.submitted_at) if plan.submitted_at else None
    return {
        "plan": plan,
        "lines": plan.lines.standing().select_related("customer").order_by("planned_on", "pk"),
        "quota": quotas_of(plan.month).get(plan.person_id),
        "signatures": [
            {"label": _("销售人员"), "name": plan.person.name, "on": submitted_on},
            {
                "label": _("部门主管"),
                "name": plan.approved_by and plan.approved_by.name,
                "on": approved_on,
            },
        ],
    }


PLAN = Printout(
    code="visits.plan",
    label=_("拜访计划书"),
    model="visits.Plan",
    template="visits/print/plan.html",
    context=plan_sheet,
    article="R7.3.1",
    landscape=True,
)


def report_sheet(visit: Visit, user: User) -> dict[str, Any]:
    reported_on = clock.local_date(visit.reported_at) if visit.reported_at else None
    reviewed_on = clock.local_date(visit.reviewed_at) if visit.reviewed_at else None
    return {
        "visit": visit,
        "companions": [person.name for person in visit.companions.all()],
        "follow_ups": visit.follow_ups.select_related("owner"),
        "signatures": [
            {"label": _("拜访人"), "name": visit.person.name, "on": reported_on},
            {
                "label": _("部门主管"),
                "name": visit.reviewed_by and visit.reviewed_by.name,
                "on": reviewed_on,
            },
        ],
    }


REPORT = Printout(
    code="visits.report",
    label=_("客户拜访报告"),
    model="visits.Visit",
    template="visits/print/report.html",
    context=report_sheet,
    article="R7.3.4.1",
)


def request_sheet(request: AdvanceRequest, user: User) -> dict[str, Any]:
    approved_on = clock.local_date(request.approved_at) if request.approved_at else None
    return {
        "capitals": capitals(request.amount),
        "signatures": [
            {"label": _("申请人"), "name": request.person.name},
            {"label": _("部门主管"), "name": request.decided_by and request.decided_by.name},
            {
                "label": _("批准人"),
                "name": request.approved_by and request.approved_by.name,
                "on": approved_on,
            },
            {"label": _("报销经办"), "name": request.paid_by and request.paid_by.name},
        ],
    }


REQUEST = Printout(
    code="visits.request",
    label=_("事前申请单"),
    model="visits.AdvanceRequest",
    template="visits/print/request.html",
    context=request_sheet,
    article="R7.3.3.3",
)
