"""A filled form on paper: by the GM's approval for one print, with serial number and watermark."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.papers.models import PrintLog
from foundation.papers.printing import Printout
from foundation.people.models import User
from health_forms.models import Survey

CODE = "health_forms.survey"


def may_print(survey: Survey, user: User) -> bool:
    """One approval is for one print (R4.1.12)."""
    opening = survey.opening_for(user, "print")
    if opening is None:
        return False
    printed = PrintLog.objects.filter(matter=survey.pk, printout=CODE, printed_by=user)
    return not printed.filter(printed_at__gte=opening.decided_at).exists()


def survey_sheet(survey: Survey, user: User) -> dict[str, Any]:
    earlier = PrintLog.objects.filter(matter=survey.pk, printout=CODE).count()
    return {
        "survey": survey,
        "contact": survey.person.told(),
        "told": survey.told(),
        "serial": f"{survey.number}-{earlier + 1:02d}",
    }


SURVEY = Printout(
    code=CODE,
    label=_("中老年健康调查表"),
    model="health_forms.Survey",
    template="health_forms/print/survey.html",
    context=survey_sheet,
    article="R4.1.12",
    who=may_print,
    one_by_one=True,
)
