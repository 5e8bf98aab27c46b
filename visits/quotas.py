"""How many visits a month asks of a person: by the position of its first day (R7.2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from visits import policies
from visits.models import Posting


def quotas_of(month: date) -> dict[int, int]:
    """Person -> visits. Who joined later, or whose position has no quota, is left out."""
    return quotas_among(dict(Posting.objects.on(month).values_list("person", "position")), month)


def quotas_among(held: Mapping[int, str], month: date) -> dict[int, int]:
    """``held``: person -> position on the first of the month."""
    wanted = policies.QUOTAS.value(month)
    return {one: int(wanted[position]) for one, position in held.items() if position in wanted}
