"""The records of regulation 6: files of key accounts, who looks after them, revisits,
inspections, usage."""

from key_accounts.models.accounts import Account, Confirmation
from key_accounts.models.revisits import Authorisation, Inspection, Revisit
from key_accounts.models.teams import Member, Objective, Referral
from key_accounts.models.usage import (
    Correction,
    ProductLine,
    ProductUse,
    Usage,
    UsageAlert,
    UsageSheet,
)

__all__ = [
    "Account",
    "Authorisation",
    "Confirmation",
    "Correction",
    "Inspection",
    "Member",
    "Objective",
    "ProductLine",
    "ProductUse",
    "Referral",
    "Revisit",
    "Usage",
    "UsageAlert",
    "UsageSheet",
]
