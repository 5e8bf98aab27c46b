"""施工: planned and confirmed for entrusted projects, started, reported on, watched (R8.19–R8.24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.models import Event
from foundation.process.steps import lock
from foundation.process.submissions import once
from power_projects import holders
from power_projects.actions.turn import on_site, open_next, refuse_skipping, take
from power_projects.models import ConcealedWork, Project, SiteVisit, Works


def works_of(project: Project) -> Works:
    works: Works
    works, __ = Works.objects.get_or_create(project=project)
    project._state.fields_cache["works"] = works
    return works


def _set(project: Project, **facts: Any) -> Works:
    works = works_of(project)
    for name, value in facts.items():
        setattr(works, name, value)
    works.save()
    return works


def plan_works(
    project: Project, *, by: User, work_plan: str, materials: str, seen: int, key: str | None = None
) -> Event:
    """Marketing's own survey, plan of works and list of materials, for the contractor (R8.21)."""

    def then(project: Project) -> str:
        _set(project, work_plan=work_plan, materials=materials)
        return work_plan

    what = [work_plan, materials]
    return on_site(project, "plan_works", by=by, seen=seen, key=key, what=what, then=then)


def confirm_works(
    project: Project, *, by: User, contractor_survey: str, seen: int, key: str | None = None
) -> Event:
    def then(project: Project) -> str:
        _set(project, contractor_survey=contractor_survey)
        return contractor_survey

    return on_site(
        project, "confirm_works", by=by, seen=seen, key=key, what=[contractor_survey], then=then
    )


def start_works(
    project: Project, *, by: User, starts_on: date, expected_on: date, units: int,
    schedule: UploadedFile[Any] | None = None, seen: int, key: str | None = None,
) -> Event:  # fmt: skip
    """The start report with both days, and the schedule unless the contractor has handed it in
    (R8.19); the contractor's certificates are looked at again (R8.20)."""

    def act() -> Event:
        fresh = lock(project, seen=seen)
        refuse_skipping(fresh, Project.start, seen)
        if expected_on < starts_on:
            raise Refusal("R8.19", _("预计完工不能早于开工。"), field="expected_on")
        given = schedule and attach(
            fresh.matter, by=by, file=schedule, purpose=_("工程任务进度表"), field="schedule"
        )
        kept = {"schedule": given} if given else {}
        _set(fresh, starts_on=starts_on, expected_on=expected_on, units=units, **kept)
        return take(fresh, Project.start, by=by, seen=seen, then=open_next)

    what = ["start_works", project, starts_on, expected_on, units]
    return once(act, Event, key=key, by=by, what=what)


def move_finish(
    project: Project, *, by: User, moved_to: date, reason: str, seen: int, key: str | None = None
) -> Event:
    """The first plan stays visible beside it."""

    def then(project: Project) -> str:
        starts_on = works_of(project).starts_on
        if starts_on is None or moved_to < starts_on:
            raise Refusal("R8.19", _("完工不能早于开工。"), field="moved_to")
        _set(project, moved_to=moved_to)
        return f"{moved_to} {reason}"

    what = [moved_to, reason]
    return on_site(project, "move_finish", by=by, seen=seen, key=key, what=what, then=then)


def report_progress(
    project: Project, *, by: User, installed: int, seen: int, key: str | None = None
) -> Event:
    def then(project: Project) -> str:
        units = works_of(project).units
        if not 0 <= installed <= units:
            message = _("已安装数在 0 与总数 %(units)d 之间。")
            raise Refusal("R8.25", message % {"units": units}, field="installed")
        _set(project, installed=installed)
        return f"{installed} / {units}"

    return on_site(
        project, "report_progress", by=by, seen=seen, key=key, what=[installed], then=then
    )


def name_supervisor(
    project: Project, *, by: User, person: User, seen: int, key: str | None = None
) -> Event:
    """Somebody with experience, named by branch marketing; not who manages the project (R8.24)."""

    def then(project: Project) -> str:
        if person.pk == project.manager_id:
            raise Refusal("R8.24", _("项目经理不能监督自己管理的工程。"), field="person")
        _set(project, supervisor=person)
        return person.name

    return on_site(project, "name_supervisor", by=by, seen=seen, key=key, what=[person], then=then)


def visit_site(
    project: Project, *, by: User, kind: str, visited_on: date, findings: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """A check (R8.6), or supervision by the person named for it (R8.24)."""

    def then(project: Project) -> str:
        article = SiteVisit.ARTICLES[kind]
        if visited_on > clock.today():
            raise Refusal(article, _("日期不能晚于今天。"), field="visited_on")
        supervises = acts_as_holder(holders.SUPERVISOR, project, by)
        if kind == SiteVisit.Kind.SUPERVISION and not supervises:
            raise Refusal(article, _("现场监督由指派的监督人登记。"), field="kind")
        SiteVisit.objects.create(
            project=project, kind=kind, visited_on=visited_on, findings=findings, visited_by=by
        )
        return findings

    what = [kind, visited_on, findings]
    return on_site(project, "visit_site", by=by, seen=seen, key=key, what=what, then=then)


def add_concealed(
    project: Project, *, by: User, name: str, seen: int, key: str | None = None
) -> Event:
    def then(project: Project) -> str:
        ConcealedWork.objects.create(project=project, name=name)
        return name

    return on_site(project, "add_concealed", by=by, seen=seen, key=key, what=[name], then=then)


def sign_concealed(
    project: Project, row: ConcealedWork, *, by: User, finding: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    def then(project: Project) -> str:
        row.finding, row.signed_by, row.signed_at = finding, by, clock.now()
        row.save()
        return f"{row.name}：{finding}"

    what = [row, finding]
    return on_site(project, "sign_concealed", by=by, seen=seen, key=key, what=what, then=then)


def cover_concealed(
    project: Project, row: ConcealedWork, *, by: User, covered_on: date, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """Only what was signed before (R8.24)."""

    def then(project: Project) -> str:
        if row.signed_at is None or covered_on < clock.local_date(row.signed_at):
            message = _("隐蔽工程“%(name)s”须先经监督人签认才能覆盖。")
            raise Refusal("R8.24", message % {"name": row.name}, missing=[_("监督人的签认")])
        if covered_on > clock.today():
            raise Refusal("R8.24", _("日期不能晚于今天。"), field="covered_on")
        row.covered_on = covered_on
        row.save()
        return f"{row.name} {covered_on}"

    what = [row, covered_on]
    return on_site(project, "cover_concealed", by=by, seen=seen, key=key, what=what, then=then)
