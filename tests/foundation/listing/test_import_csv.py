"""A CSV file goes the way of a workbook, whatever program wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.people.models import User
from tests.foundation.listing.test_import import HEADS, code, counts, errors

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.listing.urls")]

ROWS = [
    ["某单位,一部", "代理商", code(1), "13900000001\t", "", "E001"],
    ["客户“二”", "神仙", code(2), "13900000002", "", "E001"],
    ["客户三\n分行", "代理商", code(3), "１３９００００００３", "", ""],
]  # fmt: skip


def csv_text(separator: str = ",", end: str = "\r\n") -> str:
    def cell(text: Any) -> str:
        return f'"{text}"' if separator in str(text) or "\n" in str(text) else str(text)

    return end.join(separator.join(map(cell, row)) for row in ([*HEADS], *ROWS)) + end


def tried(content: bytes, wang: User) -> ImportRun:
    file = ContentFile(content, name="客户.csv")
    return runs.dry_run(runs.upload(specs()["toy.customers"], file, by=wang).pk, by=wang)


@pytest.mark.article("R0.imports")
def test_csv_is_read_in_each_encoding_and_with_each_separator(
    wang: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    written = [
        csv_text().encode("utf-8"),
        csv_text().encode("utf-8-sig"),
        csv_text().encode("gb18030"),
        csv_text("\t", "\n").encode("utf-8"),
        csv_text(";", "\n").encode("gb18030"),
    ]
    for content in written:
        run = tried(content, wang)
        assert counts(run) == (2, 0, 0, 0, 1), content[:60]
        assert list(errors(run)) == [3] and "kind" in errors(run)[3]
        assert run.file.name.endswith(".csv")
    runs.confirm(run.pk, by=wang, only_good=False)
    assert not Customer.objects.exists(), "a row is wrong"
    corrected = csv_text().replace("神仙", "代理商").encode("gb18030")
    run = runs.confirm(tried(corrected, wang).pk, by=wang)
    first = Customer.objects.get(credit_code=code(1))
    assert (run.created_count, first.name, first.phone) == (3, "某单位,一部", "13900000001")
    runs.undo(run.pk, by=wang)
    assert not Customer.objects.exists()


@pytest.mark.article("R0.imports")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "表头缺少以下列"),
        ("名称,电话\n甲,1\n".encode("gb18030"), "表头缺少以下列：类别"),
        (csv_text().encode("utf-16"), "不是 .xlsx 或 .csv 文件"),
        (b"\x81", "不是 .xlsx 或 .csv 文件"),
        (csv_text().replace("客户", "x" * 140_000, 1).encode(), "请检查引号和分隔符"),
        (csv_text().encode()[: csv_text().encode().index(b"\n") + 1], "没有数据行"),
    ],
)
def test_what_is_no_table_is_refused_with_what_is_wrong(
    wang: User, settings: Any, tmp_path: Any, content: bytes, message: str
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(content, name="客户.csv")
    with pytest.raises(Refusal, match=message):
        runs.upload(specs()["toy.customers"], file, by=wang)
    assert not ImportRun.objects.exists()
