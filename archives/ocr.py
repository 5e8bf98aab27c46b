"""The text of scans, by Tesseract where it is installed (Debian: tesseract-ocr-chi-sim, -chi-tra)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from typing import IO

LANGUAGES = ("chi_sim", "chi_tra", "eng")
SECONDS = 120  # a page
_CHINESE = r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"
_GAP = re.compile(rf"(?<={_CHINESE})[ \t]+(?={_CHINESE})")


@cache
def languages() -> str:
    """What Tesseract reads here, as it is told; empty without it."""
    if shutil.which("tesseract") is None:
        return ""
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    known = listed.stdout.split()
    return "+".join(one for one in LANGUAGES if one in known)


def text_of(image: IO[bytes]) -> str:
    """What a picture says. Raises ``CalledProcessError`` or ``TimeoutExpired``."""
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", languages()],
        input=image.read(), capture_output=True, timeout=SECONDS, check=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # other jobs want the cores too
    )  # fmt: skip
    return _GAP.sub("", done.stdout.decode())  # it sets Chinese characters apart
