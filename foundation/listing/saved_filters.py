"""What a person keeps of a list: named filters, shared or not, and the last choice of columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.listing.models import SavedFilter
from foundation.people.models import User

RULE = "R0.lists"
PAGE_SIZES = (25, 50, 100)


@dataclass(slots=True)
class Kept:
    """All of it, read in one query."""

    filters: list[SavedFilter] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    page_size: int = PAGE_SIZES[0]

    def default(self, user: User) -> SavedFilter | None:
        return next(
            (kept for kept in self.filters if kept.is_default and kept.owner_id == user.pk), None
        )


def kept_for(user: User, list_code: str) -> Kept:
    kept = Kept()
    rows = SavedFilter.objects.filter(Q(owner=user) | Q(is_shared=True), list_code=list_code)
    for row in rows.select_related("owner"):
        if row.name:
            kept.filters.append(row)
        else:
            kept.columns, kept.page_size = row.columns, row.page_size
    return kept


def choose_columns(list_code: str, *, by: User, columns: Sequence[str], page_size: int) -> None:
    """Remember which columns the person wants to see; none chosen means the list's own."""
    size = page_size if page_size in PAGE_SIZES else PAGE_SIZES[0]
    SavedFilter.objects.update_or_create(
        owner=by,
        list_code=list_code,
        name="",
        defaults={"columns": list(columns), "page_size": size},
    )


@transaction.atomic
def save_filter(
    list_code: str, *, by: User, name: str, query: str, is_shared: bool, is_default: bool
) -> SavedFilter:
    """Keep the filters under a name; the same name again replaces the former."""
    name = name.strip()
    if not name:
        raise Refusal(RULE, _("请填写名称。"), field="name")
    if len(name) > 40:
        raise Refusal(RULE, _("名称最多 40 个字。"), field="name")
    if is_default:
        SavedFilter.objects.filter(owner=by, list_code=list_code).update(is_default=False)
    values: dict[str, Any] = {"query": query, "is_shared": is_shared, "is_default": is_default}
    saved, _created = SavedFilter.objects.update_or_create(
        owner=by, list_code=list_code, name=name, defaults=values
    )
    return saved


def delete_filter(list_code: str, *, by: User, filter_id: int) -> None:
    """Only one's own; a filter that is gone already is no error."""
    SavedFilter.objects.filter(owner=by, list_code=list_code, pk=filter_id).exclude(
        name=""
    ).delete()
