"""What each button does. Projects and firms go through the door; every act is one transaction."""

from power_projects.actions.applications import apply_for, record_survey, withdraw
from power_projects.actions.areas import set_area
from power_projects.actions.choice import choose_firms, entrust, show_firms
from power_projects.actions.completion import (
    accept,
    agree_supply,
    ask_inspection,
    check_supply,
    close,
    energise,
    inspect,
    note_completion,
    order_meter,
    put_meter,
    receive_as_built,
    report_completion,
    sign_contract,
)
from power_projects.actions.consultations import answer_consultation, consult
from power_projects.actions.design import (
    ask_for_paper,
    enter_paper,
    review_design,
    submit_design,
)
from power_projects.actions.equipment import (
    approve_equipment,
    ask_change,
    make_change,
    order_equipment,
    propose_equipment,
    tell_change,
)
from power_projects.actions.firms import enter_certificate, register_firm, remove_firm
from power_projects.actions.outside import hand_in, issue_link, revoke_link
from power_projects.actions.plans import answer_plan, propose_plan, reopen_plan, return_plan
from power_projects.actions.works import (
    add_concealed,
    confirm_works,
    cover_concealed,
    move_finish,
    name_supervisor,
    plan_works,
    report_progress,
    sign_concealed,
    start_works,
    visit_site,
)

__all__ = [
    "accept", "add_concealed", "agree_supply", "answer_consultation", "answer_plan", "apply_for", "approve_equipment",
    "ask_change", "ask_for_paper", "ask_inspection", "check_supply", "choose_firms", "close",
    "confirm_works", "consult", "cover_concealed", "energise", "enter_certificate", "enter_paper", "entrust",
    "hand_in", "inspect", "issue_link", "make_change", "move_finish", "name_supervisor", "note_completion",
    "order_equipment", "order_meter", "plan_works", "propose_equipment", "propose_plan",
    "put_meter", "receive_as_built", "record_survey", "register_firm", "remove_firm",
    "reopen_plan", "report_completion", "report_progress", "return_plan", "review_design",
    "revoke_link", "set_area", "show_firms", "sign_concealed", "sign_contract", "start_works", "submit_design",
    "tell_change", "visit_site", "withdraw",
]  # fmt: skip
