"""A file was lost, damaged or passed on: heard first, decided by the GM, made good at once."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event, Task, open_tasks
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_tasks, open_task
from health_forms import deadlines, holders, policies
from health_forms.models import CustomerFile, Penalty

ARTICLE = "R4.2.10"


def propose_penalty(
    file: CustomerFile, *, by: User, person: User, kind: str, amount: Decimal, reason: str,
    seen: int | None = None, key: str | None = None,
) -> Penalty:  # fmt: skip
    """Between 50 and 500 yuan, both included (policy). Whoever has it in hand makes it good today."""

    def act() -> Penalty:
        only(holders.SALES_MANAGER, file, by, ARTICLE)
        least, most = policies.PENALTY_LEAST.value(), policies.PENALTY_MOST.value()
        if not least <= amount <= most:
            message = _("处罚金额为 %(least)s 至 %(most)s 元。")
            words = {"least": least, "most": most}
            raise Refusal(ARTICLE, message % words, field="amount")
        if person.pk not in (file.rep_id, file.doctor_id):
            message = _("当事人是保管这份档案的代表或医生。")
            raise Refusal(ARTICLE, message, field="person")
        penalty = Penalty(
            file=file, person=person, kind=kind, amount=amount, reason=reason, proposed_by=by
        )
        return open_matter(
            penalty, by=by, article=ARTICLE, label=gettext_lazy("提出处罚"), then=then
        )

    def then(penalty: Penalty, event: Event) -> None:
        open_task(deadlines.STATEMENT, penalty, event=event)
        open_task(deadlines.RESTORE, penalty, event=event)
        log_event(
            file.matter, "incident", by=by, label=gettext_lazy("档案出现问题"), article=ARTICLE,
            comment=penalty.get_kind_display(),
        )  # fmt: skip

    what = ["propose_penalty", file, person, kind, amount, reason]
    return once(act, Penalty, key=key, by=by, what=what)


def state_case(
    penalty: Penalty, *, by: User, statement: str, seen: int, key: str | None = None
) -> Event:
    def then(penalty: Penalty, event: Event) -> None:
        open_task(deadlines.PENALTY, penalty, event=event)

    return carry_out(
        penalty, Penalty.hear, by=by, seen=seen, key=key, then=then, statement=statement
    )


def approve_penalty(
    penalty: Penalty, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """Recorded only: nothing is deducted from pay by the system."""
    return carry_out(
        penalty, Penalty.approve, by=by, comment=comment, seen=seen, key=key, then=_tell
    )


def refuse_penalty(
    penalty: Penalty, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(penalty, Penalty.refuse, by=by, comment=reason, seen=seen, key=key, then=_tell)


def _tell(penalty: Penalty, event: Event) -> None:
    tell(penalty, [penalty.person, penalty.proposed_by], "penalty_decided", event)


def restore(
    penalty: Penalty, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The file is whole again, whatever becomes of the penalty."""

    def act() -> Event:
        fresh = lock(penalty, seen=seen)
        only(holders.PUNISHED, fresh, by, ARTICLE)
        if fresh.restored_at is not None:
            raise Refusal(ARTICLE, _("已经补充完成。"))
        fresh.restored_at = clock.now()
        fresh.save(update_fields=["restored_at"])
        event = log_event(
            fresh.matter, "restore", by=by, label=gettext_lazy("补充完成"), article=ARTICLE,
            comment=comment,
        )  # fmt: skip
        waiting = open_tasks(fresh.pk).filter(kind=deadlines.RESTORE.code)
        end_tasks(waiting, by=by, event=event, outcome=Task.Outcome.DONE)
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["restore", penalty, comment])
