"""Who holds each step of a plan: the sales person, and whoever heads their department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foundation.people.roles import FINANCE, GM
from foundation.process.holders import Chosen, Either, HeadOf, Holder, InRole, Person
from visits.roles import SALES_HEAD

if TYPE_CHECKING:
    from foundation.people.models import Department
    from visits.models import Plan


def _department(plan: Plan) -> Department | None:
    return plan.person.department


PLANNER = Person(lambda plan: plan.person)
# Nobody reviews their own: a head's goes one level up. Without a head, to the head of sales.
HEAD = HeadOf(_department, except_for=lambda plan: plan.person_id)
SUPERVISOR = Either((HEAD, InRole(SALES_HEAD)))
CLOSER = Either((PLANNER, SUPERVISOR))
GENERAL_MANAGER = InRole(GM)
CASHIER = InRole(FINANCE)
OF_REQUEST: Holder = Chosen(
    lambda request: GENERAL_MANAGER if request.state == "awaiting_gm" else SUPERVISOR
)
