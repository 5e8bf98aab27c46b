"""Who decides for whom while somebody is away: chains are resolved, loops refused.

``stands_for`` is what a regulation's ``visible_to`` asks, ``acts_as`` what a gate of a role asks;
the door, the inbox and the sweep ask ``standing`` in the same words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject
from django.dispatch import Signal
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.articles.declarations import number_in
from foundation.people.models import Delegation, Department, User
from foundation.people.roles import Role, holds, with_seats

RULE = "R0.delegation"
# The foundation's own matters (policies, handovers): only general delegations reach them.
OWN = 0

# Sent within the act's transaction: ``delegation``, ``what`` (asked, accepted, declined, ended)
# and ``to``, the other party.
news = Signal()


def in_force(on: date | None = None) -> QuerySet[Delegation]:
    day = on or clock.today()
    return Delegation.objects.filter(
        starts_on__lte=day, ends_on__gte=day, accepted_at__isnull=False, ended_at=None
    )


def rows_in_force() -> QuerySet[Delegation, dict[str, Any]]:
    """Those of today as JSON, one a row, oldest first."""
    facts = JSONObject(
        delegator="delegator_id", substitute="substitute_id", regulation="regulation"
    )
    return in_force().order_by("pk").values_list(facts, flat=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """Today's substitutes, each at the end of a chain.

    ``chains`` is regulation -> absent person -> substitute, for each regulation somebody was named
    for (a substitute named for it goes before a general one); ``None`` stands for all others.
    """

    chains: dict[int | None, dict[int, int]]

    @classmethod
    def of(cls, rows: list[dict[str, Any]]) -> "Standing":
        named = {row["regulation"] for row in rows} | {None}
        return cls({regulation: _chain_ends(_pairs(rows, regulation)) for regulation in named})

    def named(self) -> list[int]:
        """The regulations with substitutes of their own."""
        return [regulation for regulation in self.chains if regulation is not None]

    def absent(self, substitute: int) -> dict[int | None, list[int]]:
        """Whom a person stands in for, by regulation."""
        return {
            regulation: [
                person for person, end in ends.items() if end == substitute and person != end
            ]
            for regulation, ends in self.chains.items()
        }


def _pairs(rows: list[dict[str, Any]], regulation: int | None) -> dict[int, int]:
    general = [row for row in rows if row["regulation"] is None]
    special = [row for row in rows if regulation is not None and row["regulation"] == regulation]
    return {row["delegator"]: row["substitute"] for row in [*general, *special]}


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


def standing() -> Standing:
    """For set-wise SQL, which knows no person of a page."""
    return Standing.of(list(rows_in_force()))


def absent_people(user: User) -> dict[int | None, list[User]]:
    """Whom the user stands in for today, by regulation (``None``: all not named), with their
    seats; kept on the user object, whose page brings the rows."""
    kept: dict[int | None, list[User]] | None = user.__dict__.get("_absent_people")
    if kept is None:
        rows = getattr(user, "delegations_in_force", None)
        keys = Standing.of(list(rows_in_force()) if rows is None else rows).absent(user.pk)
        wanted = {key for some in keys.values() for key in some}
        found = with_seats(User.objects.filter(pk__in=wanted)).in_bulk() if wanted else {}
        kept = {regulation: [found[key] for key in some] for regulation, some in keys.items()}
        user.__dict__["_absent_people"] = kept
    return kept


def stands_for(user: User, regulation: int) -> list[User]:
    """The user, and after them the people whose approvals under a regulation they decide today."""
    absent = absent_people(user)
    return [user, *absent[regulation if regulation in absent else None]]


def alike(user: User, regulations: Iterable[int]) -> list[list[int]]:
    """The regulations by whom the user stands in for in them: mostly one group. A scope over
    several regulations asks each group once."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for regulation in sorted(set(regulations)):
        people = tuple(person.pk for person in stands_for(user, regulation))
        groups.setdefault(people, []).append(regulation)
    return list(groups.values())


def acts_as(
    user: User, role: Role, regulation: int = OWN, department: Department | None = None
) -> bool:
    """Whether the user holds the role, or stands in for somebody who does."""
    return any(holds(person, role, department) for person in stands_for(user, regulation))


def only_as(by: User, *roles: Role, article: str) -> None:
    """For acts that no step guards: ``Refusal`` by the article tells in which role one may."""
    if not any(acts_as(by, role, number_in(article)) for role in roles):
        names = "、".join(str(role) for role in roles)
        raise Refusal(article, _("由%(who)s办理。") % {"who": names})


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
    asked, is_new = Delegation.objects.get_or_create(
        delegator=by,
        substitute=substitute,
        starts_on=starts_on,
        ends_on=ends_on,
        regulation=regulation,
        declined_at=None,
        ended_at=None,
        defaults={"reason": reason},
    )
    if is_new:
        _tell(asked, "asked", to=substitute)
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
        _tell(locked, "accepted", to=locked.delegator)


@transaction.atomic
def decline(delegation: Delegation, *, by: User) -> None:
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    _only(by, locked.substitute_id, _("只有代理人本人可以谢绝委托。"))
    if locked.accepted_at is None and locked.declined_at is None:
        locked.declined_at = clock.now()
        locked.save(update_fields=["declined_at"])
        _tell(locked, "declined", to=locked.delegator)


@transaction.atomic
def end(delegation: Delegation, *, by: User) -> None:
    """Take the delegation back early; the tasks are the delegator's again at once."""
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    _only(by, locked.delegator_id, _("只有委托人本人可以收回委托。"))
    if locked.ended_at is None:
        _end(locked, to=locked.substitute)


@transaction.atomic
def end_all_of(person: User) -> None:
    """Nobody stands in for who leaves, and they for nobody; a new one needs its own consent."""
    running = running_of(person).order_by("pk").select_for_update(of=("self",))
    for delegation in running.select_related("delegator", "substitute"):
        other = {delegation.delegator, delegation.substitute} - {person}
        _end(delegation, to=other.pop())


def running_of(person: User) -> QuerySet[Delegation]:
    """Given or taken, asked for or accepted, and not over."""
    return Delegation.objects.filter(
        Q(delegator=person) | Q(substitute=person),
        ended_at=None,
        declined_at=None,
        ends_on__gte=clock.today(),
    )


def _end(locked: Delegation, *, to: User) -> None:
    locked.ended_at = clock.now()
    locked.save(update_fields=["ended_at"])
    _tell(locked, "ended", to=to)


def _tell(delegation: Delegation, what: str, *, to: User) -> None:
    news.send(Delegation, delegation=delegation, what=what, to=to)


def _only(by: User, person_id: int, message: str) -> None:
    if by.pk != person_id:
        raise Refusal(RULE, message)
