"""The records of regulation 5: what is counted (registers, trips, findings), and the pay run."""

from service_incentives.models.assessment import Assessment, AssessmentRound
from service_incentives.models.finding import Finding
from service_incentives.models.line import (
    Objection,
    PayLine,
    PayView,
    PoolShare,
    TieDecision,
)
from service_incentives.models.payroll import PayrollMonth, Withholding
from service_incentives.models.registers import Coefficient, Project, ProjectKind, StaffPosition
from service_incentives.models.run import PayRun
from service_incentives.models.sale import Receipt, SaleShare, SparePartSale
from service_incentives.models.states import DRAFTS, PAST_DRAFT, UNDER_REVIEW, State
from service_incentives.models.trip import Trip

__all__ = [
    "DRAFTS",
    "PAST_DRAFT",
    "UNDER_REVIEW",
    "Assessment",
    "AssessmentRound",
    "Coefficient",
    "Finding",
    "Objection",
    "PayLine",
    "PayRun",
    "PayView",
    "PayrollMonth",
    "PoolShare",
    "Project",
    "ProjectKind",
    "Receipt",
    "SaleShare",
    "SparePartSale",
    "StaffPosition",
    "State",
    "TieDecision",
    "Trip",
    "Withholding",
]
