"""When a volume may be appraised: from 1 January after its year on (Decision to R1.1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from archives.kinds import Retention


def _years(retention: Retention, years: Mapping[str, int]) -> int | None:
    """``None``: for good."""
    return None if retention == Retention.PERMANENT else int(years[retention.name.lower()])


def retention_ends_on(year: int, retention: Retention, years: Mapping[str, int]) -> date | None:
    kept = _years(retention, years)
    return None if kept is None else date(year + 1 + kept, 1, 1)


def ended_retention(this_year: int, years: Mapping[str, int]) -> Q:
    """The same as a condition on volumes."""
    ended = Q(pk__in=[])
    for retention in (Retention.SHORT, Retention.LONG):
        kept = _years(retention, years)
        assert kept is not None
        ended |= Q(retention=retention, year__lt=this_year - kept)
    return ended
