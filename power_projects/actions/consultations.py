"""Another department asked mid-way: steps wait for its answer, works on site go on (R8.3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import stands_for
from foundation.people.models import Department, User
from foundation.process.events import last_act
from foundation.process.models import Event, Task, open_tasks
from foundation.process.tasks import end_tasks, open_task
from power_projects import deadlines
from power_projects.actions.turn import on_site
from power_projects.models import Consultation, Project


def consult(
    project: Project, *, by: User, department: Department, question: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """Its head has the task, and sees the project from then on."""

    def then(project: Project) -> str:
        if department.head is None:
            raise Refusal("R8.3", _("这个部门还没有负责人。"), field="department")
        open_already = project.consultations.filter(department=department, answered_at=None)
        if open_already.exists():
            raise Refusal("R8.3", _("已经征询这个部门，还没有答复。"), field="department")
        Consultation.objects.create(
            project=project, department=department, question=question, asked_by=by
        )
        _wait(project, +1)
        open_task(deadlines.CONSULTATION, project, person=department.head)
        return f"{department}：{question}"

    what = [department, question]
    return on_site(project, "consult", by=by, seen=seen, key=key, what=what, then=then)


def answer_consultation(
    project: Project, row: Consultation, *, by: User, answer: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """By the head of the department that was asked, or who stands in for them."""

    def then(project: Project) -> str:
        if row.answered_at is not None:
            raise Refusal("R8.3", _("这个部门已经答复。"))
        head = row.department.head
        if head not in stands_for(by, project.matter.regulation):
            message = _("由%(department)s的负责人答复。")
            raise Refusal("R8.3", message % {"department": row.department})
        row.answer, row.answered_by, row.answered_at = answer, by, clock.now()
        row.save()
        _wait(project, -1)
        event = last_act(project.matter)
        assert event is not None
        waiting = open_tasks(project.pk).filter(kind=deadlines.CONSULTATION.code, assignee=head)
        end_tasks(waiting, by=by, event=event, outcome=Task.Outcome.DONE)
        return f"{row.department}：{answer}"

    what = [row, answer]
    return on_site(
        project, "answer_consultation", by=by, seen=seen, key=key, what=what, then=then, tells=True
    )


def _wait(project: Project, more: int) -> None:
    project.waiting_for += more
    project.save(update_fields=["waiting_for"])
