"""供电方案: drafted by the project manager, answered in writing by the office its capacity names."""

from __future__ import annotations

from foundation import clock
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.steps import lock
from foundation.process.submissions import once
from power_projects import policies, rules
from power_projects.actions.turn import open_and_tell, open_next, refuse_skipping, take, tell_intake
from power_projects.models import Project, SupplyPlan


def propose_plan(
    project: Project, plan: SupplyPlan, *, by: User, seen: int, key: str | None = None
) -> Event:
    """Five parts, all of them; a new revision each time (R8.9)."""

    def act() -> Event:
        fresh = lock(project, seen=seen)
        refuse_skipping(fresh, Project.propose_plan, seen)
        total = fresh.total(rules.Capacity(plan.capacity, fresh.unit))
        rules.check_plan(plan, fresh.load, total, policies.limits(fresh.applied_on))
        plan.project, plan.drafted_by = fresh, by
        last = fresh.plan
        plan.revision = last.revision + 1 if last else 1
        plan.save()
        fresh.__dict__["plan"] = plan
        return take(fresh, Project.propose_plan, by=by, seen=seen, then=open_next)

    told = [plan.capacity, plan.voltage, plan.mode, plan.metering, plan.economy, plan.is_dual]
    return once(act, Event, key=key, by=by, what=["propose_plan", project, *told])


def answer_plan(
    project: Project, *, by: User, form: str, received_by: str, comment: str = "", seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """In writing, with the plan notice handed to the customer (R8.10)."""

    def then(project: Project, event: Event) -> None:
        plan = project.plan
        plan.office, plan.form, plan.received_by = project.answers, form, received_by
        plan.answered_by, plan.answered_at = by, clock.now()
        plan.save()
        open_next(project, event)
        tell_intake(project, event)

    return take(project, Project.answer_plan, by=by, comment=comment, seen=seen, key=key, then=then)


def return_plan(
    project: Project, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return take(
        project, Project.return_plan, by=by, comment=reason, seen=seen, key=key, then=open_and_tell
    )


def reopen_plan(
    project: Project, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """The office that answered the plan lets it be changed (R8.12); what was designed by it waits."""
    return take(
        project, Project.reopen_plan, by=by, comment=reason, seen=seen, key=key, then=open_and_tell
    )
