"""Filters for mail templates, whose context comes out of JSON."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from foundation import clock

register = template.Library()


@register.filter
def day(written: str) -> str:
    """A date as the reader's language writes it; of a moment, its day in the company's zone."""
    if "T" in written:
        return date_format(clock.local_date(datetime.fromisoformat(written)), "DATE_FORMAT")
    return date_format(date.fromisoformat(written), "DATE_FORMAT")


@register.filter
def moment(written: str) -> str:
    """A moment in the company's zone, as the reader's language writes it."""
    return date_format(localtime(datetime.fromisoformat(written), clock.zone()), "DATETIME_FORMAT")
