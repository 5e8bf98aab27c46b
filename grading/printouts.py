"""The grade report of a run, and one customer's grade explained on paper."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.governance.policy_values import shown
from foundation.papers.printing import Printout, html_of, qr_svg
from foundation.people.models import User
from grading import policies
from grading.explanation import explain
from grading.models import CustomerGrade, GradingRun
from grading.rules import GRADES
from grading.scope import sees_all

RUN = "grading.GradingRun"
BEST = 50


def report(run: GradingRun, user: User) -> dict[str, Any]:
    """How many of each grade, who is best, and by which policy."""
    counts = run.counts
    rows = run.grades.select_related("customer__owner")
    return {
        "run": run,
        "distribution": [(one, counts[one.lower()]) for one in GRADES],
        "best": rows.filter(place__isnull=False).order_by("place", "pk")[:BEST],
        "policy": shown(policies.RULES, run.policy),
    }


REPORT = Printout(
    code="grading.report",
    label=_("客户分级报告"),
    model=RUN,
    template="grading/print/report.html",
    context=report,
    article="R3.5",
    who=lambda run, user: sees_all(user),
)


def explanation(run: GradingRun, user: User, *, grade: CustomerGrade) -> dict[str, Any]:
    code: Any = grade  # its address, not the run's, which an account's owner may not open
    return {
        "grade": grade,
        "lines": explain(grade, run.rules),
        "policy": shown(policies.RULES, run.policy),
        "qr_svg": qr_svg(code),
    }


# Printed from the page of the grade, not from the run's.
EXPLANATION = Printout(
    code="grading.explanation",
    label=_("客户等级说明"),
    model=RUN,
    template="grading/print/grade.html",
    context=explanation,
    article="R3.5",
    who=lambda run, user: False,
)


def explanation_pdf(grade: CustomerGrade, user: User) -> bytes:
    from foundation.papers.rendering import render

    return render([html_of(EXPLANATION, grade.run, by=user, grade=grade)]).pdf
