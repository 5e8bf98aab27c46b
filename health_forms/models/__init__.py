"""The records of regulation 4: what is asked (designs), who was asked, and their surveys."""

from health_forms.models.design import FormDesign
from health_forms.models.person import Person
from health_forms.models.survey import Survey

__all__ = ["FormDesign", "Person", "Survey"]
