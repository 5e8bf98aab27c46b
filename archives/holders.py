"""Who holds a document or a volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archives.kinds import Secrecy
from archives.roles import ADMIN_ASSISTANT, ARCHIVE_HEAD, ARCHIVE_ROOM, DEPARTMENT_ARCHIVIST
from foundation.people.models import Department
from foundation.people.roles import holders
from foundation.process.holders import Chosen, Either, HeadOf, Holder, InRole, Person

if TYPE_CHECKING:
    from archives.models import Document, Volume


def _department(record: Any) -> Department:
    department: Department = record.department
    return department


ROOM = InRole(ARCHIVE_ROOM)
OF_DEPARTMENT = InRole(DEPARTMENT_ARCHIVIST, _department)
HANDLER = Person(lambda document: document.handler)


def _collector(document: Document) -> Holder:
    """What skips the department's archivist goes to the archive room at once."""
    return ROOM if document.goes_straight_to_room else OF_DEPARTMENT


COLLECTOR: Holder = Chosen(_collector)
KEEPER: Holder = Either((COLLECTOR, ROOM))
HEAD_OF_ARCHIVES = InRole(ARCHIVE_HEAD)


def _checker(volume: Volume) -> Holder:
    """Who supervises filing (R1.1.2); what they may not see, the head of the archives."""
    supervisor = InRole(ADMIN_ASSISTANT)
    if volume.secrecy > Secrecy.CONFIDENTIAL:
        return Either((HEAD_OF_ARCHIVES, ROOM))
    return Either((supervisor, ROOM, HEAD_OF_ARCHIVES))


CHECKER: Holder = Chosen(_checker)
SCHEME_AUTHOR: Holder = Either((OF_DEPARTMENT, HeadOf(_department), ROOM))


def _amender(document: Document) -> Holder:
    """Who may still put its facts right, by where it lies."""
    match document.state:
        case "handed_in" | "incomplete":
            return Either((HANDLER, COLLECTOR))
        case "collected":
            return COLLECTOR
    return ROOM


AMENDER: Holder = Chosen(_amender)


def gm_office() -> int | None:
    """The key of the department that the archive room belongs to."""
    archivist = holders(ARCHIVE_ROOM).order_by("pk").first()
    return archivist.department_id if archivist else None
