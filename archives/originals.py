"""The text of electronic originals: PDF, Word, plain text, and scans where they can be read (R1.1.4).

Read once, in the background; what cannot be read is noted and not tried again. Scans wait for
somebody to install what reads them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import BinaryIO
from xml.etree import ElementTree

import structlog
from django.db import connection
from django.db.models import Q
from pypdf import PdfReader

from archives import ocr
from archives.models import Document, OriginalText
from foundation.papers import vault
from foundation.papers.models import Attachment
from foundation.process.search import normal

log = structlog.get_logger(__name__)

BATCH = 20
LONGEST = 100_000  # characters: an index entry has its limits, and a title is what one looks for
LARGEST_XML = 50 * 1024 * 1024
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_SCANS = 50  # pages of one original
SCANNED = "scan: no OCR here"
_READING = 20_261_129  # a lock of the database server
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Unreadable(Exception):
    """Encrypted, broken, larger than can be read, or a scan without OCR."""


def _of_pdf(content: BinaryIO) -> str:
    reader = PdfReader(content)
    if reader.is_encrypted:
        raise Unreadable("encrypted")
    told, length = [], 0
    for page in reader.pages:
        told.append(page.extract_text())
        length += len(told[-1])
        if length > LONGEST:
            break
    return "\n".join(told) if length and any(map(str.strip, told)) else _of_scans(reader)


def _of_scans(reader: PdfReader) -> str:
    """A page of a scanner is one picture, or several strips."""
    pictures = [picture for page in reader.pages[:MOST_SCANS] for picture in page.images]
    return "\n".join(_of_image(io.BytesIO(picture.data)) for picture in pictures)


def _of_image(content: BinaryIO) -> str:
    if not ocr.languages():
        raise Unreadable(SCANNED)
    return ocr.text_of(content)


def _of_docx(content: BinaryIO) -> str:
    """Paragraph by paragraph; a word may be spread over several runs."""
    with zipfile.ZipFile(content) as package:
        part = package.getinfo("word/document.xml")
        if part.file_size > LARGEST_XML:
            raise Unreadable("too large")
        document = ElementTree.fromstring(package.read(part))
    paragraphs = document.iter(f"{WORD}p")
    return "\n".join(
        "".join(run.text or "" for run in paragraph.iter(f"{WORD}t")) for paragraph in paragraphs
    )


def _of_text(content: BinaryIO) -> str:
    raw = content.read(LONGEST * 4)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


READERS: dict[str, Callable[[BinaryIO], str]] = {
    "application/pdf": _of_pdf,
    DOCX: _of_docx,
    "text/plain": _of_text,
    "image/jpeg": _of_image,
    "image/png": _of_image,
}


def unread() -> list[Attachment]:
    """Originals of documents that may be served and were not read yet, the oldest first."""
    is_open = Q(original_text=None)
    if ocr.languages():
        is_open |= Q(original_text__failure=SCANNED)
    waiting = Attachment.objects.filter(
        is_open,
        matter__kind=Document._meta.label,
        content_type__in=READERS,
        scan__in=Attachment.SERVED,
        voided_at=None,
    )
    return list(waiting.order_by("pk")[:BATCH])


def read_all() -> int:
    """How many were read, by one worker at a time: scans take minutes."""
    if not _alone("pg_try_advisory_lock"):
        return 0
    try:
        read = 0
        while waiting := unread():
            for attachment in waiting:
                OriginalText.objects.bulk_create(
                    [_read(attachment)], update_conflicts=True, unique_fields=["attachment"],
                    update_fields=["text", "failure", "read_at"],
                )  # fmt: skip
            read += len(waiting)
        return read
    finally:
        _alone("pg_advisory_unlock")


def _alone(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_READING])
        return bool(cursor.fetchone()[0])


def _read(attachment: Attachment) -> OriginalText:
    found = OriginalText(attachment=attachment, document_id=attachment.matter_id)
    try:
        with vault.open_content(attachment.sha256) as content:
            text = READERS[attachment.content_type](content)
        found.text = normal(text.replace("\0", " "))[:LONGEST]
    except Unreadable as error:
        found.failure = str(error)
    except Exception as error:  # noqa: BLE001  whatever a broken file makes a parser raise
        log.warning("original not read", attachment=attachment.pk, error=repr(error))
        found.failure = f"{type(error).__name__}: {error}"[:200]
    return found


# Documents one of whose originals contains a text, beside those whose register entry does; of very
# many the newest.
SAYING = """
SELECT original.document_id, NULL FROM archives_originaltext AS original
JOIN papers_attachment AS file ON file.id = original.attachment_id
WHERE original.search_vector @@ %s::tsquery AND original.text LIKE %s AND file.voided_at IS NULL
ORDER BY original.attachment_id DESC LIMIT %s
"""
