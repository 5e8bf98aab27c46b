"""Rows of everything the pages of regulation 4 list, and what those pages may send."""

from __future__ import annotations

from typing import Any

from foundation import clock
from foundation.people.models import RoleGrant, User
from foundation.people.roles import group_of
from foundation.process.events import log_event
from health_forms import actions
from health_forms.models import FormDesign, Revisit, Survey
from health_forms.roles import REPRESENTATIVE
from tests.health_forms.conftest import (
    file_now,
    handed_in,
    kept,
    make_staff,
    met,
    numbered,
    opened,
    penalised,
    requested,
    sealed,
    surveyed,
    taken_out,
)

PAGE, DETAIL = 8, 12


class HealthCrowd:
    """One survey that is looked at; ``grow`` adds rows to and around it."""

    def __init__(self) -> None:
        self.staff = make_staff()
        self.survey = sealed(self.staff)
        self.opening = opened(self.staff, self.survey, by=self.staff.manager)

        self.file = taken_out(self.staff, kept(self.staff, name="孙", bought_on=clock.today()))
        self.penalty = penalised(self.staff, self.file)
        self.meeting = met(self.staff)
        self.request = requested(self.staff, self.survey)
        self.batch = numbered(self.staff)

    @property
    def design(self) -> FormDesign:
        return self.survey.design

    def asked(self, survey: Survey) -> None:
        actions.ask_to_open(survey, by=self.staff.doctor, purpose="read", reason="核对")

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)
        for number in numbers:  # last: what is sealed takes along what waits
            handed_in(self.staff, name=f"李{number}")
            handed_in(self.staff, name=f"刘{number}")

    def _add(self, number: int) -> None:
        if number % 5 == 0:  # whole lives, which take their time
            self.asked(sealed(self.staff, name=f"赵{number}"))
            kept(self.staff, name=f"周{number}")
            surveyed(self.staff, name=f"张{number}")
            self._on_the_record(number)
        other = User.objects.create_user(f"hcrowd{number}", f"众{number}")
        RoleGrant.objects.create(user=other, group=group_of(REPRESENTATIVE))
        actions.set_territory(by=self.staff.manager, person=other, district=f"{number} 区")
        Revisit.objects.create(
            file=self.file, who="rep", of_buyer=True, due_on=clock.today(), purpose="planned",
            holder=self.staff.rep,
        )  # fmt: skip
        actions.remark(by=self.staff.doctor, to=self.staff.rep, text="先打逾期的")
        self.meeting.attendees.add(other)
        actions.agree_on(
            self.meeting, by=self.staff.manager, what="补打电话", owner=other, due_on=clock.today()
        )
        for record in (self.penalty, self.survey, self.opening, self.file):
            log_event(record.matter, "edit", by=self.staff.rep, label="修改")

    def _on_the_record(self, number: int) -> None:
        staff, design = self.staff, self.design
        actions.write_note(self.survey, by=staff.rep, text=f"第 {number} 次")
        actions.record_visit(
            file_now(self.file), by=staff.rep, mode="phone", text="没人接", missed="no_answer",
            explained=False,
            seen=file_now(self.file).matter.version,
        )  # fmt: skip
        penalised(staff, self.file)
        met(staff)
        requested(staff, self.survey)
        numbered(staff)
        actions.publish(
            by=staff.keeper, opening=design.opening, consent=design.consent,
            questions=design.questions,
        )  # fmt: skip


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "health_forms:answers": ("manager", lambda crowd: [crowd.health.survey.pk], PAGE),
    "health_forms:consent": ("rep", None, PAGE),
    "health_forms:design": ("keeper", lambda crowd: [crowd.health.design.pk], PAGE),
    "health_forms:designs": ("keeper", None, PAGE),
    "health_forms:list": ("manager", None, PAGE),
    "health_forms:board": ("doctor", None, PAGE),
    "health_forms:file": ("rep", lambda crowd: [crowd.health.file.pk], DETAIL),
    "health_forms:file_content": ("rep", lambda crowd: [crowd.health.file.pk], PAGE),
    "health_forms:files": ("doctor", None, PAGE),
    "health_forms:meeting": ("doctor", lambda crowd: [crowd.health.meeting.pk], PAGE),
    "health_forms:meetings": ("doctor", None, PAGE),
    "health_forms:penalties": ("manager", None, PAGE),
    "health_forms:penalty": ("gm", lambda crowd: [crowd.health.penalty.pk], DETAIL),
    "health_forms:missed": ("rep", None, PAGE),
    "health_forms:revisits": ("rep", None, PAGE),
    "health_forms:allocation": ("manager", None, PAGE),
    "health_forms:notebook": ("rep", None, PAGE),
    "health_forms:request": ("keeper", lambda crowd: [crowd.health.request.pk], DETAIL),
    "health_forms:requests": ("keeper", None, PAGE),
    "health_forms:blank": ("keeper", lambda crowd: [crowd.health.batch.pk], DETAIL),
    "health_forms:blanks": ("keeper", None, PAGE),
    "health_forms:opening": ("gm", lambda crowd: [crowd.health.opening.pk], DETAIL),
    "health_forms:openings": ("gm", None, PAGE),
    "health_forms:territories": ("manager", None, PAGE),
    "health_forms:survey": ("rep", lambda crowd: [crowd.health.survey.pk], DETAIL),
}
PAGED = {
    "health_forms:allocation",
    "health_forms:revisits",
    "health_forms:territories",
    "health_forms:list",
}
ACTS: dict[str, int] = {
    "health_forms:answer_request": 28,  # erased: every form of the person, and the key
    "health_forms:allocate": 15,  # forms, tasks and events, each kind in one statement
    "health_forms:ask_to_read": 14,  # told on the request and on the file
    "health_forms:correct": 19,  # who they are, each of their forms, the file, and the look before
    "health_forms:finish_action": 20,  # with the last one of the day the duty is done
    "health_forms:propose": 14,  # who there is, where, with what load and record
    "health_forms:close_file": 13,  # what is still owed ends
    "health_forms:pass_on": 13,  # the doctor's visits go along
    "health_forms:propose_penalty": 14,  # heard and made good: two tasks
    "health_forms:record_visit": 15,  # what it meets, what was promised, and their tasks
    "health_forms:settle": 15,  # what the forms say is read for the page and for the act
    "health_forms:withdraw": 20,  # every form of the person, and the key
    "health_forms:write_file": 15,  # the schedule is made, other forms of the person are compared
}
