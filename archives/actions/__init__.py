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
from archives.actions.links import link, unlink
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
    "add_clause",
    "adopt",
    "amend",
    "ask_again",
    "ask_clearance",
    "clear",
    "collect",
    "compile_volume",
    "copy_last_year",
    "draft_scheme",
    "drop_clause",
    "hand_in",
    "link",
    "name_archivist",
    "offer",
    "open_volume",
    "place",
    "register",
    "regroup",
    "reimburse",
    "relieve",
    "remark",
    "reopen",
    "reorder",
    "return_clearance",
    "return_volume",
    "send_back",
    "shelve",
    "sign",
    "take_out",
    "unlink",
    "verify",
    "void",
    "void_clearance",
    "void_volume",
]
