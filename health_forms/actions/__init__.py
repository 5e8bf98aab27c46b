"""What each button does. Surveys go through the door; every act is one transaction."""

from health_forms.actions.allocation import (
    allocate_all,
    change_proposal,
    propose_all,
    reallocate,
    set_territory,
)
from health_forms.actions.checkouts import give_back, take_out
from health_forms.actions.designs import publish
from health_forms.actions.files import (
    attend,
    close_file,
    hand_in_file,
    note_file_view,
    pass_on,
    settle,
    write_file,
)
from health_forms.actions.keys import rotate_keys
from health_forms.actions.meetings import agree_on, finish_action, hold_meeting
from health_forms.actions.notes import write_note
from health_forms.actions.openings import (
    approve_opening,
    ask_to_open,
    ask_to_read,
    end_opening,
    refuse_opening,
    seal,
)
from health_forms.actions.owed import list_owed, remind
from health_forms.actions.penalties import (
    approve_penalty,
    propose_penalty,
    refuse_penalty,
    restore,
    state_case,
)
from health_forms.actions.requests import (
    answer_request,
    correct,
    number_blanks,
    receive_request,
    void_blanks,
)
from health_forms.actions.revisits import (
    plan_visit,
    record_purchase,
    record_visit,
    remark,
    take_back_purchase,
)
from health_forms.actions.surveys import end_contact, hand_in, note_view, take
from health_forms.actions.withdrawal import withdraw

__all__ = [
    "agree_on",
    "allocate_all",
    "answer_request",
    "approve_opening",
    "approve_penalty",
    "ask_to_open",
    "ask_to_read",
    "attend",
    "change_proposal",
    "close_file",
    "correct",
    "end_contact",
    "end_opening",
    "finish_action",
    "give_back",
    "hand_in",
    "hand_in_file",
    "hold_meeting",
    "list_owed",
    "note_file_view",
    "note_view",
    "number_blanks",
    "pass_on",
    "plan_visit",
    "propose_all",
    "propose_penalty",
    "publish",
    "reallocate",
    "receive_request",
    "record_purchase",
    "record_visit",
    "refuse_opening",
    "refuse_penalty",
    "remark",
    "remind",
    "restore",
    "rotate_keys",
    "seal",
    "set_territory",
    "settle",
    "state_case",
    "take",
    "take_back_purchase",
    "take_out",
    "void_blanks",
    "withdraw",
    "write_file",
    "write_note",
]
