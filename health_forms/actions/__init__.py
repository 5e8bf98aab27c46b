"""What each button does. Surveys go through the door; every act is one transaction."""

from health_forms.actions.allocation import (
    allocate_all,
    change_proposal,
    propose_all,
    reallocate,
    set_territory,
)
from health_forms.actions.designs import publish
from health_forms.actions.keys import rotate_keys
from health_forms.actions.notes import write_note
from health_forms.actions.openings import (
    approve_opening,
    ask_to_open,
    end_opening,
    refuse_opening,
    seal,
)
from health_forms.actions.surveys import hand_in, note_view, take
from health_forms.actions.withdrawal import withdraw

__all__ = [
    "allocate_all",
    "approve_opening",
    "ask_to_open",
    "change_proposal",
    "end_opening",
    "hand_in",
    "note_view",
    "propose_all",
    "publish",
    "reallocate",
    "refuse_opening",
    "rotate_keys",
    "seal",
    "set_territory",
    "take",
    "withdraw",
    "write_note",
]
