"""What several acts share: whose turn is next, who may, who is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, note
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from power_projects import deadlines
from power_projects.models import Project
from power_projects.site import SITE_ACTS


def open_next(project: Project, event: Event) -> None:
    """The task of whoever's turn it is in the stage just entered."""
    task = deadlines.OF_STAGE.get(project.state)
    if task is not None:
        open_task(task, project, event=event)


def open_and_tell(project: Project, event: Event) -> None:
    open_next(project, event)
    tell_intake(project, event)


def take(project: Project, moved: Any, *, by: User, seen: int, **given: Any) -> Event:
    """Through the door; out of order, it says which step is still missing, and its article."""
    refuse_skipping(project, moved, seen)
    return carry_out(project, moved, by=by, seen=seen, **given)


def refuse_skipping(project: Project, moved: Any, seen: int) -> None:
    """No step can be skipped. (An overtaken page is another matter: the door tells by whom.)"""
    declared = project.declared(moved.step)
    if project.waiting_for and declared.name != "withdraw":
        asked = project.consultations.filter(answered_at=None).select_related("department")
        raise Refusal(
            "R8.3",
            _("正在征询其他部门，答复前不能办理“%(step)s”。") % {"step": declared.label},
            missing=[_("%(department)s的答复。") % {"department": one.department} for one in asked],
        )
    possible = can_proceed(getattr(project, declared.name), check_conditions=False)
    if possible or project.matter.version != seen:
        return
    due = deadlines.OF_STAGE.get(project.state)
    missing = f"{due.label}（{due.article}）" if due else project.state_label()
    raise Refusal(
        declared.article,
        _("当前阶段为“%(stage)s”，不能办理“%(step)s”。")
        % {"stage": project.state_label(), "step": declared.label},
        missing=[missing],
    )


def tell_intake(project: Project, event: Event) -> None:
    """Clerk and project manager hear how it went on: they answer the customer's questions."""
    people = {one.pk: one for one in (project.registered_by, project.manager) if one is not None}
    tell(project, people.values(), "moved", event, label=event.label)


def on_site(
    project: Project, name: str, *, by: User, seen: int, key: str | None, what: Sequence[Any],
    then: Callable[[Project], str], and_then: Callable[[Project, Event], Any] | None = None,
    tells: bool = False, **details: Any,
) -> Event:  # fmt: skip
    """An act that moves no stage, as ``SITE_ACTS`` has it; ``then`` answers the words of its event,
    ``and_then`` does with the event what the act has to do with tasks."""
    declared = SITE_ACTS[name]

    def act() -> Event:
        fresh = lock(project, seen=seen)
        only(declared.who, fresh, by, declared.article)
        if fresh.state not in declared.stages:
            raise Refusal(
                declared.article,
                _("当前阶段为“%(stage)s”，不能办理“%(step)s”。")
                % {"stage": fresh.state_label(), "step": declared.label},
                missing=[str(declared.stages[0].label)],
            )
        told = then(fresh)
        event = note(
            fresh, name, by=by, label=declared.label, article=declared.article, comment=told,
            **details,
        )  # fmt: skip
        if and_then:
            and_then(fresh, event)
        if tells:
            tell_intake(fresh, event)
        return event

    return once(act, Event, key=key, by=by, what=[name, project, *what])
