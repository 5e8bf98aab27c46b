"""Who holds each step: the lead, the branch, the business supervisors, the key-account manager."""

from foundation.people.roles import GM
from foundation.process.holders import Either, InRole, Person
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SUPERVISOR

LEAD = Either((Person(lambda account: account.lead), InRole(MANAGER)))
OPENER = Either((InRole(MANAGER), InRole(BRANCH_MANAGER, lambda account: account.branch)))
CONFIRMER = InRole(SUPERVISOR)
KEEPER = InRole(MANAGER)
LEADER = InRole(GM)

# Of a revisit: who logs it and puts it right, and who inspects it.
BRANCH = Either(
    (InRole(BRANCH_MANAGER, lambda of: of.branch), Person(lambda account: account.lead))
)
MENDER = Either(
    (InRole(BRANCH_MANAGER, lambda revisit: revisit.branch), Person(lambda revisit: revisit.person))
)
INSPECTOR = Either((InRole(MANAGER), InRole(GM)))
VISITOR = Person(lambda authorisation: authorisation.person)
REQUESTER = Person(lambda authorisation: authorisation.requested_by)
