"""The records of regulation 6: the files of the key accounts."""

from key_accounts.models.accounts import Account, Confirmation

__all__ = ["Account", "Confirmation"]
