"""The records of regulation 5: what is counted (registers, trips, findings), and the pay run."""

from service_incentives.models.finding import Finding
from service_incentives.models.line import Objection, PayLine, PayView
from service_incentives.models.registers import Coefficient, Project, ProjectKind, StaffPosition
from service_incentives.models.run import PayRun
from service_incentives.models.states import PAST_DRAFT, State
from service_incentives.models.trip import Trip

__all__ = [
    "PAST_DRAFT",
    "Coefficient",
    "Finding",
    "Objection",
    "PayLine",
    "PayRun",
    "PayView",
    "Project",
    "ProjectKind",
    "StaffPosition",
    "State",
    "Trip",
]
