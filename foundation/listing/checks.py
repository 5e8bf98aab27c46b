from typing import Any

from django.core.checks import CheckMessage, Error, register

from foundation.listing.registry import lists
from foundation.listing.selection import CONTROLS, unsortable


@register()
def lists_are_well_declared(**kwargs: Any) -> list[CheckMessage]:
    errors: list[CheckMessage] = []
    for code, page in lists.items():
        for name in unsortable(page):
            errors.append(Error(f"list '{code}' can't be sorted by '{name}'", id="listing.E001"))
        for name in sorted(set(page.filterset_class.base_filters) & set(CONTROLS)):
            errors.append(
                Error(f"list '{code}': the filter name '{name}' is taken", id="listing.E002")
            )
    return errors
