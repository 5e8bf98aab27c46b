"""What each button does. Every act goes through the door, in one transaction."""

from archives.actions.archivists import name_archivist, relieve
from archives.actions.clearances import (
    ask_again,
    ask_clearance,
    clear,
    reimburse,
    return_clearance,
    void_clearance,
)
from archives.actions.documents import amend, collect, hand_in, register, send_back, void
from archives.actions.filing import place, regroup, reorder, take_out
from archives.actions.incidents import decide_incident, handle_incident, report_incident
from archives.actions.links import link, unlink
from archives.actions.loans import (
    accept_loan,
    approve_loan,
    borrow,
    borrow_for_reader,
    confirm_return,
    hand_out,
    put_back,
    refuse_loan,
    renew,
    take_back,
    withdraw_loan,
)
from archives.actions.schemes import add_clause, adopt, copy_last_year, draft_scheme, drop_clause
from archives.actions.transfers import offer, sign
from archives.actions.volumes import (
    compile_volume,
    open_volume,
    remark,
    reopen,
    return_volume,
    shelve,
    verify,
    void_volume,
)

__all__ = [
    "accept_loan",
    "add_clause",
    "adopt",
    "amend",
    "approve_loan",
    "ask_again",
    "ask_clearance",
    "borrow",
    "borrow_for_reader",
    "clear",
    "collect",
    "compile_volume",
    "confirm_return",
    "copy_last_year",
    "decide_incident",
    "draft_scheme",
    "drop_clause",
    "hand_in",
    "hand_out",
    "handle_incident",
    "link",
    "name_archivist",
    "offer",
    "open_volume",
    "place",
    "put_back",
    "refuse_loan",
    "register",
    "regroup",
    "reimburse",
    "relieve",
    "remark",
    "renew",
    "reopen",
    "reorder",
    "report_incident",
    "return_clearance",
    "return_volume",
    "send_back",
    "shelve",
    "sign",
    "take_back",
    "take_out",
    "unlink",
    "verify",
    "void",
    "void_clearance",
    "void_volume",
    "withdraw_loan",
]
