"""To look at only, masked as everywhere: every row is written by an act."""

from __future__ import annotations

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin, RecordAdmin
from health_forms.models import (
    BlankBatch,
    CustomerFile,
    FormDesign,
    Opening,
    Penalty,
    PersonRequest,
    Survey,
    Territory,
)


@admin.register(FormDesign)
class FormDesignAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = ("version", "published_by", "published_at")
    fields = (*list_display, "opening", "consent", "questions")
    list_select_related = ("published_by",)


@admin.register(Territory)
class TerritoryAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("person", "district", "set_by", "set_at")
    search_fields = ("person__name", "district")
    list_select_related = ("person", "set_by")


@admin.register(Survey)
class SurveyAdmin(RecordAdmin):
    """Whoever keeps records sees a form only if a role of the regulation shows it to them."""

    list_display = fields = ("number", "state", "collector", "allocated_to", "due_on", "is_late")
    list_filter = ("state",)
    list_select_related = ("matter", "collector", "allocated_to")


@admin.register(CustomerFile)
class CustomerFileAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "rep", "doctor", "is_buyer", "made_on", "is_late")
    list_filter = ("state", "is_buyer")
    list_select_related = ("matter", "rep", "doctor")


@admin.register(Opening)
class OpeningAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "reader", "purpose", "decided_by", "opens_until")
    list_filter = ("state", "purpose")
    list_select_related = ("matter", "reader", "decided_by")


@admin.register(PersonRequest)
class PersonRequestAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "kind", "received_on", "due_on", "is_late")
    list_filter = ("state", "kind")
    list_select_related = ("matter",)


@admin.register(BlankBatch)
class BlankBatchAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "design", "count", "given_to")
    list_filter = ("state",)
    list_select_related = ("matter", "design", "given_to")


@admin.register(Penalty)
class PenaltyAdmin(RecordAdmin):
    list_display = fields = ("number", "state", "person", "kind", "amount", "decided_by")
    list_filter = ("state", "kind")
    list_select_related = ("matter", "person", "decided_by")
