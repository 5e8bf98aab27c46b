"""A person leaves: not while anything is held; the account closes the day after the last day."""

from __future__ import annotations

from datetime import date

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.governance.ground_holdings import takers
from foundation.governance.holdings import Move, all_held, holdings
from foundation.governance.models import Handover, HandoverItem
from foundation.people.models import RoleGrant, User

log = structlog.get_logger(__name__)
RULE = "R0.handover"


def still_held(person: User) -> list[str]:
    """What stands in the way of leaving, in words; what the GM accepted as missing does not."""
    accepted = set(
        HandoverItem.objects.filter(
            handover__leaver=person,
            handover__state=Handover.State.COMPLETED,
            outcome=HandoverItem.Outcome.MISSING,
        ).values_list("holding", "key")
    )
    return [
        f"{kind.label}：{held.label}"
        for kind, held in all_held(person)
        if (kind.code, held.key) not in accepted
    ]


@transaction.atomic
def leave(person: User, *, on: date) -> None:
    """The only way a leave date is set. Roles end with the last day."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    held = still_held(locked)
    if held:
        raise Refusal(
            RULE, _("%(name)s 名下还有未交接的事项，不能离职。") % {"name": person}, missing=held
        )
    locked.left_on = on
    locked.is_active = locked.is_active and on >= clock.today()
    locked.save(update_fields=["left_on", "is_active"])
    RoleGrant.objects.filter(Q(until_on=None) | Q(until_on__gt=on), user=locked).update(until_on=on)
    person.left_on, person.is_active = locked.left_on, locked.is_active


def move_everything(handover: Handover, *, by: User) -> None:
    """All that the leaver holds passes to the successor, in the caller's transaction."""
    working = takers(handover.leaver, handover.successor)
    missing = handover.items.filter(outcome=HandoverItem.Outcome.MISSING)
    keys = list(missing.values_list("holding", "key"))
    for kind in holdings().values():
        kind.transfer(
            Move(
                leaver=handover.leaver,
                successor=working[0] if working else handover.successor,
                by=by,
                handover=handover,
                missing=frozenset(key for code, key in keys if code == kind.code),
            )
        )


def close_accounts() -> int:
    """Accounts whose last day is over; what reached the leaver meanwhile follows the handover."""
    closed = 0
    over = User.objects.filter(left_on__lt=clock.today(), is_active=True)
    for person in over.filter(account=User.Account.PERSON).order_by("pk"):
        with transaction.atomic():
            handover = (
                Handover.objects.filter(leaver=person, state=Handover.State.COMPLETED)
                .select_related("matter", "leaver", "successor")
                .order_by("-pk")
                .first()
            )
            try:
                if handover is not None:
                    move_everything(handover, by=User.objects.system())
            except Refusal as refusal:  # nobody may take a task: the account closes all the same
                log.error("left with something held", person=person.pk, held=refusal.missing)
            closed += User.objects.filter(pk=person.pk, is_active=True).update(is_active=False)
    return closed
