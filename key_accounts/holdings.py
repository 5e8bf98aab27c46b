"""What of the key accounts is in one person's hands: files led, team seats, projects, proposals."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.governance.holdings import Held, Holding, Move
from foundation.people.models import User
from foundation.process.events import log_on_all
from foundation.process.models import Matter
from key_accounts.models import Account, Member, Objective, Programme, Proposal, Referral

LABEL = gettext_lazy("大客户档案、团队和项目")


def _matters(person: User) -> Any:
    """In one statement, since handovers ask it of every kind there is."""
    rows: Any = [
        Account.objects.filter(lead=person).values("pk"),
        Member.objects.filter(person=person, until=None).values("account"),
        Objective.objects.filter(owner=person, done_at=None).values("account"),
        Referral.objects.filter(to=person, contact=None).values("account"),
        Programme.objects.filter(owner_person=person).values("pk"),
        Proposal.objects.filter(follower=person).values("pk"),
    ]
    first, *others = rows
    keys = first.union(*others, all=True)
    return Matter.objects.filter(Q(pk__in=keys), closed_at=None).order_by("pk")


def _held(person: User) -> list[Held]:
    return [
        Held(str(matter.pk), f"{matter.number} {matter.title}", matter.get_absolute_url())
        for matter in _matters(person)
    ]


def _pass_on(move: Move) -> None:
    locked = list(_matters(move.leaver).select_for_update(of=("self",)).only("pk"))
    if not locked:
        return
    log_on_all(
        locked, "hand_over", by=move.by, label=LABEL, article="R0.handover", comment=move.comment,
        details={"to": move.successor.pk},
    )  # fmt: skip
    moved = Matter.objects.filter(pk__in=[matter.pk for matter in locked])
    moved.update(version=F("version") + 1)
    moved.filter(owner=move.leaver).update(owner=move.successor)
    leaver, successor = move.leaver, move.successor
    kept = {"matter__in": locked}
    Account.objects.filter(lead=leaver, **kept).update(lead=successor)
    Programme.objects.filter(owner_person=leaver, **kept).update(owner_person=successor)
    Proposal.objects.filter(follower=leaver, **kept).update(follower=successor)
    Objective.objects.filter(owner=leaver, done_at=None).update(owner=successor)
    Referral.objects.filter(to=leaver, contact=None).update(to=successor)
    _pass_seats(move)


def _pass_seats(move: Move) -> None:
    """Who is of a team already, or leads it, takes no second seat."""
    standing = Member.objects.filter(until=None)
    taken = Q(account__in=standing.filter(person=move.successor).values("account"))
    taken |= Q(account__lead=move.successor)
    seats = standing.filter(person=move.leaver)
    seats.filter(taken).update(until=clock.today())
    seats.filter(until=None).update(person=move.successor)


HELD = Holding("key_accounts.held", LABEL, _held, _pass_on)
