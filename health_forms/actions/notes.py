"""The representative's notebook (R4.1.9)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.holders import only
from foundation.process.submissions import once
from health_forms import ciphers, holders
from health_forms.models import Note, Survey


def write_note(
    survey: Survey, *, by: User, text: str, seen: int | None = None, key: str | None = None
) -> Note:
    """Encrypted like the answers; only the representative reads it. Nothing is overwritten, so it
    needs no version."""

    def act() -> Note:
        only(holders.REPRESENTATIVE, survey, by, "R4.1.9")
        if survey.state == Survey.State.ERASED:
            raise Refusal("R4.1.9", _("本人已撤回同意。"))
        return Note.objects.create(
            survey=survey, by=by, text=ciphers.encrypt(survey.person.key, text)
        )

    return once(act, Note, key=key, by=by, what=["write_note", survey, ciphers.mark(text)])
