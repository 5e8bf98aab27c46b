"""On paper: a filled form by the GM's approval for one print, with serial number and watermark; what
a person told, for themselves; blank forms, numbered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.papers.models import PrintLog
from foundation.papers.printing import Printout
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from health_forms import holders
from health_forms.models import BlankBatch, PersonRequest, Survey
from health_forms.models.request import EXTRACT

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


def may_extract(request: PersonRequest, user: User) -> bool:
    """While the request to see is open, by whoever answers it."""
    return (
        request.is_about_something
        and request.kind == PersonRequest.Kind.SEE
        and acts_as_holder(holders.SERVICE_MANAGER, request, user)
    )


def extract_sheet(request: PersonRequest, user: User) -> dict[str, Any]:
    earlier = PrintLog.objects.filter(matter=request.pk, printout=EXTRACT).count()
    survey = request.survey
    return {
        "survey": survey,
        "contact": survey.person.told(),
        "told": survey.told(),
        "serial": f"{request.number}-{earlier + 1:02d}",
    }


EXTRACT_SHEET = Printout(
    code=EXTRACT,
    label=_("个人信息摘录"),
    model="health_forms.PersonRequest",
    template="health_forms/print/extract.html",
    context=extract_sheet,
    article="R4.2.13",
    who=may_extract,
    one_by_one=True,
)

BLANKS = "health_forms.blanks"


def may_print_blanks(batch: BlankBatch, user: User) -> bool:
    """Centrally, and once: no number is on two sheets."""
    if batch.state != BlankBatch.State.NUMBERED:
        return False
    printed = PrintLog.objects.filter(matter=batch.pk, printout=BLANKS).exists()
    return not printed and acts_as_holder(holders.SERVICE_MANAGER, batch, user)


def blank_sheets(batch: BlankBatch, user: User) -> dict[str, Any]:
    serials = batch.serials()
    return {
        "batch": batch,
        "serials": serials,
        "first": serials[0],
        "last": serials[-1],
        "sections": batch.design.sections(),
        "modes": Survey.FilledBy.labels,
    }


BLANK_SHEETS = Printout(
    code=BLANKS,
    label=_("空白健康调查表"),
    model="health_forms.BlankBatch",
    template="health_forms/print/blank.html",
    context=blank_sheets,
    article="R4.2.13",
    who=may_print_blanks,
    one_by_one=True,
)
