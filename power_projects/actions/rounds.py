"""A round of a review or inspection: written once, earlier defects checked off, new ones left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from power_projects.models import Defect, DesignPaper, Examination, Project
from power_projects.models.design import round_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a round says. ``cleared``: defects of earlier rounds that are gone; ``accepted``: papers
    whose absence is; ``defects``: what is still wanting."""

    is_passed: bool
    opinion: str
    held_on: date
    attended: Sequence[str] = ()
    checked: Sequence[str] = ()
    cleared: Sequence[Defect] = ()
    accepted: Sequence[DesignPaper] = ()
    defects: Sequence[str] = ()

    def facts(self) -> list[object]:
        """What tells one sent form from another."""
        return [self.is_passed, self.opinion, self.held_on, *self.checked, *self.defects]


def record_round(
    project: Project, kind: str, verdict: Verdict, *, by: User, article: str, office: str
) -> Examination:
    if verdict.held_on > clock.today():
        raise Refusal(article, _("日期不能晚于今天。"), field="held_on")
    if verdict.is_passed == bool(verdict.defects):
        message = _("合格的不留缺陷；不合格的须逐条写明缺陷。")
        raise Refusal(article, message, field="defects")
    rounds = project.examinations.filter(kind=kind)
    row = Examination.objects.create(
        project=project, kind=kind, round=round_after(rounds), is_passed=verdict.is_passed,
        opinion=verdict.opinion, held_on=verdict.held_on, attended=list(verdict.attended),
        checked=list(verdict.checked), office=office, examined_by=by,
    )  # fmt: skip
    earlier = Defect.objects.filter(found_in__in=rounds, cleared_in=None)
    earlier.filter(pk__in=[one.pk for one in verdict.cleared]).update(cleared_in=row)
    Defect.objects.bulk_create(Defect(found_in=row, text=text) for text in verdict.defects)
    return row
