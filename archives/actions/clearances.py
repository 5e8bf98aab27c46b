"""Trips: the archivist clears them before they are reimbursed (R1.2.3)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines
from archives.actions.turn import end
from archives.models import Clearance, Document
from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, require
from foundation.process.submissions import once
from foundation.process.tasks import open_task


def ask_clearance(
    clearance: Clearance, *, by: User, documents: Sequence[Document] = (), key: str | None = None
) -> Clearance:
    """The traveller says what was brought home, or that nothing is worth filing."""
    if by.department is None:
        raise Refusal("R1.2.3", _("您没有所属部门，不能申请。"))
    if clearance.returned_on > clock.today():
        raise Refusal("R1.2.3", _("返回以后才能申请。"), field="returned_on")
    if clearance.returned_on < clearance.left_on:
        raise Refusal("R1.2.3", _("返回日期不能早于出发日期。"), field="returned_on")
    _refuse_silence(documents, clearance.nothing_reason)
    clearance.traveller, clearance.department = by, by.department

    def then(clearance: Clearance, event: Event) -> None:
        clearance.documents.set(documents)
        open_task(deadlines.CLEAR, clearance, event=event)

    return open_matter(
        clearance, by=by, article="R1.2.3", label=gettext_lazy("申请差旅归档签认"), key=key,
        then=then,
    )  # fmt: skip


def _refuse_silence(documents: Sequence[Document], nothing_reason: str) -> None:
    if not documents and not nothing_reason.strip():
        message = _("请选择移交的文件，或说明没有归档文件。")
        raise Refusal("R1.2.3", message, field="nothing_reason")


def clear(
    clearance: Clearance, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The records are here, or there was nothing: the trip may be reimbursed."""
    return carry_out(
        clearance, Clearance.clear, by=by, seen=seen, key=key, comment=comment, then=_tell_traveller
    )


def _tell_traveller(clearance: Clearance, event: Event) -> None:
    notify(
        [clearance.traveller],
        template="archives/cleared",
        context={"number": clearance.number, "trip": clearance.destination, "by": event.actor.name},
        url=clearance.matter.get_absolute_url(),
        dedupe=f"cleared:{event.pk}",
        article="R1.2.3",
    )


def return_clearance(
    clearance: Clearance, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(clearance: Clearance, event: Event) -> None:
        open_task(deadlines.ADD_MISSING, clearance, event=event)

    return carry_out(
        clearance, Clearance.send_back, by=by, seen=seen, key=key, comment=reason, then=then
    )


def ask_again(
    clearance: Clearance,
    *,
    by: User,
    documents: Sequence[Document] = (),
    nothing_reason: str = "",
    seen: int,
    key: str | None = None,
) -> Event:
    """With what was missing added."""
    _refuse_silence(documents, nothing_reason)

    def act() -> Event:
        fresh = lock(clearance)
        require(fresh, Clearance.ask_again, by=by, seen=seen)
        fresh.documents.set(documents)
        fresh.nothing_reason = nothing_reason
        fresh.save(update_fields=["nothing_reason"])

        def then(clearance: Clearance, event: Event) -> None:
            open_task(deadlines.CLEAR, clearance, event=event)

        return carry_out(clearance, Clearance.ask_again, by=by, seen=seen, then=then)

    what = ["ask_again", clearance, list(documents), nothing_reason]
    return once(act, Event, key=key, by=by, what=what)


def reimburse(clearance: Clearance, *, by: User, seen: int, key: str | None = None) -> Event:
    """The accountant pays the trip out; refused while no archivist has signed."""
    return carry_out(clearance, Clearance.reimburse, by=by, seen=seen, key=key, then=end)


def void_clearance(
    clearance: Clearance, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(clearance, Clearance.void, by=by, seen=seen, key=key, comment=reason, then=end)
