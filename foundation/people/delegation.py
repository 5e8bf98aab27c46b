"""Who decides for whom while somebody is away: chains are resolved, loops refused."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import Delegation, User

RULE = "R0.delegation"


def in_force(on: date | None = None) -> QuerySet[Delegation]:
    day = on or clock.today()
    return Delegation.objects.filter(
        starts_on__lte=day, ends_on__gte=day, accepted_at__isnull=False, ended_at=None
    )


def _chain_ends(pairs: dict[int, int]) -> dict[int, int]:
    """Delegator -> the last substitute of the chain that begins there."""
    ends = {}
    for delegator in pairs:
        person, seen = delegator, set()
        while person in pairs and person not in seen:
            seen.add(person)
            person = pairs[person]
        ends[delegator] = person
    return ends


def _pairs(chosen: list[Delegation], regulation: int | None) -> dict[int, int]:
    """One substitute per delegator; one named for the regulation goes before a general one."""
    general = [one for one in chosen if one.regulation is None]
    special = [one for one in chosen if regulation is not None and one.regulation == regulation]
    return {one.delegator_id: one.substitute_id for one in [*general, *special]}


def acting_for(user: User, regulation: int | None = None) -> set[int]:
    """Ids of the people whose approvals the user may decide today (themselves not included)."""
    kept: dict[int | None, set[int]] = user.__dict__.setdefault("_acting_for", {})
    if regulation not in kept:
        if "_delegations" not in user.__dict__:
            # Of the person of a page it is known already whether there are any.
            some = getattr(user, "somebody_delegates", True)
            user.__dict__["_delegations"] = list(in_force().order_by("pk")) if some else []
        ends = _chain_ends(_pairs(user.__dict__["_delegations"], regulation))
        kept[regulation] = {
            delegator for delegator, end in ends.items() if end == user.pk and delegator != user.pk
        }
    return kept[regulation]


def substitutes() -> tuple[list[int], list[int]]:
    """Absent people and, in the same order, who stands in for them today: for set-wise SQL."""
    ends = _chain_ends(_pairs(list(in_force().order_by("pk")), None))
    return list(ends), list(ends.values())


@transaction.atomic
def delegate(
    *,
    by: User,
    substitute: User,
    starts_on: date,
    ends_on: date,
    regulation: int | None = None,
    reason: str = "",
) -> Delegation:
    """Ask ``substitute`` to decide for ``by``; it starts only when they accept.

    Asked again for the same, it is the request already made.
    """
    if substitute == by:
        raise Refusal(RULE, _("不能委托给自己。"), field="substitute")
    if ends_on < starts_on:
        raise Refusal(RULE, _("结束日期早于开始日期。"), field="ends_on")
    if ends_on < clock.today():
        raise Refusal(RULE, _("委托期间已经过去。"), field="ends_on")
    User.objects.select_for_update(of=("self",)).only("pk").get(pk=by.pk)
    _refuse_loop(by, substitute, starts_on, ends_on)
    asked, __ = Delegation.objects.get_or_create(
        delegator=by,
        substitute=substitute,
        starts_on=starts_on,
        ends_on=ends_on,
        regulation=regulation,
        declined_at=None,
        ended_at=None,
        defaults={"reason": reason},
    )
    return asked


def _refuse_loop(by: User, substitute: User, starts_on: date, ends_on: date) -> None:
    overlapping = Delegation.objects.filter(
        Q(declined_at=None) & Q(ended_at=None), starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    pairs: dict[int, set[int]] = {}
    for delegation in overlapping:
        pairs.setdefault(delegation.delegator_id, set()).add(delegation.substitute_id)
    reached, frontier = set(), {substitute.pk}
    while frontier:
        reached |= frontier
        frontier = {end for start in frontier for end in pairs.get(start, ())} - reached
    if by.pk in reached:
        raise Refusal(
            RULE,
            _("%(name)s 在此期间已（间接）委托给您，不能互相委托。") % {"name": substitute},
            field="substitute",
        )


@transaction.atomic
def accept(delegation: Delegation, *, by: User) -> None:
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    _only(by, locked.substitute_id, _("只有代理人本人可以接受委托。"))
    if locked.ended_at or locked.declined_at:
        raise Refusal(RULE, _("该委托已经收回或谢绝。"))
    if locked.accepted_at is None:
        _refuse_loop(locked.delegator, locked.substitute, locked.starts_on, locked.ends_on)
        locked.accepted_at = clock.now()
        locked.save(update_fields=["accepted_at"])


@transaction.atomic
def decline(delegation: Delegation, *, by: User) -> None:
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    _only(by, locked.substitute_id, _("只有代理人本人可以谢绝委托。"))
    if locked.accepted_at is None and locked.declined_at is None:
        locked.declined_at = clock.now()
        locked.save(update_fields=["declined_at"])


@transaction.atomic
def end(delegation: Delegation, *, by: User) -> None:
    """Take the delegation back early; the tasks are the delegator's again at once."""
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    _only(by, locked.delegator_id, _("只有委托人本人可以收回委托。"))
    if locked.ended_at is None:
        locked.ended_at = clock.now()
        locked.save(update_fields=["ended_at"])


def _only(by: User, person_id: int, message: str) -> None:
    if by.pk != person_id:
        raise Refusal(RULE, message)
