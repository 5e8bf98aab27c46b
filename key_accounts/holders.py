"""Who holds each step: the lead, the branch, the business supervisors, the key-account manager."""

from typing import Any

from django.utils.translation import gettext as _

from foundation.people.models import User
from foundation.people.roles import GM
from foundation.process.holders import Assignment, Either, Holder, InRole, Person
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SUPERVISOR


class InTeam(Holder):
    """The core team of an account; tasks are its lead's."""

    def includes(self, account: Any, user: User) -> bool:
        return account.members.filter(person=user, until=None).exists()  # type: ignore[no-any-return]

    def assignment(self, account: Any) -> Assignment:
        return Assignment(person=account.lead)

    def describe(self, account: Any) -> str:
        return str(_("核心团队"))


LEAD = Either((Person(lambda account: account.lead), InRole(MANAGER)))
OPENER = Either((InRole(MANAGER), InRole(BRANCH_MANAGER, lambda account: account.branch)))
CONFIRMER = InRole(SUPERVISOR)
KEEPER = InRole(MANAGER)
LEADER = InRole(GM)

# Of a revisit: who logs it and puts it right, and who inspects it.
BRANCH = Either(
    (
        Person(lambda account: account.lead),
        InRole(BRANCH_MANAGER, lambda account: account.branch),
        InTeam(),
    )
)
MENDER = Either(
    (InRole(BRANCH_MANAGER, lambda revisit: revisit.branch), Person(lambda revisit: revisit.person))
)
OWNER = Either((Person(lambda programme: programme.owner_person), InRole(MANAGER)))
FOLLOWER = Person(lambda proposal: proposal.follower)
SHARER = Either((Person(lambda exchange: exchange.shared_by), InRole(MANAGER)))
INSPECTOR = Either((InRole(MANAGER), InRole(GM)))
VISITOR = Person(lambda authorisation: authorisation.person)
REQUESTER = Either((Person(lambda authorisation: authorisation.requested_by), InRole(MANAGER)))
RECORDER = InRole(BRANCH_MANAGER, lambda duty: duty.department)
