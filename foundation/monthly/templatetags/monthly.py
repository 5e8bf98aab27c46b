"""A frozen snapshot as it is read: message ids in the reader's language, figures grouped."""

import re

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext

register = template.Library()

PLAIN = re.compile(r"(-?)(\d{4,})(\.\d+)?")


@register.filter
def translated(text: str) -> str:
    return gettext(text) if text else ""


@register.filter
def grouped(text: str) -> str:
    """Large figures with their thousands set apart; the snapshot keeps them plain."""
    found = PLAIN.fullmatch(text)
    if not found:
        return text
    sign, whole, behind = found.groups(default="")
    return sign + number_format(int(whole), force_grouping=True) + behind
