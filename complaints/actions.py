"""What each button of a complaint does. Every act goes through the door, in one transaction."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from complaints import deadlines, holders, policies, rules
from complaints.models import (
    RETURNS,
    Complaint,
    CustomerWait,
    Disposal,
    PreventionAction,
    Reply,
    Report,
    Round,
    Satisfaction,
    State,
)
from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify, write_letter
from foundation.people import roles
from foundation.people.models import Department, User
from foundation.people.structure import head_of
from foundation.process.holders import Holder, acting_as
from foundation.process.models import Event, Submission, Task, open_tasks
from foundation.process.steps import (
    carry_out,
    close_all_tasks,
    end_tasks,
    lock,
    log_event,
    open_matter,
    raise_version,
    require,
)
from foundation.process.tasks import batch_acts, open_task
from foundation.process.transactions import repeated


def register(complaint: Complaint, *, by: User, key: str | None = None) -> Complaint:
    """Open the record card: number, seven-day clock, the store's task (R2.7, R2.15, R2.26)."""
    now = clock.now()
    if complaint.received_at > now:
        raise Refusal("R2.15", _("收到时间不能晚于现在。"), field="received_at")
    late = rules.needs_late_entry_reason(complaint.received_at, now)
    if late and not complaint.late_entry_reason.strip():
        raise Refusal("R2.15", _("收到一天以后才登记，请写明补登原因。"), field="late_entry_reason")
    if not complaint.demands:
        raise Refusal("R2.2", _("请至少选择一项客户要求。"), field="demands")
    complaint.registered_by = by
    complaint.start_clock(complaint.received_at)
    complaint.is_measured = complaint.started_on >= policies.EFFECTIVE_FROM.value()
    complaint.tracking_code = secrets.token_hex(5).upper()
    complaint.language = get_language() or "zh-hans"
    return open_matter(
        complaint,
        by=by,
        article="R2.15",
        label=gettext_lazy("登记投诉"),
        key=key,
        then=_start_round,
    )


def _start_round(complaint: Complaint, event: Event) -> None:
    open_task(deadlines.CLOSING, complaint, event=event)
    _open_next(complaint, event)


def _open_next(complaint: Complaint, event: Event) -> None:
    """The task of whoever's turn it is in the state just entered."""
    open_task(deadlines.OF_STATE[complaint.state], complaint, event=event)


def check_grounds(
    complaint: Complaint,
    *,
    by: User,
    holds: bool,
    opinion: str,
    ground: str,
    seen: int,
    key: str | None = None,
) -> Event:
    """The store confirms whether there is a ground and reports to the supervisor (R2.7)."""
    return carry_out(
        complaint, Complaint.check_grounds, by=by, seen=seen, key=key,
        holds=holds, opinion=opinion, ground=ground, comment=opinion, then=_open_next,
    )  # fmt: skip


def rule_on(
    complaint: Complaint,
    *,
    by: User,
    accepted: bool,
    reason: str,
    seen: int,
    key: str | None = None,
) -> Event:
    """Accepted: Admin & HR names the department. Declined: the customer is told by tomorrow (R2.7)."""
    ruling = Complaint.accept if accepted else Complaint.decline
    return carry_out(complaint, ruling, by=by, seen=seen, key=key, comment=reason, then=_open_next)


def name_department(
    complaint: Complaint,
    *,
    by: User,
    department: Department,
    handler: User | None,
    instructions: str,
    seen: int,
    key: str | None = None,
) -> Event:
    """Admin & HR names the handling department, whose head investigates if nobody is named (R2.9)."""
    chosen = handler or head_of(department)
    if chosen is None:
        raise Refusal("R2.9", _("该部门没有负责人，请指定承办人。"), field="handler")
    if not instructions.strip():
        raise Refusal("R2.9", _("请写明调查指示。"), field="instructions")

    def then(complaint: Complaint, event: Event) -> None:
        _open_next(complaint, event)
        _tell(complaint, [chosen], "named", event)

    return carry_out(
        complaint, Complaint.name_department, by=by, seen=seen, key=key, department=department,
        handler=chosen, instructions=instructions, comment=instructions, then=then,
    )  # fmt: skip


def write_report(
    complaint: Complaint,
    *,
    by: User,
    responsible_people: list[User],
    responsible_departments: list[Department],
    **points: Any,
) -> Report:
    """Keep the draft of the investigation report; it may still be incomplete (R2.17)."""

    def act() -> Report:
        fresh = lock(complaint)
        require(fresh, Complaint.submit_report, by=by)
        report, __ = Report.objects.update_or_create(
            complaint=fresh,
            round=fresh.round,
            defaults={**points, "written_by": by, "written_at": clock.now()},
        )
        report.responsible_people.set(responsible_people)
        report.responsible_departments.set(responsible_departments)
        log_event(
            fresh.matter, "write_report", by=by, label=gettext_lazy("填写调查报告"), article="R2.17"
        )
        raise_version(fresh)
        complaint.matter = fresh.matter
        return report

    return repeated(act)


def submit_report(complaint: Complaint, *, by: User, seen: int, key: str | None = None) -> Event:
    """The report goes with the record card to the department's head (R2.11)."""
    return carry_out(complaint, Complaint.submit_report, by=by, seen=seen, key=key, then=_open_next)


def review_report(
    complaint: Complaint, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The head passes the report on to Admin & HR (R2.11)."""
    return carry_out(
        complaint,
        Complaint.review_report,
        by=by,
        seen=seen,
        key=key,
        comment=comment,
        then=_open_next,
    )


def give_opinion(
    complaint: Complaint, *, by: User, opinion: str, seen: int, key: str | None = None
) -> Event:
    """Admin & HR adds its opinion and reports to the general manager (R2.12)."""
    if not opinion.strip():
        raise Refusal("R2.12", _("请写明具体意见。"), field="opinion")
    return carry_out(
        complaint, Complaint.give_opinion, by=by, seen=seen, key=key,
        opinion=opinion, comment=opinion, then=_open_next,
    )  # fmt: skip


def decide(
    complaint: Complaint, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The general manager approves the opinion; the handling department drafts the disposal (R2.12)."""
    return carry_out(
        complaint, Complaint.decide, by=by, seen=seen, key=key, comment=comment, then=_open_next
    )


def write_disposal(
    complaint: Complaint,
    *,
    by: User,
    kind: str,
    text: str,
    discount: Decimal,
    compensation: Decimal,
    sales_rule: str,
) -> Disposal:
    """Keep the draft of the disposal (R2.13); amounts in yuan cite the sales rule (R2.18)."""
    if rules.needs_sales_rule(discount, compensation, sales_rule):
        raise Refusal(
            "R2.18", _("有折价或赔偿金额时，请写明所依据的销售规定。"), field="sales_rule"
        )

    def act() -> Disposal:
        fresh = lock(complaint)
        require(fresh, Complaint.submit_disposal, by=by)
        disposal, __ = Disposal.objects.update_or_create(
            complaint=fresh,
            round=fresh.round,
            defaults={
                "kind": kind, "text": text, "discount": discount, "compensation": compensation,
                "sales_rule": sales_rule, "drafted_by": by, "drafted_at": clock.now(),
            },
        )  # fmt: skip
        log_event(
            fresh.matter,
            "write_disposal",
            by=by,
            label=gettext_lazy("填写处理意见"),
            article="R2.13",
        )
        raise_version(fresh)
        complaint.matter = fresh.matter
        return disposal

    return repeated(act)


def submit_disposal(complaint: Complaint, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(
        complaint, Complaint.submit_disposal, by=by, seen=seen, key=key, then=_open_next
    )


def approve_disposal(
    complaint: Complaint, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The head approves; customer service replies to the customer (R2.13, R2.14)."""
    return carry_out(
        complaint,
        Complaint.approve_disposal,
        by=by,
        seen=seen,
        key=key,
        comment=comment,
        then=_open_next,
    )


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
) -> Event | None:
    """Record an answer to the customer, or an attempt; an answer closes the case (R2.14).

    Returns the closing event, or ``None`` when the attempt does not count as a reply yet.
    """
    if at > clock.now():
        raise Refusal("R2.14", _("答复时间不能晚于现在。"), field="at")
    step = Complaint.close_declined if complaint.state == State.DECLINED else Complaint.close

    def act() -> Event | None:
        fresh = lock(complaint)
        if not _sent_already(fresh, by, key):
            require(fresh, step, by=by, seen=seen)
            Reply.objects.create(
                complaint=fresh, round=fresh.round, mode=mode, at=at, content=content, reached=reached,
                reaction=reaction, replied_by=by,
            )  # fmt: skip
        if not rules.counts_as_reply(fresh.replies.filter(round=fresh.round)):
            log_event(
                fresh.matter,
                "attempt",
                by=by,
                label=gettext_lazy("联系客户未果"),
                article="R2.14",
                comment=content,
            )
            raise_version(fresh)
            return None
        return carry_out(complaint, step, by=by, seen=seen, key=key, comment=content, then=_end)

    return repeated(act)


def _sent_already(complaint: Complaint, by: User, key: str | None) -> bool:
    return (
        bool(key)
        and Submission.objects.filter(person=by, key=key, event__matter=complaint.pk).exists()
    )


def _end(complaint: Complaint, event: Event) -> None:
    """Nothing of the round is left open; what prevents a repetition goes on (R2.4)."""
    lasting = (deadlines.PREVENTION.code, deadlines.EFFECT.code)
    close_all_tasks(complaint, by=event.actor, event=event, except_kinds=lasting)
    CustomerWait.objects.filter(complaint=complaint, ended_at=None).update(ended_at=clock.now())
    if complaint.contact_email and complaint.state in (State.CLOSED, State.CLOSED_DECLINED):
        write_letter(
            complaint.contact_email,
            template="complaints/closed",
            context={"number": complaint.number, "code": complaint.tracking_code},
            language=complaint.language,
            dedupe=f"complaint-closed:{complaint.pk}:{complaint.round}",
        )


def send_back(
    complaint: Complaint, *, by: User, to: str, reason: str, seen: int, key: str | None = None
) -> Event:
    """Return the case one or more steps, with a reason; it is that step's turn again."""
    if to not in RETURNS.get(complaint.state, ()):
        raise Refusal("R2.12", _("不能退回到这一步。"), field="to")

    def then(complaint: Complaint, event: Event) -> None:
        _open_next(complaint, event)
        people = [person for person in (complaint.handler,) if person and to == State.INVESTIGATING]
        _tell(complaint, people, "sent_back", event)

    return carry_out(
        complaint,
        Complaint.send_back,
        by=by,
        seen=seen,
        key=key,
        comment=reason,
        to=State(to),
        then=then,
    )


def withdraw(
    complaint: Complaint, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """The customer takes the complaint back: recorded, and counted separately."""
    return carry_out(
        complaint, Complaint.withdraw, by=by, seen=seen, key=key, comment=reason, then=_end
    )


def void(
    complaint: Complaint, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Registered by mistake: the number stays, marked void (R2.15)."""
    return carry_out(
        complaint, Complaint.void, by=by, seen=seen, key=key, comment=reason, then=_end
    )


def merge(
    complaint: Complaint,
    *,
    by: User,
    into: Complaint,
    reason: str,
    seen: int,
    key: str | None = None,
) -> Event:
    """A duplicate joins the other case; both numbers stay, the earliest receipt counts (R2.26)."""

    def act() -> Event:
        first, second = sorted((complaint, into), key=lambda case: case.pk)
        locked = {first.pk: lock(first), second.pk: lock(second)}
        target = locked[into.pk]
        if into.pk == complaint.pk or target.is_closed:
            raise Refusal("R2.26", _("只能并入另一件尚未结案的投诉。"), field="into")
        event = carry_out(
            complaint,
            Complaint.merge,
            by=by,
            seen=seen,
            key=key,
            comment=reason,
            into=target,
            then=_end,
        )
        if complaint.started_at < target.started_at:
            target.start_clock(complaint.started_at)
            target.save()
            open_tasks(target.pk).filter(kind=deadlines.CLOSING.code).update(
                due_on=target.due_on, next_alert_on=clock.today(), alert_stage=0
            )
        log_event(
            target.matter, "merged_in", by=by, label=gettext_lazy("并入重复投诉"), article="R2.26",
            comment=complaint.number,
        )  # fmt: skip
        raise_version(target)
        return event

    return repeated(act)


def reopen(
    complaint: Complaint, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """A new round under the same number, with its own clock; the first result stands."""

    def act() -> Event:
        fresh = lock(complaint)
        if fresh.is_closed and fresh.matter.version == seen:
            _keep_round(fresh)

        def then(complaint: Complaint, event: Event) -> None:
            close_all_tasks(complaint, by=by, event=event)
            _start_round(complaint, event)

        return carry_out(
            complaint, Complaint.reopen, by=by, seen=seen, key=key, comment=reason, then=then
        )

    return repeated(act)


def _keep_round(complaint: Complaint) -> None:
    Round.objects.get_or_create(
        complaint=complaint,
        number=complaint.round,
        defaults={
            name: getattr(complaint, name)
            for name in (
                "state", "started_at", "due_on", "accepted", "ruled_at", "handling_department", "ended_at",
            )
        },
    )  # fmt: skip


def take_case(complaint: Complaint, *, by: User, owner: User) -> None:
    """Name the customer-service person who keeps the case from start to reply (R2.25)."""

    def act() -> None:
        fresh = lock(complaint)
        _only(holders.KEEPER_OF_CASES, fresh, by, "R2.25")
        fresh.case_owner = owner
        fresh.save(update_fields=["case_owner"])
        log_event(
            fresh.matter,
            "take_case",
            by=by,
            label=gettext_lazy("确定客服主办人"),
            article="R2.25",
            owner=owner,
        )
        raise_version(fresh)

    repeated(act)


def plan_prevention(
    complaint: Complaint, *, by: User, text: str, owner: User, due_on: date
) -> PreventionAction:
    """An action against repetition, with owner and date (R2.4)."""
    if due_on < clock.today():
        raise Refusal("R2.4", _("期限不能早于今天。"), field="due_on")

    def act() -> PreventionAction:
        fresh = lock(complaint)
        _only(holders.PREVENTER, fresh, by, "R2.4")
        action = PreventionAction.objects.create(
            complaint=fresh, text=text, owner=owner, due_on=due_on, set_by=by
        )
        event = log_event(
            fresh.matter, "plan_prevention", by=by, label=gettext_lazy("制定防范措施"), article="R2.4",
            comment=text, action=action,
        )  # fmt: skip
        open_task(deadlines.PREVENTION, fresh, event=event, person=owner, due_on=due_on)
        _tell(fresh, [owner], "prevention", event)
        raise_version(fresh)
        return action

    return repeated(act)


def finish_prevention(action: PreventionAction, *, by: User, note: str) -> None:
    """Carried out; it counts as done only after its effect was checked (R2.4)."""

    def act() -> None:
        fresh = lock(action.complaint)
        row = PreventionAction.objects.get(pk=action.pk)
        if by.pk != row.owner_id:
            raise Refusal("R2.4", _("由负责人填写完成情况。"))
        if row.done_at:
            return
        if not note.strip():
            raise Refusal("R2.4", _("请写明完成情况。"), field="note")
        row.done_note, row.done_by, row.done_at = note, by, clock.now()
        row.save()
        event = log_event(
            fresh.matter, "finish_prevention", by=by, label=gettext_lazy("完成防范措施"), article="R2.4",
            comment=note, action=row,
        )  # fmt: skip
        _close_of(row, deadlines.PREVENTION.code, by, event)
        open_task(deadlines.EFFECT, fresh, event=event, due_on=deadlines.effect_due(row))
        raise_version(fresh)

    repeated(act)


def check_effect(action: PreventionAction, *, by: User, is_effective: bool, note: str) -> None:
    """After the interval somebody else looks whether it helped; if not, it is open again (R2.4)."""

    def act() -> None:
        fresh = lock(action.complaint)
        row = PreventionAction.objects.get(pk=action.pk)
        if row.done_at is None or row.checked_at:
            raise Refusal("R2.4", _("这项措施现在没有待检查的完成情况。"))
        if by.pk == row.owner_id:
            raise Refusal("R0.separation", _("负责人不能检查自己的措施。"))
        event = log_event(
            fresh.matter, "check_effect", by=by, label=gettext_lazy("检查防范效果"), article="R2.4",
            comment=note, action=row, is_effective=is_effective,
        )  # fmt: skip
        _close_of(row, deadlines.EFFECT.code, by, event)
        if is_effective:
            row.is_effective, row.check_note = True, note
            row.checked_by, row.checked_at = by, clock.now()
        else:
            row.is_effective, row.check_note, row.done_at, row.done_by = False, note, None, None
            open_task(
                deadlines.PREVENTION, fresh, event=event, person=row.owner, due_on=clock.today()
            )
        row.save()
        raise_version(fresh)

    repeated(act)


def _close_of(action: PreventionAction, kind: str, by: User, event: Event) -> None:
    """The task of this kind that an event about the action opened."""
    own = open_tasks(action.complaint_id).filter(
        kind=kind, opening_event__details__action=action.pk
    )
    end_tasks(own, by=by, event=event, outcome=Task.Outcome.DONE)


def wait_for_customer(complaint: Complaint, *, by: User, reason: str) -> CustomerWait:
    """Recorded for the statistics; the seven days run on (R2.26)."""

    def act() -> CustomerWait:
        fresh = lock(complaint)
        _only(holders.KEEPER_OF_CASES, fresh, by, "R2.25")
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

    return repeated(act)


def end_wait(complaint: Complaint, *, by: User) -> None:
    def act() -> None:
        fresh = lock(complaint)
        _only(holders.KEEPER_OF_CASES, fresh, by, "R2.25")
        if CustomerWait.objects.filter(complaint=fresh, ended_at=None).update(ended_at=clock.now()):
            log_event(
                fresh.matter, "wait_over", by=by, label=gettext_lazy("客户已回应"), article="R2.26"
            )
            raise_version(fresh)

    repeated(act)


def rate(complaint: Complaint, *, by: User, score: int, comment: str) -> Satisfaction:
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
            _tell(fresh, list(roles.holders(roles.ADMIN_HR)), "dissatisfied", event)
        return rating

    return repeated(act)


def _only(holder: Holder, complaint: Complaint, by: User, article: str) -> None:
    if not acting_as(holder, complaint, by)[0]:
        raise Refusal(article, _("由%(who)s办理。") % {"who": holder.describe(complaint)})


def _tell(complaint: Complaint, people: list[User], template: str, event: Event) -> None:
    notify(
        [person for person in people if person.pk != event.actor_id],
        template=f"complaints/{template}",
        context={
            "number": complaint.number,
            "title": complaint.matter.title,
            "by": event.actor.name,
            "comment": event.comment,
            "due_on": complaint.due_on.isoformat(),
        },
        url=complaint.matter.get_absolute_url(),
        dedupe=f"{template}:{event.pk}",
        article=event.article,
    )


batch_acts.update(
    {
        deadlines.REVIEW.code: review_report,
        deadlines.GM.code: decide,
        deadlines.APPROVAL.code: approve_disposal,
    }
)
