"""Visits as an iCalendar object (RFC 5545), for the calendar of a phone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _

from visits.models import PlanLine

BACK = timedelta(days=60)
STATUS = {PlanLine.Status.DRAFT: "TENTATIVE"}
LONGEST = 75  # octets of a line, without its end


def calendar_of(
    lines: Iterable[PlanLine], *, name: str, host: str, at: datetime, address: str
) -> bytes:
    """``address``: of the product, which the address of each plan's page is added to."""
    content = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zhidutong//visits//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for line in lines:
        content += _event(line, host, at, address)
    content.append("END:VCALENDAR")
    return "".join(_folded(one) for one in content).encode()


def _event(line: PlanLine, host: str, at: datetime, address: str) -> list[str]:
    facts = [
        "、".join(line.purpose_labels()),
        line.contact and _("拜访对象：%s") % line.contact,
        line.carry and _("携带物品：%s") % line.carry,
        line.note,
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:visit-line-{line.pk}@{host}",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(line.planned_on)}",
        # The end is not part of it any more.
        f"DTEND;VALUE=DATE:{_day(line.planned_on + timedelta(days=1))}",
        f"SUMMARY:{_text(line.customer.name)}",
        f"DESCRIPTION:{_text(chr(10).join(fact for fact in facts if fact))}",
        f"LOCATION:{_text(line.customer.address)}",
        f"STATUS:{STATUS.get(PlanLine.Status(line.status), 'CONFIRMED')}",
        "TRANSP:TRANSPARENT",
        f"URL:{address}{line.plan.get_absolute_url()}",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(value: str) -> str:
    for plain, escaped in (
        ("\\", "\\\\"),
        (";", "\\;"),
        (",", "\\,"),
        ("\r\n", "\n"),
        ("\n", "\\n"),
    ):
        value = value.replace(plain, escaped)
    # Other control characters have no place in a content line.
    return "".join(letter for letter in value if letter >= " ")


def _folded(line: str) -> str:
    """Broken into lines of at most 75 octets, never within a character."""
    parts, octets = [""], 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LONGEST:
            parts.append(" ")
            octets = 1
        parts[-1] += letter
        octets += size
    return "\r\n".join(parts) + "\r\n"
