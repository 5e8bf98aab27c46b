from typing import Any

import rules

from foundation.monthly.declarations import all_statistics
from foundation.people.access import declare, staff


@rules.predicate
def has_statistics(user: Any) -> bool:
    """Submits or approves at least one of the declared statistics."""
    return bool(user.is_authenticated) and any(
        declared.concerns(user) for declared in all_statistics()
    )


declare(
    {
        "monthly:list": has_statistics,
        "monthly:of_month": has_statistics,
        "monthly:detail": staff,
        "monthly:submit": staff,
        "monthly:approve": staff,
        "monthly:send_back": staff,
        "monthly:excel": staff,
    }
)
