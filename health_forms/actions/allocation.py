"""Forms go to representatives: proposed by the principles, decided by the manager (R4.1.7–8)."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import in_force, only_as, stands_for
from foundation.people.models import User
from foundation.people.roles import holds, with_seats
from foundation.process.batches import carry_out_all, lock_all, open_tasks, write_columns
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.models import open_tasks as open_tasks_of
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from health_forms import deadlines, holders, policies
from health_forms.actions.revisits import hand_to
from health_forms.efficiency import conversions, on_time_rates
from health_forms.models import Allotment, CustomerFile, Revisit, Survey, Territory
from health_forms.proposing import Candidate, Proposer, Sheet
from health_forms.roles import COLLECTORS, MANAGER, REPRESENTATIVE
from health_forms.scope import REGULATION, of_places

ARTICLE = "R4.1.8"
State = Survey.State


def of_manager(user: User) -> Q:
    """Handed-in forms of the departments whose manager the user is, or stands in for."""
    places = Q(pk=None)
    for person in stands_for(user, REGULATION):
        places |= of_places(person, MANAGER)
    return places & Q(state=State.HANDED_IN)


def ready(user: User) -> QuerySet[Survey]:
    """Those with a proposal to somebody who is still there."""
    waiting: QuerySet[Survey] = Survey.objects.filter(of_manager(user))
    return waiting.filter(proposed_to__in=User.objects.working())


def propose_all(*, by: User, key: str | None = None) -> User:
    """A proposal for every form that waits; what the manager chose by hand stays."""

    def act() -> User:
        only_as(by, MANAGER, article="R4.1.7")
        waiting = Survey.objects.filter(of_manager(by)).exclude(principle="manager")
        surveys = lock_all(waiting, "person")
        away = _long_away()
        keepers = _keepers(surveys, away)
        sheets = [Sheet(one.pk, one.person.district, keepers.get(one.pk)) for one in surveys]
        proposer = Proposer(
            candidates(away), share=policies.NEWCOMER_SHARE.value(), cap=policies.LOAD_CAP.value(),
            weights=policies.WEIGHTS.value(),
        )  # fmt: skip
        found = proposer.propose(sheets)
        for survey in surveys:
            survey.proposed_to_id, survey.principle = found.get(survey.pk, (None, ""))
        write_columns(surveys, ("proposed_to", "principle"))
        return by

    return once(act, User, key=key, by=by, what=["propose_all"])


def candidates(away: dict[int, bool]) -> list[Candidate]:
    """Everybody who follows up today, with what speaks for them."""
    today = clock.today()
    granted = User.objects.working().filter(grants__group__name=REPRESENTATIVE.code).distinct()
    people = with_seats(granted).order_by("employee_number")
    cared_for = Survey.objects.in_care().order_by().values_list("allocated_to")
    loads = dict(cared_for.annotate(count=Count("pk")))
    districts = dict(Territory.objects.values_list("person", "district"))
    since = today - timedelta(days=policies.NEWCOMER_DAYS.value())
    days = policies.HISTORY_DAYS.value()
    on_time = on_time_rates(today=today, days=days)
    conversion = conversions(today=today, days=days)
    return [
        Candidate(
            one.pk, one.employee_number, districts.get(one.pk, ""),
            is_new=bool(one.hired_on and one.hired_on > since), is_away=one.pk in away,
            load=loads.get(one.pk, 0), on_time=on_time.get(one.pk),
            conversion=conversion.get(one.pk),
        )
        for one in people
        if holds(one, REPRESENTATIVE)
    ]  # fmt: skip


def _long_away() -> dict[int, bool]:
    """Who is away today; true: for longer than a collector keeps their forms."""
    longest = policies.LEAVE_DAYS.value()
    rows = in_force().values_list("delegator", "starts_on", "ends_on")
    return {person: (last - first).days + 1 > longest for person, first, last in rows}


def _keepers(surveys: list[Survey], away: dict[int, bool]) -> dict[int, int]:
    """Form -> who collected the person's first one, unless they have left or are long on leave."""
    of_persons = Survey.objects.filter(person__in={one.person_id for one in surveys})
    first = of_persons.order_by("person", "filled_at", "pk").distinct("person")
    collectors = dict(first.values_list("person", "collector"))
    working = User.objects.working().filter(pk__in=set(collectors.values()))
    keep = {pk for pk in working.values_list("pk", flat=True) if not away.get(pk)}
    return {
        one.pk: collectors[one.person_id]
        for one in surveys
        if collectors[one.person_id] in keep
    }  # fmt: skip


def change_proposal(
    survey: Survey, *, by: User, to: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Another representative, by the manager's own principle, which is named (R4.1.8)."""

    def act() -> Event:
        fresh = lock(survey, seen=seen)
        only(holders.SALES_MANAGER, fresh, by, ARTICLE)
        if fresh.state != State.HANDED_IN:
            raise Refusal(ARTICLE, _("这份表已经分配。"))
        _follows_up(to)
        fresh.proposed_to, fresh.principle = to, Survey.Principle.MANAGER
        fresh.principle_note = reason
        fresh.save(update_fields=["proposed_to", "principle", "principle_note"])
        event = log_event(
            fresh.matter, "change_proposal", by=by, label=gettext_lazy("更改分配建议"),
            article=ARTICLE, comment=reason, to=to,
        )  # fmt: skip
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["change_proposal", survey, to, reason])


def allocate_all(*, by: User, key: str | None = None) -> Allotment:
    """Every form with a proposal, in one transaction: a form another manager took is left out."""

    def act() -> Allotment:
        only_as(by, MANAGER, article="R4.1.7")
        surveys = lock_all(ready(by), "person")
        prefetch_related_objects(surveys, "department", "proposed_to")
        if not surveys:
            raise Refusal(ARTICLE, _("没有可以分配的表：请先生成分配建议。"))
        events = carry_out_all(surveys, Survey.allocate, by=by)
        open_tasks(deadlines.SEAL, surveys, events)
        return Allotment.objects.create(by=by, count=len(surveys))

    return once(act, Allotment, key=key, by=by, what=["allocate_all"])


def reallocate(
    survey: Survey, *, by: User, to: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Somebody else goes on: neither notebook nor file are the former one's any longer."""

    def act() -> Event:
        fresh = lock(survey, seen=seen)
        only(holders.SALES_MANAGER, fresh, by, ARTICLE)
        if fresh.state not in (State.ALLOCATED, State.SEALED):
            raise Refusal(ARTICLE, _("这份表还没有分配。"))
        _follows_up(to)
        _move_file(fresh, by=by, to=to, reason=reason)
        fresh.allocated_to, fresh.allocated_at = to, clock.now()
        fresh.principle, fresh.principle_note = Survey.Principle.MANAGER, reason
        fresh.save(update_fields=["allocated_to", "allocated_at", "principle", "principle_note"])
        event = log_event(
            fresh.matter, "reallocate", by=by, label=gettext_lazy("改分配"), article=ARTICLE,
            comment=reason, to=to,
        )  # fmt: skip
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["reallocate", survey, to, reason])


def _move_file(survey: Survey, *, by: User, to: User, reason: str) -> None:
    """With what is open of it: writing, handing in, visits with their dates."""
    file = CustomerFile.objects.for_act().filter(survey=survey).first()
    if file is None or file.state in CustomerFile.closed_states:
        return
    fresh = lock(file)
    if fresh.checkouts.filter(given_back_at=None).exists():
        raise Refusal("R4.2.9", _("档案表已被调用，须先归还。"))
    open_tasks_of(fresh.pk).filter(assignee=fresh.rep_id).update(assignee=to)
    fresh.rep = to
    fresh.save(update_fields=["rep"])
    hand_to(fresh, Revisit.Who.REP, to)
    log_event(
        fresh.matter, "reallocate", by=by, label=gettext_lazy("改分配"), article="R4.2.7",
        comment=reason, to=to,
    )  # fmt: skip
    raise_version(fresh)


def set_territory(*, by: User, person: User, district: str, key: str | None = None) -> Territory:
    """The district that somebody looks after; said again it is corrected."""

    def act() -> Territory:
        only_as(by, MANAGER, article="R4.1.7")
        _follows_up(person, "person")
        row: Territory
        row, __ = Territory.objects.update_or_create(
            person=person,
            defaults={"district": district, "set_by": by, "set_at": clock.now()},
        )
        return row

    return once(act, Territory, key=key, by=by, what=["set_territory", person, district])


def _follows_up(person: User, field: str = "to") -> None:
    if not person.is_working or not any(holds(person, role) for role in COLLECTORS):
        message = _("%(name)s 不是在职的满意代表或销售主管。")
        raise Refusal(ARTICLE, message % {"name": person.name}, field=field)
