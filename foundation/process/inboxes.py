"""In whose inbox a task lies: asked from the person's side and from the task's.

It lies with its assignee or with all who hold its role at its place, and with whoever stands in
for one of them in the matter's regulation. A test holds both sides to the same answer, and the
door, the pages and the sweep with them.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from foundation import clock
from foundation.people.delegation import absent_people, standing, stands_for
from foundation.people.models import RoleGrant, User
from foundation.people.roles import seats
from foundation.process.models import Copy, Task


def in_inbox_of(user: User) -> Q:
    """The tasks that lie with the user, and with those they stand in for."""
    return reduce(or_, ways_into_inbox(user))


def ways_into_inbox(user: User) -> list[Q]:
    """The same one by one: as their own, by each role, as a substitute. Each has its own index."""
    absent = absent_people(user)
    named = [regulation for regulation in absent if regulation is not None]
    ways = _lies_with(user)
    for regulation, people in absent.items():
        where = Q()
        if regulation is not None:
            where = Q(matter__regulation=regulation)
        elif named:
            where = ~Q(matter__regulation__in=named)
        ways += [way & where for way in _lies_with(*people)] if people else []
    return ways


def _lies_with(*people: User) -> list[Q]:
    found = [Q(assignee__in=people)]
    for seat in (seat for person in people for seat in seats(person)):
        role = Q(assignee=None, role=seat.group_id)
        if seat.scope == RoleGrant.Scope.SUBTREE:
            role &= Q(department__path__startswith=seat.path)
        elif seat.scope == RoleGrant.Scope.DEPARTMENT:
            role &= Q(department=seat.department_id)
        found.append(role)
    return found


def in_whose_name(task: Task, user: User) -> User | None:
    """Whose task it is when the user deals with it: their own first, else an absent person's."""
    for person in stands_for(user, task.matter.regulation):
        if Task.objects.filter(reduce(or_, _lies_with(person)), pk=task.pk).exists():
            return person
    return None


def keys_involving(user: User, regulation: int) -> list[QuerySet[Any, Any]]:
    """Keys of records the user holds or held a task of, also for those they stand in for, or got
    a copy of: what every ``visible_to`` lets them see."""
    people = stands_for(user, regulation)
    return [
        Task.objects.filter(assignee__in=people).values("matter"),
        Copy.objects.filter(person=user).values("matter"),
    ]


def involving(user: User, regulation: int) -> Q:
    """The same as a condition."""
    held, copied = keys_involving(user, regulation)
    return Q(pk__in=held) | Q(pk__in=copied)


# From the task's side: ``lies`` (about, audience, regulation, assignee_id, role_id, department_id)
# becomes ``holding``, whoever it lies with, and ``people`` becomes ``present`` with the substitutes.
HOLDING_SQL = """
holding AS (
    SELECT about, audience, regulation, assignee_id AS person_id
    FROM lies WHERE assignee_id IS NOT NULL
    UNION
    SELECT lies.about, lies.audience, lies.regulation, given.user_id
    FROM lies JOIN people_rolegrant AS given ON given.group_id = lies.role_id
        AND (given.from_on IS NULL OR given.from_on <= %(today)s)
        AND (given.until_on IS NULL OR given.until_on >= %(today)s)
    LEFT JOIN people_department AS place ON place.id = lies.department_id
    LEFT JOIN people_department AS covered ON covered.id = given.department_id
    WHERE lies.assignee_id IS NULL AND (
        given.scope = 'company'
        OR given.scope = 'department' AND given.department_id = lies.department_id
        OR given.scope = 'subtree' AND place.path LIKE covered.path || '%%')
)"""
PRESENT_SQL = """
present AS (
    SELECT about, audience, person_id FROM people
    UNION
    SELECT people.about, people.audience, stand_in.substitute_id
    FROM people JOIN unnest(%(absent)s::bigint[], %(stand_ins)s::bigint[], %(regulations)s::int[])
        AS stand_in(person_id, substitute_id, regulation)
        ON stand_in.person_id = people.person_id AND stand_in.regulation IS NOT DISTINCT FROM
            CASE WHEN people.regulation = ANY(%(named)s::int[]) THEN people.regulation END
)"""

_HOLDERS = f"""
WITH lies AS (
    SELECT task.id AS about, 'holder' AS audience, matter.regulation, task.assignee_id,
        task.role_id, task.department_id
    FROM process_task AS task JOIN process_matter AS matter ON matter.id = task.matter_id
    WHERE task.id = %(task)s
), {HOLDING_SQL}, people AS (SELECT * FROM holding), {PRESENT_SQL}
SELECT person_id FROM present
"""


def stand_ins() -> dict[str, Any]:
    """The parameters of ``PRESENT_SQL``: absent people, their substitutes, for which regulation."""
    today = standing()
    rows = [
        (absent, substitute, regulation)
        for regulation, ends in today.chains.items()
        for absent, substitute in ends.items()
    ]
    absent, substitutes, regulations = map(list, zip(*rows, strict=True)) if rows else ([], [], [])
    return {
        "absent": absent,
        "stand_ins": substitutes,
        "regulations": regulations,
        "named": today.named(),
    }


def holders_of(task: Task) -> list[User]:
    """The working people who have the task in their inbox."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS, {"task": task.pk, "today": clock.today(), **stand_ins()})
        found = [person for (person,) in cursor.fetchall()]
    return list(User.objects.working().filter(pk__in=found))
