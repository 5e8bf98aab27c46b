"""What each button does. Surveys go through the door; every act is one transaction."""

from health_forms.actions.designs import publish
from health_forms.actions.keys import rotate_keys
from health_forms.actions.surveys import hand_in, note_view, take

__all__ = ["hand_in", "note_view", "publish", "rotate_keys", "take"]
