"""WeasyPrint, kept behind one door: what it may read, and what to say when it can't start.

Import this module only where a print is made: it needs Pango, and takes most of a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

from foundation.papers import fonts
from foundation.papers.missing import PrinterMissing
from foundation.papers.printing import Printed

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher
except OSError as error:  # cffi: a library of the system is not there
    raise PrinterMissing(str(error)) from error

STYLE_SHEET = "css/print.css"


class LocalFetcher(URLFetcher):  # type: ignore[misc]
    """No network: a print reads our static files, the fonts and data: URLs, nothing else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file", "data"}, allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> Any:
        parts = urlsplit(url)
        if parts.scheme == "file" and not _is_ours(Path(unquote(parts.path)).resolve()):
            raise ValueError(f"a print may not read {url}")
        return super().fetch(url, headers)


def _is_ours(path: Path) -> bool:
    folders = [*map(Path, settings.STATICFILES_DIRS), fonts.bundled().parent]
    if settings.STATIC_ROOT:
        folders.append(Path(settings.STATIC_ROOT))
    return any(path.is_relative_to(folder.resolve()) for folder in folders)


def render(pages_of: Iterable[str]) -> Printed:
    """One PDF of several HTML documents, each with page numbers of its own."""
    documents = lay_out(pages_of)
    return write(documents)


def lay_out(htmls: Iterable[str]) -> list[Any]:
    """Documents laid out but not yet written; they share one set of fonts."""
    font_config = FontConfiguration()
    fetcher = LocalFetcher()
    sheets = _style_sheets(font_config, fetcher)
    base = Path(settings.STATICFILES_DIRS[0]).as_uri() + "/"
    return [
        weasyprint.HTML(string=html, base_url=base, url_fetcher=fetcher).render(
            stylesheets=sheets, font_config=font_config
        )
        for html in htmls
    ]


def write(documents: list[Any]) -> Printed:
    pages = [page for document in documents for page in document.pages]
    pdf: bytes = documents[0].copy(pages).write_pdf()
    return Printed(pdf, len(pages))


def _style_sheets(font_config: Any, fetcher: LocalFetcher) -> list[Any]:
    options = {"font_config": font_config, "url_fetcher": fetcher}
    sheets = [weasyprint.CSS(string=fonts.font_faces(), **options)]
    found = finders.find(STYLE_SHEET)
    if found:
        sheets.append(weasyprint.CSS(filename=str(found), **options))
    return sheets
