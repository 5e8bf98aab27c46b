import uuid
from typing import Any

from django import template
from django.utils.html import format_html

from foundation.process.submissions import key_of

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: Any) -> str:
    """The idempotency key of a form; shown again after a refusal, the form keeps its own."""
    request = context.get("request")
    key = request and key_of(request)
    return format_html('<input type="hidden" name="key" value="{}">', key or uuid.uuid4().hex)
