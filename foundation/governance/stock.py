"""The list of a handover: what the system knows the leaver holds, and what people write in."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.articles import Refusal
from foundation.governance.holdings import all_held, holdings
from foundation.governance.models import Handover, HandoverItem
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from foundation.process.events import log_event
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once

RULE = "R0.handover"
Outcome = HandoverItem.Outcome


def take_stock(handover: Handover) -> None:
    """Bring the list up to date with what the leaver holds now; called again it changes nothing."""
    held = {(kind.code, one.key): one for kind, one in all_held(handover.leaver)}
    known = {(item.holding, item.key): item for item in handover.items.exclude(holding="")}
    HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=handover, holding=code, key=key, label=one.label[:300], url=one.url[:200]
        )
        for (code, key), one in held.items()
        if (code, key) not in known
    )
    gone = [
        item.pk
        for name, item in known.items()
        if name not in held and item.outcome == Outcome.PENDING
    ]
    HandoverItem.objects.filter(pk__in=gone).delete()


def may_list(handover: Handover, user: User) -> bool:
    """Who may write on the list while stock is taken."""
    own = user.pk in (handover.leaver_id, handover.successor_id)
    return handover.state == Handover.State.TAKING_STOCK and (own or acts_as(user, ADMIN_HR))


def can_be_missing(item: HandoverItem) -> bool:
    kind = holdings().get(item.holding)
    return not item.holding or (kind is not None and kind.can_be_missing)


def add_thing(
    handover: Handover, *, by: User, label: str, seen: int | None = None, key: str | None = None
) -> HandoverItem:
    """A thing the system does not know of: keys, a seal, a computer, paper files."""

    def act() -> HandoverItem:
        fresh = _open(handover, by, seen)
        if not label.strip():
            raise Refusal(RULE, _("请写明物品或资料的名称。"), field="label")
        item = HandoverItem.objects.create(
            handover=fresh, key=uuid.uuid4().hex, label=label.strip()[:300], recorded_by=by
        )
        log_event(
            fresh.matter, "add_thing", by=by, label=gettext_lazy("登记交接物品"), article=RULE,
            comment=item.label,
        )  # fmt: skip
        raise_version(fresh)
        return item

    return once(act, HandoverItem, key=key, by=by, what=["add_thing", handover, label])


def record_missing(
    item: HandoverItem, *, by: User, reason: str, seen: int | None = None, key: str | None = None
) -> HandoverItem:
    """It cannot be produced; the GM is asked before the handover is complete."""

    def act() -> HandoverItem:
        fresh = _open(item.handover, by, seen)
        if not can_be_missing(item):
            raise Refusal(RULE, _("系统中的事项随交接自动转移，不能登记为缺失。"))
        if not reason.strip():
            raise Refusal(RULE, _("请写明缺失的原因。"), field="reason")
        HandoverItem.objects.filter(pk=item.pk).update(
            outcome=Outcome.MISSING, missing_reason=reason.strip()[:300], recorded_by=by
        )
        log_event(
            fresh.matter, "record_missing", by=by, label=gettext_lazy("登记缺失"), article=RULE,
            comment=f"{item.label}：{reason}",
        )  # fmt: skip
        raise_version(fresh)
        return item

    return once(act, HandoverItem, key=key, by=by, what=["missing", item, reason])


def found_again(
    item: HandoverItem, *, by: User, seen: int | None = None, key: str | None = None
) -> HandoverItem:
    def act() -> HandoverItem:
        fresh = _open(item.handover, by, seen)
        HandoverItem.objects.filter(pk=item.pk).update(
            outcome=Outcome.PENDING, missing_reason="", recorded_by=by
        )
        log_event(
            fresh.matter, "found_again", by=by, label=gettext_lazy("已找到"), article=RULE,
            comment=item.label,
        )  # fmt: skip
        raise_version(fresh)
        return item

    return once(act, HandoverItem, key=key, by=by, what=["found", item])


def _open(handover: Handover, by: User, seen: int | None) -> Handover:
    fresh = lock(handover, seen=seen)
    if not may_list(fresh, by):
        raise Refusal(RULE, _("交接清单现在不由您登记。"))
    return fresh
