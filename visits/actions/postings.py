"""Who sells in which position: the quota and the plan follow from it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.process.submissions import once
from visits.models import Posting
from visits.roles import SALES_HEAD
from visits.scope import REGULATION


def set_posting(
    *, by: User, person: User, position: str, since: date, key: str | None = None
) -> Posting:
    """The person's position from that day on; the same day again corrects it (R7.2.3)."""

    def act() -> Posting:
        if not acts_as(by, SALES_HEAD, REGULATION):
            raise Refusal("R7.2.3", _("由%(who)s办理。") % {"who": SALES_HEAD.label})
        if person.pk == by.pk:
            raise Refusal("R0.separation", _("本人的岗位须由他人登记。"), field="person")
        row: Posting
        row, __ = Posting.objects.update_or_create(
            person=person,
            since=since,
            defaults={"position": position, "set_by": by, "set_at": clock.now()},
        )
        return row

    what = ["set_posting", person, position, since]
    return once(act, Posting, key=key, by=by, what=what)
