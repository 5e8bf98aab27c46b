from typing import Any

import rules

from foundation.desk.reach import reaches_anything
from foundation.people.access import declare, staff


@rules.predicate
def managers(user: Any, regulation: int = 0) -> bool:
    """Of the company, or of a department with all below it."""
    return bool(user.is_authenticated) and reaches_anything(user)


declare(
    {
        "desk:home": staff,
        "desk:inbox": staff,
        "desk:done": staff,
        "desk:started": staff,
        "desk:copied": staff,
        "desk:batch": staff,
        "desk:dashboard": managers,
        "desk:behind": managers,
        "desk:search": staff,
        "desk:matter": staff,
        "desk:hand_on": staff,
        "desk:ask": staff,
        "desk:answer": staff,
        "desk:urge": staff,
        "desk:take_back": staff,
        "desk:copy": staff,
        "articles:index": staff,
        "articles:article": staff,
    }
)
