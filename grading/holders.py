"""Who decides: a sales manager who neither proposed it nor owns the account, else the GM."""

from __future__ import annotations

from typing import Any

from foundation.people.roles import GM, holders
from foundation.process.holders import Chosen, Holder, InRole
from grading.roles import SALES_MANAGER


def _decider(record: Any) -> Holder:
    kept: dict[str, Holder] = record.__dict__
    if "_decider" not in kept:
        barred = record.barred() - {None}
        is_free = holders(SALES_MANAGER).exclude(pk__in=barred).exists()
        kept["_decider"] = InRole(SALES_MANAGER if is_free else GM)
    return kept["_decider"]


DECIDER: Holder = Chosen(_decider)
