"""Into a volume, out of it, and along with what belongs together (R1.2.19, R1.2.23, R1.2.24)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders, rules
from archives.actions.turn import open_next, refile, reopen_volume
from archives.models import (
    Document,
    DocumentLink,
    DocumentState,
    Volume,
    VolumeState,
    linked_with,
    links_of,
)
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import acts_as_holder
from foundation.process.models import Event, Matter, open_tasks
from foundation.process.records import Record
from foundation.process.steps import carry_out, lock, raise_version, require
from foundation.process.submissions import once
from foundation.process.tasks import open_task


def place(
    document: Document, *, by: User, volume: Volume, seen: int | None, key: str | None = None
) -> Event:
    """Into a volume under its clause, and what is linked to it along with it.

    Refused by year, department, secrecy or retention; the order follows the article (R1.2.25).
    """

    def act() -> Event:
        require(lock(document), Document.put_into, by=by, seen=seen)
        group, __ = linked_with([document])
        coming = [one for one in group.values() if _may_come(one, volume)]
        lock_all([document, volume, *coming, *(one.volume for one in coming if one.volume)])
        fresh = lock(volume)
        _refuse_signed(fresh)
        _refuse_unfit(fresh, [*fresh.contents(), *coming])
        for one in coming:
            if one.volume is not None:
                _leave(one, by=by, to=fresh)
        events = {
            one.pk: _put(one, fresh, by=by, seen=seen if one.pk == document.pk else None)
            for one in coming
        }
        settled(fresh, by=by, what=gettext_lazy("归入文件"), names=coming)
        return events[document.pk]

    return once(act, Event, key=key, by=by, what=["place", document, volume])


def _may_come(document: Document, volume: Volume) -> bool:
    """It waits to be filed, or stands in another volume that is in the house."""
    if document.state == DocumentState.RECEIVED:
        return True
    other = document.volume
    return other is not None and other.pk != volume.pk and other.lent_at is None


def lock_all(records: Iterable[Record]) -> None:
    """All their matters in the order of their ids, so that two acts wait instead of deadlocking."""
    keys = {record.pk for record in records}
    list(Matter.objects.select_for_update().only("pk").filter(pk__in=keys).order_by("pk"))


def _refuse_signed(volume: Volume) -> None:
    if volume.state != VolumeState.COLLECTING:
        raise Refusal("R1.4.N", _("案卷已立卷签名，须先退回组卷。"))


def _refuse_unfit(volume: Volume, documents: Sequence[Document]) -> None:
    faults = rules.faults_of_joining(
        volume, documents, links_of(documents), gm_office=holders.gm_office()
    )
    if faults:
        raise Refusal(faults[0].article, _("不能归入这个案卷。"), missing=[str(f) for f in faults])


def _put(document: Document, volume: Volume, *, by: User, seen: int | None) -> Event:
    last = volume.documents.order_by("-position").values_list("position", flat=True).first()
    return carry_out(
        document, Document.put_into, by=by, seen=seen, volume=volume, position=(last or 0) + 1
    )


def _leave(document: Document, *, by: User, to: Volume | None) -> None:
    """Out of a volume it no longer belongs to; a signed one is collected again, and says why."""
    assert document.volume is not None
    volume = lock(document.volume)
    words = {"name": document.public_label, "where": to.public_label if to else _("待归卷")}
    reason = _("%(name)s移至：%(where)s。") % words
    if volume.state != VolumeState.COLLECTING:
        volume = reopen_volume(volume, by=by, reason=reason)
    carry_out(document, Document.take_out, by=by, seen=None, comment=reason)
    settled(volume, by=by, what=gettext_lazy("取出文件"), names=[document])


def settled(volume: Volume, *, by: User, what: Any, names: Sequence[Document]) -> None:
    """The volume, which the caller has locked, after its contents have changed: order, secrecy,
    retention (R1.2.21, R1.2.25)."""
    documents = volume.contents()
    links = links_of(documents)
    arrange(documents, rules.arranged([one.pk for one in documents], links))
    if documents:
        before = volume.secrecy, volume.retention
        # Of a volume from an old catalogue not all documents may be entered.
        stated = [volume.secrecy] if volume.is_taken_over else []
        volume.secrecy = max([*stated, *(one.secrecy for one in documents)])
        volume.retention = rules.retention_of(documents, links) or volume.retention
        if (volume.secrecy, volume.retention) != before:
            volume.save(update_fields=["secrecy", "retention"])
    log_event(
        volume.matter, "contents", by=by, label=what, article="R1.2.19",
        comment="、".join(one.public_label for one in names),
    )  # fmt: skip
    raise_version(volume)


def arrange(documents: Sequence[Document], order: Sequence[int]) -> None:
    by_key = {document.pk: document for document in documents}
    moved = []
    for position, key in enumerate(order, 1):
        if by_key[key].position != position:
            by_key[key].position = position
            moved.append(by_key[key])
    Document.objects.bulk_update(moved, ["position"])


def take_out(
    document: Document, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Out of a volume that is still being collected; the document waits to be filed again."""

    def act() -> Event:
        volume = document.volume
        if volume is None:
            return carry_out(document, Document.take_out, by=by, seen=seen, comment=reason)
        lock_all([document, volume])
        volume = lock(volume)
        _refuse_signed(volume)
        event = carry_out(
            document, Document.take_out, by=by, seen=seen, comment=reason, then=open_next
        )
        settled(volume, by=by, what=gettext_lazy("取出文件"), names=[document])
        return event

    return once(act, Event, key=key, by=by, what=["take_out", document, reason])


def reorder(
    volume: Volume,
    *,
    by: User,
    document: Document,
    position: int,
    seen: int,
    key: str | None = None,
) -> Volume:
    """Put one document at another place; an order against R1.2.25 is refused."""

    def act() -> Volume:
        fresh = lock(volume, seen=seen)
        _refuse_signed(fresh)
        if not acts_as_holder(holders.ROOM, fresh, by):
            raise Refusal("R1.2.20", _("由%(who)s办理。") % {"who": holders.ROOM.describe(fresh)})
        documents = fresh.contents()
        order = [one.pk for one in documents if one.pk != document.pk]
        order.insert(position - 1, document.pk)
        labels = {one.pk: one.label for one in documents}
        wrong = rules.wrong_pairs(order, links_of(documents))
        if wrong:
            first, after = wrong[0]
            words = {"first": labels[first], "after": labels[after]}
            message = _("%(first)s应排在%(after)s之前。") % words
            raise Refusal("R1.2.25", message, field="position")
        arrange(documents, order)
        log_event(
            fresh.matter, "reorder", by=by, label=gettext_lazy("调整顺序"), article="R1.2.25",
            comment=f"{document.number} → {position}",
        )  # fmt: skip
        raise_version(fresh)
        return fresh

    return once(act, Volume, key=key, by=by, what=["reorder", volume, document, position])


def follow(group: dict[int, Document], links: Collection[DocumentLink], *, by: User) -> None:
    """After a link or a fact has changed: the filing years, and what they move (R1.2.24)."""
    refile(group, links, by=by)
    settle(group, links, by=by)


def settle(group: dict[int, Document], links: Collection[DocumentLink], *, by: User) -> None:
    """What stands in a volume it no longer belongs to moves: a request into that of its reply.

    Who may not move it, and a volume that is lent, leave a task behind: it waits for the return.
    """
    strays, home = _strays(group, links)
    if strays:
        lock_all([*group.values(), *(one.volume for one in group.values() if one.volume)])
    for stray in strays:
        if not acts_as_holder(holders.ROOM, stray, by) or _is_lent(stray, home):
            _ask(stray)
        else:
            _leave(stray, by=by, to=home)
            _take_home(stray, home, by=by)


def _strays(
    group: dict[int, Document], links: Collection[DocumentLink]
) -> tuple[list[Document], Volume | None]:
    """What is filed away from where it belongs, and the volume of what leads, if it is filed."""
    members = list(group.values())
    filed = [one for one in members if one.volume_id is not None]
    home = rules.leading(members, rules.binding(links)).volume if filed else None
    if home is not None:
        return [one for one in filed if one.volume_id != home.pk], home
    return [one for one in filed if one.volume and one.volume.year != one.filing_year], None


def _is_lent(document: Document, home: Volume | None) -> bool:
    volumes = [volume for volume in (document.volume, home) if volume is not None]
    return any(volume.lent_at is not None for volume in volumes)


def _ask(document: Document) -> None:
    if not open_tasks(document.pk).filter(kind=deadlines.REGROUP.code).exists():
        open_task(deadlines.REGROUP, document)


def _take_home(document: Document, home: Volume | None, *, by: User) -> None:
    """Into the volume of what leads, if it fits there; else it waits to be filed."""
    if home is not None:
        volume = lock(home)
        inside = [*volume.contents(), document]
        unfit = rules.faults_of_joining(
            volume, inside, links_of(inside), gm_office=holders.gm_office()
        )
        if not unfit:
            if volume.state != VolumeState.COLLECTING:
                reason = _("归入%(name)s。") % {"name": document.public_label}
                volume = reopen_volume(volume, by=by, reason=reason)
            _put(document, volume, by=by, seen=None)
            settled(volume, by=by, what=gettext_lazy("归入文件"), names=[document])
            return
    event = document.matter.events.order_by("-pk").first()
    assert event is not None
    open_next(document, event)


def regroup(document: Document, *, by: User, seen: int, key: str | None = None) -> Document:
    """What the task of a stray document asks for, once its volume is back."""

    def act() -> Document:
        fresh = lock(document, seen=seen)
        if _is_lent(fresh, None):
            raise Refusal("R1.2.24", _("案卷已借出，须先归还。"))
        if not acts_as_holder(holders.ROOM, fresh, by):
            raise Refusal("R1.2.24", _("由%(who)s办理。") % {"who": holders.ROOM.describe(fresh)})
        settle(*linked_with([fresh]), by=by)
        return fresh

    return once(act, Document, key=key, by=by, what=["regroup", document])
