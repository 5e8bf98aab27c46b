"""Excel and CSV in: a table is checked by the very form of the screen, tried, imported, undone."""

from foundation.listing.imports.cells import (
    Related,
    choice,
    date_text,
    decimal_text,
    month_text,
    text,
    whole_number_text,
    yes_no,
)
from foundation.listing.imports.specs import ImportColumn, ImportSpec

__all__ = [
    "ImportColumn",
    "ImportSpec",
    "Related",
    "choice",
    "date_text",
    "decimal_text",
    "month_text",
    "text",
    "whole_number_text",
    "yes_no",
]
