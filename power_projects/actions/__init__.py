"""What each button does. Projects and firms go through the door; every act is one transaction."""

from power_projects.actions.applications import apply_for, record_survey, withdraw
from power_projects.actions.areas import set_area
from power_projects.actions.choice import choose_firms, entrust, show_firms
from power_projects.actions.design import (
    ask_for_paper,
    enter_paper,
    review_design,
    submit_design,
)
from power_projects.actions.firms import enter_certificate, register_firm, remove_firm
from power_projects.actions.plans import answer_plan, propose_plan, reopen_plan, return_plan

__all__ = [
    "answer_plan", "apply_for", "ask_for_paper", "choose_firms", "enter_certificate", "enter_paper",
    "entrust", "propose_plan", "record_survey", "register_firm", "remove_firm", "reopen_plan",
    "return_plan", "review_design", "set_area", "show_firms", "submit_design", "withdraw",
]  # fmt: skip
