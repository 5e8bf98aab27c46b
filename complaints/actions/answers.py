"""The customer is answered, waited for, asked."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import holders, policies, rules
from complaints.actions.turn import end_round, tell
from complaints.models import Complaint, CustomerWait, Reply, Satisfaction, State
from foundation import clock
from foundation.articles import Refusal
from foundation.people import roles
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, raise_version, require
from foundation.process.submissions import once


def record_reply(
    complaint: Complaint,
    *,
    by: User,
    mode: str,
    at: datetime,
    content: str,
    reached: bool,
    reaction: str,
    seen: int,
    key: str | None = None,
) -> Event:
    """Record an answer to the customer, or an attempt; an answer closes the case (R2.14).

    Returns the closing event, or that of an attempt which does not count as a reply yet.
    """
    if at > clock.now():
        raise Refusal("R2.14", _("答复时间不能晚于现在。"), field="at")
    step = Complaint.close_declined if complaint.state == State.DECLINED else Complaint.close

    def act() -> Event:
        fresh = lock(complaint)
        require(fresh, step, by=by, seen=seen)
        Reply.objects.create(
            complaint=fresh, round=fresh.round, mode=mode, at=at, content=content, reached=reached,
            reaction=reaction, replied_by=by,
        )  # fmt: skip
        if rules.counts_as_reply(fresh.replies.filter(round=fresh.round)):
            return carry_out(complaint, step, by=by, seen=seen, comment=content, then=end_round)
        event = log_event(
            fresh.matter, "attempt", by=by, label=gettext_lazy("联系客户未果"), article="R2.14",
            comment=content,
        )  # fmt: skip
        raise_version(fresh)
        return event

    what = ["reply", complaint, mode, at, content, reached, reaction]
    return once(act, Event, key=key, by=by, what=what)


def wait_for_customer(
    complaint: Complaint,
    *,
    by: User,
    reason: str,
    seen: int | None = None,
    key: str | None = None,
) -> CustomerWait:
    """Recorded for the statistics; the seven days run on (R2.26)."""

    def act() -> CustomerWait:
        fresh = lock(complaint, seen=seen)
        only(holders.KEEPER_OF_CASES, fresh, by, "R2.25")
        if fresh.is_closed:
            raise Refusal("R2.26", _("投诉已结束。"))
        wait, new = CustomerWait.objects.get_or_create(
            complaint=fresh, ended_at=None, defaults={"reason": reason, "began_by": by}
        )
        if new:
            log_event(
                fresh.matter,
                "wait",
                by=by,
                label=gettext_lazy("等待客户"),
                article="R2.26",
                comment=reason,
            )
            raise_version(fresh)
        return wait

    return once(act, CustomerWait, key=key, by=by, what=["wait", complaint, reason])


def end_wait(
    complaint: Complaint, *, by: User, seen: int | None = None, key: str | None = None
) -> Complaint:
    def act() -> Complaint:
        fresh = lock(complaint, seen=seen)
        only(holders.KEEPER_OF_CASES, fresh, by, "R2.25")
        if CustomerWait.objects.filter(complaint=fresh, ended_at=None).update(ended_at=clock.now()):
            log_event(
                fresh.matter, "wait_over", by=by, label=gettext_lazy("客户已回应"), article="R2.26"
            )
            raise_version(fresh)
        return fresh

    return once(act, Complaint, key=key, by=by, what=["end_wait", complaint])


def rate(
    complaint: Complaint, *, by: User, score: int, comment: str, key: str | None = None
) -> Satisfaction:
    """The customer's word after closing; once per round, dissatisfaction is told to Admin & HR."""

    def act() -> Satisfaction:
        fresh = lock(complaint)
        if fresh.state not in (State.CLOSED, State.CLOSED_DECLINED):
            raise Refusal("R2.14", _("结案后才能评价。"))
        rating, new = Satisfaction.objects.get_or_create(
            complaint=fresh, round=fresh.round, defaults={"score": score, "comment": comment}
        )
        if not new:
            raise Refusal("R2.14", _("您已经评价过，谢谢。"))
        event = log_event(
            fresh.matter, "rate", by=by, label=gettext_lazy("客户评价"), article="R2.14",
            comment=comment, score=score,
        )  # fmt: skip
        if score <= 2:
            tell(
                fresh, list(roles.holders(roles.ADMIN_HR)), "dissatisfied", event,
                days=policies.REOPENING_DAYS.value(),
            )  # fmt: skip
        return rating

    return once(act, Satisfaction, key=key, by=by, what=["rate", complaint, score, comment])
