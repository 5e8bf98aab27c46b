"""The records of regulation 6: the files of the key accounts, and revisits with their inspection."""

from key_accounts.models.accounts import Account, Confirmation
from key_accounts.models.revisits import Authorisation, Inspection, Revisit

__all__ = ["Account", "Authorisation", "Confirmation", "Inspection", "Revisit"]
