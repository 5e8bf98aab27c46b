"""A document on its way: registered, collected, put right, void."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import holders, rules
from archives.actions.filing import follow, lock_all, settled
from archives.actions.turn import end, open_next
from archives.kinds import FILING_KINDS, Kind
from archives.models import UNSIGNED, Document, DocumentState, linked_with
from archives.roles import ARCHIVE_ROOM, DEPARTMENT_ARCHIVIST
from archives.scope import REGULATION
from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.delegation import acts_as
from foundation.people.models import Department, User
from foundation.process.events import log_event
from foundation.process.holders import acts_as_holder, only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once


def register(
    document: Document,
    *,
    by: User,
    partners: Sequence[Department] = (),
    originals: Sequence[UploadedFile[Any]] = (),
    key: str | None = None,
) -> Document:
    """Enter a document that was dealt with or shelved, with its electronic originals (R1.2.18).

    Its archivist is asked to sign for it; whoever is the archivist has signed by registering.
    """
    _refuse_stranger(document, by)
    refuse_wrong_facts(document)
    document.registered_by = by
    document.was_late = clock.today() > document.delivery_due_on
    chosen = rules.own_year(document)
    document.filing_year, document.year_rule = chosen.year, chosen.rule

    def then(document: Document, event: Event) -> None:
        document.partners.set(partners)
        for file in originals:
            attach(document.matter, by=by, file=file, purpose=_("电子原件"), field="originals")
        open_next(document, event)
        if acts_as_holder(holders.COLLECTOR, document, by):
            carry_out(document, Document.collect, by=by, seen=None, then=open_next)

    return open_matter(
        document, by=by, article="R1.2.18", label=gettext_lazy("登记文件"), key=key, then=then
    )


def _refuse_stranger(document: Document, by: User) -> None:
    """For one's own department, or as the archivist who enters what others bring."""
    place = document.department
    if place.kind not in FILING_KINDS:
        raise Refusal("R1.2.2", _("门店的文件归其上级部门。"), field="department")
    own = by.department is not None and by.department.path.startswith(place.path)
    if own or any(
        acts_as(by, role, REGULATION, place) for role in (DEPARTMENT_ARCHIVIST, ARCHIVE_ROOM)
    ):
        return
    raise Refusal(
        "R1.2.2", _("只能登记本部门主办的文件，其他部门的由其档案员登记。"), field="department"
    )


def refuse_wrong_facts(document: Document) -> None:
    today = clock.today()
    if rules.bears_state_mark(document.name, document.document_no):
        raise Refusal("R1.2.15", _("国家秘密不得录入本系统，目录也不得录入。"), field="name")
    if document.dated_on > today:
        raise Refusal("R1.2.24", _("文件日期不能晚于今天。"), field="dated_on")
    if document.finished_on and document.finished_on > today:
        raise Refusal("R1.2.18", _("办结日期不能晚于今天。"), field="finished_on")
    if rules.grade_missing(document.category, document.secrecy):
        raise Refusal("R1.2.15", _("保密范围材料的密级不得低于秘密。"), field="secrecy")
    if document.kind == Kind.MEETING and document.opened_on is None:
        raise Refusal("R1.2.24", _("会议文件须填写会议开幕日期。"), field="opened_on")
    if (document.first_year is None) != (document.last_year is None):
        raise Refusal("R1.2.24", _("针对期间的首年和末年须一并填写。"), field="last_year")
    if document.first_year and document.last_year and document.last_year < document.first_year:
        raise Refusal("R1.2.24", _("末年不能早于首年。"), field="last_year")


def amend(
    document: Document, *, by: User, facts: dict[str, Any], seen: int, key: str | None = None
) -> Document:
    """Put facts right, while it is still in the hands of whoever may; the years follow (R1.2.24)."""
    given = dict(facts)
    partners = given.pop("partners", None)

    def act() -> Document:
        fresh = lock(document, seen=seen)
        _refuse_fixed(fresh, by)
        changed = [name for name, value in given.items() if getattr(fresh, name) != value]
        for name, value in given.items():
            setattr(fresh, name, value)
        refuse_wrong_facts(fresh)
        if "finished_on" in changed and not fresh.is_taken_over:
            handed_in_on = clock.local_date(fresh.matter.opened_at)
            fresh.was_late = handed_in_on > fresh.delivery_due_on
        fresh.save()
        if partners is not None:
            fresh.partners.set(partners)
        labels = [
            str(field.verbose_name) for field in Document._meta.fields if field.name in changed
        ]
        log_event(
            fresh.matter, "amend", by=by, label=gettext_lazy("更正"), article="R1.2.22",
            comment="、".join(labels), changed=changed,
        )  # fmt: skip
        raise_version(fresh)
        follow(*linked_with([fresh]), by=by)
        return fresh

    return once(act, Document, key=key, by=by, what=["amend", document, facts])


def _refuse_fixed(document: Document, by: User) -> None:
    if document.state in (DocumentState.DESTROYED, DocumentState.VOID):
        raise Refusal("R1.1.3", _("已销毁或作废的文件不能更正。"))
    # Locked, so that it is as it is now: the document does not tell when its volume was signed.
    if document.volume is not None and lock(document.volume).state not in UNSIGNED:
        raise Refusal("R1.4.N", _("所在案卷已立卷签名，须先退回组卷。"))
    only(holders.AMENDER, document, by, "R1.2.22")


def collect(document: Document, *, by: User, seen: int, key: str | None = None) -> Event:
    """The archivist signs for a complete document (R1.2.16, R1.2.18)."""
    return carry_out(document, Document.collect, by=by, seen=seen, key=key, then=open_next)


def send_back(
    document: Document, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Not complete: the handler adds what is missing (R1.2.22)."""
    return carry_out(
        document, Document.send_back, by=by, seen=seen, key=key, comment=reason, then=open_next
    )


def hand_in(
    document: Document, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    return carry_out(
        document, Document.hand_in, by=by, seen=seen, key=key, comment=comment, then=open_next
    )


def void(document: Document, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    """Registered by mistake: the number stays, nothing is deleted (R1.1.3)."""

    def act() -> Event:
        volume = document.volume
        if volume is None:
            return carry_out(document, Document.void, by=by, seen=seen, comment=reason, then=end)
        lock_all([document, volume])
        volume = lock(volume)
        _refuse_fixed(document, by)
        event = carry_out(document, Document.void, by=by, seen=seen, comment=reason, then=end)
        settled(volume, by=by, what=gettext_lazy("取出文件"), names=[document])
        return event

    return once(act, Event, key=key, by=by, what=["void", document, reason])
