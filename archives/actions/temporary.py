"""Records of the current year, lent for work and brought back (R1.2.4)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders
from archives.actions.loans import refuse_date
from archives.models import Document, DocumentState, TemporaryLoan
from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Task, open_tasks
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_tasks, open_task

LENDABLE = (DocumentState.COLLECTED, DocumentState.RECEIVED)


def lend_document(
    document: Document,
    *,
    by: User,
    borrower: User,
    due_on: date,
    seen: int,
    key: str | None = None,
) -> TemporaryLoan:
    """By whoever keeps it, entered with its return date."""

    def act() -> TemporaryLoan:
        fresh = lock(document, seen=seen)
        only(holders.KEEPER, fresh, by, "R1.2.4")
        refuse_date(due_on)
        if fresh.state not in LENDABLE or fresh.filing_year != clock.today().year:
            message = _("临时借用限当年尚未归卷的文件，其他的按案卷借阅。")
            raise Refusal("R1.2.4", message)
        if fresh.lent_to_id is not None:
            raise Refusal("R1.2.4", _("文件已被借用，归还以前不能再借。"))
        if not fresh.matter.visible_to(borrower):
            words = {"name": borrower.name}
            message = _("%(name)s 无权查看本事项，请另选他人。") % words
            raise Refusal("R1.1.4", message, field="borrower")
        made = TemporaryLoan.objects.create(
            document=fresh, borrower=borrower, lent_by=by, due_on=due_on
        )
        fresh.lent_to = borrower
        fresh.save(update_fields=["lent_to"])
        event = log_event(
            fresh.matter, "lend", by=by, label=gettext_lazy("临时借出"), article="R1.2.4",
            comment=borrower.name,
        )  # fmt: skip
        open_task(deadlines.BRING_BACK, fresh, event=event, person=borrower, due_on=due_on)
        raise_version(fresh)
        return made

    what = ["lend_document", document, borrower, due_on]
    return once(act, TemporaryLoan, key=key, by=by, what=what)


def take_document_back(
    document: Document, *, by: User, seen: int, key: str | None = None
) -> Document:
    def act() -> Document:
        fresh = lock(document, seen=seen)
        only(holders.KEEPER, fresh, by, "R1.2.4")
        out = TemporaryLoan.objects.filter(document=fresh, taken_back_at=None)
        if not out.update(taken_back_by=by, taken_back_at=clock.now()):
            raise Refusal("R1.2.4", _("文件没有借出。"))
        fresh.lent_to = None
        fresh.save(update_fields=["lent_to"])
        event = log_event(
            fresh.matter, "back", by=by, label=gettext_lazy("借用归还"), article="R1.2.4"
        )
        waiting = open_tasks(fresh.pk).filter(kind=deadlines.BRING_BACK.code)
        end_tasks(waiting, by=by, event=event, outcome=Task.Outcome.DONE)
        raise_version(fresh)
        return fresh

    return once(act, Document, key=key, by=by, what=["take_document_back", document])
