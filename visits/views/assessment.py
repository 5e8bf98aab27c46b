"""One's own assessment and that of one's people, part by part, beside what was frozen."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation import clock
from foundation.monthly.comparing import earlier, text
from foundation.monthly.declarations import previous_month
from foundation.monthly.models import MonthlyReport
from foundation.people.models import User
from visits import policies
from visits.assessment import assess
from visits.figures import STATISTICS
from visits.parts import Part
from visits.scope import own_people, sees_all


def assessment(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    month = month_from(request)
    rows = assess(month, whose=None if sees_all(user) else own_people(user))
    report = MonthlyReport.objects.filter(code=STATISTICS.code, month=month).first()
    frozen = _frozen(report)
    for row in rows:
        score = text(row.score, "money")
        was = frozen.get(str(row.person.pk), "")
        vars(row).update(shown=score, frozen=was, is_corrected=bool(was) and was != score)
    weights = policies.WEIGHTS.value(month)
    context = {
        "month": month,
        "before": earlier(month, 1),
        "after": earlier(month, -1) if month < clock.today().replace(day=1) else None,
        "rows": rows,
        "weights": [(part.label, weights.get(part, 0)) for part in Part],
        "is_frozen": bool(frozen),
        "report": report if report and STATISTICS.concerns(user) else None,
    }
    return render(request, "visits/assessment.html", context)


def month_from(request: HttpRequest) -> date:
    """The month asked for, else the last one that is over."""
    try:
        return date.fromisoformat(request.GET.get("month", "") + "-01")
    except ValueError:
        return previous_month(clock.today())


def _frozen(report: MonthlyReport | None) -> dict[str, str]:
    """Person -> score as it was approved."""
    if report is None or report.state != MonthlyReport.State.APPROVED:
        return {}
    rows: list[Any] = report.figures["tables"][0]["rows"]
    return {row["key"]: row["values"][0] for row in rows}
