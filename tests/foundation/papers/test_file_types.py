"""A file is what its content says; the name only has to agree."""

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from PIL import Image

from foundation.articles import Refusal
from foundation.papers import file_types
from foundation.papers.file_types import TYPES, content_type_of

pytestmark = pytest.mark.article("R0.files")

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def image(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, kind)
    return out.getvalue()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    types = (
        f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'
    )
    parts = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<w/>"}
    return zipped(parts | {f"word/{name}": content for name, content in more.items()})


def xlsx() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def judge(content: bytes, name: str) -> str:
    return content_type_of(io.BytesIO(content), name, allowed=list(TYPES))


@pytest.mark.parametrize(
    ("name", "make", "content_type"),
    [
        ("合同.PDF", lambda: b"%PDF-1.7\n%%EOF", "application/pdf"),
        ("回执.docx", docx, WORD),
        (
            "清单.xlsx",
            xlsx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("旧.doc", lambda: OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
        ("旧.xls", lambda: OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
        ("照片.jpg", lambda: image("JPEG"), "image/jpeg"),
        ("照片.jpeg", lambda: image("JPEG"), "image/jpeg"),
        ("图.png", lambda: image("PNG"), "image/png"),
        ("图.gif", lambda: image("GIF"), "image/gif"),
        ("图.webp", lambda: image("WEBP"), "image/webp"),
        ("记录.txt", lambda: "客户来电\n".encode(), "text/plain"),
        ("国标.txt", lambda: "客户来电\n".encode("gb18030"), "text/plain"),
        ("包.zip", lambda: zipped({"一.txt": b"1"}), "application/zip"),
    ],
)
def test_honest_files_are_recognised(
    name: str, make: Callable[[], bytes], content_type: str
) -> None:
    assert judge(make(), name) == content_type


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("照片.jpg", lambda: image("PNG")),
        ("图.png", lambda: image("JPEG")),
        ("合同.pdf", lambda: b"MZ\x90\x00" + bytes(300)),
        ("合同.pdf", lambda: b"<script>alert(1)</script>%PDF-1.7"),
        ("合同.pdf", docx),
        ("回执.docx", xlsx),
        ("回执.docx", lambda: zipped({"一.txt": b"1"})),
        ("回执.docx", lambda: b"PK\x03\x04 no archive at all"),
        ("清单.xlsx", docx),
        ("旧.doc", lambda: OLE + "Workbook".encode("utf-16-le")),
        ("旧.doc", lambda: "WordDocument".encode("utf-16-le")),
        ("记录.txt", lambda: b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
        ("记录.txt", lambda: b"\x7fELF\x02\x01\x01\x00" + bytes(64)),
        ("包.zip", lambda: b"%PDF-1.7\n"),
        ("图.gif", lambda: b"not a picture"),
        ("回执.docx", lambda: docx(**{"vbaProject.bin": b"macro"})),
    ],
)
def test_content_that_belies_its_name_is_refused(name: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(Refusal, match="与扩展名") as refused:
        judge(make(), name)
    assert refused.value.field == "file"


@pytest.mark.parametrize("name", ["程序.exe", "页面.html", "图.svg", "无扩展名", "合同.pdf.js"])
def test_other_types_are_refused(name: str) -> None:
    with pytest.raises(Refusal, match="不接受此类文件"):
        judge(b"anything", name)


def test_a_type_the_policy_leaves_out_is_refused() -> None:
    with pytest.raises(Refusal, match="可以上传：pdf"):
        content_type_of(io.BytesIO(zipped({"一.txt": b"1"})), "包.zip", allowed=["pdf"])


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Refusal, match="空的"):
        judge(b"", "记录.txt")


def test_a_bomb_is_refused_without_unpacking_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "testzip", lambda archive: pytest.fail("unpacked"))
    bomb = zipped({"0": bytes(20 * 1024 * 1024)})
    assert len(bomb) < 100_000
    with pytest.raises(Refusal, match="解开后过大"):
        judge(bomb, "包.zip")


def test_a_package_of_too_many_members_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_types, "MOST_MEMBERS", 10)
    with pytest.raises(Refusal, match="内含文件过多"):
        judge(docx(**{f"{number}.xml": b"" for number in range(20)}), "回执.docx")


def test_a_package_that_understates_its_size_is_refused() -> None:
    honest = zipped({"0": bytes(20 * 1024 * 1024)})
    size = struct.pack("<L", 20 * 1024 * 1024)
    lying = honest.replace(size, struct.pack("<L", 1000))
    assert lying != honest
    with pytest.raises(Refusal, match="已损坏"):
        judge(lying, "包.zip")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\a", "a/../../b"])
def test_archives_that_reach_out_of_their_folder_are_refused(name: str) -> None:
    with pytest.raises(Refusal, match="不安全的路径"):
        judge(zipped({name: b"x"}), "包.zip")


def test_an_encrypted_archive_is_refused() -> None:
    archive = bytearray(zipped({"一.txt": b"1"}, zipfile.ZIP_STORED))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(magic) + offset] |= 1
    with pytest.raises(Refusal, match="已加密"):
        judge(bytes(archive), "包.zip")
