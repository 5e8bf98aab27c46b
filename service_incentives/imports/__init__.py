"""What comes from Excel, each row by the act of the page."""

from service_incentives.imports.figures import PayrollImport, ScoreImport
from service_incentives.imports.findings import FindingImport
from service_incentives.imports.registers import PositionImport, ProjectImport
from service_incentives.imports.sales import ReceiptImport, SaleImport
from service_incentives.imports.trips import TripImport

__all__ = [
    "FindingImport",
    "PayrollImport",
    "PositionImport",
    "ProjectImport",
    "ReceiptImport",
    "SaleImport",
    "ScoreImport",
    "TripImport",
]
