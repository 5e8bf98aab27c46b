"""To look at only, by whoever sees the record: every row is written by an act."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archives.models import (
    Appraisal,
    Clearance,
    Document,
    FilingScheme,
    Incident,
    Loan,
    Naming,
    Place,
    Transfer,
    Volume,
)
from foundation.people.keepers import KEEPERS, KeeperAdmin, RecordAdmin, column


class ArchiveAdmin(RecordAdmin):
    # What mails and other people's lists say of it: of a graded record its grade only.
    title = column("matter__title", _("题名"))


@admin.register(FilingScheme)
class FilingSchemeAdmin(ArchiveAdmin):
    list_display = fields = ("number", "state", "department", "year", "drafted_by", "adopted_at")
    list_filter = ("state", "year")
    list_select_related = ("matter", "department", "drafted_by")


@admin.register(Naming)
class NamingAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "department", "person", "named_by", "named_at", "relieved_at",
    )  # fmt: skip
    list_filter = ("state",)
    list_select_related = ("matter", "department", "person", "named_by")
    search_fields = ("matter__number", "person__name", "department__name")


@admin.register(Document)
class DocumentAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "name", "document_no", "dated_on", "department", "filing_year",
        "year_rule", "secrecy", "retention", "handler",
    )  # fmt: skip
    list_filter = ("state", "category", "secrecy", "retention")
    list_select_related = ("matter", "department", "handler")
    search_fields = ("matter__number", "document_no", "name")


@admin.register(Volume)
class VolumeAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "archive_no", "name", "department", "year", "secrecy", "retention",
        "place", "compiled_by", "checked_by",
    )  # fmt: skip
    list_filter = ("state", "secrecy", "retention")
    list_select_related = ("matter", "department", "place", "compiled_by", "checked_by")
    search_fields = ("matter__number", "archive_no", "name")


@admin.register(Place)
class PlaceAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("room", "cabinet", "shelf", "box")
    list_filter = ("room",)
    search_fields = ("room", "cabinet")


@admin.register(Transfer)
class TransferAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "department", "offered_by", "offered_at", "received_by", "received_at",
    )  # fmt: skip
    list_filter = ("state",)
    list_select_related = ("matter", "department", "offered_by", "received_by")


@admin.register(Clearance)
class ClearanceAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "traveller", "department", "purpose", "returned_on", "cleared_by",
    )  # fmt: skip
    list_filter = ("state", "purpose")
    list_select_related = ("matter", "traveller", "department", "cleared_by")
    search_fields = ("matter__number", "traveller__name")


@admin.register(Loan)
class LoanAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "title", "use", "due_on", "lent_at", "taken_back_at", "is_renewed",
    )  # fmt: skip
    list_filter = ("state", "use", "due_on")
    list_select_related = ("matter",)
    search_fields = ("matter__number", "borrower__name", "reader")


@admin.register(Incident)
class IncidentAdmin(ArchiveAdmin):
    list_display = fields = ("number", "state", "title", "kind", "reported_by", "decided_at")
    list_filter = ("state", "kind")
    list_select_related = ("matter", "reported_by")


@admin.register(Appraisal)
class AppraisalAdmin(ArchiveAdmin):
    list_display = fields = (
        "number", "state", "reason", "appraised_by", "second_by", "approved_by", "destroyed_at",
    )  # fmt: skip
    list_filter = ("state",)
    list_select_related = ("matter", "appraised_by", "second_by", "approved_by")
