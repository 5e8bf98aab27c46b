"""What each button does. Runs and findings go through the door; every act is one transaction."""

from service_incentives.actions.findings import decide, propose, refuse, void_finding
from service_incentives.actions.objections import answer, object_to
from service_incentives.actions.registers import (
    add_kind,
    add_project,
    approve_coefficient,
    propose_coefficient,
    set_position,
)
from service_incentives.actions.runs import (
    approve,
    calculate_again,
    check_finance,
    check_hr,
    confirm,
    lock_run,
    pay,
    send_back,
    start_run,
    void_run,
)
from service_incentives.actions.trips import change_trip, decide_paper, enter_trip, void_trip
from service_incentives.actions.views import note_view

__all__ = [
    "add_kind",
    "add_project",
    "answer",
    "approve",
    "approve_coefficient",
    "calculate_again",
    "change_trip",
    "check_finance",
    "check_hr",
    "confirm",
    "decide",
    "decide_paper",
    "enter_trip",
    "lock_run",
    "note_view",
    "object_to",
    "pay",
    "propose",
    "propose_coefficient",
    "refuse",
    "send_back",
    "set_position",
    "start_run",
    "void_finding",
    "void_run",
    "void_trip",
]
