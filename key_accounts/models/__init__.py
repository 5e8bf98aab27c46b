"""The records of regulation 6: files of key accounts, who looks after them, revisits, inspections."""

from key_accounts.models.accounts import Account, Confirmation
from key_accounts.models.revisits import Authorisation, Inspection, Revisit
from key_accounts.models.teams import Member, Objective, Referral

__all__ = [
    "Account",
    "Authorisation",
    "Confirmation",
    "Inspection",
    "Member",
    "Objective",
    "Referral",
    "Revisit",
]
