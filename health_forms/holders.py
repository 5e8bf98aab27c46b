"""Who holds each step: the collector, and the managers the regulation names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foundation.people.roles import GM
from foundation.process.holders import InRole, Person
from health_forms.roles import KEEPER, MANAGER

if TYPE_CHECKING:
    from foundation.people.models import Department
    from health_forms.models import Survey


def _department(survey: Survey) -> Department | None:
    return survey.department


COLLECTOR = Person(lambda survey: survey.collector)
SALES_MANAGER = InRole(MANAGER, of=_department)
SERVICE_MANAGER = InRole(KEEPER)
GENERAL_MANAGER = InRole(GM)
