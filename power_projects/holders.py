"""Who holds each step: the clerk, the project manager, and the office that capacity names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foundation.people.roles import seats
from foundation.process.holders import Assignment, Chosen, Either, Holder, InRole, Person
from power_projects import rules
from power_projects.roles import (
    BRANCH_MARKETING,
    CITY_COMPANY,
    CONNECTION_OFFICER,
    INSPECTOR,
    MARKETING_HEAD,
    SUPPLY_STATION,
    WINDOW_CLERK,
)
from power_projects.supply import Office

if TYPE_CHECKING:
    from foundation.people.models import Department, User
    from power_projects.models import Project


@dataclass(frozen=True, slots=True)
class Anywhere(InRole):
    """Everyone with the role, wherever: the register of firms is one for all branches."""

    def includes(self, record: Any, user: User) -> bool:
        return any(seat.role == self.role.code for seat in seats(user))


@dataclass(frozen=True, slots=True)
class AskedHead(Holder):
    """The heads of departments that were asked and have not answered."""

    def includes(self, record: Any, user: User) -> bool:
        if not record.waiting_for:
            return False
        asked = record.consultations.filter(answered_at=None, department__head=user)
        return bool(asked.exists())

    def assignment(self, record: Any) -> Assignment:
        """The act that asks names the head of the one department."""
        return Assignment()

    def describe(self, record: Any) -> str:
        asked = record.consultations.filter(answered_at=None).select_related("department__head")
        return "、".join(f"{one.department} {one.department.head or ''}" for one in asked)


def _office(project: Project) -> Department:
    return project.office


BRANCH = InRole(BRANCH_MARKETING, of=lambda project: project.branch)
OF_OFFICE: dict[str, Holder] = {
    Office.STATION: InRole(SUPPLY_STATION, of=lambda project: project.station),
    Office.BRANCH: BRANCH,
    Office.CITY: InRole(CITY_COMPANY),
}
OFFICERS = InRole(CONNECTION_OFFICER, of=_office)
# Who surveyed it manages it; before that, and while they are away, any officer of the office.
MANAGER = Either((Person(lambda project: project.manager), OFFICERS))
ANSWERER = Chosen(lambda project: OF_OFFICE[project.answers])
INSPECTORS = InRole(INSPECTOR, of=lambda project: project.branch)
HEAD = InRole(MARKETING_HEAD)
# One to four rounds by the branch's people, a fifth by the head of marketing (R8.25).
INSPECTION = Chosen(
    lambda project: (
        HEAD if project.inspected >= rules.USUAL_ROUNDS else Either((INSPECTORS, BRANCH))
    )
)
SUPERVISOR = Person(lambda project: project.site.supervisor if project.site else None)
REVIEWER = Chosen(lambda project: OF_OFFICE[project.reviews])
CLERK = Either((Person(lambda project: project.registered_by), InRole(WINDOW_CLERK, of=_office)))
INTAKE = Either((CLERK, MANAGER))
REGISTRAR = Either((Anywhere(BRANCH_MARKETING), Anywhere(MARKETING_HEAD)))
