"""The records of regulation 3: what is known of customers, and how it grades them."""

from grading.models.assessment import Assessment, AssessmentLine
from grading.models.campaigns import Campaign, Channel, Touchpoint
from grading.models.excuse import Excuse
from grading.models.orders import OrderLine, Product
from grading.models.override import Override
from grading.models.receivables import Payment, Receivable
from grading.models.run import CustomerGrade, GradingRun

__all__ = [
    "Assessment",
    "AssessmentLine",
    "Campaign",
    "Channel",
    "CustomerGrade",
    "Excuse",
    "GradingRun",
    "OrderLine",
    "Override",
    "Payment",
    "Product",
    "Receivable",
    "Touchpoint",
]
