"""What an outside party is asked for and may read, by party and stage. Nothing else is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.papers.printing import Printout, printouts_for
from foundation.people.models import User
from power_projects import rules
from power_projects.models import DesignPaper, OutsideLink, Project, Stage
from power_projects.supply import Load

CUSTOMER, DESIGNER, CONTRACTOR = OutsideLink.Party


@dataclass(frozen=True, slots=True)
class Wanted:
    """``code``: of the twelve of R8.12, the key of one asked for besides, or of ``BESIDES``."""

    code: str
    label: str | Promise
    article: str
    is_here: bool = False


BESIDES: tuple[tuple[Wanted, tuple[Stage, ...], tuple[str, ...]], ...] = (
    (Wanted("schedule", _("工程任务进度表"), "R8.19"), (Stage.READY,), (CONTRACTOR,)),
    (Wanted("application", _("供电申请"), "R8.27"), (Stage.FINISHING,), (CUSTOMER,)),
    (
        Wanted("as_built", _("竣工资料"), "R8.7"),
        (Stage.ACCEPTING, Stage.ACCEPTED, Stage.ENERGISED, Stage.CHECKED),
        (CUSTOMER, CONTRACTOR),
    ),
)


def wanted(project: Project, party: str) -> dict[str, Wanted]:
    """By code, what the party may hand in now."""
    if project.state == Stage.DESIGNING and party in (CUSTOMER, DESIGNER):
        return {one.code: one for one in _of_design(project)}
    works = project.site
    here = {
        "schedule": bool(works and works.schedule_id),
        "application": bool(works and works.supply_application_id),
        "as_built": bool(works and works.as_built_on),
    }
    return {
        one.code: Wanted(one.code, one.label, one.article, here[one.code])
        for one, stages, parties in BESIDES
        if project.state in stages and party in parties
    }


def _of_design(project: Project) -> list[Wanted]:
    papers = {_code(one): one for one in project.papers.all()}
    is_high = project.load == Load.HIGH
    named = {code: one for code, one in rules.DESIGN_PAPERS.items() if is_high or code == "design"}
    labels = named | {code: one.title for code, one in papers.items() if one.title}
    return [
        Wanted(code, label, "R8.12", code in papers and papers[code].is_settled)
        for code, label in labels.items()
    ]


def _code(paper: DesignPaper) -> str:
    return str(paper.pk) if paper.kind == DesignPaper.OTHER else paper.kind


# The notices that are handed to a party on paper as well.
NOTICES: dict[str, tuple[str, ...]] = {
    "plan_notice": (CUSTOMER, DESIGNER),
    "design_opinion": (CUSTOMER, DESIGNER, CONTRACTOR),
    "change_notice": (CUSTOMER, CONTRACTOR),
    "inspection": (CUSTOMER, CONTRACTOR),
    "acceptance": (CUSTOMER, CONTRACTOR),
    "supply_notice": (CUSTOMER,),
    "after_check": (CUSTOMER,),
}


def notices(project: Project, party: str, by: User) -> dict[str, Printout]:
    """By code, what the party may read now."""
    offered = {one.code.partition(".")[2]: one for one in printouts_for(project, by)}
    return {
        code: offered[code]
        for code, parties in NOTICES.items()
        if code in offered and party in parties
    }
