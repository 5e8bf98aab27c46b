"""Trips, scores and payroll's figures from Excel: every bad row with its reason, nothing written."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from foundation.articles import Refusal
from foundation.listing.imports import runs
from foundation.listing.models import ImportRun
from service_incentives import actions
from service_incentives.models import Assessment, PayrollMonth, Project, Trip
from tests.service_incentives.conftest import Crew, Upload, bring_to, counts, fresh, start
from tests.service_incentives.quarter import SUMMER

ROWS = 600  # 50,000 are measured by `make bench`
BAD = 37
TRIP_HEADS = [
    "工程师工号", "项目编号", "类型代码", "出发日期", "结束日期", "服务性质", "已签服务记录单", "未签原因",
]  # fmt: skip


def trips(count: int = ROWS) -> list[list[Any]]:
    """As many with 37 bad ones, of seven sorts, in between."""
    projects = [Project(code=f"I-{number}", name="项目") for number in range(count // 30 + 1)]
    Project.objects.bulk_create(projects)
    rows = []
    for number in range(count):
        day = date(2026, 10, 1) + timedelta(days=number % 30)
        rows.append(["sve1", f"I-{number // 30}", "A", day, day, "首次服务", "是", None])
    spoil = (
        {0: "sve9"}, {1: "I-X"}, {2: "无此类"}, {4: date(2026, 9, 1)}, {4: "十月"}, {6: "否"}, {0: "svm1"},
    )  # fmt: skip
    for number in range(BAD):
        for place, cell in spoil[number % len(spoil)].items():
            rows[number * (count // BAD)][place] = cell
    return rows


@pytest.mark.article("R0.imports", "R5.10")
def test_of_thousands_of_trips_every_bad_one_is_told_nothing_written_then_the_good_ones(
    crew: Crew, tried: Upload
) -> None:
    rows = trips()
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


def test_trips_are_entered_batch_by_batch_not_row_by_row(
    crew: Crew, tried: Upload, django_assert_max_num_queries: Any
) -> None:
    rows = trips()
    with django_assert_max_num_queries(70):  # two batches, their savepoints and the run itself
        run = tried("trips", TRIP_HEADS, rows, crew.clerk)
    assert run.created_count == ROWS - BAD
    versions = Trip.pgh_event_model.objects  # type: ignore[attr-defined]
    runs.confirm(run.pk, by=crew.clerk, only_good=True)
    assert versions.count() == Trip.objects.count(), "each has its first version"
    with django_assert_max_num_queries(30):  # a batch is voided by one statement
        runs.undo(run.pk, by=crew.clerk)
    assert set(Trip.objects.values_list("void_reason", flat=True)) == {"撤销导入"}
    assert versions.count() == 2 * Trip.objects.count(), "and the version that says so"


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


@pytest.mark.article("R0.imports", "R5.3", "R5.9.3")
def test_projects_and_positions_are_imported_corrected_and_taken_back(
    crew: Crew, tried: Upload
) -> None:
    heads = ["项目编号", "项目名称", "调试负责人工号", "正常通电日期"]
    row = ["N-1", "滨江变电站", "sve1", date(2026, 5, 20)]
    wrong = [
        ["N-2", "", None, None],
        ["N-3", "无此人", "nobody", None],
        ["N-4", "日期", None, "五月"],
    ]
    run = tried("projects", heads, [row, *wrong], crew.clerk)
    assert counts(run) == (1, 0, 0, 3)
    run = runs.confirm(run.pk, by=crew.clerk, only_good=True)
    later = tried("projects", heads, [[*row[:3], date(2026, 6, 1)]], crew.clerk)
    runs.confirm(later.pk, by=crew.clerk)
    project = Project.objects.get(code="N-1")
    assert (project.engineer, project.energised_on) == (crew.engineer, date(2026, 6, 1))
    runs.undo(later.pk, by=crew.clerk)
    runs.undo(run.pk, by=crew.clerk)
    assert not Project.objects.filter(code="N-1").exists()
    heads = ["工号", "岗位", "自何日起"]
    moved = ["sve1", "组长", date(2026, 12, 1)]
    own = [crew.clerk.employee_number, "组长", date(2026, 12, 1)]
    run = tried("positions", heads, [moved, own, ["sve2", "队长", date(2026, 12, 1)]], crew.clerk)
    assert counts(run) == (1, 0, 0, 2), "nobody enters their own"
    runs.confirm(run.pk, by=crew.clerk, only_good=True)
    assert crew.engineer.service_positions.latest("since").position == "leader"
    moved[1] = "服务工程师"
    assert counts(tried("positions", heads, [moved], crew.clerk)) == (0, 1, 0, 0)
