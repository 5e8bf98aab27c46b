"""Who holds a complaint in each state. A case that reached no store is the customer service's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.roles import (
    CUSTOMER_SERVICE,
    CUSTOMER_SERVICE_SUPERVISOR,
    STORE_CLERK,
    STORE_SUPERVISOR,
)
from foundation.people.models import Department
from foundation.people.roles import ADMIN_HR, GM
from foundation.process.holders import Chosen, Either, HeadOf, Holder, InRole, Person

if TYPE_CHECKING:
    from complaints.models import Complaint


def _store(complaint: Complaint) -> Department | None:
    return complaint.store


def _handling_department(complaint: Complaint) -> Department | None:
    return complaint.handling_department


def _report_author(complaint: Complaint) -> int | None:
    report = complaint.report
    return report.written_by_id if report else None


def _disposal_author(complaint: Complaint) -> int | None:
    disposal = complaint.disposal
    return disposal.drafted_by_id if disposal else None


CUSTOMER_SERVICE_DESK = InRole(CUSTOMER_SERVICE)
CHECKER: Holder = Chosen(
    lambda complaint: InRole(STORE_CLERK, _store) if complaint.store else CUSTOMER_SERVICE_DESK
)
RULER: Holder = Chosen(
    lambda complaint: (
        InRole(STORE_SUPERVISOR, _store) if complaint.store else InRole(CUSTOMER_SERVICE_SUPERVISOR)
    )
)
ADMIN_HR_DESK = InRole(ADMIN_HR)
HANDLER = Person(lambda complaint: complaint.handler)
REVIEWER = HeadOf(_handling_department, except_for=_report_author)
APPROVER = HeadOf(_handling_department, except_for=_disposal_author)
GENERAL_MANAGER = InRole(GM)
REPLIER = Either((CUSTOMER_SERVICE_DESK,))
DECLINED_REPLIER = Either((CHECKER, CUSTOMER_SERVICE_DESK))
KEEPER_OF_CASES = Either(
    (CUSTOMER_SERVICE_DESK, InRole(CUSTOMER_SERVICE_SUPERVISOR), ADMIN_HR_DESK)
)


def _of_state(complaint: Complaint) -> Holder:
    """Whose turn it is: the one who may return the case from where it lies."""
    by_state: dict[str, Holder] = {
        "awaiting_ruling": RULER,
        "investigating": HANDLER,
        "under_review": REVIEWER,
        "awaiting_opinion": ADMIN_HR_DESK,
        "awaiting_gm": GENERAL_MANAGER,
        "awaiting_approval": APPROVER,
        "awaiting_reply": REPLIER,
    }
    return by_state[complaint.state]


CURRENT: Holder = Chosen(_of_state)
PREVENTER: Holder = Either((KEEPER_OF_CASES, HANDLER, HeadOf(_handling_department)))
