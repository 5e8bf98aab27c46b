"""What each button of a complaint does. Every act goes through the door, in one transaction."""

from complaints.actions.answers import end_wait, rate, record_reply, wait_for_customer
from complaints.actions.case import (
    check_grounds,
    merge,
    name_department,
    register,
    reopen,
    rule_on,
    send_back,
    take_case,
    void,
    withdraw,
)
from complaints.actions.findings import (
    approve_disposal,
    decide,
    give_opinion,
    review_report,
    submit_disposal,
    submit_report,
    write_disposal,
    write_report,
)
from complaints.actions.prevention import check_effect, finish_prevention, plan_prevention

__all__ = [
    "approve_disposal",
    "check_effect",
    "check_grounds",
    "decide",
    "end_wait",
    "finish_prevention",
    "give_opinion",
    "merge",
    "name_department",
    "plan_prevention",
    "rate",
    "record_reply",
    "register",
    "reopen",
    "review_report",
    "rule_on",
    "send_back",
    "submit_disposal",
    "submit_report",
    "take_case",
    "void",
    "wait_for_customer",
    "withdraw",
    "write_disposal",
    "write_report",
]
