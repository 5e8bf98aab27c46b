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
from foundation.process.submissions import once
from foundation.process.tasks import batch_acts, open_task
from health_forms import deadlines
from health_forms.models import Opening, Survey

ARTICLE = "R4.1.11"


def seal(survey: Survey, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(survey, Survey.seal, by=by, seen=seen, key=key)


batch_acts[deadlines.SEAL.code] = seal


def ask_to_open(
    survey: Survey, *, by: User, purpose: str, reason: str, seen: int | None = None,
    key: str | None = None,
) -> Opening:  # fmt: skip
    """For oneself, with the reason; the GM decides."""

    def act() -> Opening:
        if survey.state != Survey.State.SEALED:
            raise Refusal(ARTICLE, _("只有已封存的表需要申请查阅。"))
        opening = Opening(survey=survey, reader=by, purpose=purpose, reason=reason)
        return open_matter(
            opening, by=by, article=ARTICLE, label=gettext_lazy("申请查阅"), then=then
        )

    def then(opening: Opening, event: Event) -> None:
        open_task(deadlines.OPENING, opening, event=event)
        log_event(
            survey.matter, "ask_to_open", by=by, label=gettext_lazy("申请查阅"), article=ARTICLE,
            opening=opening,
        )  # fmt: skip

    try:
        return once(act, Opening, key=key, by=by, what=["ask_to_open", survey, purpose, reason])
    except IntegrityError:
        raise Refusal(ARTICLE, _("您对这份表的申请还在等待批准。"), field="reason") from None


def approve_opening(
    opening: Opening, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    def then(opening: Opening, event: Event) -> None:
        log_event(
            opening.survey.matter, "opened", by=by, label=gettext_lazy("批准查阅"), article=ARTICLE,
            reader=opening.reader, until=opening.opens_until,
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
    survey = opening.survey.matter.number
    tell(opening, [opening.reader], "opening_decided", event, survey=survey)
