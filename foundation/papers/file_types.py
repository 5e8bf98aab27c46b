"""What a file really is: its content has to agree with its name before it is kept.

puremagic names what the first and last bytes look like; here that guess is held against the
extension, and what bytes alone leave open (Office packages, old Office files, text) is looked into.
"""

import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from django.utils.translation import gettext as _

from foundation.articles import Refusal

ARTICLE = "R0.files"
MIB = 1024 * 1024

# Limits of zip-based documents, against files that unpack to more than they show.
MOST_MEMBERS = 5_000
MOST_UNPACKED = 300 * MIB
MOST_RATIO = 200
RATIO_COUNTS_FROM = 10 * MIB

# Text in one of these languages would be run by a browser or a shell that believes its content.
ACTIVE_TEXT = {
    ".html", ".htm", ".xhtml", ".shtml", ".svg", ".hta", ".js", ".vbs", ".php", ".sh", ".bat", ".ps1"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileType:
    content_type: str
    agrees: Callable[[BinaryIO, set[str]], bool]
    unpacks: bool = False


def content_type_of(file: BinaryIO, name: str, *, allowed: list[str], field: str = "file") -> str:
    """The content type of a file whose content agrees with its name; refuses all others."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = TYPES.get(extension)
    if kind is None or extension not in allowed:
        kinds = "、".join(allowed)
        raise Refusal(ARTICLE, _("不接受此类文件。可以上传：%s。") % kinds, field=field)
    file.seek(0)
    if not file.read(1):
        raise Refusal(ARTICLE, _("文件是空的。"), field=field)
    if not kind.agrees(file, _guesses(file)):
        message = _("文件内容与扩展名“.%s”不符，请另存为正确的格式后再上传。")
        raise Refusal(ARTICLE, message % extension, field=field)
    if kind.unpacks:
        _refuse_bombs(file, field)
    file.seek(0)
    return kind.content_type


def _guesses(file: BinaryIO) -> set[str]:
    """Extensions the bytes could belong to; the name is kept out of it."""
    file.seek(0)
    try:
        return {guess.extension.lower() for guess in puremagic.magic_stream(file)}
    except (puremagic.PureError, ValueError):
        return set()
    finally:
        file.seek(0)


def _looks_like(*extensions: str) -> Callable[[BinaryIO, set[str]], bool]:
    def agrees(file: BinaryIO, guesses: set[str]) -> bool:
        return bool(guesses & set(extensions))

    return agrees


def _starts_with(magic: bytes, within: int = 0) -> Callable[[BinaryIO, set[str]], bool]:
    """For types whose signature sits at the very start; puremagic also accepts later ones."""

    def agrees(file: BinaryIO, guesses: set[str]) -> bool:
        file.seek(0)
        return magic in file.read(within + len(magic))

    return agrees


def _all(
    *tests: Callable[[BinaryIO, set[str]], bool],
) -> Callable[[BinaryIO, set[str]], bool]:
    def agrees(file: BinaryIO, guesses: set[str]) -> bool:
        return all(test(file, guesses) for test in tests)

    return agrees


def _office_package(main_part: str, content_type: str) -> Callable[[BinaryIO, set[str]], bool]:
    """A package that declares this main part, holds it, and carries no macros."""

    def agrees(file: BinaryIO, guesses: set[str]) -> bool:
        try:
            with zipfile.ZipFile(file) as package:
                names = set(package.namelist())
                declared = package.open("[Content_Types].xml").read(MIB)
        except (
            zipfile.BadZipFile,
            KeyError,
            RuntimeError,
            NotImplementedError,
            OSError,
            zlib.error,
        ):
            return False
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return main_part in names and content_type.encode() in declared and not has_macros

    return agrees


def _old_office(stream: str) -> Callable[[BinaryIO, set[str]], bool]:
    """An OLE file with the stream of its program, whose name the directory holds as UTF-16."""

    def agrees(file: BinaryIO, guesses: set[str]) -> bool:
        file.seek(0)
        content = file.read()
        is_ole = content.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))
        return is_ole and stream.encode("utf-16-le") in content

    return agrees


def _plain_text(file: BinaryIO, guesses: set[str]) -> bool:
    file.seek(0)
    content = file.read()
    if guesses & ACTIVE_TEXT or any(byte < 32 and byte not in b"\t\n\r\f" for byte in set(content)):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _plain_archive(file: BinaryIO, guesses: set[str]) -> bool:
    return ".zip" in guesses or zipfile.is_zipfile(file)


def _refuse_bombs(file: BinaryIO, field: str) -> None:
    """Hold what the archive says it unpacks to against the limits, then see whether that is so.

    Reading stops at the stated size, so a member that understates it fails its checksum.
    """
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            if _is_too_much(members):
                raise Refusal(ARTICLE, _("文件解开后过大或内含文件过多，不予接收。"), field=field)
            if any(_escapes(member) for member in members):
                raise Refusal(ARTICLE, _("压缩包内含不安全的路径或链接，不予接收。"), field=field)
            damaged = package.testzip() is not None
    except RuntimeError:
        raise Refusal(ARTICLE, _("压缩包已加密，无法检查，不予接收。"), field=field) from None
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error):
        damaged = True
    if damaged:
        raise Refusal(ARTICLE, _("文件已损坏，无法打开。"), field=field)


def _is_too_much(members: list[zipfile.ZipInfo]) -> bool:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    too_dense = unpacked > RATIO_COUNTS_FROM and unpacked / packed > MOST_RATIO
    return len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or too_dense


def _escapes(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or parts[0] == "" or ".." in parts or ":" in parts[0]


_OOXML = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_OOXML}wordprocessingml.document"
_EXCEL = f"{_OOXML}spreadsheetml.sheet"
_SLIDES = f"{_OOXML}presentationml.presentation"
_jpeg = FileType("image/jpeg", _starts_with(b"\xff\xd8\xff"))

TYPES = {
    # Readers accept junk before the header within the first kilobyte; we don't.
    "pdf": FileType("application/pdf", _starts_with(b"%PDF-")),
    "docx": FileType(
        _WORD, _office_package("word/document.xml", f"{_WORD}.main+xml"), unpacks=True
    ),
    "xlsx": FileType(
        _EXCEL, _office_package("xl/workbook.xml", f"{_EXCEL}.main+xml"), unpacks=True
    ),
    "pptx": FileType(
        _SLIDES,
        _office_package("ppt/presentation.xml", f"{_SLIDES}.main+xml"),
        unpacks=True,
    ),
    "doc": FileType("application/msword", _old_office("WordDocument")),
    "xls": FileType("application/vnd.ms-excel", _old_office("Workbook")),
    "ppt": FileType("application/vnd.ms-powerpoint", _old_office("PowerPoint Document")),
    "txt": FileType("text/plain", _plain_text),
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "png": FileType("image/png", _looks_like(".png")),
    "gif": FileType("image/gif", _looks_like(".gif")),
    "webp": FileType("image/webp", _all(_looks_like(".webp"), _starts_with(b"WEBP", within=8))),
    "zip": FileType("application/zip", _plain_archive, unpacks=True),
}
