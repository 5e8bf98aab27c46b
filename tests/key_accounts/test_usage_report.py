"""The monthly report and the account's sheet, on the page, on paper and in Excel."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from foundation.monthly.excel import workbook_of
from key_accounts import actions
from key_accounts.figures import compute
from tests.key_accounts.conftest import Desk, approved, entry, lines, paper
from tests.key_accounts.test_usage_analysis import account, posted

OCTOBER = date(2026, 10, 1)


@pytest.mark.article("R6.5")
def test_the_report_tells_revenue_growth_classes_and_alerts(desk: Desk) -> None:
    drop, silent = account(desk, "下降户"), account(desk, "停止户")
    posted(desk, drop, ["60", "100", "100", "100", *["100"] * 9])
    posted(desk, silent, [*["0"] * 4, *["10"] * 9], line=lines()[1])
    figures = compute(OCTOBER)
    shown = {row["code"]: row for row in figures["totals"]}
    assert [shown[code]["value"] for code in ("revenue", "a", "b", "c", "drops", "dormant")] == [
        "60.00", "1", "1", "0", "1", "1",
    ]  # fmt: skip
    assert (shown["revenue"]["change"], shown["revenue"]["year_change"]) == ("-40.0 %", "-45.5 %")
    assert shown["coverage"]["value"] == "—", "no revisit was logged"
    tables = {one["code"]: one["rows"] for one in figures["tables"]}
    assert [row["label"] for row in tables["branch"]] == ["呼市分公司"]
    assert [row["values"][0] for row in tables["line"]] == ["60.00", "0.00"]
    assert [row["label"] for row in tables["drops"]] == [f"下降户 {drop.number}"]
    assert [row["label"] for row in tables["dormant"]] == [f"停止户 {silent.number}"]
    assert [row["values"][0] for row in tables["largest"]] == ["60.00", "0.00"]


@pytest.mark.article("R6.5")
def test_an_approved_report_says_on_page_and_paper_that_it_was_corrected_since(desk: Desk) -> None:
    one, line = account(desk, "口岸"), lines()[0]
    posted(desk, one, ["100"])
    report = approved(desk, OCTOBER)
    client = Client()
    client.force_login(desk.leader, backend="foundation.people.sign_in.PersonBackend")
    address = reverse("monthly:detail", args=[report.pk])
    assert "批准后有更正" not in client.get(address).content.decode()
    by = desk.branch_manager
    wrong = entry(one, line, 1, "1", "30")
    actions.correct(desk.branch, OCTOBER, wrong, by=by, reason="漏计一批")
    html = client.get(address).content.decode()
    assert "批准后有更正" in html and "100.00" in html and "130.00" not in html
    text = paper("key_accounts.report.table", report, desk.manager)
    assert "批准后有更正" in text and "100.00" in text
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(report)))
    assert book.sheetnames[0] == "2026-10" and book["2026-10"]["B2"].value == 100
    assert "批准后有更正：最近一次 2026-11-02" in str(list(book["2026-10"].values)[-1][0])
    sheet = client.get(reverse("key_accounts:usage_sheet", args=[desk.branch.pk, 2026, 10]))
    assert "漏计一批" in sheet.content.decode()


@pytest.mark.article("R6.3")
def test_the_sheet_of_an_account_holds_its_last_twelve_months(desk: Desk) -> None:
    one = account(desk, "口岸")
    posted(desk, one, ["120", None, *["50"] * 9, "77.70"])
    text = paper("key_accounts.sheet", one, desk.manager)
    for part in ("2026-10", "120.00", "2025-11", "77.70", "尚缺", "包裹", "647.70"):
        assert part in text, part
