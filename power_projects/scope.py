"""Who may see which projects: those of one's station or branch, all for who answers for all."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import GM, seats
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from power_projects.roles import ALL, CITY_COMPANY, MARKETING_HEAD

REGULATION = 8
SEE_ALL = (MARKETING_HEAD, CITY_COMPANY, GM)
CODES = {role.code for role in ALL}


class ProjectQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> ProjectQuerySet:
        """Who sees a branch sees thousands, and a page shows the first of them: so it is walked in
        its order and each row asked by hashed keys. Looked up by all their keys first, 100,000
        projects took a second."""
        if any(acts_as(user, role, REGULATION) for role in SEE_ALL):
            return self.all()
        people = stands_for(user, REGULATION)
        works = self.model._meta.get_field("works").related_model._base_manager
        seen = Q(registered_by__in=people) | Q(manager__in=people) | involving(user, REGULATION)
        seen |= Q(pk__in=works.filter(supervisor__in=people).values("project"))
        for seat in (seat for person in people for seat in seats(person)):
            if seat.role in CODES:
                places = seat.departments()
                seen |= Q(branch__in=places) | Q(station__in=places)
        return self.filter(seen)

    def for_act(self) -> ProjectQuerySet:
        return self.select_related(
            "matter",
            "customer",
            "station",
            "branch",
            "registered_by",
            "manager",
            "contractor",
            "works__supervisor",
            "connection",
        )


class FirmQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> FirmQuerySet:
        """Everybody who works on projects; a firm is nobody's secret."""
        may = any(acts_as(user, role, REGULATION) for role in (*ALL, GM))
        return self.all() if may else self.filter(involving(user, REGULATION))

    def qualified(self, work: str, on: date) -> Any:
        """Listed firms for the work whose certificates are both valid on the day (R8.5, R8.20)."""
        certificates = self.model._meta.get_field("certificates").related_model._base_manager
        valid = certificates.filter(firm=OuterRef("pk"), valid_until__gte=on, is_replaced=False)
        return self.filter(
            Exists(valid.filter(kind="qualification")), Exists(valid.filter(kind="licence")),
            state="listed", **{f"does_{work}": True},
        )  # fmt: skip
