"""Every list by its code, also outside of a request."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import QueryDict

from foundation.listing import saved_filters
from foundation.people.models import User

if TYPE_CHECKING:
    from foundation.listing.pages import ListPage

lists: dict[str, type[ListPage]] = {}


def page_for(code: str, *, user: User, query: str, columns: Sequence[str] = ()) -> ListPage:
    """The list as ``user`` would see it, for jobs: ``exporting.export(target, page_for(…), by=)``.

    Views are imported with the URLs, which a worker has not needed yet.
    """
    if code not in lists:
        import_module(settings.ROOT_URLCONF)
    page = lists[code]()
    page.user, page.params = user, QueryDict(query)
    page._kept = saved_filters.Kept(columns=list(columns))
    return page
