"""Columns that many lists have: the record's number, its state, its deadline."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.desk.templatetags.ui import due_badge, state_badge
from foundation.listing.tables import ONE_LINE


class NumberColumn(tables.Column):
    """Leads to the record's page; sorted by the key, as numbers are allotted."""

    attrs = ONE_LINE

    def __init__(self, accessor: str = "matter__number") -> None:
        super().__init__(_("编号"), accessor=accessor, order_by="pk")

    def render(self, record: Any, value: str) -> SafeString:
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), value)

    def value(self, value: str) -> str:
        return value


class StateColumn(tables.Column):
    def render(self, record: Any) -> SafeString:
        return state_badge(record)

    def value(self, record: Any) -> str:
        return str(record.state_label())


class DueColumn(tables.Column):
    """``due_on``, judged by now or by the moment in ``ended_at``."""

    def __init__(self) -> None:
        super().__init__(_("期限"))

    def render(self, record: Any) -> SafeString | str:
        return due_badge(record.due_on, record.ended_at)

    def value(self, value: date) -> date:
        return value
