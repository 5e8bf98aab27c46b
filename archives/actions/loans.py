"""Borrowing: asked for, approved on its route, handed out, brought back (R1.3, R1.4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders, policies
from archives.kinds import Approver, Use
from archives.models import LOAN_OPEN, ON_SHELF, Loan, LoanState, Volume
from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.models import User
from foundation.process import news
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event, Task, open_tasks
from foundation.process.steps import carry_out, lock, open_matter, raise_version, require
from foundation.process.submissions import once
from foundation.process.tasks import end_tasks, open_task


def borrow(
    volume: Volume,
    *,
    by: User,
    use: str,
    purpose: str,
    due_on: date,
    keeps_secret: bool = False,
    key: str | None = None,
) -> Loan:
    """One of the staff asks; the route follows from whose volume it is and what it is for.

    Nothing is handed over of an electronic loan: the duty of secrecy is accepted here (R1.4.3).
    """
    if by.department is None:
        raise Refusal("R1.3.1.1", _("您没有所属部门，不能申请。"))
    if use == Use.ONLINE:
        _refuse_open_mouthed(keeps_secret)
    asked = {"volume": volume, "use": use, "purpose": purpose, "due_on": due_on}
    asked |= {"borrower": by, "department": by.department}
    if use == Use.ONLINE:
        asked["accepted_at"] = clock.now()
    return _ask(asked, by=by, key=key, label=gettext_lazy("申请借阅"), article="R1.3.1.1")


def borrow_for_reader(
    volume: Volume,
    *,
    by: User,
    reader: dict[str, str],
    use: str,
    purpose: str,
    due_on: date,
    letter: UploadedFile[Any],
    key: str | None = None,
) -> Loan:
    """The archive room enters who came with a letter of introduction; no copy of the identity
    document is kept (R1.3.2.1)."""
    if use == Use.ONLINE:
        message = _("外单位人员没有帐号，只能到档案室查阅或另行批准复制。")
        raise Refusal("R1.3.2.1", message, field="use")
    asked = {"volume": volume, "use": use, "purpose": purpose, "due_on": due_on, **reader}
    label = gettext_lazy("登记外单位查阅")
    return _ask(asked, by=by, key=key, label=label, article="R1.3.2.1", letter=letter)


def _ask(
    asked: dict[str, Any],
    *,
    by: User,
    key: str | None,
    label: Any,
    article: str,
    letter: UploadedFile[Any] | None = None,
) -> Loan:
    refuse_date(asked["due_on"])

    def then(loan: Loan, event: Event) -> None:
        if letter is not None:
            only(holders.ROOM, loan, by, article)
            attach(loan.matter, by=by, file=letter, purpose=_("单位介绍信"), field="letter")
        open_task(_approval_of(loan), loan, event=event)

    def act() -> Loan:
        volume = lock(asked["volume"])
        if volume.state not in ON_SHELF:
            raise Refusal(article, _("案卷不在架上，不能借阅。"))
        if letter is None and _has_open(volume, by):
            raise Refusal(article, _("您已申请或借阅这个案卷。"))
        first = Loan(**asked).approvals()[0].who
        loan = Loan(**asked, asked_by=by, state=first)
        return open_matter(loan, by=by, article=article, label=label, then=then)

    return once(act, Loan, key=key, by=by, what=["borrow", *asked.values()])


def _has_open(volume: Volume, borrower: User) -> bool:
    return Loan.objects.filter(volume=volume, borrower=borrower, state__in=LOAN_OPEN).exists()


def refuse_date(due_on: date) -> None:
    days, today = policies.LOAN_DAYS.value(), clock.today()
    if not today <= due_on <= today + timedelta(days=days):
        message = _("归还日期须在今天起 %(days)s 天以内。") % {"days": days}
        raise Refusal("R1.3.2.2", message, field="due_on")


def _approval_of(loan: Loan) -> Any:
    waiting = loan.approval()
    assert waiting is not None
    return deadlines.APPROVALS[Approver(waiting.who), waiting.article]


def approve_loan(
    loan: Loan, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    def then(loan: Loan, event: Event) -> None:
        if loan.state != LoanState.APPROVED:
            open_task(_approval_of(loan), loan, event=event)
            return
        if loan.is_online:
            open_task(deadlines.OPEN_LINK, loan, event=event)
            tell(loan, "to_open", event)
            return
        first = serve_next(loan.volume)
        tell(loan, "approved" if first and first.pk == loan.pk else "queued", event)

    return carry_out(loan, Loan.approve, by=by, seen=seen, key=key, comment=comment, then=then)


def refuse_loan(loan: Loan, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    def then(loan: Loan, event: Event) -> None:
        tell(loan, "refused", event)

    return carry_out(loan, Loan.refuse, by=by, seen=seen, key=key, comment=reason, then=then)


def withdraw_loan(loan: Loan, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    def then(loan: Loan, event: Event) -> None:
        serve_next(loan.volume)

    return carry_out(loan, Loan.withdraw, by=by, seen=seen, key=key, comment=reason, then=then)


def serve_next(volume: Volume) -> Loan | None:
    """When the volume is in the room, the archive room is asked to provide it to the first of those
    whose loan is approved."""
    fresh = lock(volume)
    if fresh.lent_at is not None:
        return None
    waiting = _waiting(fresh).select_related("matter", "borrower", "department")
    first: Loan | None = waiting.first()
    if first is not None and not _is_asked_for(fresh):
        open_task(deadlines.HAND_OUT, first)
    return first


def _is_asked_for(volume: Volume) -> bool:
    """Whether the archive room is to provide it already."""
    asked = Task.objects.filter(kind=deadlines.HAND_OUT.code, closed_at=None)
    return asked.filter(matter__loan__volume=volume).exists()


def _waiting(volume: Volume) -> Any:
    approved = Loan.objects.filter(volume=volume, state=LoanState.APPROVED)
    return approved.exclude(use=Use.ONLINE).order_by("approved_at", "pk")


def hand_out(
    loan: Loan,
    *,
    by: User,
    due_on: date,
    is_counted: bool,
    has_signed: bool = False,
    seen: int,
    key: str | None = None,
) -> Event:
    """The lender counts the item list with the borrower; one volume goes to one borrower at a time.

    An external reader signs on paper, the duty of secrecy included (R1.4.3).
    """
    _refuse_uncounted(is_counted)
    refuse_date(due_on)

    def act() -> Event:
        fresh = lock(loan)
        require(fresh, Loan.hand_out, by=by, seen=seen)
        if fresh.is_external and not has_signed:
            message = _("外单位借阅人须在借阅单上签字并接受保密义务。")
            raise Refusal("R1.4.3", message, field="has_signed")
        volume = lock(fresh.volume)
        _refuse_away(volume, fresh)
        fresh.due_on = due_on
        fresh.save(update_fields=["due_on"])
        event = carry_out(loan, Loan.hand_out, by=by, seen=seen, then=_handed_out)
        _move(volume, loan, by=by, is_out=True)
        return event

    return once(act, Event, key=key, by=by, what=["hand_out", loan, due_on])


def _refuse_uncounted(is_counted: bool) -> None:
    if not is_counted:
        raise Refusal("R1.4.3", _("须双方当面点清卷内文件。"), field="is_counted")


def _refuse_away(volume: Volume, loan: Loan) -> None:
    if volume.lent_at is not None:
        raise Refusal("R1.4.3", _("案卷已借出，归还以前不能再借。"))
    if volume.state not in ON_SHELF:
        raise Refusal("R1.4.3", _("案卷不在架上，不能借阅。"))
    first = _waiting(volume).select_related("borrower").first()
    if first is not None and first.pk != loan.pk:
        words = {"name": first.borrower_name}
        raise Refusal("R1.4.3", _("%(name)s 的借阅先获批准，按先后提供。") % words)


def _handed_out(loan: Loan, event: Event) -> None:
    kind = deadlines.ACCEPT if loan.state == LoanState.OFFERED else deadlines.RETURN
    open_task(kind, loan, event=event)


def _move(volume: Volume, loan: Loan, *, by: User, is_out: bool) -> None:
    """The volume itself says whether it is in the room, and its course who had it."""
    volume.lent_at = clock.now() if is_out else None
    volume.save(update_fields=["lent_at"])
    label = gettext_lazy("借出") if is_out else gettext_lazy("归还")
    log_event(
        volume.matter, "lend" if is_out else "back", by=by, label=label, article="R1.4.3",
        comment=loan.number,
    )  # fmt: skip
    raise_version(volume)


def accept_loan(
    loan: Loan,
    *,
    by: User,
    is_counted: bool,
    keeps_secret: bool,
    seen: int,
    key: str | None = None,
) -> Event:
    """The borrower has counted too and accepts the duty of secrecy; from now on it is to be
    returned (R1.4.3)."""
    _refuse_uncounted(is_counted)
    _refuse_open_mouthed(keeps_secret)

    def then(loan: Loan, event: Event) -> None:
        open_task(deadlines.RETURN, loan, event=event)

    return carry_out(loan, Loan.accept, by=by, seen=seen, key=key, then=then)


def _refuse_open_mouthed(keeps_secret: bool) -> None:
    if not keeps_secret:
        raise Refusal("R1.4.3", _("须接受保密义务：不转借、不遗失、不泄露。"), field="keeps_secret")


def put_back(loan: Loan, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    """It was not fetched: it stays in the room, and the loan waits again."""

    def act() -> Event:
        event = carry_out(loan, Loan.put_back, by=by, seen=seen, comment=reason)
        _move(lock(loan.volume), loan, by=by, is_out=False)
        serve_next(loan.volume)
        return event

    return once(act, Event, key=key, by=by, what=["put_back", loan, reason])


def renew(loan: Loan, *, by: User, due_on: date, seen: int, key: str | None = None) -> Event:
    """Once, in time, and when nobody waits."""
    refuse_date(due_on)

    def then(loan: Loan, event: Event) -> None:
        end_return(loan, event, Task.Outcome.SUPERSEDED)
        open_task(deadlines.RETURN, loan, event=event)

    def act() -> Event:
        if due_on <= lock(loan).due_on:
            raise Refusal("R1.3.2.2", _("续借后的归还日期须晚于原来的。"), field="due_on")
        return carry_out(loan, Loan.renew, by=by, seen=seen, due_on=due_on, then=then)

    return once(act, Event, key=key, by=by, what=["renew", loan, due_on])


def end_return(loan: Loan, event: Event, outcome: Task.Outcome) -> None:
    waiting = open_tasks(loan.pk).filter(kind=deadlines.RETURN.code)
    end_tasks(waiting, by=event.actor, event=event, outcome=outcome)


def take_back(
    loan: Loan,
    *,
    by: User,
    is_counted: bool,
    has_signed: bool = False,
    comment: str = "",
    seen: int,
    key: str | None = None,
) -> Event:
    """Counted by the archive room; the borrower confirms, and whoever waits is told (R1.4.3)."""
    _refuse_uncounted(is_counted)

    def then(loan: Loan, event: Event) -> None:
        if loan.is_external and not has_signed:
            message = _("外单位借阅人须在借阅单上签字确认归还。")
            raise Refusal("R1.4.3", message, field="has_signed")
        end_return(loan, event, Task.Outcome.DONE)
        if loan.state == LoanState.COUNTED:
            open_task(deadlines.CONFIRM_RETURN, loan, event=event)
        _move(lock(loan.volume), loan, by=by, is_out=False)
        waiting = serve_next(loan.volume)
        if waiting is not None:
            tell(waiting, "back", event)

    return carry_out(loan, Loan.take_back, by=by, seen=seen, key=key, comment=comment, then=then)


def confirm_return(
    loan: Loan, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    return carry_out(loan, Loan.confirm_return, by=by, seen=seen, key=key, comment=comment)


def tell(loan: Loan, what: str, event: Event) -> None:
    """Whoever asked: the borrower, or the archive room that entered an external reader."""
    people = [loan.borrower or loan.asked_by]
    news.tell(loan, people, "loan", event, what=what, volume=loan.volume.public_label)
