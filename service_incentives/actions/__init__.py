"""What each button does. Runs and findings go through the door; every act is one transaction."""

from service_incentives.actions.assessments import (
    approve_round,
    assess,
    open_round,
    return_round,
    submit_round,
)
from service_incentives.actions.findings import decide, propose, refuse, void_finding
from service_incentives.actions.objections import answer, object_to
from service_incentives.actions.payroll import enter_payroll
from service_incentives.actions.registers import (
    add_kind,
    add_project,
    approve_coefficient,
    change_project,
    propose_coefficient,
    set_position,
)
from service_incentives.actions.runs import (
    allocate,
    approve,
    approve_parts,
    calculate_again,
    check_finance,
    check_hr,
    confirm,
    decide_tie,
    gather,
    lock_run,
    pay,
    send_back,
    share_pool,
    start_run,
    void_run,
)
from service_incentives.actions.sales import (
    record_receipt,
    register_sale,
    void_sale,
    withdraw_receipt,
)
from service_incentives.actions.trips import (
    change_trip,
    decide_paper,
    enter_trip,
    enter_trips,
    void_trip,
    void_trips,
)
from service_incentives.actions.views import note_view

__all__ = [
    "add_kind",
    "add_project",
    "allocate",
    "answer",
    "approve",
    "approve_coefficient",
    "approve_parts",
    "approve_round",
    "assess",
    "calculate_again",
    "change_project",
    "change_trip",
    "check_finance",
    "check_hr",
    "confirm",
    "decide",
    "decide_paper",
    "decide_tie",
    "enter_payroll",
    "enter_trip",
    "enter_trips",
    "gather",
    "lock_run",
    "note_view",
    "object_to",
    "open_round",
    "pay",
    "propose",
    "propose_coefficient",
    "record_receipt",
    "refuse",
    "register_sale",
    "return_round",
    "send_back",
    "set_position",
    "share_pool",
    "start_run",
    "submit_round",
    "void_finding",
    "void_run",
    "void_sale",
    "void_trip",
    "void_trips",
    "withdraw_receipt",
]
