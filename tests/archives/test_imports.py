"""An old catalogue from Excel: every bad row told, nothing signed that nobody signed (R1.2.20)."""

from __future__ import annotations

import io
import os
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from archives import actions
from archives.kinds import Retention, Secrecy
from archives.models import (
    Document,
    DocumentLink,
    DocumentState,
    FilingScheme,
    SchemeState,
    Volume,
    VolumeState,
)
from foundation.articles import Refusal
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.process.models import Matter
from tests.archives import story
from tests.archives.conftest import Cast, seen

ROWS = int(os.environ.get("IMPORT_ROWS", "600"))
VOLUME = {
    "档号": "XS-2015-C-001", "案卷题名": "2015 年销售合同", "部门": "销售部", "年度": 2015,
    "保管期限": "长期", "密级": "内部", "条款号": "3", "条款名称": "销售合同", "库房": "一号库",
    "柜": "A", "层": "3", "盒": "12", "件数": 46, "页数": 188, "备注": "原立卷人老周",
}  # fmt: skip
DOCUMENT = {
    "档号": "XS-2015-C-001", "件号": 1, "题名": "与远达公司的销售合同", "责任者": "销售部",
    "文件日期": date(2015, 3, 9), "归档范围": "合同协议",
}  # fmt: skip
Upload = Callable[..., ImportRun]
Row = dict[str, Any]


@pytest.fixture
def tried(cast: Cast, settings: Any, tmp_path: Any) -> Upload:
    settings.MEDIA_ROOT = tmp_path

    def upload(kind: str, *rows: Row) -> ImportRun:
        heads = list(dict.fromkeys(head for row in rows for head in row))
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for line in (heads, *([row.get(head) for head in heads] for row in rows)):
            sheet.append(line)
        stream = io.BytesIO()
        book.save(stream)
        file = ContentFile(stream.getvalue(), name="旧目录.xlsx")
        run = runs.upload(specs()[f"archives.{kind}"], file, by=cast.archivist)
        return runs.dry_run(run.pk, by=cast.archivist)

    return upload


@pytest.fixture
def imported(cast: Cast, tried: Upload) -> Upload:
    def take(kind: str, *rows: Row) -> ImportRun:
        run = runs.confirm(tried(kind, *rows).pk, by=cast.archivist)
        assert run.error_count == 0, errors(run)
        return run

    return take


def errors(run: ImportRun) -> dict[int, dict[str, list[str]]]:
    return {row.line: row.errors for row in run.rows.all() if row.errors}


@pytest.mark.article("R1.1.4", "R1.2.20")
def test_an_old_volume_stands_on_its_shelf_and_nobody_has_signed_for_it(
    cast: Cast, imported: Upload
) -> None:
    imported("volumes", VOLUME)
    volume = Volume.objects.counted().get()
    assert (volume.state, volume.archive_no) == (VolumeState.TAKEN_OVER, "XS-2015-C-001")
    assert (volume.document_count, volume.page_count) == (46, 188)
    assert str(volume.place) == "一号库-A-3-12"
    assert volume.compiled_by is volume.checked_by is volume.shelved_by is None
    assert not volume.has_paper_note_sheet
    assert volume.remarks.get().text == "原立卷人老周"
    scheme = FilingScheme.objects.get()
    assert (scheme.state, scheme.adopted_by) == (SchemeState.TAKEN_OVER, None)
    assert [str(clause) for clause in scheme.clauses.all()] == ["3 销售合同"]
    event = volume.matter.events.get()
    assert (event.label, event.article, event.actor) == ("录入旧档案卷", "R1.2.20", cast.archivist)


@pytest.mark.article("R1.1.4")
def test_an_old_volume_is_lent_and_appraised_like_another(cast: Cast, imported: Upload) -> None:
    imported("volumes", VOLUME | {"保管期限": "短期"})
    volume = story.fresh(Volume.objects.get())
    loan = story.lent(volume, cast)
    story.take_back(loan, cast)
    actions.confirm_return(loan, by=cast.handler, seen=seen(loan))
    found = story.proposed(story.fresh(volume), cast)
    actions.agree_appraisal(found, by=cast.second, seen=seen(found))
    actions.refuse_appraisal(found, by=cast.gm, reason="再保管五年", seen=seen(found))
    assert story.fresh(volume).state == VolumeState.KEPT


@pytest.mark.article("R1.2.20", "R1.4.N")
def test_what_is_signed_later_is_signed_by_two_people_here(cast: Cast, imported: Upload) -> None:
    imported("volumes", VOLUME)
    imported("documents", DOCUMENT | {"份数": 1, "页数": 6})
    volume = story.fresh(Volume.objects.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        Volume.objects.update(compiled_by=cast.archivist)
    actions.reopen(volume, by=cast.archivist, reason="补签", seen=seen(volume))
    story.compile_it(volume, cast)
    story.check(volume, cast)
    story.shelve(volume, cast)
    signed = story.fresh(volume)
    assert (signed.state, signed.archive_no) == (VolumeState.SHELVED, "XS-2015-C-001")
    assert (signed.compiled_by, signed.checked_by) == (cast.archivist, cast.second)
    assert not signed.is_taken_over


@pytest.mark.article("R0.imports", "R1.2.15", "R1.2.17", "R1.2.20", "R1.2.24")
def test_every_bad_volume_is_told_and_nothing_is_written_until_the_good_ones_are_asked_for(
    cast: Cast, tried: Upload
) -> None:
    run = tried(
        "volumes",
        VOLUME,
        VOLUME | {"档号": "2", "密级": "机密★10年"},
        VOLUME | {"档号": "3", "案卷题名": "会议纪要（秘密★5年）"},
        VOLUME | {"档号": "4", "年度": 2027},
        VOLUME | {"档号": "5", "条款名称": "采购合同"},
        VOLUME | {"档号": "6", "部门": "魔法部"},
        VOLUME | {"档号": "7", "库房": None},
        VOLUME,
    )
    found = errors(run)
    assert list(found) == [3, 4, 5, 6, 7, 8, 9]
    assert "国家秘密" in found[3]["secrecy"][0]
    assert "R1.2.15" in found[4]["name"][0]
    assert "R1.2.24" in found[5]["year"][0]
    assert "R1.2.17" in found[6]["clause_title"][0] and "销售合同" in found[6]["clause_title"][0]
    assert "魔法部" in found[7]["department"][0]
    assert found[8]["room"] == ["必填。"]
    assert "第 2 行" in found[9]["archive_no"][0]
    assert runs.confirm(run.pk, by=cast.archivist).state == "dry"
    assert not Volume.objects.exists() and not FilingScheme.objects.exists()
    done = runs.confirm(run.pk, by=cast.archivist, only_good=True)
    assert (done.created_count, Volume.objects.count()) == (1, 1)


@pytest.mark.article("R1.2.20")
def test_an_archive_number_that_is_there_is_not_overwritten(cast: Cast, tried: Upload) -> None:
    volume = story.on_shelf(cast)
    run = tried("volumes", VOLUME | {"档号": volume.archive_no})
    assert "已有" in errors(run)[2]["archive_no"][0]


@pytest.mark.article("R1.2.20")
def test_only_the_archive_room_may_import(cast: Cast) -> None:
    spec = specs()["archives.volumes"]
    assert spec.may_import(cast.archivist)
    assert not any(spec.may_import(one) for one in (cast.clerk, cast.gm, cast.assistant))
    with pytest.raises(Refusal, match="档案员"):
        actions.take_over_volumes([], by=cast.clerk)


@pytest.mark.article("R1.2.19", "R1.2.24", "R1.2.26")
def test_documents_come_into_an_old_volume_with_years_links_and_order_judged(
    cast: Cast, imported: Upload
) -> None:
    imported("volumes", VOLUME)
    imported(
        "documents",
        DOCUMENT | {"题名": "批复", "文件种类": "批复", "页数": 2},
        DOCUMENT
        | {"件号": 2, "题名": "请示", "文件种类": "请示", "文件日期": date(2014, 12, 20), "页数": 3}
        | {"联系的件号": 1, "联系种类": "批复与请示"},
        DOCUMENT | {"件号": 5, "题名": "合同", "密级": "秘密", "经办人工号": "r1-handler"},
    )
    reply, request, contract = Document.objects.order_by("position")
    assert {one.state for one in (reply, request, contract)} == {DocumentState.TAKEN_OVER}
    assert (request.filing_year, request.year_rule) == (2015, "reply")
    assert (request.handler, request.finished_on, contract.handler) == (None, None, cast.handler)
    assert (reply.retention, reply.secrecy) == (Retention.LONG, Secrecy.INTERNAL)
    link = DocumentLink.objects.get()
    assert (link.lead, link.other, link.kind) == (reply, request, "reply")
    volume = Volume.objects.counted().select_related("matter").get()
    assert (volume.document_count, volume.page_count) == (3, 5)
    assert volume.secrecy == Secrecy.CONFIDENTIAL
    assert "销售合同" not in volume.matter.title
    assert volume.matter.search_text
    assert Matter.objects.get(pk=contract.pk).state == DocumentState.TAKEN_OVER


@pytest.mark.article("R1.2.2", "R1.2.15", "R1.2.19", "R1.2.21", "R1.2.23", "R1.2.24", "R1.2.25")
def test_documents_that_do_not_belong_there_are_refused_each_by_its_article(
    cast: Cast, imported: Upload, tried: Upload
) -> None:
    imported("volumes", VOLUME, VOLUME | {"档号": "绝密卷", "密级": "绝密"})
    linked = {"联系种类": "正件与附件"}
    run = tried(
        "documents",
        DOCUMENT,
        DOCUMENT | {"件号": 2, "文件日期": date(2014, 12, 30)},
        DOCUMENT | {"件号": 3, "文件种类": "会议文件", "会议开幕日期": date(2015, 3, 1)},
        DOCUMENT | {"件号": 4, "保管期限": "永久"},
        DOCUMENT | {"件号": 5, "归档范围": "保密范围材料"},
        DOCUMENT | {"件号": 6, "联系的件号": 2} | linked,
        DOCUMENT | {"件号": 7, "联系的件号": 8} | linked,
        DOCUMENT | {"件号": 8},
        DOCUMENT | {"件号": 9, "联系的件号": 77} | linked,
        DOCUMENT | {"档号": "绝密卷", "密级": "内部"},
        DOCUMENT | {"档号": "没有"},
        DOCUMENT | {"件号": 10, "题名": "通知 绝密★30年"},
        DOCUMENT | {"件号": 11, "经办人工号": "9999"},
        DOCUMENT | {"件号": 12, "联系的件号": 10} | linked,
    )
    cited = {
        line: re.findall(r"R1\.[\d.]+", str(messages)) for line, messages in errors(run).items()
    }
    assert cited == {
        3: ["R1.2.24"], 4: ["R1.2.2"], 5: ["R1.2.21"], 6: ["R1.2.15"], 7: ["R1.2.24"],
        8: ["R1.2.25"], 10: ["R1.2.23"], 11: ["R1.2.23"], 12: ["R1.2.19"], 13: ["R1.2.15"],
        14: [], 15: ["R1.2.23"],
    }  # fmt: skip
    assert not Document.objects.exists()


@pytest.mark.article("R1.1.3")
def test_an_import_taken_back_leaves_void_entries_and_can_be_sent_again(
    cast: Cast, imported: Upload
) -> None:
    volumes = imported("volumes", VOLUME)
    linked = {"联系的件号": 1, "联系种类": "正件与附件"}
    documents = imported("documents", DOCUMENT, DOCUMENT | {"件号": 2} | linked)
    with pytest.raises(Refusal, match="不能撤销"):  # its documents are entered
        runs.undo(volumes.pk, by=cast.archivist)
    runs.undo(documents.pk, by=cast.archivist)
    assert set(Document.objects.values_list("state", "volume")) == {(DocumentState.VOID, None)}
    runs.undo(volumes.pk, by=cast.archivist)
    imported("volumes", VOLUME)
    states = Volume.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [VolumeState.VOID, VolumeState.TAKEN_OVER]


@pytest.mark.article("R0.imports")
def test_thousands_of_rows_take_as_many_statements_as_a_few(cast: Cast, tried: Upload) -> None:
    """Set to 10,000 rows by IMPORT_ROWS it says how long they take."""

    def volume(number: int) -> Row:
        return VOLUME | {"档号": f"V-{number}", "盒": str(number % 50), "年度": 2000 + number % 20}

    def document(number: int) -> Row:
        year = 2000 + number // 50 % 20
        own = {"档号": f"V-{number // 50}", "件号": number % 50 + 1}
        return DOCUMENT | own | {"文件日期": date(year, 3, 9)}

    told, seconds = {}, {}
    for kind, row, count in (
        ("volumes", volume, 60), ("volumes", volume, ROWS), ("documents", document, ROWS // 10),
        ("documents", document, ROWS),
    ):  # fmt: skip
        start = time.perf_counter()
        run = tried(kind, *(row(number) for number in range(count)))
        seconds[kind, count] = round(time.perf_counter() - start, 1)
        assert run.error_count == 0, errors(run)
        with transaction.atomic(), CaptureQueriesContext(connection) as caught:
            runs.confirm(run.pk, by=cast.archivist)
            transaction.set_rollback(count != ROWS)
        told[kind, count] = len(caught)
    for kind, few in (("volumes", 60), ("documents", ROWS // 10)):
        # What is kept of the run goes in lots of 500 rows.
        assert told[kind, ROWS] <= told[kind, few] + ROWS // 100, (told, seconds)
    assert ROWS < 1000, seconds
