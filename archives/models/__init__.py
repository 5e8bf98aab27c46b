"""The records of regulation 1. Read ``states`` and ``documents`` first."""

from archives.models.documents import Document
from archives.models.links import DocumentLink, linked_with, links_of
from archives.models.places import Place
from archives.models.schemes import Clause, FilingScheme
from archives.models.states import (
    DOCUMENT_ENDED,
    ON_SHELF,
    VOLUME_ENDED,
    WITH_DEPARTMENT,
    DocumentState,
    SchemeState,
    TransferState,
    VolumeState,
)
from archives.models.transfers import Transfer, TransferItem
from archives.models.volumes import Remark, Volume

__all__ = [
    "DOCUMENT_ENDED",
    "ON_SHELF",
    "VOLUME_ENDED",
    "WITH_DEPARTMENT",
    "Clause",
    "Document",
    "DocumentLink",
    "DocumentState",
    "FilingScheme",
    "Place",
    "Remark",
    "SchemeState",
    "Transfer",
    "TransferItem",
    "TransferState",
    "Volume",
    "VolumeState",
    "linked_with",
    "links_of",
]
