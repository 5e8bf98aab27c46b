"""The records of regulation 4: what is asked (designs), who was asked, their surveys, who goes on
with them, who may open what is sealed, customer files and their revisits."""

from health_forms.models.allocation import Allotment, Note, Territory
from health_forms.models.blank import BlankBatch
from health_forms.models.design import FormDesign
from health_forms.models.file import CustomerFile
from health_forms.models.meeting import Meeting, MeetingAction
from health_forms.models.opening import Opening
from health_forms.models.penalty import Penalty
from health_forms.models.person import Person
from health_forms.models.request import PersonRequest
from health_forms.models.revisit import Checkout, Remark, Revisit, Visit
from health_forms.models.survey import Survey

__all__ = [
    "Allotment",
    "BlankBatch",
    "Checkout",
    "CustomerFile",
    "FormDesign",
    "Meeting",
    "MeetingAction",
    "Note",
    "Opening",
    "Penalty",
    "Person",
    "PersonRequest",
    "Remark",
    "Revisit",
    "Survey",
    "Territory",
    "Visit",
]
