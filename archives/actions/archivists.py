"""Who collects and keeps a department's archives: named by its head (R1.1.3)."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import holders
from archives.models import Naming, NamingState
from archives.roles import ARCHIVE_ROOM, DEPARTMENT_ARCHIVIST
from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people import roles
from foundation.people.models import Department, RoleGrant, User
from foundation.people.roles import group_of
from foundation.people.structure import head_of
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, open_matter
from foundation.process.submissions import once


def name_archivist(
    department: Department, *, by: User, person: User, key: str | None = None
) -> Naming:
    """The head names one; the archive room is told and has the list (R1.1.3)."""

    def then(naming: Naming, event: Event) -> None:
        only(holders.HEAD, naming, by, "R1.1.3")
        _grant(naming)
        _tell_archive_room(naming, event)

    def act() -> Naming:
        Department.objects.select_for_update().only("pk").get(pk=department.pk)
        serving = Naming.objects.filter(department=department, state=NamingState.SERVING)
        if serving.filter(person=person).exists():
            raise Refusal("R1.1.3", _("已是本部门的档案员。"), field="person")
        return open_matter(
            Naming(department=department, person=person, named_by=by),
            by=by, article="R1.1.3", label=gettext_lazy("指定档案员"), then=then,
        )  # fmt: skip

    return once(act, Naming, key=key, by=by, what=["name_archivist", department, person])


def relieve(naming: Naming, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    """Somebody else takes over; from today on the role is not theirs any more."""

    def then(naming: Naming, event: Event) -> None:
        _withdraw(naming)
        _tell_archive_room(naming, event)

    return carry_out(naming, Naming.relieve, by=by, seen=seen, key=key, comment=reason, then=then)


def end_naming(naming: Naming, *, by: User, comment: str) -> Event:
    """Its holder leaves: the archive room and the head are told that somebody is to be named."""

    def then(naming: Naming, event: Event) -> None:
        _tell_archive_room(naming, event)

    return carry_out(naming, Naming.leave, by=by, seen=None, comment=comment, then=then)


def _grant(naming: Naming) -> None:
    """The role for the department with everything below it: a store files with its department."""
    RoleGrant.objects.update_or_create(
        user=naming.person,
        group=group_of(DEPARTMENT_ARCHIVIST),
        scope=RoleGrant.Scope.SUBTREE,
        department=naming.department,
        defaults={"until_on": None},
    )


def _withdraw(naming: Naming) -> None:
    """Also what the record keeper had entered for the department beside the naming."""
    granted = RoleGrant.objects.filter(
        user=naming.person, group=group_of(DEPARTMENT_ARCHIVIST), department=naming.department
    )
    granted.update(until_on=clock.today() - timedelta(days=1))


def _tell_archive_room(naming: Naming, event: Event) -> None:
    head = head_of(naming.department)
    notify(
        [*roles.holders(ARCHIVE_ROOM), *([head] if head and head != event.actor else [])],
        template="archives/named",
        context={
            "department": naming.department.name,
            "person": naming.person.name,
            "by": event.actor.name,
            "serves": naming.state == NamingState.SERVING,
        },
        url=naming.matter.get_absolute_url(),
        dedupe=f"naming:{event.pk}",
        article="R1.1.3",
    )
