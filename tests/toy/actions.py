from foundation.people.models import User
from foundation.process.steps import carry_out, open_matter
from tests.toy.models import Note


def write(text: str, *, by: User, reader: User | None = None) -> Note:
    note = Note(text=text, writer=by, reader=reader)
    return open_matter(note, by=by, article="R99.1", label="书写")


def close(note: Note, *, by: User) -> None:
    carry_out(note, Note.close, by=by, seen=None)
