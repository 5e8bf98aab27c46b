"""Trips, scores and payroll's figures from Excel: every bad row with its reason, nothing written."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile

from foundation.articles import Refusal
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.people.models import User
from service_incentives import actions
from service_incentives.models import Assessment, PayrollMonth, Project, Trip
from tests.service_incentives.conftest import Crew, bring_to, fresh, start
from tests.service_incentives.quarter import SUMMER

# The measure of the specification is 50,000; each row is tried by the act, one after the other.
ROWS = int(os.environ.get("IMPORT_ROWS", "600"))
BAD = 37
TRIP_HEADS = [
    "工程师工号", "项目编号", "类型代码", "出发日期", "结束日期", "服务性质", "已签服务记录单", "未签原因",
]  # fmt: skip
Upload = Callable[..., ImportRun]


@pytest.fixture
def tried(settings: Any, tmp_path: Any) -> Upload:
    settings.MEDIA_ROOT = tmp_path

    def upload(kind: str, heads: list[str], rows: list[list[Any]], by: User) -> ImportRun:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in (heads, *rows):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        file = ContentFile(stream.getvalue(), name="导入.xlsx")
        run = runs.upload(specs()[f"service_incentives.{kind}"], file, by=by)
        return runs.dry_run(run.pk, by=by)

    return upload


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.created_count, run.updated_count, run.unchanged_count, run.error_count


def trips(crew: Crew) -> list[list[Any]]:
    """As many as ROWS with 37 bad ones, of seven sorts, in between."""
    projects = [Project(code=f"I-{number}", name="项目") for number in range(ROWS // 30 + 1)]
    Project.objects.bulk_create(projects)
    rows = []
    for number in range(ROWS):
        day = date(2026, 10, 1) + timedelta(days=number % 30)
        rows.append(["sve1", f"I-{number // 30}", "A", day, day, "首次服务", "是", None])
    spoil = (
        {0: "sve9"}, {1: "I-X"}, {2: "无此类"}, {4: date(2026, 9, 1)}, {4: "十月"}, {6: "否"}, {0: "svm1"},
    )  # fmt: skip
    for number in range(BAD):
        for place, cell in spoil[number % len(spoil)].items():
            rows[number * (ROWS // BAD)][place] = cell
    return rows


@pytest.mark.article("R0.imports", "R5.10")
def test_of_thousands_of_trips_every_bad_one_is_told_nothing_written_then_the_good_ones(
    crew: Crew, tried: Upload
) -> None:
    rows = trips(crew)
    run = tried("trips", TRIP_HEADS, rows, crew.clerk)
    assert (counts(run), Trip.objects.count()) == ((ROWS - BAD, 0, 0, BAD), 0)
    wrong = {row.line: row.errors for row in run.rows.all() if row.errors}
    assert set(wrong) == {number * (ROWS // BAD) + 2 for number in range(BAD)}
    reasons = [str(list(wrong[line].values())) for line in sorted(wrong)[:7]]
    for reason, part in zip(
        reasons,
        ("没有这个工号", "没有这个编号的项目", "没有这个代码", "早于出发日期", "请填写日期", "写明原因", "不是服务工程师"),
        strict=True,
    ):  # fmt: skip
        assert part in reason, (part, reason)
    assert runs.confirm(run.pk, by=crew.clerk).state != ImportRun.State.DONE
    assert Trip.objects.count() == 0, "all or nothing"
    done = runs.confirm(run.pk, by=crew.clerk, only_good=True)
    assert (done.state, Trip.objects.count()) == ("done", ROWS - BAD)
    assert set(Trip.objects.values_list("entered_by__name", flat=True)) == {"沈雪"}


@pytest.mark.article("R0.imports")
def test_a_trip_imported_again_is_corrected_and_taken_back_only_while_unpaid(
    crew: Crew, tried: Upload
) -> None:
    day = date(2026, 10, 5)
    row = ["sve1", "P-001", "A", day, day, "首次服务", None, None]
    run = tried("trips", TRIP_HEADS, [row], crew.clerk)
    runs.confirm(run.pk, by=crew.clerk)
    assert counts(tried("trips", TRIP_HEADS, [row], crew.clerk)) == (0, 0, 1, 0)
    later = [*row[:4], date(2026, 10, 7), *row[5:]]
    assert counts(tried("trips", TRIP_HEADS, [later], crew.clerk)) == (0, 1, 0, 0)
    bring_to(start(crew), "awaiting_finance", crew)
    with pytest.raises(Refusal) as refused:
        runs.undo(run.pk, by=crew.clerk)
    assert "已用于发放单" in str(refused.value.missing)
    paying = fresh(start(crew))
    actions.send_back(paying, by=crew.finance, reason="重算", seen=paying.matter.version)
    runs.undo(run.pk, by=crew.clerk)
    assert Trip.objects.get().void_reason == "撤销导入"


@pytest.mark.article("R0.imports", "R5.5.1")
def test_scores_come_by_the_act_that_types_them(crew: Crew, tried: Upload) -> None:
    heads = ["季度", "工号", "服务质量", "服务工作量", "服务成本", "说明"]
    row = ["2026-09", "sve1", 92, "８５.5", 80, "抢修"]
    run = tried("scores", heads, [row], crew.clerk)
    assert "考核还没有开始" in str(run.rows.get().errors)
    actions.open_round(by=crew.clerk, quarter=SUMMER)
    outside = ["2026-09", "svhead", 92, 85, 80, None]
    own = ["2026-09", "sve2", 92, 101, 80, None]
    run = tried("scores", heads, [row, outside, own], crew.clerk)
    assert counts(run) == (1, 0, 0, 2)
    runs.confirm(run.pk, by=crew.clerk, only_good=True)
    assert Assessment.objects.get().workload == Decimal("85.5")
    assert counts(tried("scores", heads, [row], crew.clerk)) == (0, 0, 1, 0)


@pytest.mark.article("R0.imports", "R5.10")
def test_payroll_figures_are_imported_by_hr_and_replace_the_months_own(
    crew: Crew, tried: Upload
) -> None:
    heads = [
        "工号", "发放单位", "发放月份", "本年任职月数", "累计收入（元）", "累计其他扣除（元）", "累计已预扣税额（元）",
        "银行账号",
    ]  # fmt: skip
    row = ["sve1", "用人单位", "2026-11", 11, "104,500.00", 20900, 858, "6222020000001234567"]
    with pytest.raises(Refusal):
        tried("payroll", heads, [row], crew.clerk)
    runs.confirm(tried("payroll", heads, [row], crew.hr).pk, by=crew.hr)
    kept = PayrollMonth.objects.get()
    assert (kept.month, kept.income, kept.account) == (
        date(2026, 11, 1), Decimal(104500), "6222020000001234567",
    )  # fmt: skip
    again = [*row[:4], 105000, *row[5:]]
    run = tried(
        "payroll", heads, [again, ["sve2", "银行", "2026-13", 13, "x", -1, 0, 6e18]], crew.hr
    )
    assert counts(run) == (0, 1, 0, 1)
    assert runs.confirm(run.pk, by=crew.hr).state != ImportRun.State.DONE, "no part of a payroll"
    assert PayrollMonth.objects.get().income == 104500
