"""Chinese faces for print: Debian's when installed, else the collection of the installation.

The style sheet names Debian's families first and ``Bundled CJK`` after them. The bundled
collection has one weight and no serif, and costs a third of a second a document, so it is only
declared where Debian's fonts-noto-cjk is missing.
"""

from pathlib import Path

from noto_cjk_sans_otc import FONT_PATH

DEBIAN = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")


def bundled() -> Path:
    return Path(str(FONT_PATH))


def font_faces() -> str:
    """@font-face rules; glyph shapes of each language are chosen by the page's ``lang``."""
    if DEBIAN.exists():
        return ""
    return f'@font-face {{ font-family: "Bundled CJK"; src: url("{bundled().as_uri()}"); }}'
