"""Two forms of one person become one file: where they answer differently, a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foundation.process.models import Event
from health_forms import ciphers

if TYPE_CHECKING:
    from health_forms.models import CustomerFile, Survey

STEP = "settle"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question, and each answer with the form that gave it last."""

    code: str
    label: str
    answers: dict[str, Survey]


def unsettled(file: CustomerFile) -> list[Survey]:
    """The person's forms, when there are several and nobody has settled them since the last."""
    forms = list(
        file.person.surveys.exclude(state="erased")
        .select_related("design", "matter")
        .order_by("pk")
    )
    if len(forms) < 2:
        return []
    last = Event.objects.filter(matter=file.pk, step=STEP).order_by("-pk").first()
    return forms if last is None or last.details["up_to"] < forms[-1].pk else []


def conflicts(file: CustomerFile) -> list[Conflict]:
    found: dict[str, Conflict] = {}
    for survey in unsettled(file):
        answers = ciphers.decrypt(file.person.key, survey.answers)
        for question in survey.design.questions:
            code = question["code"]
            if answers.get(code):
                one = found.setdefault(code, Conflict(code, question["label"], {}))
                one.answers[answers[code]] = survey
    return [one for one in found.values() if len(one.answers) > 1]
