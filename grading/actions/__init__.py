"""What each button does; every act is one transaction."""

from grading.actions.assessments import assess
from grading.actions.campaigns import (
    change_campaign,
    change_touchpoint,
    plan_campaign,
    record_touchpoint,
    void_touchpoint,
)
from grading.actions.excuses import approve_excuse, propose_excuse, refuse_excuse
from grading.actions.orders import (
    add_product,
    cancel_order,
    change_line,
    change_product,
    enter_line,
)
from grading.actions.overrides import (
    approve_override,
    end_override,
    end_overrides,
    propose_override,
    refuse_override,
)
from grading.actions.receivables import (
    change_payment,
    change_receivable,
    enter_receivable,
    record_payment,
    void_payment,
    void_receivable,
)
from grading.actions.runs import ask_for_run, grade_everybody, grade_last_month

__all__ = [
    "add_product",
    "approve_excuse",
    "approve_override",
    "ask_for_run",
    "assess",
    "cancel_order",
    "change_campaign",
    "change_line",
    "change_payment",
    "change_product",
    "change_receivable",
    "change_touchpoint",
    "end_override",
    "end_overrides",
    "enter_line",
    "enter_receivable",
    "grade_everybody",
    "grade_last_month",
    "plan_campaign",
    "propose_excuse",
    "propose_override",
    "record_payment",
    "record_touchpoint",
    "refuse_excuse",
    "refuse_override",
    "void_payment",
    "void_receivable",
    "void_touchpoint",
]
