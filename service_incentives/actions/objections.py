"""What the paid hold against a line of theirs, and what they are answered."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.news import tell
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import end_task_of, open_task
from service_incentives import deadlines
from service_incentives.models import DRAFTS, UNDER_REVIEW, Objection, PayLine
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN


def object_to(line: PayLine, *, by: User, text: str, key: str | None = None) -> Objection:
    """Until the run is approved; it is not approved before this is answered (R5.10)."""

    def act() -> Objection:
        run = lock(line.run)
        if line.person_id != by.pk:
            raise Refusal("R5.10", _("只能对本人的明细提出异议。"))
        if run.state not in (*DRAFTS, *UNDER_REVIEW):
            raise Refusal("R5.10", _("发放单已经批准，请联系服务部按调整办理。"))
        if not text.strip():
            raise Refusal("R0.reasons", _("请写明异议。"), field="text")
        if line.objections.filter(answered_at=None).exists():
            raise Refusal("R5.10", _("这一行已有待答复的异议。"))
        objection = Objection.objects.create(line=line, text=text, raised_by=by)
        event = log_event(
            run.matter, "object", by=by, label=gettext_lazy("提出异议"), article="R5.10",
            comment=text, objection=objection,
        )  # fmt: skip
        open_task(deadlines.OBJECTION, run, event=event)
        raise_version(run)
        return objection

    return once(act, Objection, key=key, by=by, what=["object", line, text])


def answer(
    objection: Objection, *, by: User, is_upheld: bool, text: str, key: str | None = None
) -> Objection:
    """Upheld or not, with reasons; what has to change is changed at its source."""

    def act() -> Objection:
        run = lock(objection.line.run)
        row = Objection.objects.get(pk=objection.pk)
        only_as(by, SERVICE_HEAD, STATISTICIAN, article="R5.10")
        if row.answered_at is not None:
            return row
        if row.raised_by_id == by.pk:
            raise Refusal("R0.separation", _("不能答复自己的异议。"))
        if not text.strip():
            raise Refusal("R0.reasons", _("请写明答复。"), field="text")
        row.answer, row.is_upheld = text, is_upheld
        row.answered_by, row.answered_at = by, clock.now()
        row.save()
        event = log_event(
            run.matter, "answer_objection", by=by, label=gettext_lazy("答复异议"), article="R5.10",
            comment=text, objection=row,
        )  # fmt: skip
        end_task_of(deadlines.OBJECTION, run.pk, event, objection=row.pk)
        tell(run, [row.raised_by], "answered", event, url=row.line.get_absolute_url())
        raise_version(run)
        return row

    return once(act, Objection, key=key, by=by, what=["answer", objection, is_upheld, text])
