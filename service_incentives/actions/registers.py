"""Coefficients, positions, projects: kept by the service department, in force from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from foundation.process.rows import locked
from foundation.process.submissions import once
from service_incentives.models import (
    PAST_DRAFT,
    Coefficient,
    PayRun,
    Project,
    ProjectKind,
    StaffPosition,
)
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import used_by_lasting_run


def _refuse_settled(day: date) -> None:
    """What has been paid stays as it is: nothing new applies within a month past its draft."""
    settled = (
        PayRun.objects.filter(kind="monthly", state__in=PAST_DRAFT).order_by("-period").first()
    )
    if settled is not None and day < settled.until:
        raise Refusal(
            "R5.13",
            _("%(month)s 的发放单已确认，生效日期不能早于 %(day)s。")
            % {"month": settled.period_label, "day": settled.until},
            field="applies_from",
        )


def add_kind(*, by: User, code: str, name: str, key: str | None = None) -> ProjectKind:
    def act() -> ProjectKind:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.13")
        kind, __ = ProjectKind.objects.get_or_create(code=code.strip(), defaults={"name": name})
        if kind.name != name:
            raise Refusal("R5.13", _("这个代码已用于“%(name)s”。") % {"name": kind}, field="code")
        return kind

    return once(act, ProjectKind, key=key, by=by, what=["add_kind", code, name])


def propose_coefficient(
    coefficient: Coefficient, *, by: User, key: str | None = None
) -> Coefficient:
    """A coefficient of annex 1; it applies once another person has approved it (R5.13)."""

    def act() -> Coefficient:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.13")
        _refuse_settled(coefficient.applies_from)
        coefficient.proposed_by = by
        coefficient.save(force_insert=True)
        return coefficient

    what = [
        "propose_coefficient", coefficient.kind, coefficient.value, coefficient.applies_from,
        coefficient.note,
    ]  # fmt: skip
    try:
        return once(act, Coefficient, key=key, by=by, what=what)
    except IntegrityError:
        message = _("这一类型在这一天已有系数。")
        raise Refusal("R5.13", message, field="applies_from") from None


def approve_coefficient(
    coefficient: Coefficient, *, by: User, key: str | None = None
) -> Coefficient:
    def act() -> Coefficient:
        fresh: Coefficient = Coefficient.objects.select_for_update().get(pk=coefficient.pk)
        only_as(by, SERVICE_HEAD, ADMIN_HR, article="R5.13")
        if fresh.approved_at is not None:
            return fresh
        if fresh.proposed_by_id == by.pk:
            raise Refusal("R0.separation", _("系数须由提出人以外的人批准。"))
        _refuse_settled(fresh.applies_from)
        fresh.approved_by, fresh.approved_at = by, clock.now()
        fresh.save()
        return fresh

    return once(act, Coefficient, key=key, by=by, what=["approve_coefficient", coefficient])


def set_position(
    *, by: User, person: User, position: str, since: date, key: str | None = None
) -> StaffPosition:
    """The person's position from that day on; the same day again corrects it (R5.3)."""

    def act() -> StaffPosition:
        only_as(by, STATISTICIAN, SERVICE_HEAD, ADMIN_HR, article="R5.3")
        if person.pk == by.pk:
            raise Refusal("R0.separation", _("本人的岗位须由他人登记。"), field="person")
        row, __ = StaffPosition.objects.update_or_create(
            person=person,
            since=since,
            defaults={"position": position, "set_by": by, "set_at": clock.now()},
        )
        return row

    what = ["set_position", person, position, since]
    return once(act, StaffPosition, key=key, by=by, what=what)


def change_project(
    project: Project, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Project:
    """When it was energised, who answers for it; until a run has rewarded by it (R5.9.3)."""

    def act() -> Project:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
        fresh = locked(project, seen)
        used = used_by_lasting_run(fresh.pk)
        if used and (fresh.engineer, fresh.energised_on) != (
            given["engineer"],
            given["energised_on"],
        ):
            message = _("已用于发放单 %(run)s，调试负责人和通电日期不能再改。")
            raise Refusal("R5.9.3", message % {"run": used}, field="energised_on")
        for name, value in given.items():
            setattr(fresh, name, value)
        fresh.save()
        return fresh

    try:
        return once(act, Project, key=key, by=by, what=["change_project", project, *given.values()])
    except IntegrityError:
        raise _registered() from None


def _registered() -> Refusal:
    return Refusal("R5.10", _("这个项目编号已登记。"), field="code")


def add_project(project: Project, *, by: User, key: str | None = None) -> Project:
    def act() -> Project:
        only_as(by, STATISTICIAN, SERVICE_HEAD, article="R5.10")
        project.save(force_insert=True)
        return project

    what = ["add_project", project.code, project.name, project.engineer, project.energised_on]
    try:
        return once(act, Project, key=key, by=by, what=what)
    except IntegrityError:
        raise _registered() from None
