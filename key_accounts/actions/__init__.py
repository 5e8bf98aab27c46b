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
from key_accounts.actions.inspections import draw_sample, draw_samples
from key_accounts.actions.revisits import (
    accept_revisit,
    ask_authorisation,
    authorise,
    find_false,
    log_direct,
    log_revisit,
    may_ask,
    may_log,
    mend_revisit,
    refuse_authorisation,
    send_back_revisit,
    void_revisit,
    withdraw_authorisation,
)

__all__ = [
    "accept_revisit",
    "amend",
    "ask_authorisation",
    "authorise",
    "begin_review",
    "close",
    "confirm_part",
    "draw_sample",
    "draw_samples",
    "find_false",
    "log_direct",
    "log_revisit",
    "may_amend",
    "may_ask",
    "may_log",
    "mend_revisit",
    "open_account",
    "refuse_authorisation",
    "send_back",
    "send_back_revisit",
    "submit",
    "void_revisit",
    "withdraw_authorisation",
]
