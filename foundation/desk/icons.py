"""Inline SVG icons of the Tabler set. ``static/icons.txt`` lists the names set-up copies."""

import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

# A dot stands in where set-up has not run or the name is not in the list: a page never breaks.
STAND_IN = '<path d="M12 12m-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"/>'
# Tabler draws an invisible square around every icon.
FRAME = re.compile(r'<path stroke="none"[^>]*/>\s*')


@lru_cache(maxsize=512)
def strokes(name: str) -> str:
    """What is drawn inside the svg element."""
    found = finders.find(f"vendor/icons/{name}.svg")
    if not found:
        return STAND_IN
    text = Path(found).read_text(encoding="utf-8")
    drawn = text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]
    return FRAME.sub("", drawn).strip()
