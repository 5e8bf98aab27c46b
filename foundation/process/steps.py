"""The door: nothing else opens a matter or changes a state.

``@step`` declares who may act, from which state, with what checks, by which article, beside the
transition itself. ``open_matter`` and ``carry_out`` keep it: one transaction, the matter locked,
its version still the one the user saw, permission, separation of duties, checks, transition,
append-only event, tasks, outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from django.db.models import QuerySet
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from django_fsm import can_proceed, transition

from foundation import clock
from foundation.articles import Refusal
from foundation.articles.declarations import cite
from foundation.people.delegation import stands_for
from foundation.people.models import User
from foundation.process.events import last_act, log_event, new_event
from foundation.process.holders import Holder
from foundation.process.models import Event, Matter, Task, as_json, open_tasks
from foundation.process.records import Record
from foundation.process.submissions import entered, once
from foundation.process.tasks import close_tasks, kinds_awaiting

log = structlog.get_logger(__name__)
R = TypeVar("R", bound=Record)
Check = Callable[[Any], Iterable[str]]
Text = str | Promise


class Stale(Refusal):
    """Somebody acted between the page being shown and the button being pressed."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is declared beside a transition.

    ``not_by`` names the record's people who may not act (attributes holding a key, such as
    ``drafted_by_id``, or methods returning a set of keys); ``sets`` names the fields the step
    fills, emptied when it is taken back; ``checklist`` what whoever takes it must have ticked off
    (``ticked``, kept with the event).
    """

    name: str
    label: Text
    article: str
    who: Holder
    not_by: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    checklist: Check | None = None
    reason_required: bool = False
    sets: tuple[str, ...] = ()
    can_be_taken_back: bool = False
    style: str = "primary"


def step(
    label: Text,
    *,
    article: str,
    source: Any,
    target: Any,
    who: Holder,
    style: str = "primary",
    **declared: Any,
) -> Callable[[Callable[..., Any]], Any]:
    def declare(method: Callable[..., Any]) -> Any:
        moved = transition(field="state", source=source, target=target)(method)
        moved.step = Step(method.__name__, label, article, who, style=style, **declared)
        cite(article, f"{method.__module__}.{method.__qualname__}")
        return moved

    return declare


def steps_of(model: type[Record]) -> list[Step]:
    """The steps of a record class in the order they are written: the order of a record's life."""
    found = (value.step for value in vars(model).values() if hasattr(value, "step"))
    return list(found)


def possible_steps(record: Record, user: User, tasks: Iterable[Task] | None = None) -> list[Step]:
    """What the user could do now: for the action bar. The door asks again.

    ``tasks``: the open tasks of the record, when they are read already.
    """
    if not user.is_authenticated:
        return []
    tasks = _tasks_of(record, user) if tasks is None else tasks
    possible = []
    for declared in steps_of(type(record)):
        if not can_proceed(getattr(record, declared.name), check_conditions=False):
            continue
        person = _in_whose_name(record, declared, user, tasks)
        if person and not any(is_barred(record, declared, one) for one in (user, person)):
            possible.append(record.declared(declared))
    return possible


def open_matter(
    record: R,
    *,
    by: User,
    article: str,
    label: Text,
    key: str | None = None,
    comment: str = "",
    then: Callable[[R, Event], None] | None = None,
) -> R:
    """Save a new record with its matter, number, first event and whatever ``then`` adds.

    ``key`` is the form's idempotency key: sent again, the same record comes back.
    """

    def act() -> R:
        matter = Matter(
            regulation=record.regulation_number(),
            kind=record._meta.label,
            opened_by=by,
        )
        record.show_on(matter)
        matter.number = record.series.allot(clock.today())
        matter.save()
        record.matter = matter
        record.save(force_insert=True)
        event = new_event(matter, "open", by=by, label=label, article=article, comment=comment)
        event.save(force_insert=True)
        if then:
            then(record, event)
        return record

    return once(act, type(record), key=key, by=by, what=entered(record, comment))


def carry_out(
    record: Record,
    moved: Any,
    *,
    by: User,
    seen: int | None,
    comment: str = "",
    key: str | None = None,
    then: Callable[[Any, Event], None] | None = None,
    **given: Any,
) -> Event:
    """Take one step. ``seen`` is the version the user saw (``None``: a job that just looked).

    Raises ``Stale`` when somebody was quicker, ``Refusal`` when the step is not allowed; both
    leave everything as it was. ``given`` goes to the transition's method, ``then`` adds what
    else the act does, in the same transaction.
    """
    declared = record.declared(moved.step)

    def act() -> Event:
        fresh = lock(record)
        _refuse_stale(fresh, declared, seen)
        principal = allow(fresh, declared, by=by, comment=comment, ticked=given.get("ticked", ()))
        before = fresh.state
        getattr(fresh, declared.name)(by=by, **given)
        fresh.save()
        event = new_event(
            fresh.matter,
            declared.name,
            by=by,
            on_behalf_of=None if principal == by else principal,
            label=declared.label,
            article=declared.article,
            comment=comment,
            from_state=before,
            to_state=fresh.state,
            details={name: as_json(value) for name, value in given.items()},
        )
        event.save(force_insert=True)
        close_tasks(fresh, awaiting=declared.name, by=by, event=event)
        raise_version(fresh)
        if then:
            then(fresh, event)
        record.__dict__.update(fresh.__dict__)
        return event

    what = [record.pk, declared.name, comment, list(given.values())]
    try:
        return once(act, Event, key=key, by=by, what=what)
    except Refusal as refusal:
        log.info("refused", step=declared.name, record=record.pk, by=by.pk, article=refusal.article)
        raise


def allow(
    record: Record, declared: Step, *, by: User, comment: str = "", ticked: Iterable[str] = ()
) -> User:
    """In whose name ``by`` takes the step; ``Refusal`` when they may not, or something is missing."""
    principal = _refuse_stranger(record, declared, by)
    _refuse_conflict(record, declared, by, principal)
    _refuse_missing(record, declared, comment)
    _refuse_unticked(record, declared, ticked)
    return principal


def require(record: Record, moved: Any, *, by: User, seen: int | None = None) -> None:
    """For an act that prepares a step (a draft, an attempt): could ``by`` take the step now?"""
    declared = record.declared(moved.step)
    _refuse_stale(record, declared, record.matter.version if seen is None else seen)
    principal = _refuse_stranger(record, declared, by)
    _refuse_conflict(record, declared, by, principal)


def lock(record: R, *, seen: int | None = None) -> R:
    """The record as it is now, locked with its matter until the transaction ends.

    Both rows alone: after a wait PostgreSQL takes the rows it locks as they are by then, and
    whatever is joined to them as it was before.

    An act that takes no step says here which version was ``seen``: another one raises ``Stale``.
    """
    fresh: R = (
        type(record)
        ._base_manager.select_for_update(of=("self", "matter"))
        .select_related("matter")
        .defer("matter__search_vector", "matter__search_text")
        .get(pk=record.pk)
    )
    if seen is not None and fresh.matter.version != seen:
        raise _stale(fresh)
    _keep_read(record, fresh)
    return fresh


def _keep_read(record: Record, fresh: Record) -> None:
    """While the version is the same, what was read with the record need not be read again."""
    related = record._state.fields_cache
    if "matter" not in related or record.matter.version != fresh.matter.version:
        return
    for field in record._meta.concrete_fields:
        name = field.name
        same = getattr(record, field.attname) == getattr(fresh, field.attname)
        if name in related and name != "matter" and same:
            fresh._state.fields_cache[name] = related[name]
    for name, value in record.__dict__.items():
        fresh.__dict__.setdefault(name, value)


def note(record: Record, name: str, *, by: User, label: Text, article: str, **more: Any) -> Event:
    """An act without a step: its event, and a new version of the locked record."""
    event = log_event(record.matter, name, by=by, label=label, article=article, **more)
    raise_version(record)
    return event


SHOWN = (
    "version", "title", "state", "owner", "department", "customer", "closed_at", "search_text",
)  # fmt: skip


def raise_version(record: Record) -> None:
    """Every act and every edit raises the version and refreshes what the matter shows."""
    next_version(record)
    record.matter.save(update_fields=SHOWN)


def next_version(record: Record) -> None:
    matter = record.matter
    matter.version += 1
    record.show_on(matter)
    if record.is_closed and matter.closed_at is None:
        matter.closed_at = clock.now()
    elif not record.is_closed:
        matter.closed_at = None


def _refuse_stale(record: Record, declared: Step, seen: int | None) -> None:
    movable = can_proceed(getattr(record, declared.name), check_conditions=False)
    if movable and (seen is None or record.matter.version == seen):
        return
    raise _stale(record)


def _stale(record: Record) -> Stale:
    last = last_act(record.matter)
    assert last is not None
    moment = last.at.astimezone(clock.zone())
    return Stale(
        "R0.versions",
        _("%(name)s 已于 %(at)s 办理“%(step)s”，当前状态为“%(state)s”。请查看后再决定。")
        % {
            "name": last.actor.name,
            "at": f"{moment:%Y-%m-%d %H:%M}",
            "step": _(last.label),
            "state": record.state_label(),
        },
    )


def _in_whose_name(
    record: Record, declared: Step, user: User, tasks: Iterable[Task]
) -> User | None:
    """In whose name the user may take the step: their own first, else an absent person's.

    The step's holder may, and whoever one of these tasks that wait for it was handed to; of
    several absent people one who is not barred goes first.
    """
    kinds = kinds_awaiting(record._meta.label, declared.name)

    def is_handed_to(person: User) -> bool:
        return any(task.assignee_id == person.pk and task.kind in kinds for task in tasks)

    barred = None
    for person in stands_for(user, record.matter.regulation):
        # The tasks are read only when the holder is somebody else.
        if declared.who.includes(record, person) or is_handed_to(person):
            if not is_barred(record, declared, person):
                return person
            barred = barred or person
    return barred


def _tasks_of(record: Record, user: User) -> QuerySet[Task]:
    people = stands_for(user, record.matter.regulation)
    return open_tasks(record.matter_id).filter(assignee__in=people)


def _refuse_stranger(record: Record, declared: Step, by: User) -> User:
    tasks: Any = SimpleLazyObject(lambda: _tasks_of(record, by))
    person = _in_whose_name(record, declared, by, tasks)
    if person is None:
        raise Refusal(
            declared.article,
            _("“%(step)s”由%(who)s办理。")
            % {"step": declared.label, "who": declared.who.describe(record)},
        )
    return person


def is_barred(record: Record, declared: Step, user: User) -> bool:
    """Separation of duties: whether the step's ``not_by`` names the user."""
    for name in declared.not_by:
        value = getattr(record, name)
        keys = value() if callable(value) else {value}
        if user.pk in keys:
            return True
    return False


def _refuse_conflict(record: Record, declared: Step, by: User, principal: User) -> None:
    for person in (by, principal):
        if is_barred(record, declared, person):
            raise Refusal(
                "R0.separation",
                _("%(name)s 起草了本事项的内容或为责任人，不能办理“%(step)s”，须由他人办理。")
                % {"name": person.name, "step": declared.label},
            )


def _refuse_missing(record: Record, declared: Step, comment: str) -> None:
    if declared.reason_required and not comment.strip():
        raise Refusal(declared.article, _("请写明理由。"), field="comment")
    missing = [text for check in declared.checks for text in check(record)]
    if missing:
        raise Refusal(
            declared.article,
            _("“%(step)s”前还缺少以下内容。") % {"step": declared.label},
            missing=missing,
        )


def _refuse_unticked(record: Record, declared: Step, ticked: Iterable[str]) -> None:
    items = declared.checklist(record) if declared.checklist else ()
    missing = [item for item in items if item not in ticked]
    if missing:
        raise Refusal(
            declared.article,
            _("“%(step)s”前须逐项核对。") % {"step": declared.label},
            missing=missing,
            field="ticked",
        )
