"""Place and time of a visit, only by consent, taken back at any time, deleted after a while."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.steps import lock, note
from foundation.process.submissions import once
from visits import policies
from visits.models import CheckIn, Visit

ARTICLE = "R7.3.4.1"


def check_in(
    visit: Visit, *, by: User, agreed: bool, latitude: Decimal | None = None,
    longitude: Decimal | None = None, accuracy: int | None = None, seen: int | None = None,
    key: str | None = None,
) -> Event:  # fmt: skip
    """The event says that, not where."""

    def act() -> Event:
        fresh = lock(visit, seen=seen)
        _only_oneself(fresh, by)
        if not agreed:
            raise Refusal(ARTICLE, _("没有同意就不记录签到。"), field="agreed")
        if fresh.state == Visit.State.VOID:
            raise Refusal(ARTICLE, _("这次拜访已经作废。"))
        if not fresh.began_on <= clock.today() <= fresh.ended_on:
            raise Refusal(ARTICLE, _("只能在拜访当天签到。"))
        has_place = latitude is not None and longitude is not None
        CheckIn.objects.create(
            visit=fresh, person=by, latitude=latitude if has_place else None,
            longitude=longitude if has_place else None, accuracy=accuracy if has_place else None,
        )  # fmt: skip
        label = gettext_lazy("签到")
        return note(fresh, "check_in", by=by, label=label, article=ARTICLE)

    return once(act, Event, key=key, by=by, what=["check_in", visit, agreed])


def erase_check_ins(
    visit: Visit, *, by: User, seen: int | None = None, key: str | None = None
) -> Event:
    """The consent is taken back: all of the visit's go at once."""

    def act() -> Event:
        fresh = lock(visit, seen=seen)
        _only_oneself(fresh, by)
        fresh.check_ins.all().delete()
        label = gettext_lazy("撤回同意并删除签到")
        return note(fresh, "erase_check_ins", by=by, label=label, article=ARTICLE)

    return once(act, Event, key=key, by=by, what=["erase_check_ins", visit])


def delete_old_check_ins() -> int:
    """Daily: those whose time is over."""
    before = clock.now() - timedelta(days=policies.CHECK_IN_DAYS.value())
    gone, __ = CheckIn.objects.filter(at__lt=before).delete()
    return gone


def _only_oneself(visit: Visit, by: User) -> None:
    """Not even who stands in: it is about where a person is."""
    if by.pk != visit.person_id:
        raise Refusal("R0.roles", _("只有拜访人本人可以签到。"))
