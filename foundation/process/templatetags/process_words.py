"""Words of the process for mail templates, whose context holds codes."""

from django import template
from django.utils.translation import gettext as _

from foundation.people import roles
from foundation.process.tasks import kinds

register = template.Library()
register.filter("role_of", roles.label)


@register.filter
def kind_label(code: str) -> str:
    """The kind of task in the reader's language."""
    declared = kinds().get(code)
    return str(declared.label) if declared else _("回复加签意见")


@register.filter
def days_late(days: int) -> int:
    """Days past the due date, from days left."""
    return -days
