"""How many visits a month asks of a person: by the position of its first day (R7.2.3)."""

from __future__ import annotations

from datetime import date

from visits import policies
from visits.models import Posting


def quotas_of(month: date) -> dict[int, int]:
    """Person -> visits. Who joined later, or whose position has no quota, is left out."""
    wanted = policies.QUOTAS.value(month)
    held = Posting.objects.on(month).values_list("person", "position")
    return {person: int(wanted[position]) for person, position in held if position in wanted}
