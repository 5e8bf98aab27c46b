"""Who holds a document or a volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from archives.kinds import Approver, Secrecy
from archives.roles import (
    ADMIN_ASSISTANT,
    ARCHIVE_HEAD,
    ARCHIVE_ROOM,
    COMPANY_MANAGER,
    DEPARTMENT_ARCHIVIST,
)
from foundation.duties import declarations
from foundation.people.models import Department, User
from foundation.people.roles import FINANCE, GM, holders, holds
from foundation.process.holders import (
    Chosen,
    Either,
    HeadOf,
    Holder,
    InRole,
    Person,
)

if TYPE_CHECKING:
    from archives.models import Clearance, Document, Loan, Volume
    from foundation.duties.models import Duty


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
# What came with an old catalogue never was in a department's hands here.
VOIDER: Holder = Chosen(lambda document: ROOM if document.is_taken_over else KEEPER)
HEAD_OF_ARCHIVES = InRole(ARCHIVE_HEAD)


def _checker(volume: Volume) -> Holder:
    """Who supervises filing (R1.1.2); what they may not see, the head of the archives."""
    supervisor = InRole(ADMIN_ASSISTANT)
    if volume.secrecy > Secrecy.CONFIDENTIAL:
        return Either((HEAD_OF_ARCHIVES, ROOM))
    return Either((supervisor, ROOM, HEAD_OF_ARCHIVES))


CHECKER: Holder = Chosen(_checker)
HEAD = HeadOf(_department)
SCHEME_AUTHOR: Holder = Either((OF_DEPARTMENT, HEAD, ROOM))


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


def _clearer(clearance: Clearance) -> Holder:
    """Nobody clears their own trip (R1.2.3): an archivist's goes one up."""
    traveller, place = clearance.traveller, clearance.department
    if holds(traveller, ARCHIVE_ROOM):
        return HEAD_OF_ARCHIVES
    if holds(traveller, DEPARTMENT_ARCHIVIST, place):
        return ROOM
    return OF_DEPARTMENT if holders(DEPARTMENT_ARCHIVIST, place).exists() else ROOM


CLEARER: Holder = Chosen(_clearer)
TRAVELLER = Person(lambda clearance: clearance.traveller)
ACCOUNTANT = InRole(FINANCE)


def _keeper(loan: Loan) -> Holder:
    """Who is responsible for the archives; for what they borrow themselves, the company manager."""
    own = loan.borrower is not None and holds(loan.borrower, ARCHIVE_HEAD)
    return MANAGER if own else HEAD_OF_ARCHIVES


def _loan_approver(loan: Loan) -> Holder:
    match loan.state:
        case Approver.LEADER:
            return LEADER
        case Approver.KEEPER:
            return _keeper(loan)
        case Approver.MANAGER:
            return MANAGER
    return GENERAL_MANAGER


MANAGER = InRole(COMPANY_MANAGER)
GENERAL_MANAGER = InRole(GM)
LEADER = HeadOf(_department, except_for=lambda loan: loan.borrower_id)
LOAN_APPROVER: Holder = Chosen(_loan_approver)
BORROWER = Person(lambda loan: loan.borrower)
BORROWER_OR_ROOM: Holder = Either((BORROWER, ROOM))


# Paper is handed over, an electronic loan is opened.
class NotThisWay(Holder):
    """Nobody: what was asked for is provided otherwise."""

    def includes(self, record: Any, user: User) -> bool:
        return False

    def describe(self, record: Any) -> str:
        return _("档案室按申请的借阅方式")


PROVIDER: Holder = Chosen(lambda loan: NotThisWay() if loan.is_online else ROOM)
OPENER: Holder = Chosen(lambda loan: ROOM if loan.is_online else NotThisWay())
REVOKER: Holder = Either((ROOM, HEAD_OF_ARCHIVES))
# Who may tell that something happened to what was lent.
WITNESS: Holder = Either((BORROWER, ROOM, HEAD_OF_ARCHIVES))
INCIDENT_JUDGE: Holder = Chosen(lambda incident: _keeper(incident.loan))


APPRAISER: Holder = Either((ROOM, HEAD_OF_ARCHIVES))
APPRAISAL_JUDGE: Holder = Chosen(
    lambda appraisal: GENERAL_MANAGER if appraisal.state == "agreed" else APPRAISER
)
DESTRUCTION_WITNESS: Holder = Either((InRole(ADMIN_ASSISTANT), HEAD_OF_ARCHIVES, MANAGER, ROOM))


def _filer(duty: Duty) -> Holder:
    """The department's archivist; without one, its head (R1.1.3)."""
    assert duty.department is not None
    has_one = holders(DEPARTMENT_ARCHIVIST, duty.department).exists()
    return OF_DEPARTMENT if has_one else declarations.HEAD


FILER: Holder = Chosen(_filer)


class OnceHandedOver(Holder):
    """Nobody yet: documents of the month are still with the department."""

    def includes(self, record: Any, user: User) -> bool:
        return False

    def describe(self, record: Any) -> str:
        return _("档案员在移交当月已收集的文件以后")
