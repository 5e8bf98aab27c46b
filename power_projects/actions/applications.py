"""用电申请: taken in and passed on, surveyed at the customer's, taken back by the customer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.customers.register import find_or_register
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.steps import open_matter
from foundation.process.submissions import once
from power_projects import policies, rules
from power_projects.actions.turn import open_next, take
from power_projects.models import Project
from power_projects.roles import WINDOW_CLERK


def apply_for(
    project: Project, *, by: User, customer_name: str, customer_kind: str, key: str | None = None
) -> Project:
    """The form, whatever nature, voltage or size (R8.8); routed by address and authority (R8.4)."""

    def act() -> Project:
        only_as(by, WINDOW_CLERK, article="R8.4")
        _check(project)
        project.customer = find_or_register(
            by=by, name=customer_name, phone=project.contact_phone, kind=customer_kind
        )
        project.registered_by = by
        project.applied_on = project.stage_since = clock.today()
        project.station, project.branch = project.area.station, project.area.branch
        project.due_on = policies.due("survey")
        project.assign_offices()
        return open_matter(
            project, by=by, article="R8.8", label=gettext_lazy("受理用电申请"), then=open_next
        )

    what = [
        "apply_for", customer_name, project.contact_phone, project.address, project.area_id,
        project.load, project.capacity, project.kind,
    ]  # fmt: skip
    return once(act, Project, key=key, by=by, what=what)


def _check(project: Project) -> None:
    rules.check_unit(project.load, project.unit)
    if project.capacity <= 0:
        raise Refusal("R8.8", _("申请容量须大于零。"), field="capacity")
    if (project.kind == Project.Kind.INCREASE) != bool(project.existing_capacity):
        message = _("增容须填写原有容量，新装不填。")
        raise Refusal("R8.8", message, field="existing_capacity")
    untold = [one.label for one in Project.Explained if one not in project.explained]
    if untold:
        message = _("须先向客户说明：%(what)s。")
        words = {"what": "、".join(str(label) for label in untold)}
        raise Refusal("R8.4", message % words, field="explained")


def record_survey(
    project: Project, *, by: User, surveyed_on: date, findings: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """At the customer's, by an officer of the office in charge, who manages it from now on."""
    if not project.applied_on <= surveyed_on <= clock.today():
        message = _("勘察日期在申请之日与今天之间。")
        raise Refusal("R8.4", message, field="surveyed_on")
    return take(
        project, Project.survey, by=by, seen=seen, key=key, surveyed_on=surveyed_on,
        findings=findings, then=open_next,
    )  # fmt: skip


def withdraw(
    project: Project, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return take(project, Project.withdraw, by=by, comment=reason, seen=seen, key=key)
