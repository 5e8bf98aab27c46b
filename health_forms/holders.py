"""Who holds each step: the collector, and the managers the regulation names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foundation.people.roles import GM
from foundation.process.holders import Chosen, Either, Holder, InRole, Person
from health_forms.roles import KEEPER, MANAGER

if TYPE_CHECKING:
    from foundation.people.models import Department
    from health_forms.models import Survey


def _department(survey: Survey) -> Department | None:
    return survey.department


COLLECTOR = Person(lambda survey: survey.collector)
REPRESENTATIVE = Person(lambda survey: survey.allocated_to)
SALES_MANAGER = InRole(MANAGER, of=_department)
SERVICE_MANAGER = InRole(KEEPER)
GENERAL_MANAGER = InRole(GM)
READERS = Either((SALES_MANAGER, REPRESENTATIVE))
ENDS_OPENING = Either((Person(lambda opening: opening.reader), GENERAL_MANAGER))


def _first_contact(survey: Survey) -> Holder:
    """The collector's until it is handed in, then the manager's, then the representative's."""
    if survey.state == "completed":
        return COLLECTOR
    return SALES_MANAGER if survey.state == "handed_in" else REPRESENTATIVE


CONTACTS: Holder = Chosen(_first_contact)
ENDS_CONTACT = Either((CONTACTS, SALES_MANAGER))

# Of a customer file.
FILE_REP = Person(lambda file: file.rep)
FILE_DOCTOR = Person(lambda file: file.doctor)
VISITORS = Either((FILE_REP, FILE_DOCTOR))
PLANS_VISITS = Either((FILE_REP, SALES_MANAGER))
FOLLOWS_UP = Either((REPRESENTATIVE, SALES_MANAGER))  # of a survey
PUNISHED = Person(lambda penalty: penalty.person)
