"""Who holds each step of a file: its lead, the business supervisors, the key-account manager."""

from foundation.process.holders import Either, InRole, Person
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SUPERVISOR

LEAD = Either((Person(lambda account: account.lead), InRole(MANAGER)))
OPENER = Either((InRole(MANAGER), InRole(BRANCH_MANAGER, lambda account: account.branch)))
CONFIRMER = InRole(SUPERVISOR)
KEEPER = InRole(MANAGER)
