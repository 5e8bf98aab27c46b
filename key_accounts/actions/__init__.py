"""What each button does. Files go through the door; every act is one transaction."""

from key_accounts.actions.accounts import (
    amend,
    begin_review,
    close,
    confirm_part,
    may_amend,
    open_account,
    send_back,
    submit,
)

__all__ = [
    "amend",
    "begin_review",
    "close",
    "confirm_part",
    "may_amend",
    "open_account",
    "send_back",
    "submit",
]
