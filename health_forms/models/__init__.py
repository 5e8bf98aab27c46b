"""The records of regulation 4: what is asked (designs), who was asked, their surveys, who goes on
with them, and who may open what is sealed."""

from health_forms.models.allocation import Allotment, Note, Territory
from health_forms.models.design import FormDesign
from health_forms.models.opening import Opening
from health_forms.models.person import Person
from health_forms.models.survey import Survey

__all__ = ["Allotment", "FormDesign", "Note", "Opening", "Person", "Survey", "Territory"]
