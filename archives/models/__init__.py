"""The records of regulation 1. Read ``states`` and ``documents`` first."""

from archives.models.appraisals import Appraisal, AppraisalItem
from archives.models.archivists import Naming
from archives.models.clearances import Clearance
from archives.models.documents import Document, unfiled
from archives.models.incidents import Incident
from archives.models.links import DocumentLink, linked_with, links_of
from archives.models.loans import Loan
from archives.models.places import Place
from archives.models.schemes import Clause, FilingScheme
from archives.models.states import (
    DOCUMENT_ENDED,
    IN_ROOM,
    IN_VOLUME,
    LOAN_ASKED,
    LOAN_LIVE,
    LOAN_OPEN,
    LOAN_OUT,
    ON_SHELF,
    UNSIGNED,
    VOLUME_ENDED,
    WITH_DEPARTMENT,
    AppraisalState,
    ClearanceState,
    DocumentState,
    IncidentState,
    LoanState,
    NamingState,
    SchemeState,
    StockTakeState,
    TransferState,
    VolumeState,
)
from archives.models.stocktakes import Difference, Reading, StockTake, difference_of
from archives.models.temporary import TemporaryLoan
from archives.models.texts import OriginalText
from archives.models.transfers import Transfer, TransferItem
from archives.models.volumes import Remark, Volume

__all__ = [
    "DOCUMENT_ENDED",
    "IN_ROOM",
    "IN_VOLUME",
    "LOAN_ASKED",
    "LOAN_LIVE",
    "LOAN_OPEN",
    "LOAN_OUT",
    "ON_SHELF",
    "UNSIGNED",
    "VOLUME_ENDED",
    "WITH_DEPARTMENT",
    "Appraisal",
    "AppraisalItem",
    "AppraisalState",
    "Clause",
    "Clearance",
    "ClearanceState",
    "Difference",
    "Document",
    "DocumentLink",
    "DocumentState",
    "FilingScheme",
    "Incident",
    "IncidentState",
    "Loan",
    "LoanState",
    "Naming",
    "NamingState",
    "OriginalText",
    "Place",
    "Reading",
    "Remark",
    "SchemeState",
    "StockTake",
    "StockTakeState",
    "TemporaryLoan",
    "Transfer",
    "TransferItem",
    "TransferState",
    "Volume",
    "VolumeState",
    "difference_of",
    "linked_with",
    "links_of",
    "unfiled",
]
