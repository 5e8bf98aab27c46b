"""Who sells, and the lines of a plan, from Excel."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile

from foundation.articles import Refusal
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.people.models import User
from tests.visits.conftest import Team, fresh
from tests.visits.test_pages import page
from visits import actions
from visits.models import Plan, PlanLine, Posting

HEADS = [
    "计划日期", "拜访客户", "客户类型", "目的", "拜访对象", "已事先联系", "携带物品", "说明",
]  # fmt: skip


def tried(code: str, rows: list[list[Any]], by: User) -> ImportRun:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    file = ContentFile(stream.getvalue(), name="表.xlsx")
    return runs.dry_run(runs.upload(specs()[code], file, by=by).pk, by=by)


@pytest.mark.article("R0.imports", "R7.3.1")
def test_the_lines_of_a_month_come_from_excel_into_ones_own_draft(team: Team) -> None:
    good: list[list[Any]] = [
        [date(2026, 12, 8), "港口集团", "业务往来客户", "客户保养：推动业务量、新产品推广", "王工",
         "是", "样品", ""],
        ["2026-12-15", f"#{team.hospital.pk}", "目标客户", "开发新客户", "", "", "", "上午"],
    ]  # fmt: skip
    wrong: list[list[Any]] = [
        ["2026-12-16", "无此客户", "目标客户", "开发新客户"],
        ["2026-12-17", "港口集团", "目标客户", "散步"],
        ["2026-10-01", "港口集团", "目标客户", "开发新客户"],  # a month that is over
        ["十二月", "港口集团", "目标客户", ""],
    ]
    for stranger in (team.head, team.outsider):
        with pytest.raises(Refusal):
            tried("visits.lines", [HEADS, *good], stranger)
    run = tried("visits.lines", [HEADS, *good, *wrong], team.seller)
    assert (run.created_count, run.error_count, Plan.objects.count()) == (2, 4, 0)
    run = tried("visits.lines", [HEADS, *good], team.seller)
    runs.confirm(run.pk, by=team.seller)
    plan = Plan.objects.get()
    first, second = plan.lines.all()
    assert (first.purposes, first.contact, first.is_contact_made) == (
        ["business", "product"], "王工", True,
    )  # fmt: skip
    assert (second.customer, second.note, second.planned_on.day) == (team.hospital, "上午", 15)
    assert "Excel 导入" in page(team.seller, "plan", plan.pk)
    assert "Excel 导入" not in page(team.head, "plan", plan.pk)
    good[0][4] = "李工"
    again = tried("visits.lines", [HEADS, *good], team.seller)
    assert (again.created_count, again.updated_count, again.unchanged_count) == (0, 1, 1)
    runs.confirm(again.pk, by=team.seller)
    first.refresh_from_db()
    assert first.contact == "李工" and PlanLine.objects.count() == 2
    runs.undo(again.pk, by=team.seller)
    first.refresh_from_db()
    assert first.contact == "王工"
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    with pytest.raises(Refusal) as refused:
        runs.undo(run.pk, by=team.seller)
    assert "计划已经提交" in str(refused.value) + str(refused.value.missing)
    late = tried("visits.lines", [HEADS, ["2026-12-20", *good[0][1:]]], team.seller)
    assert (late.created_count, late.error_count) == (0, 1)
    actions.send_back(fresh(plan), by=team.head, reason="重排", seen=fresh(plan).matter.version)
    runs.undo(run.pk, by=team.seller)
    assert not PlanLine.objects.exists()


@pytest.mark.article("R0.imports", "R7.2.3")
def test_sales_positions_come_from_excel(team: Team) -> None:
    rows: list[list[Any]] = [
        ["工号", "岗位", "自何日起"],
        ["vout", "客户经理", "2026-12-01"],
        ["vsell1", "销售主管", date(2026, 1, 1)],  # corrects the one of that day
    ]
    run = tried("visits.postings", rows, team.sales_head)
    assert (run.created_count, run.updated_count, run.error_count) == (1, 1, 0)
    runs.confirm(run.pk, by=team.sales_head)
    assert Posting.objects.get(person=team.outsider).position == "account_manager"
    assert Posting.objects.get(person=team.seller).position == "supervisor"
    wrong = [rows[0], ["nobody", "客户经理", "2026-12-01"], ["vsales", "客户经理", "2026-12-01"]]
    assert tried("visits.postings", wrong, team.sales_head).error_count == 2, "not their own"
    with pytest.raises(Refusal):
        tried("visits.postings", rows, team.head)
    runs.undo(run.pk, by=team.sales_head)
    assert not Posting.objects.filter(person=team.outsider).exists()
    assert Posting.objects.get(person=team.seller).position == "representative"
