"""The design: its papers one by one, submitted as a whole, reviewed in rounds (R8.12–R8.16)."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.models import User
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import lock, note
from foundation.process.submissions import once
from power_projects import holders
from power_projects.actions.rounds import Verdict, record_round
from power_projects.actions.turn import (
    open_and_tell,
    open_next,
    refuse_skipping,
    take,
    tell_intake,
)
from power_projects.models import DesignPaper, Examination, Project, Stage
from power_projects.supply import Office

ARTICLE = "R8.12"
Kind, Party = Examination.Kind, Examination.Party


def enter_paper(
    project: Project, *, by: User, paper: str, file: UploadedFile[Any] | None = None,
    absence_reason: str = "", seen: int, key: str | None = None,
) -> DesignPaper:  # fmt: skip
    """``paper``: one of the twelve, or the key of one that was asked for. Entered again, the newer
    one counts; a reason for its absence has to be accepted by whoever reviews."""

    def act() -> DesignPaper:
        fresh = lock(project, seen=seen)
        only(holders.MANAGER, fresh, by, ARTICLE)
        if fresh.state != Stage.DESIGNING:
            raise Refusal(ARTICLE, _("送审设计之前才能登记资料。"))
        if (file is None) == (not absence_reason.strip()):
            message = _("请上传文件，或写明不适用的理由；二者选一。")
            raise Refusal(ARTICLE, message, field="file")
        row = keep_paper(fresh, paper, by=by, file=file, absence_reason=absence_reason)
        note(
            fresh, "enter_paper", by=by, label=gettext_lazy("登记设计资料"), article=ARTICLE,
            comment=f"{row.label()} {row.absence_reason}".strip(),
        )  # fmt: skip
        return row

    name = file.name if file else ""
    what = ["enter_paper", project, paper, name, absence_reason]
    return once(act, DesignPaper, key=key, by=by, what=what)


def keep_paper(
    project: Project, paper: str, *, by: User, file: UploadedFile[Any] | None,
    absence_reason: str = "",
) -> DesignPaper:  # fmt: skip
    row = _row(project, paper, by)
    kept = file and attach(project.matter, by=by, file=file, purpose=row.label()[:60], field="file")
    row.attachment, row.absence_reason = kept or None, absence_reason.strip()
    row.accepted_by, row.entered_by, row.entered_at = None, by, clock.now()
    row.save()
    return row


def _row(project: Project, paper: str, by: User) -> DesignPaper:
    if paper.isdecimal():
        return DesignPaper.objects.get(project=project, pk=int(paper))
    found = DesignPaper.objects.filter(project=project, kind=paper).first()
    return found or DesignPaper(project=project, kind=paper, entered_by=by)


def ask_for_paper(
    project: Project, *, by: User, title: str, seen: int, key: str | None = None
) -> DesignPaper:
    """The thirteenth: what the company thinks it must have besides, in writing."""

    def act() -> DesignPaper:
        fresh = lock(project, seen=seen)
        only(holders.REVIEWER, fresh, by, ARTICLE)
        if fresh.state not in (Stage.DESIGNING, Stage.REVIEWING):
            raise Refusal(ARTICLE, _("设计审查结束之前才能要求资料。"))
        row = DesignPaper.objects.create(
            project=fresh, kind=DesignPaper.OTHER, title=title, entered_by=by
        )
        event = note(
            fresh, "ask_for_paper", by=by, label=gettext_lazy("要求其他资料"), article=ARTICLE,
            comment=title,
        )  # fmt: skip
        tell_intake(fresh, event)
        return row

    return once(act, DesignPaper, key=key, by=by, what=["ask_for_paper", project, title])


def submit_design(project: Project, *, by: User, seen: int, key: str | None = None) -> Event:
    return take(project, Project.submit_design, by=by, seen=seen, key=key, then=open_next)


def review_design(
    project: Project, verdict: Verdict, *, by: User, seen: int, key: str | None = None
) -> Event:
    """One round: earlier defects checked off, reasons accepted, then passed or to be corrected."""

    def act() -> Event:
        fresh = lock(project, seen=seen)
        moved = Project.pass_design if verdict.is_passed else Project.correct_design
        refuse_skipping(fresh, moved, seen)
        _refuse_absent(fresh, verdict)
        record_round(fresh, Kind.DESIGN, verdict, by=by, article="R8.13", office=fresh.reviews)
        fresh.papers.filter(pk__in=[one.pk for one in verdict.accepted]).update(accepted_by=by)
        return take(fresh, moved, by=by, seen=seen, comment=verdict.opinion, then=open_and_tell)

    return once(act, Event, key=key, by=by, what=["review_design", project, *verdict.facts()])


def _refuse_absent(project: Project, verdict: Verdict) -> None:
    absent = [str(party.label) for party in Party if party not in verdict.attended]
    if project.reviews != Office.STATION and absent:
        message = _("审查由设计单位、用电客户、生产管理部门共同参加，还缺：%(who)s。")
        raise Refusal("R8.13", message % {"who": "、".join(absent)}, field="attended")
