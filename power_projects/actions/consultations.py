"""Another department asked mid-way: steps wait for its answer, works on site go on (R8.3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import stands_for
from foundation.people.models import Department, User
from foundation.process.models import Event
from foundation.process.tasks import end_task_of, open_task
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
        return f"{department}：{question}"

    def and_then(project: Project, event: Event) -> None:
        open_task(deadlines.CONSULTATION, project, event=event, person=department.head)

    return on_site(
        project, "consult", by=by, seen=seen, key=key, what=[department, question], then=then,
        and_then=and_then, department=department.pk,
    )  # fmt: skip


def answer_consultation(
    project: Project, row: Consultation, *, by: User, answer: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """By the head of the department that was asked, or who stands in for them."""

    def then(project: Project) -> str:
        if row.answered_at is not None:
            raise Refusal("R8.3", _("这个部门已经答复。"))
        if row.department.head not in stands_for(by, project.matter.regulation):
            message = _("由%(department)s的负责人答复。")
            raise Refusal("R8.3", message % {"department": row.department})
        row.answer, row.answered_by, row.answered_at = answer, by, clock.now()
        row.save()
        _wait(project, -1)
        return f"{row.department}：{answer}"

    def and_then(project: Project, event: Event) -> None:
        asked = row.department_id
        end_task_of(deadlines.CONSULTATION, project.pk, event, department=asked)

    return on_site(
        project, "answer_consultation", by=by, seen=seen, key=key, what=[row, answer], then=then,
        and_then=and_then, tells=True,
    )  # fmt: skip


def _wait(project: Project, more: int) -> None:
    project.waiting_for += more
    project.save(update_fields=["waiting_for"])
