"""Visits as an iCalendar object (RFC 5545), for the calendar of a phone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import STATUS, TRANSP, Calendar, Event

from visits.models import PlanLine

BACK = timedelta(days=60)


def calendar_of(
    lines: Iterable[PlanLine], *, name: str, host: str, at: datetime, address: str
) -> bytes:
    """``address``: of the product, which the address of each plan's page is added to."""
    calendar = Calendar.new(
        prodid="-//zhidutong//visits//ZH", method="PUBLISH", name=name,
        refresh_interval=timedelta(hours=1),
        subcomponents=[_event(line, host, at, address) for line in lines],
    )  # fmt: skip
    content: bytes = calendar.to_ical()
    return content


def _event(line: PlanLine, host: str, at: datetime, address: str) -> Event:
    facts = [
        "、".join(line.purpose_labels()),
        line.contact and _("拜访对象：%s") % line.contact,
        line.carry and _("携带物品：%s") % line.carry,
        line.note,
    ]
    return Event.new(
        uid=f"visit-line-{line.pk}@{host}", stamp=at, start=line.planned_on,
        end=line.planned_on + timedelta(days=1),  # the end is not part of it any more
        summary=line.customer.name, location=line.customer.address,
        description="\n".join(fact for fact in facts if fact),
        status=STATUS.TENTATIVE if line.status == PlanLine.Status.DRAFT else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT, url=f"{address}{line.plan.get_absolute_url()}",
    )  # fmt: skip
