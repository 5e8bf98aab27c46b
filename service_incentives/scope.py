"""Who may see which pay, trips and findings: one's own, or those of the chain that handles them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import F, Q, QuerySet

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR, FINANCE, GM
from foundation.process.inboxes import involving
from foundation.process.models import Task
from foundation.process.records import RecordQuerySet
from service_incentives.models.states import PAST_DRAFT, State
from service_incentives.roles import CHAIR, MARKETING_CENTRE, SERVICE_HEAD, STATISTICIAN

REGULATION = 5
# Who statistics, checks, approves or supervises (R5.10, R5.11); being somebody's manager is not enough.
CHAIN = (STATISTICIAN, SERVICE_HEAD, FINANCE, ADMIN_HR, GM, CHAIR, MARKETING_CENTRE)


def sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in CHAIN)


def _handed(user: User) -> QuerySet[Task, Any]:
    """Matters the user holds or held a task of. Pay is not shown by sending a copy."""
    people = stands_for(user, REGULATION)
    return Task.objects.filter(assignee__in=people).values("matter")


class RunQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> RunQuerySet:
        """The chain sees runs, and whoever was handed a task of one; the paid see their own lines."""
        if sees_all(user):
            return self.all()
        return self.filter(pk__in=_handed(user))


class LineQuerySet(QuerySet[Any]):
    def current(self) -> LineQuerySet:
        """Of each run what was calculated last."""
        lines = self.filter(computation=F("run__computation"))
        return lines.exclude(run__state=State.VOID)

    def visible_to(self, user: User) -> LineQuerySet:
        if sees_all(user):
            return self.current()
        return self.current().filter(Q(person=user) | Q(run__in=_handed(user)))


class TripQuerySet(QuerySet[Any]):
    def counted(self) -> TripQuerySet:
        return self.filter(voided_at=None)

    def visible_to(self, user: User) -> TripQuerySet:
        return self.all() if sees_all(user) else self.filter(person=user)


class FindingQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> FindingQuerySet:
        if sees_all(user):
            return self.all()
        mine = Q(person=user) | Q(proposed_by=user)
        return self.filter(mine | involving(user, REGULATION))


def used_by_run(person: int, *, trip: int | None = None, finding: int | None = None) -> str:
    """The number of the run past its draft that paid by this row; empty when there is none."""
    lines: Any = apps.get_model("service_incentives.PayLine")
    used = {"trips__contains": [trip]} if trip else {"findings__contains": [finding]}
    found = lines.objects.current().filter(person=person, run__state__in=PAST_DRAFT, **used)
    number = found.values_list("run__matter__number", flat=True).first()
    return number or ""
