"""The case itself: registered, checked, ruled on, named, returned, ended, opened again."""

from __future__ import annotations

import secrets

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from complaints import deadlines, holders, policies, rules
from complaints.actions.turn import end_round, open_next, start_round, tell
from complaints.models import RETURNS, Complaint, Round, State
from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import Department, User
from foundation.people.structure import head_of
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event, open_tasks
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import close_all_tasks


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
        then=start_round,
    )


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
        holds=holds, opinion=opinion, ground=ground, comment=opinion, then=open_next,
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
    return carry_out(complaint, ruling, by=by, seen=seen, key=key, comment=reason, then=open_next)


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
        open_next(complaint, event)
        tell(complaint, [chosen], "named", event)

    return carry_out(
        complaint, Complaint.name_department, by=by, seen=seen, key=key, department=department,
        handler=chosen, instructions=instructions, comment=instructions, then=then,
    )  # fmt: skip


def send_back(
    complaint: Complaint, *, by: User, to: str, reason: str, seen: int, key: str | None = None
) -> Event:
    """Return the case one or more steps, with a reason; it is that step's turn again."""
    if to not in RETURNS.get(complaint.state, ()):
        raise Refusal("R2.12", _("不能退回到这一步。"), field="to")

    def then(complaint: Complaint, event: Event) -> None:
        open_next(complaint, event)
        people = [person for person in (complaint.handler,) if person and to == State.INVESTIGATING]
        tell(complaint, people, "sent_back", event)

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
        complaint, Complaint.withdraw, by=by, seen=seen, key=key, comment=reason, then=end_round
    )


def void(
    complaint: Complaint, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Registered by mistake: the number stays, marked void (R2.15)."""
    return carry_out(
        complaint, Complaint.void, by=by, seen=seen, key=key, comment=reason, then=end_round
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
            comment=reason,
            into=target,
            then=end_round,
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

    return once(act, Event, key=key, by=by, what=["merge", complaint, into, reason])


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
            start_round(complaint, event)

        return carry_out(complaint, Complaint.reopen, by=by, seen=seen, comment=reason, then=then)

    return once(act, Event, key=key, by=by, what=["reopen", complaint, reason])


def _keep_round(complaint: Complaint) -> None:
    kept = (
        "state", "started_at", "due_on", "accepted", "ruled_at", "handling_department_id", "ended_at",
    )  # fmt: skip
    Round.objects.create(
        complaint=complaint,
        number=complaint.round,
        **{name: getattr(complaint, name) for name in kept},
    )


def take_case(
    complaint: Complaint,
    *,
    by: User,
    owner: User,
    seen: int | None = None,
    key: str | None = None,
) -> Event:
    """Name the customer-service person who keeps the case from start to reply (R2.25)."""

    def act() -> Event:
        fresh = lock(complaint, seen=seen)
        only(holders.KEEPER_OF_CASES, fresh, by, "R2.25")
        fresh.case_owner = owner
        fresh.save(update_fields=["case_owner"])
        event = log_event(
            fresh.matter, "take_case", by=by, label=gettext_lazy("确定客服主办人"), article="R2.25",
            owner=owner,
        )  # fmt: skip
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["take_case", complaint, owner])
