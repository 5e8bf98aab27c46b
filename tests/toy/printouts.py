from typing import Any

from foundation.papers.printing import Printout
from foundation.people.models import User
from tests.toy.models import Note


def slip(note: Note, user: User) -> dict[str, Any]:
    return {"note": note}


SLIP = Printout(
    code="toy.slip",
    label="便笺单",
    model="toy.Note",
    template="toy/print/slip.html",
    context=slip,
    article="R99.2",
)
ONLY_WRITER = Printout(
    code="toy.private",
    label="便笺底单",
    model="toy.Note",
    template="toy/print/slip.html",
    context=slip,
    landscape=True,
    who=lambda note, user: note.writer_id == user.pk,
)
