"""State secrets never enter the system, not even as entries of the catalogue (R1.2.15)."""

import re

# As the law has them marked: the grade, a star, how long.
_MARK = re.compile(r"(绝密|机密|秘密)\s*[★☆]")


def bears_state_mark(*texts: str) -> bool:
    return any(_MARK.search(text) for text in texts)
