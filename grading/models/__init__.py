"""The records of regulation 3: what is known of customers."""

from grading.models.assessment import Assessment, AssessmentLine
from grading.models.excuse import Excuse
from grading.models.orders import OrderLine, Product
from grading.models.receivables import Payment, Receivable

__all__ = [
    "Assessment",
    "AssessmentLine",
    "Excuse",
    "OrderLine",
    "Payment",
    "Product",
    "Receivable",
]
