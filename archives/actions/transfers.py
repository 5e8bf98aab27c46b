"""Handover receipts between a department and the archive room (R1.2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines
from archives.actions.turn import open_next
from archives.models import Document, Transfer, TransferItem, unfiled
from foundation import clock
from foundation.articles import Refusal
from foundation.duties.actions import fulfil
from foundation.duties.declarations import Subject
from foundation.duties.models import Duty
from foundation.duties.periods import Every
from foundation.notifications.outbox import notify
from foundation.people.models import Department, User
from foundation.process.models import Event
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import open_task


def offer(
    department: Department, *, by: User, documents: Sequence[Document], key: str | None = None
) -> Transfer:
    """The department's archivist signs the list; the archive room is asked for its receipt."""
    if not documents:
        raise Refusal("R1.2.4", _("请选择要移交的文件。"), field="documents")
    if any(one.department_id != department.pk for one in documents):
        raise Refusal("R1.2.4", _("一份移交清单只列一个部门的文件。"), field="documents")
    chosen = sorted(documents, key=lambda one: one.pk)

    def then(transfer: Transfer, event: Event) -> None:
        TransferItem.objects.bulk_create(
            TransferItem(transfer=transfer, document=one) for one in chosen
        )
        for one in chosen:
            carry_out(one, Document.offer, by=by, seen=None, comment=transfer.number)
        open_task(deadlines.RECEIPT, transfer, event=event)
        _end_filing(department, by=by)

    def act() -> Transfer:
        return open_matter(
            Transfer(department=department, offered_by=by),
            by=by, article="R1.2.4", label=gettext_lazy("移交档案室"), then=then,
        )  # fmt: skip

    return once(act, Transfer, key=key, by=by, what=["offer", department, chosen])


def sign(
    transfer: Transfer,
    *,
    by: User,
    returned: Sequence[Document] = (),
    reason: str = "",
    seen: int,
    key: str | None = None,
) -> Event:
    """The archive room signs for what it takes and gives back what is not complete (R1.2.22)."""
    back = {one.pk for one in returned}
    if back and not reason.strip():
        raise Refusal("R1.2.22", _("请写明退回理由。"), field="reason")

    def act() -> Event:
        documents = list(transfer.documents.select_related("matter").order_by("pk"))
        taken = [one for one in documents if one.pk not in back]
        step = Transfer.sign if taken else Transfer.give_back
        event = carry_out(transfer, step, by=by, seen=seen, comment=reason, then=_tell_giver)
        transfer.items.filter(document__in=back).update(is_returned=True)
        for one in documents:
            if one.pk in back:
                carry_out(one, Document.give_back, by=by, seen=None, comment=reason)
            else:
                carry_out(one, Document.receive, by=by, seen=None, then=open_next)
        return event

    what = ["sign", transfer, sorted(back), reason]
    return once(act, Event, key=key, by=by, what=what)


def _tell_giver(transfer: Transfer, event: Event) -> None:
    notify(
        [transfer.offered_by],
        template="archives/signed",
        context={"number": transfer.number, "by": event.actor.name, "reason": event.comment},
        url=transfer.matter.get_absolute_url(),
        dedupe=f"transfer-signed:{event.pk}",
        article="R1.2.4",
    )


def _end_filing(department: Department, *, by: User) -> None:
    """The months whose documents are all handed over by now are filed (R1.2.4)."""
    filing = deadlines.FILING
    last = filing_month(clock.today())
    due = Duty.objects.filter(code=filing.code, department=department, state=Duty.State.DUE)
    months = {last, *due.values_list("period", flat=True)}
    for month in sorted(months):
        if not unfiled(department, month).exists():
            fulfil(filing, month, by=by, subject=Subject(department=department))


def filing_month(day: date) -> date:
    """The month that is filed on a day: the one before."""
    return Every.MONTH.before(Every.MONTH.start(day))
