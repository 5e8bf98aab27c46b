"""Spare-part sales, their receipts, rewards and fines from Excel, by the acts of the pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from foundation.articles import Refusal
from foundation.listing.imports import runs
from service_incentives import actions
from service_incentives.models import Finding, Receipt, SparePartSale
from tests.service_incentives.conftest import Crew, Upload, counts, fresh, new_finding, new_trip
from tests.service_incentives.quarter import now, quarter, sold

SALES = [
    "合同编号", "客户", "签订日期", "合同金额（含税，元）", "备件售价（元）", "备件成本（元）", "服务费（元）", "报价人天",
    "销售人与份额",
]  # fmt: skip
RECEIPTS = ["合同编号", "到账日期", "金额（元）", "说明"]
FINDINGS = ["事项", "工号", "发生日期", "行程号", "金额（元）", "文件编号", "事实与依据"]
SIGNED = date(2026, 8, 3)


def sale(number: str, **changes: Any) -> list[Any]:
    given = {
        "customer": "港口集团", "signed_on": SIGNED, "amount": "１２,200", "price": 10000,
        "cost": 5000, "fee": 2200, "days": 2, "shares": "sve1 60；sve2 40",
    }  # fmt: skip
    return [number, *(given | changes).values()]


@pytest.mark.article("R0.imports", "R5.8.3")
def test_sales_come_with_their_sellers_and_every_bad_row_its_reason(
    crew: Crew, tried: Upload
) -> None:
    rows = [
        sale("HT-1"),
        sale("HT-2", shares="sve1 60；sve2 30"),
        sale("HT-3", shares="sve1"),
        sale("HT-4", shares="nobody 100"),
        sale("HT-5", signed_on=date(2027, 1, 1)),
        sale("HT-6", price=-1),
        sale("HT-1"),
        sale("HT-8", shares="sve2 100%"),
    ]
    with pytest.raises(Refusal):
        tried("sales", SALES, rows, crew.clerk)
    run = tried("sales", SALES, rows, crew.specialist)
    assert (counts(run), SparePartSale.objects.count()) == ((2, 0, 0, 6), 0)
    told = {row.line: str(list(row.errors.values())) for row in run.rows.all() if row.errors}
    for line, part in {
        3: "100%",
        4: "工号 份额",
        5: "nobody",
        6: "晚于今天",
        7: "小于零",
        8: "重复",
    }.items():
        assert part in told[line], told[line]
    runs.confirm(run.pk, by=crew.specialist, only_good=True)
    kept = SparePartSale.objects.get(contract_no="HT-1")
    shares = [(one.person.name, one.share) for one in kept.shares.all()]
    assert (kept.contract_amount, shares) == (12200, [("丁一", 60), ("丁二", 40)])
    assert kept.matter.number.startswith("BJ-")


@pytest.mark.article("R0.imports", "R5.8.3")
def test_a_registered_contract_is_recognised_and_never_overwritten(
    crew: Crew, tried: Upload
) -> None:
    run = tried("sales", SALES, [sale("HT-1")], crew.specialist)
    runs.confirm(run.pk, by=crew.specialist)
    turned = sale("HT-1", shares="sve2 40.00, sve1 60")
    assert counts(tried("sales", SALES, [turned], crew.specialist)) == (0, 0, 1, 0)
    other = tried("sales", SALES, [sale("HT-1", cost=4000)], crew.specialist)
    assert "已登记" in str(other.rows.get().errors)
    runs.undo(run.pk, by=crew.specialist)
    undone = SparePartSale.objects.get()
    assert (undone.state, undone.matter.number[:3]) == ("void", "BJ-")


@pytest.mark.article("R0.imports", "R5.8.1")
def test_receipts_complete_their_contract_and_are_taken_back_with_the_import(
    crew: Crew, tried: Upload
) -> None:
    one = sold(crew, paid=False, contract_no="HT-1")
    rows = [
        ["HT-1", date(2026, 9, 1), 12000, "首付"],
        ["HT-1", date(2026, 9, 20), "200.00元", None],
        ["HT-1", date(2026, 9, 21), 1, "多付"],
        ["HT-9", date(2026, 9, 1), 1, None],
    ]
    run = tried("receipts", RECEIPTS, rows, crew.specialist)
    assert (counts(run), Receipt.objects.count()) == ((2, 0, 0, 2), 0)
    runs.confirm(run.pk, by=crew.specialist, only_good=True)
    assert (now(one).state, now(one).completed_on) == ("paid", date(2026, 9, 20))
    assert counts(tried("receipts", RECEIPTS, rows[:2], crew.specialist)) == (0, 0, 2, 0)
    runs.undo(run.pk, by=crew.specialist)
    assert (now(one).state, now(one).completed_on, Receipt.objects.count()) == ("open", None, 0)
    steps = [event.step for event in now(one).matter.events.order_by("pk")]
    assert steps.count("withdraw_receipt") == 2


@pytest.mark.article("R5.8.1")
def test_a_receipt_is_withdrawn_only_while_no_run_has_paid_by_it(crew: Crew) -> None:
    one = sold(crew)
    receipt = one.receipts.get()
    with pytest.raises(Refusal):
        actions.withdraw_receipt(receipt, by=crew.head, reason="记错")
    actions.withdraw_receipt(receipt, by=crew.specialist, reason="记错", seen=one.matter.version)
    assert now(one).state == "open"
    actions.record_receipt(
        now(one), by=crew.specialist, amount=Decimal(12200), received_on=date(2026, 9, 29)
    )
    assert now(one).completed_on == date(2026, 9, 29)
    run = quarter(crew, "spare_parts")
    actions.gather(fresh(run), by=crew.specialist, seen=fresh(run).matter.version)
    with pytest.raises(Refusal) as refused:
        actions.withdraw_receipt(now(one).receipts.get(), by=crew.specialist, reason="记错")
    assert run.number in str(refused.value.missing)


@pytest.mark.article("R0.imports", "R5.9.1", "R5.9.7")
def test_findings_are_proposed_by_their_rows_and_still_decided_one_by_one(
    crew: Crew, tried: Upload
) -> None:
    day = date(2026, 10, 12)
    repeat = new_trip(crew, visit="repeat")
    rows = [
        ["用户表扬信", "sve1", day, None, 300, None, "来信"],
        ["用户表扬信", "sve2", day, None, 600, None, "来信"],
        ["质量考核金额", "sve1", day, None, -50, None, "考核"],
        ["属个人原因的客户投诉", "sve1", day, None, 200, None, "投诉"],
        ["个人原因造成第二次服务", "sve2", repeat.ended_on, repeat.pk, None, None, "接线错误"],
        ["个人原因造成第二次服务", "sve1", repeat.ended_on, repeat.pk, None, None, "接线错误"],
        ["节约服务成本", "sve1", day, None, 300, None, "节约"],
        ["神仙", "sve1", day, None, None, None, "无"],
        ["安全事故", "sve1", date(2027, 1, 1), None, None, None, "事故"],
    ]
    run = tried("findings", FINDINGS, rows, crew.clerk)
    assert (counts(run), Finding.objects.count()) == ((2, 0, 0, 7), 0)
    told = {row.line: str(list(row.errors.values())) for row in run.rows.all() if row.errors}
    parts = {
        3: "200",
        4: "文件编号",
        5: "请留空",
        6: "行程不符",
        8: "本人提出",
        9: "应为以下之一",
        10: "晚于今天",
    }
    for line, part in parts.items():
        assert part in told[line], told[line]
    runs.confirm(run.pk, by=crew.clerk, only_good=True)
    assert set(Finding.objects.values_list("kind", "state")) == {
        ("praise", "proposed"), ("own_fault", "proposed"),
    }  # fmt: skip
    assert counts(tried("findings", FINDINGS, rows[:1], crew.clerk)) == (0, 0, 1, 0)
    runs.undo(run.pk, by=crew.clerk)
    assert set(Finding.objects.values_list("state", flat=True)) == {"void"}


@pytest.mark.article("R5.10")
def test_what_is_decided_its_proposer_takes_back_no_longer(crew: Crew, tried: Upload) -> None:
    row = ["用户表扬信", "sve1", date(2026, 10, 12), None, 300, None, "来信"]
    run = runs.confirm(tried("findings", FINDINGS, [row], crew.clerk).pk, by=crew.clerk)
    finding = Finding.objects.select_related("matter").get()
    actions.decide(finding, by=crew.head, seen=finding.matter.version)
    with pytest.raises(Refusal) as refused:
        runs.undo(run.pk, by=crew.clerk)
    assert "已认定" in str(refused.value.missing)
    other = new_finding(crew, "praise", amount=Decimal(200))
    with pytest.raises(Refusal):
        actions.void_finding(other, by=crew.clerk, reason="错了", seen=other.matter.version)
    actions.void_finding(other, by=crew.head, reason="错了", seen=other.matter.version)
