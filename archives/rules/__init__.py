"""Judgements of regulation 1; no database, no clock.

They take documents and links as they are: ``pk``, ``dated_on``, ``kind`` and so on, and of a link
``kind``, ``lead_id``, ``other_id``.
"""

from archives.rules.belonging import (
    Fault,
    faults_of_joining,
    faults_of_volume,
    goes_to_gm_office,
    grade_missing,
    retention_of,
)
from archives.rules.lending import Approval, approvals
from archives.rules.order import arranged, order_is_possible, wrong_pairs
from archives.rules.retention import ended_retention, retention_ends_on
from archives.rules.secrets import bears_state_mark
from archives.rules.years import FilingYear, binding, filing_years, groups, leading, own_year

__all__ = [
    "Approval",
    "Fault",
    "FilingYear",
    "approvals",
    "arranged",
    "bears_state_mark",
    "binding",
    "ended_retention",
    "faults_of_joining",
    "faults_of_volume",
    "filing_years",
    "goes_to_gm_office",
    "grade_missing",
    "groups",
    "leading",
    "order_is_possible",
    "own_year",
    "retention_ends_on",
    "retention_of",
    "wrong_pairs",
]
