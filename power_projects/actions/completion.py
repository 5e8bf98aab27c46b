"""Inspection in rounds, completion, acceptance, supply, after-check, closing (R8.25–R8.31)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.models import User
from foundation.process.models import Event, Task, open_tasks
from foundation.process.steps import lock
from foundation.process.submissions import once
from foundation.process.tasks import TaskKind, end_tasks, open_task
from power_projects import deadlines, rules
from power_projects.actions.rounds import Verdict, record_round
from power_projects.actions.turn import on_site, open_and_tell, open_next, refuse_skipping, take
from power_projects.actions.works import works_of
from power_projects.models import Connection, Examination, Project
from power_projects.supply import Load, Office

Kind = Examination.Kind


def ask_inspection(project: Project, *, by: User, seen: int, key: str | None = None) -> Event:
    """From two thirds of the material list on (R8.25)."""
    return take(project, Project.ask_inspection, by=by, seen=seen, key=key, then=open_next)


def inspect(
    project: Project, verdict: Verdict, *, by: User, seen: int, key: str | None = None
) -> Event:
    """A round; at high voltage against all six points, before it is passed (R8.25)."""

    def act() -> Event:
        fresh = lock(project, seen=seen)
        moved = Project.pass_inspection if verdict.is_passed else Project.fail_inspection
        refuse_skipping(fresh, moved, seen)
        unseen = [
            str(label)
            for code, label in rules.INSPECTION_POINTS.items()
            if code not in verdict.checked
        ]
        if fresh.load == Load.HIGH and unseen:
            message = _("高压客户须全面检查，还缺：%(what)s。")
            raise Refusal("R8.25", message % {"what": "、".join(unseen)}, field="checked")
        fresh.inspected = fresh.rounds_of(Kind.INTERMEDIATE)  # before this one is among them
        record_round(
            fresh, Kind.INTERMEDIATE, verdict, by=by, article="R8.25", office=Office.BRANCH
        )
        return take(fresh, moved, by=by, seen=seen, comment=verdict.opinion, then=open_and_tell)

    return once(act, Event, key=key, by=by, what=["inspect", project, *verdict.facts()])


def note_completion(
    project: Project, *, by: User, completed_on: date, seen: int, key: str | None = None
) -> Event:
    """The day the works were finished; an entrusted project is reported within three (R8.27)."""

    def then(project: Project) -> str:
        works = works_of(project)
        if not (works.starts_on and works.starts_on <= completed_on <= clock.today()):
            raise Refusal("R8.27", _("竣工日期在开工与今天之间。"), field="completed_on")
        works.completed_on = completed_on
        works.save()
        return str(completed_on)

    def and_then(project: Project, event: Event) -> None:
        if project.is_entrusted:
            _end(project, deadlines.REPORT, event, Task.Outcome.SUPERSEDED)
            _open(project, deadlines.REPORT, event)

    return on_site(
        project, "note_completion", by=by, seen=seen, key=key, what=[completed_on], then=then,
        and_then=and_then,
    )  # fmt: skip


def _end(project: Project, declared: TaskKind, event: Event, outcome: Task.Outcome) -> None:
    waiting = open_tasks(project.pk).filter(kind=declared.code)
    end_tasks(waiting, by=event.actor, event=event, outcome=outcome)


def _open(project: Project, declared: TaskKind, event: Event) -> None:
    """A time within a stage; the board shows it."""
    project.due_on = open_task(declared, project, event=event).due_on
    project.save(update_fields=["due_on"])


def report_completion(
    project: Project, *, by: User, report: str, application: UploadedFile[Any] | None = None,
    seen: int, key: str | None = None,
) -> Event:  # fmt: skip
    """The customer's report and written application for supply, unless they handed that in, to who
    answered the plan (R8.27)."""

    def then(project: Project, event: Event) -> None:
        works = works_of(project)
        if application is not None:
            works.supply_application = attach(
                project.matter, by=by, file=application, purpose=_("供电申请"), field="application"
            )
        elif works.supply_application_id is None:
            raise Refusal("R8.27", _("请上传客户的书面供电申请。"), field="application")
        works.report, works.reported_on = report, clock.today()
        works.save()
        open_and_tell(project, event)

    return take(
        project, Project.report_completion, by=by, seen=seen, key=key, comment=report, then=then
    )


def accept(
    project: Project, verdict: Verdict, *, by: User, seen: int, key: str | None = None
) -> Event:
    """Passed, or corrected and reported again; residential lighting has a day for its meter order
    (R8.29)."""

    def then(project: Project, event: Event) -> None:
        open_and_tell(project, event)
        if not verdict.is_passed:
            return
        line = Connection.objects.create(project=project, accepted_on=verdict.held_on)
        project._state.fields_cache["connection"] = line
        if project.load == Load.RESIDENTIAL:
            open_task(deadlines.METER_ORDER, project, event=event)

    def act() -> Event:
        fresh = lock(project, seen=seen)
        moved = Project.pass_acceptance if verdict.is_passed else Project.fail_acceptance
        refuse_skipping(fresh, moved, seen)
        record_round(fresh, Kind.ACCEPTANCE, verdict, by=by, article="R8.27", office=fresh.answers)
        given = {"accepted_on": verdict.held_on} if verdict.is_passed else {}
        return take(fresh, moved, by=by, seen=seen, comment=verdict.opinion, then=then, **given)

    return once(act, Event, key=key, by=by, what=["accept", project, *verdict.facts()])


def _set(project: Project, **facts: Any) -> Connection:
    line: Connection = project.line
    for name, value in facts.items():
        setattr(line, name, value)
    line.save()
    return line


def _past(project: Project, day: date, article: str, field: str) -> None:
    if not project.line.accepted_on <= day <= clock.today():
        raise Refusal(article, _("日期在验收合格之日与今天之间。"), field=field)


def sign_contract(
    project: Project, *, by: User, contract_no: str, contract_on: date, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    def then(project: Project) -> str:
        _past(project, contract_on, "R8.30", "contract_on")
        _set(project, contract_no=contract_no, contract_on=contract_on)
        return contract_no

    what = [contract_no, contract_on]
    return on_site(project, "sign_contract", by=by, seen=seen, key=key, what=what, then=then)


def agree_supply(
    project: Project, *, by: User, supply_on: date, seen: int, key: str | None = None
) -> Event:
    """Agreed with the customer, and told to all departments (R8.28)."""

    def then(project: Project) -> str:
        if supply_on < clock.today():
            raise Refusal("R8.28", _("供电日期不能早于今天。"), field="supply_on")
        _set(project, supply_on=supply_on, notified_on=clock.today())
        return str(supply_on)

    return on_site(project, "agree_supply", by=by, seen=seen, key=key, what=[supply_on], then=then)


def order_meter(project: Project, *, by: User, seen: int, key: str | None = None) -> Event:
    """May precede the contract; two days from today at residential lighting (R8.29)."""

    def then(project: Project) -> str:
        if project.line.meter_ordered_on is not None:
            raise Refusal("R8.29", _("装表通知单已经发出。"))
        _set(project, meter_ordered_on=clock.today())
        return ""

    def and_then(project: Project, event: Event) -> None:
        if project.load == Load.RESIDENTIAL:
            _end(project, deadlines.METER_ORDER, event, Task.Outcome.DONE)
            _open(project, deadlines.METERING, event)

    return on_site(
        project, "order_meter", by=by, seen=seen, key=key, what=[], then=then, and_then=and_then
    )


def put_meter(
    project: Project, *, by: User, meter_no: str, metered_on: date, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """After the contract is signed and the order issued (R8.30)."""

    def then(project: Project) -> str:
        line, missing = project.line, []
        if line.contract_on is None:
            missing.append(_("供用电合同"))
        if line.meter_ordered_on is None:
            missing.append(_("装表通知单"))
        if missing:
            raise Refusal("R8.30", _("装表前还缺少以下内容。"), missing=missing)
        _past(project, metered_on, "R8.30", "metered_on")
        _set(project, meter_no=meter_no, metered_on=metered_on)
        return meter_no

    what = [meter_no, metered_on]
    return on_site(project, "put_meter", by=by, seen=seen, key=key, what=what, then=then)


def energise(
    project: Project, *, by: User, energised_on: date, seen: int, key: str | None = None
) -> Event:
    """The month of the after-check begins (R8.30, R8.31)."""

    message = _("送电日期在装表之日与今天之间。")
    if energised_on > clock.today():
        raise Refusal("R8.30", message, field="energised_on")

    def then(project: Project, event: Event) -> None:
        if energised_on < project.line.metered_on:
            raise Refusal("R8.30", message, field="energised_on")
        _set(project, energised_on=energised_on)
        open_and_tell(project, event)

    return take(
        project, Project.energise, by=by, seen=seen, key=key, comment=str(energised_on), then=then,
        energised_on=energised_on,
    )  # fmt: skip


def check_supply(
    project: Project, *, by: User, held_on: date, opinion: str, seen: int, key: str | None = None
) -> Event:
    """Metering and use, within a month of supply (R8.31)."""

    def act() -> Event:
        fresh = lock(project, seen=seen)
        refuse_skipping(fresh, Project.check_supply, seen)
        verdict = Verdict(is_passed=True, opinion=opinion, held_on=held_on)
        record_round(fresh, Kind.AFTER, verdict, by=by, article="R8.31", office=Office.BRANCH)
        return take(fresh, Project.check_supply, by=by, seen=seen, comment=opinion, then=open_next)

    return once(act, Event, key=key, by=by, what=["check_supply", project, held_on, opinion])


def receive_as_built(
    project: Project, *, by: User, file: UploadedFile[Any], seen: int, key: str | None = None
) -> Event:
    """Asked for at completion; missing ones hold up the closing, not the supply (R8.7)."""

    def then(project: Project) -> str:
        attach(project.matter, by=by, file=file, purpose=_("竣工资料"), field="file")
        works = works_of(project)
        works.as_built_on = clock.today()
        works.save()
        return file.name or ""

    what = [file.name]
    return on_site(project, "receive_as_built", by=by, seen=seen, key=key, what=what, then=then)


def close(project: Project, *, by: User, seen: int, key: str | None = None) -> Event:
    return take(project, Project.close, by=by, seen=seen, key=key)
