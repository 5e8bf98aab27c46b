"""Rows of everything the pages of regulation 8 list, and what those pages may send."""

from __future__ import annotations

from typing import Any

from foundation import clock
from foundation.process.events import log_event
from power_projects import actions
from power_projects.models import (
    Change,
    ConcealedWork,
    Consultation,
    DesignPaper,
    Equipment,
    Firm,
    OutsideLink,
    SiteVisit,
)
from tests.power_projects.conftest import (
    a_file,
    a_verdict,
    applied,
    brought_to,
    do,
    fresh,
    make_crew,
    propose,
    show_all,
    survey,
)

PAGE, DETAIL = 8, 12


class PowerCrowd:
    """One project with plans, lists shown, papers and rounds; ``grow`` adds to and around it."""

    def __init__(self) -> None:
        self.crew = make_crew()
        self.project = survey(applied(self.crew), self.crew)
        self.firm = self.crew.firms[0]
        self.reviewed = brought_to("reviewing", self.crew)
        self.built = brought_to("constructing", self.crew)
        self.designed = do(
            actions.issue_link, brought_to("designing", self.crew), by=self.crew.officer,
            party="designer", expires_on=clock.today(),
        )  # fmt: skip

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)

    def _add(self, number: int) -> None:
        crew = self.crew
        applied(crew, customer=f"电力客户 {number}")
        self.project = propose(self.project, crew)
        self.project = do(actions.return_plan, self.project, by=crew.branch, reason="重拟")
        wrong = a_verdict(is_passed=False, defects=[f"缺陷 {number}", "其他"])
        self.reviewed = do(actions.review_design, self.reviewed, wrong, by=crew.branch)
        self.reviewed = do(actions.submit_design, self.reviewed, by=crew.officer)
        show_all(self.project, crew)
        self._build(number)
        actions.register_firm(
            Firm(name=f"新单位 {number}", does_design=True, voltage="10kV", contact="吴", phone="1"),
            by=crew.head,
        )  # fmt: skip
        actions.set_area(
            by=crew.head, name=f"区域 {number}", station=crew.station_office,
            branch=crew.branch_office,
        )  # fmt: skip
        log_event(Firm.objects.for_act().get(pk=self.firm.pk).matter, "edit", by=crew.head)
        log_event(fresh(self.project).matter, "edit", by=crew.officer, label="修改")

    def _build(self, number: int) -> None:
        built, by = self.built, self.crew.officer
        Equipment.objects.create(
            project=built, name=f"设备 {number}", model="A", standard="gb", entered_by=by
        )
        Change.objects.create(project=built, what=f"变更 {number}", reason="管线", asked_by=by)
        ConcealedWork.objects.create(project=built, name=f"隐蔽 {number}")
        SiteVisit.objects.create(
            project=built, kind="check", visited_on=clock.today(), findings="好", visited_by=by
        )
        do(actions.issue_link, built, by=by, party="customer", expires_on=clock.today())
        Consultation.objects.create(
            project=self.reviewed, department=self.crew.station_office, question="可否接入",
            asked_by=by, answer="可以", answered_by=by, answered_at=clock.now(),
        )  # fmt: skip
        actions.hand_in(self.link, paper=str(self.asked(number)), file=a_file())

    @property
    def link(self) -> OutsideLink:
        found: OutsideLink = self.designed.links.latest("pk")
        return found

    def asked(self, number: int) -> int:
        """The key of one more paper that is asked for."""
        title = f"资料 {number}"
        paper = DesignPaper.objects.create(
            project=self.designed, kind="other", title=title, entered_by=self.crew.branch
        )
        return int(paper.pk)


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
# The page of a project shows six lists of its own: plans, firms shown, papers, rounds, defects,
# departments asked.
PAGES: dict[str, tuple[str, Any, int]] = {
    "power_projects:areas": ("branch", None, PAGE),
    "power_projects:firm": ("branch", lambda crowd: [crowd.power.firm.pk], DETAIL),
    "power_projects:firms": ("clerk", None, PAGE),
    "power_projects:links": ("officer", lambda crowd: [crowd.power.built.pk], PAGE),
    "power_projects:list": ("head", None, PAGE),
    "power_projects:outside": ("officer", lambda crowd: [crowd.power.link.token], PAGE),
    "power_projects:works": ("branch", lambda crowd: [crowd.power.built.pk], DETAIL),
    "power_projects:project": ("branch", lambda crowd: [crowd.power.reviewed.pk], 14),
}
PAGED = {"power_projects:areas", "power_projects:firms", "power_projects:list"}
ACTS: dict[str, int] = {
    "power_projects:answer_plan": 14,  # plan and project
    "power_projects:apply": 14,  # the customer is found or registered with it
    # What both firms were shown with, and their certificates.
    "power_projects:choose_firms": 21,
    "power_projects:enter_certificate": 13,  # the one before is replaced, the scan attached
    "power_projects:enter_paper": 14,  # the file is attached
    "power_projects:propose_plan": 14,  # plan and project
    "power_projects:return_plan": 13,
    "power_projects:review_design": 16,  # round, defects, papers and project
    "power_projects:show_firms": 13,
    # The works, or the connection, beside the project.
    "power_projects:ask_inspection": 13,
    "power_projects:answer_consultation": 17,  # answer, project and task
    "power_projects:consult": 13,
    "power_projects:energise": 14,
    "power_projects:note_completion": 14,  # entrusted: the three days begin
    "power_projects:receive_as_built": 13,
    "power_projects:report_completion": 20,  # a file is attached, the three days are over
    "power_projects:start_works": 19,  # certificates, a file, the works
    # A round with its defects.
    "power_projects:accept": 16,
    "power_projects:check_supply": 14,
    "power_projects:inspect": 17,
}
