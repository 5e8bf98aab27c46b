"""Orders, receivables and payments from Excel: tried first, told row by row, corrected, undone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
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
from grading import actions
from grading.models import Campaign, OrderLine, Payment, Product, Receivable, Touchpoint
from tests.grading.conftest import Desk, new_customer

ORDER_HEADS = [
    "订单编号", "行号", "客户", "日期", "产品编号", "数量", "金额（不含税，元）", "成本（不含税，元）", "来源部门代码",
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
        return runs.dry_run(runs.upload(specs()[f"grading.{kind}"], file, by=by).pk, by=by)

    return upload


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.created_count, run.updated_count, run.unchanged_count, run.error_count


@pytest.mark.article("R0.imports", "R3.2")
def test_orders_are_tried_then_entered_then_corrected_then_taken_back(
    desk: Desk, tried: Upload
) -> None:
    customer = new_customer(desk, name="嘉和家电")
    day = date(2026, 10, 1)
    rows: list[list[Any]] = [
        ["D1", 1, "嘉和家电", day, "G-1", 2, "2,000.50", 1500, "GR"],
        ["D1", 2, "嘉和家电", day, "G-1", -1, -1000.25, -750, None],
        ["D2", 1, f"#{customer.pk}", day, "G-1", 1, 900, None, None],
    ]
    wrong: list[list[Any]] = [
        ["D3", 1, "查无此人", day, "G-1", 1, 1, 1, None],
        ["D4", 1, "嘉和家电", day, "X", 1, 1, 1, None],
        ["D5", 1, "嘉和家电", date(2027, 1, 1), "G-1", 1, 1, 1, None],
        ["D6", 1, "嘉和家电", "十月", "G-1", 1, 1, 1, None],
        ["D7", 1, "嘉和家电", day, "G-1", 1, -1, 1, None],
        ["D1", 1, "嘉和家电", day, "G-1", 1, 1, 1, None],
    ]
    run = tried("orders", ORDER_HEADS, [*rows, *wrong], desk.sales)
    assert (counts(run), OrderLine.objects.count()) == ((3, 0, 0, 6), 0)
    run = tried("orders", ORDER_HEADS, rows, desk.sales)
    runs.confirm(run.pk, by=desk.sales)
    first = OrderLine.objects.get(order_no="D1", line_no=1)
    assert (first.amount, first.department, first.customer) == (
        Decimal("2000.50"),
        desk.department,
        customer,
    )
    rows[2][7] = 600
    again = tried("orders", ORDER_HEADS, rows, desk.sales)
    assert counts(again) == (0, 1, 2, 0)
    runs.confirm(again.pk, by=desk.sales)
    assert OrderLine.objects.get(order_no="D2").cost == 600
    runs.undo(again.pk, by=desk.sales)
    runs.undo(run.pk, by=desk.sales)
    assert OrderLine.objects.count() == 0


@pytest.mark.article("R3.1")
def test_receivables_and_payments_come_from_finance(desk: Desk, tried: Upload) -> None:
    new_customer(desk, name="嘉和家电")
    owed = [["YS1", "嘉和家电", date(2026, 9, 1), 1000, None]]
    heads = ["应收编号", "客户", "到期日", "金额（元）", "来源部门代码"]
    with pytest.raises(Refusal):
        tried("receivables", heads, owed, desk.sales)
    run = tried(
        "receivables", heads, [*owed, ["YS2", "嘉和家电", date(2026, 9, 1), -5, None]], desk.finance
    )
    assert counts(run) == (1, 0, 0, 1)
    runs.confirm(tried("receivables", heads, owed, desk.finance).pk, by=desk.finance)
    heads = ["应收编号", "付款日期", "金额（元）", "凭证号"]
    paid: list[list[Any]] = [
        ["YS1", date(2026, 9, 5), 400, "P1"],
        ["YS0", date(2026, 9, 5), 1, "P2"],
    ]
    assert counts(tried("payments", heads, paid, desk.finance)) == (1, 0, 0, 1)
    runs.confirm(tried("payments", heads, paid[:1], desk.finance).pk, by=desk.finance)
    paid[0][2] = 450
    run = tried("payments", heads, paid[:1], desk.finance)
    assert counts(run) == (0, 1, 0, 0)
    runs.confirm(run.pk, by=desk.finance)
    assert (Payment.objects.get().amount, Receivable.objects.get().number) == (450, "YS1")


def test_products_come_from_excel_as_well(desk: Desk, tried: Upload) -> None:
    heads = ["产品编号", "产品名称", "计量单位", "折算系数"]
    run = tried(
        "products", heads, [["G-2", "水泵", "台", "1.5"], ["G-3", "水管", "米", -1]], desk.sales
    )
    assert counts(run) == (1, 0, 0, 1)
    run = tried("products", heads, [["G-2", "水泵", "台", "1.5"]], desk.sales)
    runs.confirm(run.pk, by=desk.sales)
    assert Product.objects.get(code="G-2").unit_factor == Decimal("1.5")


@pytest.mark.article("R3.B2", "R0.imports")
def test_contacts_are_imported_corrected_by_customer_day_and_channel_and_taken_back(
    desk: Desk, tried: Upload
) -> None:
    first, namesake = new_customer(desk, name="嘉和家电"), new_customer(desk, name="同名")
    new_customer(desk, name="同名", phone="13900001111")
    day = date(2026, 10, 1)
    call = {"name": "秋季回访", "channel": "telephone", "starts_on": day, "ends_on": day}
    actions.plan_campaign(Campaign(**call), by=desk.sales)
    heads = ["客户", "接触日期", "推广渠道", "营销活动", "内容"]
    rows: list[list[Any]] = [
        ["嘉和家电", day, "电话营销", "秋季回访", "介绍"],
        [f"#{namesake.pk}", day, "网上营销", None, None],
    ]
    wrong: list[list[Any]] = [
        ["同名", day, "电话营销", None, None],
        ["嘉和家电", day, "广播", None, None],
        ["嘉和家电", date(2026, 10, 2), "网上营销", "秋季回访", None],
        ["嘉和家电", date(2026, 10, 2), "电话营销", "没有的活动", None],
        ["嘉和家电", date(2027, 1, 1), "电话营销", None, None],
        ["嘉和家电", date(2026, 10, 3), "电话营销", None, "长" * 201],
    ]
    run = tried("touchpoints", heads, [*rows, *wrong], desk.sales)
    assert counts(run) == (2, 0, 0, 6)
    assert "有几个同名客户" in run.rows.get(line=4).errors["customer"][0]
    run = tried("touchpoints", heads, rows, desk.sales)
    runs.confirm(run.pk, by=desk.sales)
    rows[0][0], rows[0][4] = f"#{first.pk}", "介绍换季促销"
    again = tried("touchpoints", heads, rows, desk.sales)
    assert counts(again) == (0, 1, 1, 0)
    runs.confirm(again.pk, by=desk.sales)
    found = Touchpoint.objects.get(customer=first)
    assert (found.note, found.campaign.name) == ("介绍换季促销", "秋季回访")
    runs.undo(again.pk, by=desk.sales)
    runs.undo(run.pk, by=desk.sales)
    assert not Touchpoint.objects.exists()
