"""Who may see that there is a form; what it says, ``may_read`` of the form decides."""

from __future__ import annotations

from django.db.models import Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
from foundation.people.roles import GM, Role, seats
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from health_forms.roles import DOCTOR, KEEPER, MANAGER

REGULATION = 4
SEE_ALL = (KEEPER, DOCTOR, GM)  # that there is one, masked; what it says is closed to them too


class SurveyQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> SurveyQuerySet:
        """One's own, those of the places whose manager one is; all for keeper, doctor and GM."""
        if sees_all(user):
            return self.all()
        people = stands_for(user, REGULATION)
        seen = Q(collector__in=people) | Q(allocated_to__in=people) | involving(user, REGULATION)
        for person in people:
            seen |= of_places(person, MANAGER)
        return self.filter(seen)

    def for_act(self) -> SurveyQuerySet:
        return self.select_related("matter", "person", "collector", "department", "allocated_to")

    def in_care(self) -> SurveyQuerySet:
        """Allocated, and not of somebody who moved, died or wants no more contact."""
        followed = self.filter(state__in=("allocated", "sealed"), person__ending="")
        return followed.exclude(person__file__state="closed")


class FileQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> FileQuerySet:
        """The representative's own, those of the places whose manager one is, all for doctors (they
        stand in for one another), keeper and GM. What it says ``may_read`` decides."""
        if sees_all(user):
            return self.all()
        people = stands_for(user, REGULATION)
        seen = Q(rep__in=people) | involving(user, REGULATION)
        for person in people:
            seen |= of_places(person, MANAGER)
        return self.filter(seen)

    def for_act(self) -> FileQuerySet:
        return self.select_related("matter", "person", "rep", "doctor", "department", "survey")


class PenaltyQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> PenaltyQuerySet:
        """One's own, those one proposed or of one's places; all for the GM."""
        if acts_as(user, GM, REGULATION):
            return self.all()
        people = stands_for(user, REGULATION)
        seen = Q(person__in=people) | Q(proposed_by=user) | involving(user, REGULATION)
        for person in people:
            seen |= of_places(person, MANAGER, "file__department")
        return self.filter(seen)

    def for_act(self) -> PenaltyQuerySet:
        return self.select_related("matter", "person__department", "proposed_by", "file__matter")


class OpeningQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> OpeningQuerySet:
        """The reader's own; all for keeper and GM."""
        if sees_all(user):
            return self.all()
        return self.filter(Q(reader=user) | involving(user, REGULATION))

    def for_act(self) -> OpeningQuerySet:
        return self.select_related("matter", "reader__department", "survey__matter")


class RequestQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> RequestQuerySet:
        """Those one received; all for keeper and GM."""
        if acts_as(user, KEEPER, REGULATION) or acts_as(user, GM, REGULATION):
            return self.all()
        return self.filter(Q(matter__opened_by=user) | involving(user, REGULATION))

    def for_act(self) -> RequestQuerySet:
        return self.select_related(
            "matter", "survey__matter", "survey__person", "survey__design", "survey__department"
        )


class BlankQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> BlankQuerySet:
        """Those given to oneself; all for keeper and GM."""
        if acts_as(user, KEEPER, REGULATION) or acts_as(user, GM, REGULATION):
            return self.all()
        return self.filter(Q(given_to__in=stands_for(user, REGULATION)))

    def for_act(self) -> BlankQuerySet:
        return self.select_related("matter", "design", "given_to__department")


def sees_all(user: User) -> bool:
    return any(acts_as(user, role, REGULATION) for role in SEE_ALL)


def of_places(person: User, role: Role, field: str = "department") -> Q:
    """Records of the departments for which the person holds the role."""
    found = Q(pk=None)
    for seat in seats(person):
        if seat.role == role.code:
            found |= seat.within(field)
    return found
