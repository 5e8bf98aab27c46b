"""Sealing, and opening what is sealed for one reader and a limited time (R4.1.10–12)."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import is_sent, once
from foundation.process.tasks import TaskKind, batch_acts, open_task
from health_forms import deadlines
from health_forms.models import CustomerFile, Opening, Survey

ARTICLE = "R4.1.11"


def seal(survey: Survey, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(survey, Survey.seal, by=by, seen=seen, key=key)


batch_acts[deadlines.SEAL.code] = seal


def ask_to_open(
    survey: Survey, *, by: User, purpose: str, reason: str, seen: int | None = None,
    key: str | None = None,
) -> Opening:  # fmt: skip
    """For oneself, with the reason; the GM decides."""
    if survey.state != Survey.State.SEALED and not is_sent(key, by):
        raise Refusal(ARTICLE, _("只有已封存的表需要申请查阅。"))
    opening = Opening(survey=survey, reader=by, purpose=purpose, reason=reason)
    return _ask(opening, deadlines.OPENING, key=key)


def ask_to_read(
    file: CustomerFile, *, by: User, reason: str, seen: int | None = None, key: str | None = None
) -> Opening:
    """A file for anything but a revisit (R4.2.10)."""
    if not file.may_be_asked_for and not is_sent(key, by):
        raise Refusal("R4.2.10", _("档案表还没有内容，或者已经删除。"))
    opening = Opening(survey=file.survey, reader=by, purpose=Opening.Purpose.FILE, reason=reason)
    return _ask(opening, deadlines.READING, key=key)


def _ask(opening: Opening, kind: TaskKind, *, key: str | None) -> Opening:
    by, label = opening.reader, gettext_lazy("申请查阅")

    def act() -> Opening:
        return open_matter(opening, by=by, article=kind.article, label=label, then=then)

    def then(opening: Opening, event: Event) -> None:
        open_task(kind, opening, event=event)
        log_event(
            opening.about.matter, "ask_to_open", by=by, label=label, article=kind.article,
            opening=opening,
        )  # fmt: skip

    what = ["ask_to_open", opening.survey_id, opening.purpose, opening.reason]
    try:
        return once(act, Opening, key=key, by=by, what=what)
    except IntegrityError:
        message = _("您对它的申请还在等待批准。")
        raise Refusal(kind.article, message, field="reason") from None


def approve_opening(
    opening: Opening, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    def then(opening: Opening, event: Event) -> None:
        log_event(
            opening.about.matter, "opened", by=by, label=gettext_lazy("批准查阅"),
            article=event.article, reader=opening.reader, until=opening.opens_until,
        )  # fmt: skip
        _tell(opening, event)

    return carry_out(
        opening, Opening.approve, by=by, comment=comment, seen=seen, key=key, then=then
    )


def refuse_opening(
    opening: Opening, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(opening, Opening.refuse, by=by, comment=reason, seen=seen, key=key, then=_tell)


def end_opening(opening: Opening, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(opening, Opening.end, by=by, seen=seen, key=key)


def _tell(opening: Opening, event: Event) -> None:
    survey = opening.about.matter.number
    tell(opening, [opening.reader], "opening_decided", event, survey=survey)
