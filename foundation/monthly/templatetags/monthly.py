"""Words of a frozen snapshot, kept as message ids, in the reader's language."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def translated(text: str) -> str:
    return gettext(text) if text else ""
