"""The records of regulation 2. Read ``states``, then ``complaint``: who may do what, by which article."""

from complaints.models.answers import CustomerWait, Reply, Satisfaction
from complaints.models.complaint import Complaint
from complaints.models.findings import Disposal, Report
from complaints.models.prevention import PreventionAction
from complaints.models.rounds import Round
from complaints.models.states import ENDED, OPEN, RETURNS, State

__all__ = [
    "ENDED",
    "OPEN",
    "RETURNS",
    "Complaint",
    "CustomerWait",
    "Disposal",
    "PreventionAction",
    "Reply",
    "Report",
    "Round",
    "Satisfaction",
    "State",
]
