"""The records of regulation 6: files of key accounts, who looks after them, revisits,
inspections, usage."""

from key_accounts.models.accounts import Account, Confirmation
from key_accounts.models.exchange import Exchange, Reply
from key_accounts.models.programmes import Milestone, Programme, Proposal
from key_accounts.models.revisits import Authorisation, Inspection, Revisit
from key_accounts.models.teams import Member, Objective, Referral
from key_accounts.models.training import Attendance, Training
from key_accounts.models.usage import (
    Correction,
    MonthSum,
    ProductLine,
    ProductUse,
    Usage,
    UsageAlert,
    UsageSheet,
)

__all__ = [
    "Account",
    "Attendance",
    "Authorisation",
    "Confirmation",
    "Correction",
    "Exchange",
    "Inspection",
    "Member",
    "Milestone",
    "MonthSum",
    "Objective",
    "ProductLine",
    "ProductUse",
    "Programme",
    "Proposal",
    "Referral",
    "Reply",
    "Revisit",
    "Training",
    "Usage",
    "UsageAlert",
    "UsageSheet",
]
