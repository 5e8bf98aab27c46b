import uuid
from typing import Any

from django import template
from django.utils.html import format_html

from foundation.process.drafts import HOURS
from foundation.process.submissions import key_of

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: Any) -> str:
    """The idempotency key of a form; shown again after a refusal, the form keeps its own."""
    request = context.get("request")
    key = request and key_of(request)
    return format_html('<input type="hidden" name="key" value="{}">', key or uuid.uuid4().hex)


@register.inclusion_tag("device_draft.html", takes_context=True)
def device_draft(context: Any, name: str = "", after: str = "") -> dict[str, Any]:
    """Within a form: what is typed is kept on the device until it is accepted (static/js/drafts.js).

    ``name`` tells apart the forms of one page; nothing is kept before the box ``after`` is ticked.
    """
    path = context["request"].path
    return {"draft": f"{path}:{name}" if name else path, "after": after, "hours": HOURS}
