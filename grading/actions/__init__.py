"""What each button does; every act is one transaction."""

from grading.actions.assessments import assess
from grading.actions.excuses import approve_excuse, propose_excuse, refuse_excuse
from grading.actions.orders import (
    add_product,
    cancel_order,
    change_line,
    change_product,
    enter_line,
)
from grading.actions.receivables import (
    change_payment,
    change_receivable,
    enter_receivable,
    record_payment,
    void_payment,
    void_receivable,
)

__all__ = [
    "add_product",
    "approve_excuse",
    "assess",
    "cancel_order",
    "change_line",
    "change_payment",
    "change_product",
    "change_receivable",
    "enter_line",
    "enter_receivable",
    "propose_excuse",
    "record_payment",
    "refuse_excuse",
    "void_payment",
    "void_receivable",
]
