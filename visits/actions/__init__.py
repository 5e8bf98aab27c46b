"""What each button does. Plans and visits go through the door; every act is one transaction."""

from visits.actions.check_ins import check_in, delete_old_check_ins, erase_check_ins
from visits.actions.feeds import make_feed, revoke_feed
from visits.actions.follow_ups import finish_follow_up, promise
from visits.actions.lines import add_line, change_line, decide_change, remove_line, reschedule
from visits.actions.plans import (
    approve,
    close,
    close_assessed,
    fill_plan,
    open_plan,
    send_back,
    submit,
    void,
)
from visits.actions.postings import set_posting
from visits.actions.requests import (
    agree_to,
    approve_request,
    ask,
    disallow,
    refuse_request,
    reimburse,
    withdraw_request,
)
from visits.actions.visits import (
    record_visit,
    return_report,
    review_report,
    submit_report,
    void_visit,
)

__all__ = [
    "add_line",
    "agree_to",
    "approve",
    "approve_request",
    "ask",
    "change_line",
    "check_in",
    "close",
    "close_assessed",
    "decide_change",
    "delete_old_check_ins",
    "disallow",
    "erase_check_ins",
    "fill_plan",
    "finish_follow_up",
    "make_feed",
    "open_plan",
    "promise",
    "record_visit",
    "refuse_request",
    "reimburse",
    "remove_line",
    "reschedule",
    "return_report",
    "review_report",
    "revoke_feed",
    "send_back",
    "set_posting",
    "submit",
    "submit_report",
    "void",
    "void_visit",
    "withdraw_request",
]
