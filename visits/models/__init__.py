"""The records of regulation 7: who sells, monthly plans, visits with reports, requests before them."""

from visits.models.check_in import CheckIn
from visits.models.feed import Feed
from visits.models.plan import Plan, PlanLine
from visits.models.posting import Posting
from visits.models.request import AdvanceRequest
from visits.models.visit import FollowUp, Visit

__all__ = ["AdvanceRequest", "CheckIn", "Feed", "FollowUp", "Plan", "PlanLine", "Posting", "Visit"]
