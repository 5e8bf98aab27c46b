"""Who may see which accounts: their lead, their branch, and all for who answers for them."""

from __future__ import annotations

from django.db.models import Q

from foundation.people.delegation import acts_as, stands_for
from foundation.people.models import User
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
                if seat.role == BRANCH_MANAGER.code:
                    seen |= seat.within("branch")
        return self.filter(seen)
