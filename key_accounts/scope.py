"""Who may see which accounts: their lead, their branch, and all for who answers for them."""

from __future__ import annotations

from django.db.models import Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import RoleGrant, User
from foundation.people.roles import seats
from foundation.process.inboxes import involving
from foundation.process.records import RecordQuerySet
from key_accounts.roles import BRANCH_MANAGER, SEE_ALL

REGULATION = 6


class AccountQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> AccountQuerySet:
        if any(acts_as(user, role, REGULATION) for role in SEE_ALL):
            return self.all()
        people = stands_for(user, REGULATION)
        seen = Q(lead__in=people) | involving(user, REGULATION)
        for person in people:
            for seat in seats(person):
                if seat.role != BRANCH_MANAGER.code:
                    continue
                if seat.scope == RoleGrant.Scope.DEPARTMENT:
                    seen |= Q(branch=seat.department_id)
                else:
                    seen |= Q(branch__path__startswith=seat.path)
        return self.filter(seen)
