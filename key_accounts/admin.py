"""What the record keepers maintain, and what was entered, to be looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from foundation.people.keepers import KEEPERS, KeeperAdmin, RecordAdmin
from key_accounts import actions
from key_accounts.models import (
    Account,
    Authorisation,
    Inspection,
    ProductLine,
    ProductUse,
    Programme,
    Proposal,
    Revisit,
    Training,
)


@admin.register(ProductLine)
class ProductLineAdmin(KeeperAdmin):
    writers = KEEPERS
    list_display = fields = ("code", "name", "is_offered")
    list_filter = ("is_offered",)
    search_fields = ("code", "name")

    def act(self, row: Any, *, by: Any) -> None:
        actions.keep_line(row, by=by)


@admin.register(ProductUse)
class ProductUseAdmin(KeeperAdmin):
    readers = KEEPERS
    list_display = fields = ("account", "branch", "line", "since", "until")
    list_filter = ("line", "branch")
    search_fields = ("account__matter__number", "account__customer__name")
    list_select_related = ("account__matter", "account__customer", "branch", "line")


@admin.register(Account)
class AccountAdmin(RecordAdmin):
    list_display = fields = (
        "number",
        "customer",
        "branch",
        "lead",
        "level",
        "state",
        "review_due_on",
    )
    list_filter = ("state", "level")
    list_select_related = ("matter", "customer", "branch", "lead")
    search_fields = ("matter__number", "customer__name")


@admin.register(Revisit)
class RevisitAdmin(RecordAdmin):
    list_display = fields = ("number", "account", "person", "visited_on", "state", "first_verdict")
    list_filter = ("state", "first_verdict")
    list_select_related = ("matter", "account__matter", "person")
    search_fields = ("matter__number", "account__customer__name")


@admin.register(Inspection)
class InspectionAdmin(RecordAdmin):
    list_display = fields = ("number", "branch", "month", "state", "seed")
    list_filter = ("state",)
    list_select_related = ("matter", "branch")
    search_fields = ("matter__number", "branch__name")


@admin.register(Authorisation)
class AuthorisationAdmin(RecordAdmin):
    list_display = fields = ("number", "account", "person", "valid_from", "valid_until", "state")
    list_filter = ("state",)
    list_select_related = ("matter", "account__matter", "person")
    search_fields = ("matter__number", "account__customer__name")


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = fields = (
        "number",
        "kind",
        "name",
        "owner_person",
        "starts_on",
        "ends_on",
        "state",
    )
    list_filter = ("kind", "state")
    list_select_related = ("matter", "owner_person")
    search_fields = ("matter__number", "name")


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    list_display = fields = ("number", "subject", "proposed_by", "state", "due_on")
    list_filter = ("state",)
    list_select_related = ("matter", "proposed_by")
    search_fields = ("matter__number", "subject")


@admin.register(Training)
class TrainingAdmin(RecordAdmin):
    list_display = fields = ("number", "topic", "planned_on", "place", "trainer", "state")
    list_filter = ("state",)
    list_select_related = ("matter",)
    search_fields = ("matter__number", "topic")
