"""Usage from Excel and CSV: tried, imported, imported again, undone."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from foundation.articles import Refusal
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.people.models import User
from key_accounts import actions
from key_accounts.models import ProductUse, Usage
from tests.key_accounts.conftest import Desk, another, approved, confirmed, entry, lines, sums

HEADS = ["收寄月份", "收寄单位代码", "档案编号", "产品代码", "邮件数", "重量（千克）", "收入（元）"]


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.created_count, run.updated_count, run.unchanged_count, run.error_count


def tried(content: bytes, name: str, by: User) -> ImportRun:
    run = runs.upload(specs()["key_accounts.usage"], ContentFile(content, name=name), by=by)
    return runs.dry_run(run.pk, by=by)


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (HEADS, *rows):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.article("R6.5", "R0.imports")
def test_a_workbook_is_tried_imported_changed_and_undone(
    desk: Desk, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    lines()
    number, by = confirmed(desk).number, desk.branch_manager
    good = ["2026-10", "KB", number, "01", 120, 3456.789, "25,600.50"]
    rows = [
        good,
        [date(2026, 9, 17), "KB", number, "01", 100, 3000, 20000],
        ["2026-10", "KO", number, "02", 1, 1, 1],  # another branch's
        ["2026-10", "KB", "DKH-0", "01", 1, 1, 1],
        ["2026-10", "KB", number, "09", 1, 1, 1],
        ["2026-11", "KB", number, "01", 1, 1, 1],  # not over
        ["2026-10", "KB", number, "02", "七", 1, 1],
        ["2026-08", "KB", number, "02", -1, 1, 1],
        ["2026-10-30", "KB", number, "01", 1, 1, 1],  # the first line's month again
    ]
    run = tried(workbook(rows), "用邮.xlsx", by)
    assert (counts(run), Usage.objects.count()) == ((2, 0, 0, 7), 0)
    wrong = {row.line: str(row.errors) for row in run.rows.all() if row.errors}
    parts = [
        "分公司大客户经理",
        "没有这个编号",
        "没有这种产品",
        "结束后",
        "整数",
        "不能为负",
        "重复",
    ]
    for line, part in zip(range(4, 11), parts, strict=True):
        assert part in wrong[line], (line, part, wrong[line])
    runs.confirm(run.pk, by=by, only_good=True)
    assert ProductUse.objects.get().since == date(2026, 9, 1)
    again = tried(workbook([good, [*rows[1][:4], 90, 3000, 20000]]), "again.xlsx", by)
    assert counts(again) == (0, 1, 1, 0)
    runs.confirm(again.pk, by=by)
    assert Usage.objects.get(month=date(2026, 9, 1)).items == 90
    assert [row[4] for row in sums()] == [90, 120]
    runs.undo(again.pk, by=by)
    assert Usage.objects.get(month=date(2026, 9, 1)).items == 100
    runs.undo(run.pk, by=by)
    assert not Usage.objects.exists() and not sums()


@pytest.mark.article("R6.5")
def test_a_csv_declares_no_mail_only_for_ones_own_branch(
    desk: Desk, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    account, (parcel, __) = confirmed(desk), lines()
    content = "\n".join(
        [",".join(HEADS), f"2026-10,KB,{account.number},{parcel.code},0,0,0"]
    ).encode("gb18030")
    by_manager = tried(content, "用邮.csv", desk.manager)
    assert "收寄单位自己申报" in str(by_manager.rows.get().errors)
    run = tried(content, "用邮.csv", desk.branch_manager)
    runs.confirm(run.pk, by=desk.branch_manager)
    assert Usage.objects.get().figures == (0, 0, 0)
    actions.record(desk.branch, date(2026, 10, 1), [entry(account, parcel)], by=desk.branch_manager)
    with pytest.raises(Refusal):
        runs.undo(run.pk, by=desk.branch_manager)  # entered anew since


@pytest.mark.article("R6.5")
def test_the_log_of_a_month_goes_out_with_what_is_missing_and_comes_back_filled_in(
    desk: Desk, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    by, october, (parcel, freight) = desk.branch_manager, date(2026, 10, 1), lines()
    account, other = confirmed(desk), confirmed(desk, customer=another(desk))
    september = [entry(account, parcel), entry(account, freight), entry(other, parcel)]
    actions.record(desk.branch, date(2026, 9, 1), september, by=by)
    actions.record(desk.branch, october, [entry(account, parcel)], by=by)

    def page(user: User, **query: str) -> Any:
        client = Client()
        client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        return client.get(reverse("key_accounts:usage_log"), query)

    answer = page(by, month="2026-10", export="xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        .worksheets[0].iter_rows(values_only=True))  # fmt: skip
    heads = list(rows[0])
    columns = [heads.index(head) for head in HEADS]
    sent = [[row[place] for place in columns] for row in rows[1:]]
    assert sorted(map(str, sent)) == sorted(
        map(str, [
            ["2026-10", "KB", account.number, "01", 10, 2.5, 100.0],
            ["2026-10", "KB", account.number, "02", None, None, None],
            ["2026-10", "KB", other.number, "01", None, None, None],
        ])
    )  # fmt: skip
    for row in sent:
        row[4:] = [7, "3.5", "70"] if row[4] is None else row[4:]
    run = tried(workbook(sent), "补填.xlsx", by)
    assert counts(run) == (2, 0, 1, 0)
    runs.confirm(run.pk, by=by)
    approved(desk, october)
    wrong = entry(other, parcel, 1, "0.5", "30")
    actions.correct(desk.branch, october, wrong, by=desk.manager, reason="漏计")
    html = page(by, month="2026-10", known="corrected").content.decode()
    assert other.number in html and "100.00" in html and "30.00" in html
    assert account.number not in html
    assert account.number not in page(by, month="2026-10", known="missing").content.decode()
    assert account.number in page(by, month="2026-09").content.decode()
    assert "2026-10 这样" in page(by, month="2026-13").content.decode()
    assert account.number not in page(desk.stranger, month="2026-09").content.decode()
    assert page(desk.lead).status_code == 404, "not of these roles"
