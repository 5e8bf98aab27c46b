"""Who may see which documents and volumes. Secrecy decides it, everywhere: lists, counts, search,
prints, downloads (R1.1.4, R1.2.15).

The catalogue up to 内部 is open to all staff; 秘密 to the department that keeps it, 机密 to its
archivist and head, 绝密 to its head. Handlers see their own; the archive room and the leaders all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from archives.kinds import Secrecy
from archives.roles import (
    ADMIN_ASSISTANT,
    ARCHIVE_HEAD,
    ARCHIVE_ROOM,
    COMPANY_MANAGER,
    DEPARTMENT_ARCHIVIST,
)
from foundation import clock
from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import Department, User
from foundation.people.roles import FINANCE, GM, Role, holds, seats
from foundation.process.inboxes import involving, keys_involving
from foundation.process.records import RecordQuerySet

if TYPE_CHECKING:
    from archives.models import Document

REGULATION = 1
SEE_ALL = (ARCHIVE_ROOM, ARCHIVE_HEAD, COMPANY_MANAGER, GM)


def may_read(document: Document, user: User) -> bool:
    """Whose hands an original is in anyway; everybody else borrows it (R1.1.4, R1.3.1.1)."""
    if document.secrecy == Secrecy.PUBLIC or _sees_all(user):
        return True
    people = {person.pk for person in stands_for(user, REGULATION)}
    own = {document.handler_id, document.registered_by_id, document.department.head_id}
    keeps = document.secrecy < Secrecy.TOP_SECRET and acts_as(
        user, DEPARTMENT_ARCHIVIST, REGULATION, document.department
    )
    return keeps or not own.isdisjoint(people)


class ClassifiedQuerySet(RecordQuerySet):
    """Records with a ``department`` and a ``secrecy``; ``own`` names whose they are."""

    own: tuple[str, ...] = ()

    def visible_to(self, user: User) -> ClassifiedQuerySet:
        if _sees_all(user):
            return self.all()
        return self.filter(reduce(or_, self._ways(user), Q(secrecy__lte=Secrecy.INTERNAL)))

    def above_internal(self, user: User, grades: Sequence[int]) -> ClassifiedQuerySet:
        """Of these grades what ``visible_to`` lets the user see, found by index: of an OR with
        subqueries PostgreSQL expects that half of the catalogue fits, and walks all of it. Who
        sees whole grades is answered soon that way."""
        if _sees_all(user) or acts_as(user, ADMIN_ASSISTANT, REGULATION):
            return self.visible_to(user)
        graded = self.model._base_manager.filter(secrecy__in=grades)
        return self.with_any_key([graded.filter(way).values("pk") for way in self._ways(user)])

    def _ways(self, user: User) -> list[Q]:
        """To what is graded above 内部."""
        handed = Q(secrecy__lte=Secrecy.CONFIDENTIAL)
        ways = [handed & Q(pk__in=keys) for keys in keys_involving(user, REGULATION)]
        for person in stands_for(user, REGULATION):
            ways += self._of(person)
        return ways

    def _of(self, person: User) -> list[Q]:
        seen = [Q(department__in=Department.objects.filter(head=person))]
        seen += [Q(**{name: person}) for name in self.own]
        if person.department_id:
            seen.append(Q(department=person.department_id, secrecy__lte=Secrecy.CONFIDENTIAL))
        if holds(person, ADMIN_ASSISTANT):
            seen.append(Q(secrecy__lte=Secrecy.CONFIDENTIAL))
        for seat in seats(person):
            if seat.role == DEPARTMENT_ARCHIVIST.code:
                seen.append(seat.within() & Q(secrecy__lte=Secrecy.SECRET))
        return seen


def _sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in SEE_ALL)


class DocumentQuerySet(ClassifiedQuerySet):
    own = ("handler", "registered_by")

    def _of(self, person: User) -> list[Q]:
        """Also what somebody has borrowed, while the loan runs: its approval says so (R1.3.1)."""
        from archives.models import Loan

        lent = Loan.objects.live().filter(borrower=person)
        return [*super()._of(person), Q(volume__in=lent.values("volume"))]


class OpenQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> OpenQuerySet:
        """Who keeps archives and under which clauses says nothing of what is in them."""
        return self.all()


class DepartmentQuerySet(RecordQuerySet):
    """Records of a department: its archivist, its head, who supervises filing (R1.1.2), and whose
    they are (``own``)."""

    own: str
    see_all: tuple[Role, ...] = (*SEE_ALL, ADMIN_ASSISTANT)

    def visible_to(self, user: User) -> DepartmentQuerySet:
        if any(acts_as(user, role, REGULATION) for role in self.see_all):
            return self.all()
        seen = involving(user, REGULATION)
        for person in stands_for(user, REGULATION):
            seen |= Q(**{self.own: person})
            seen |= Q(department__in=Department.objects.filter(head=person))
            for seat in seats(person):
                if seat.role == DEPARTMENT_ARCHIVIST.code:
                    seen |= seat.within()
        return self.filter(seen)


class TransferQuerySet(DepartmentQuerySet):
    own = "offered_by"


class ClearanceQuerySet(DepartmentQuerySet):
    own = "traveller"
    see_all = (*SEE_ALL, ADMIN_ASSISTANT, FINANCE)


class LoanQuerySet(DepartmentQuerySet):
    own = "borrower"

    def live(self) -> LoanQuerySet:
        """Those whose borrower may open electronic originals now (R1.1.4)."""
        found: LoanQuerySet = self.filter(
            state__in=("lent", "linked"), borrower__isnull=False, access_ended_at=None,
            due_on__gte=clock.today(),
        )  # fmt: skip
        return found


class IncidentQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> IncidentQuerySet:
        """Whose it is, their head, and who keeps the archives."""
        if any(acts_as(user, role, REGULATION) for role in (*SEE_ALL, ADMIN_ASSISTANT)):
            return self.all()
        people = stands_for(user, REGULATION)
        own = Q(loan__borrower__in=people) | Q(loan__department__head__in=people)
        return self.filter(own | involving(user, REGULATION))


class KeepersQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> KeepersQuerySet:
        """Who keeps, judges and witnesses."""
        if any(acts_as(user, role, REGULATION) for role in (*SEE_ALL, ADMIN_ASSISTANT)):
            return self.all()
        return self.filter(involving(user, REGULATION))
