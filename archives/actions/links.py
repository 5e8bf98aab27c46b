"""What belongs together is linked; years, order and volumes follow (R1.2.23)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import holders, rules
from archives.actions.filing import follow
from archives.kinds import LinkKind, Secrecy
from archives.models import Document, DocumentLink, DocumentState, linked_with
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once


def link(
    document: Document,
    *,
    by: User,
    kind: str,
    other: Document,
    leads: bool,
    reason: str = "",
    seen: int | None = None,
    key: str | None = None,
) -> DocumentLink:
    """Link two documents; ``leads``: this one is the reply, original, final text and so on.

    A reply that comes later moves the request to its own year, and into its volume (R1.2.24).
    """

    def act() -> DocumentLink:
        mine, theirs = _locked(document, other, seen)
        only(holders.AMENDER, mine, by, "R1.2.23")
        made = DocumentLink(
            kind=kind, reason=reason, made_by=by,
            lead=mine if leads else theirs, other=theirs if leads else mine,
        )  # fmt: skip
        group, links = linked_with([mine, theirs])
        _refuse_wrong(made, links)
        made.save()
        for one, its in ((mine, theirs), (theirs, mine)):
            log_event(
                one.matter, "link", by=by, label=gettext_lazy("登记联系"), article="R1.2.23",
                comment=f"{LinkKind(kind).label} · {its.number}", other=its,
            )  # fmt: skip
            raise_version(one)
        follow(group, [*links, made], by=by)
        return made

    what = ["link", document, kind, other, leads, reason]
    return once(act, DocumentLink, key=key, by=by, what=what)


def _locked(document: Document, other: Document, seen: int | None) -> tuple[Document, Document]:
    if document.pk == other.pk:
        raise Refusal("R1.2.23", _("不能与自身联系。"), field="other")
    if other.pk < document.pk:
        theirs = lock(other)
        return lock(document, seen=seen), theirs
    return lock(document, seen=seen), lock(other)


def _refuse_wrong(made: DocumentLink, links: list[DocumentLink]) -> None:
    lead, other = made.lead, made.other
    gone = (DocumentState.VOID, DocumentState.DESTROYED)
    if lead.state in gone or other.state in gone:
        raise Refusal("R1.2.23", _("已作废或销毁的文件不能联系。"), field="other")
    if any({link.lead_id, link.other_id} == {lead.pk, other.pk} for link in links):
        raise Refusal("R1.2.23", _("两份文件已登记联系。"), field="other")
    if made.kind == LinkKind.CLOSE:
        if not made.reason.strip():
            raise Refusal("R1.2.23", _("请写明与绝密文件密切联系的理由。"), field="reason")
        if lead.secrecy != Secrecy.TOP_SECRET or other.secrecy == Secrecy.TOP_SECRET:
            message = _("密切联系须在一份绝密文件和一份普通文件之间。")
            raise Refusal("R1.2.23", message, field="relation")
    if not rules.order_is_possible([*links, made]):
        message = _("与已有联系矛盾，卷内无法排列。")
        raise Refusal("R1.2.25", message, field="relation")


def unlink(
    document: Document,
    *,
    by: User,
    link: DocumentLink,
    reason: str,
    seen: int | None = None,
    key: str | None = None,
) -> Document:
    """A link made by mistake: the events of both documents keep it."""

    def act() -> Document:
        other = link.other if link.lead_id == document.pk else link.lead
        mine, theirs = _locked(document, other, seen)
        only(holders.AMENDER, mine, by, "R1.2.23")
        if not reason.strip():
            raise Refusal("R1.2.23", _("请写明理由。"), field="reason")
        for one, its in ((mine, theirs), (theirs, mine)):
            log_event(
                one.matter, "unlink", by=by, label=gettext_lazy("解除联系"), article="R1.2.23",
                comment=f"{link.get_kind_display()} · {its.number} · {reason}",
            )  # fmt: skip
            raise_version(one)
        DocumentLink.objects.filter(pk=link.pk).delete()
        for one in (mine, theirs):
            follow(*linked_with([one]), by=by)
        return mine

    what = ["unlink", document, link.pk, reason]
    return once(act, Document, key=key, by=by, what=what)
