"""What acts on plain rows ask, which no step guards: nobody's change is lost, reasons are given."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.history.reading import newest_version
from foundation.process.steps import Stale

Row = TypeVar("Row", bound=Model)


def locked(row: Row, seen: int) -> Row:
    """The row as it is now, unless somebody changed it since ``seen``."""
    fresh: Row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if newest_version(fresh) != seen:
        raise Stale("R0.versions", _("他人已修改了这条记录，请查看最新内容后再办理。"))
    return fresh


def reasoned(reason: str) -> str:
    if not reason.strip():
        raise Refusal("R0.reasons", _("请写明理由。"), field="reason")
    return reason.strip()
