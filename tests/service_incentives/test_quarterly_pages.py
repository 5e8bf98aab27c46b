"""Pages and papers of assessments, spare parts, tax and the bank file."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.notifications.models import Notice
from foundation.papers.models import Work
from foundation.papers.printing import print_one, printout
from foundation.papers.work import perform
from service_incentives import actions
from service_incentives.models import PayRun, PayView
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import Crew, bring_to, fresh, new_trip, start
from tests.service_incentives.quarter import assessed, now, payroll, quarter, sold, staff, through
from tests.service_incentives.test_pages import address, client_of, text_of

D = Decimal


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(address(name, *args)).content.decode()


def printed(code: str, run: PayRun, crew: Crew) -> str:
    form = printout(code)
    assert form is not None
    return text_of(print_one(form, fresh(run), by=crew.hr).pdf).replace("\n", "")


@pytest.mark.article("R5.5.1", "R5.2")
def test_scores_are_typed_on_a_page_which_says_who_is_missing(crew: Crew) -> None:
    clerk = client_of(crew.clerk)
    one = assessed(crew, {crew.engineer: (90, 80, 70)}, approved=False)
    given = {"person": "sve2", "quality": "100.5", "workload": "80", "cost": "x", "note": "抢修"}
    answer = clerk.post(address("score", one.pk), given | {"seen": now(one).matter.version})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"quality", "cost"}
    assert "抢修" in answer.content.decode()
    content = page(clerk, "round", one.pk)
    assert "84.5" in content, "90 × 60 % + 80 × 25 % + 70 × 15 %"
    assert "还有 3 人没有考核分数" in content
    assert client_of(crew.engineer).get(address("round", one.pk)).status_code == 404


@pytest.mark.article("R5.5.1")
def test_the_ranking_is_printed_and_listed_with_what_it_rests_on(crew: Crew) -> None:
    people = staff(crew, 4)
    assessed(crew, dict(zip(people, (95, 94, 93, 93), strict=True)))
    run = quarter(crew)
    told = page(client_of(crew.hr), "run", run.pk)
    assert "人事裁定之前不能确认" in told and address("decide_tie", run.pk) in told
    assert address("decide_tie", run.pk) not in page(client_of(crew.head), "run", run.pk)
    assert "3–4 · 员2、员3" in page(client_of(crew.hr), "decide_tie", run.pk)
    actions.decide_tie(run, by=crew.hr, place=3, amount=D(1250), reason="同分，取中")
    text = printed("service_incentives.ranking", run, crew)
    for part in ("员0", "3–4", "1,250.00", "同分，取中", "第 1–3 名 1500 元", "丁一", "5,500.00"):
        assert part in text, part
    answer = client_of(crew.hr).get(address("ranking"), follow=True)
    assert answer.redirect_chain == [(f"{address('ranking')}?run={run.number}", 302)]
    listed = answer.content.decode()
    assert "3–4" in listed and "没有已批准的考核" in listed
    assert listed.index("员0") < listed.index("员1") < listed.index("员2")
    assert PayView.objects.filter(viewer=crew.hr, run=None, what="seen").exists()


@pytest.mark.article("R5.8.1", "R5.8.3")
def test_a_sale_tells_what_it_will_earn_and_is_seen_by_its_sellers_and_the_chain(
    crew: Crew,
) -> None:
    sale = sold(crew, paid=False, shares={crew.engineer: D(60), crew.other: D(40)})
    short = sold(crew, paid=False, service_fee=D("2199.99"))
    told = page(client_of(crew.engineer), "sale", sale.pk)
    assert "全额回款后的提成" in told and "292.80" in told and "195.20" in told
    assert "服务费未达标" in page(client_of(crew.specialist), "sale", short.pk)
    seen = {
        who.name: client_of(who).get(address("sale", sale.pk)).status_code
        for who in (crew.other, crew.leader, crew.office, crew.subsidiary_gm, crew.marketing)
    }
    assert seen == {"丁二": 200, "丁三": 404, "谭静": 200, "钟诚": 200, "毛宁": 200}
    waiting = client_of(crew.specialist).get(address("sales"), {"state": "open"}).content.decode()
    assert sale.number in waiting
    actions.record_receipt(
        now(sale), by=crew.specialist, amount=D(12200), received_on=date(2026, 9, 30)
    )
    waiting = client_of(crew.specialist).get(address("sales"), {"state": "open"}).content.decode()
    assert sale.number not in waiting and short.number in waiting


@pytest.mark.article("R5.8.3")
def test_shares_that_make_no_hundred_come_back_beside_their_field(crew: Crew) -> None:
    data = {
        "contract_no": "HT-1", "customer": "港口", "signed_on": "2026-09-01",
        "contract_amount": "100", "parts_price": "50", "parts_cost": "-1", "service_fee": "0",
        "person_days": "0", "shares": "sve1 60\nnobody 40",
    }  # fmt: skip
    client = client_of(crew.specialist)
    answer = client.post(address("register_sale"), data)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"shares", "parts_cost"}
    data |= {"parts_cost": "10", "shares": "sve1 60\nsve2 39.99"}
    answer = client.post(address("register_sale"), data)
    assert set(answer.context["form"].errors) == {"shares"}
    assert "sve2 39.99" in answer.content.decode()


@pytest.mark.article("R5.8.3", "R5.8.4")
def test_the_allocation_is_printed_with_formulas_and_the_pool(crew: Crew) -> None:
    sold(crew, shares={crew.engineer: D("33.33"), crew.other: D("66.67")})
    sold(crew, parts_cost=D(6501))
    run = quarter(crew, "spare_parts")
    actions.share_pool(run, by=crew.head, person=crew.leader, amount=D(100), reason="组织抢修")
    text = printed("service_incentives.allocation", run, crew)
    for part in (
        "12200 × 0.05 × 0.8 × 33.33%", "162.65", "325.35", "备件毛利未达标", "组织抢修", "22.00",
        "伍佰捌拾捌元整", "毛利率 ≥ 50% 的提 5%",
    ):  # fmt: skip
        assert part in text, part
    assert "162.65" in page(client_of(crew.office), "lines")
    form = printout("service_incentives.ranking")
    assert form is not None and not form.may_print(run, crew.hr), "there is nothing ranked in it"


@pytest.mark.article("R5.10")
def test_the_statement_says_net_or_before_tax_never_a_wrong_number(
    crew: Crew, clock: Clock
) -> None:
    new_trip(crew, worth="21")
    new_trip(crew, crew.other, worth="21")
    payroll(crew, crew.engineer, account="6222000011112222")
    run = bring_to(start(crew), "paid", crew)
    mine = page(client_of(crew.engineer), "statement", run.pk)
    assert "32.40" in mine and "1,047.60" in mine
    theirs = page(client_of(crew.other), "statement", run.pk)
    assert "税前金额：没有当月工资数据" in theirs and "实发" not in theirs
    pdf = client_of(crew.engineer).get(address("statement_pdf", run.pk)).content
    assert "1,047.60" in text_of(pdf) and "62.40 − 30.00" in text_of(pdf)
    told = Notice.objects.filter(template="service_incentives/paid")
    assert set(told.values_list("recipient__name", "url")) == {
        ("丁一", address("statement", run.pk)), ("丁二", address("statement", run.pk)),
    }  # fmt: skip


@pytest.mark.article("R5.10")
def test_the_bank_file_is_refused_until_everybodys_figures_are_there(crew: Crew) -> None:
    new_trip(crew, worth="21")
    new_trip(crew, crew.other, worth="21")
    payroll(crew, crew.engineer, account="6222000011112222")
    hr = client_of(crew.hr)
    run = bring_to(start(crew), "approved", crew)
    refused = hr.get(address("bank_file", run.pk, "employer"), follow=True).content.decode()
    assert "1 人没有 2026-11 的工资数据或银行账号：丁二" in refused
    payroll(crew, crew.other, account="=1+2")
    answer = hr.get(address("bank_file", run.pk, "employer"))
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[1:] == [
        f"sve1,丁一,6222000011112222,1080.00,32.40,1047.60,{run.number}",
        f"sve2,丁二,'=1+2,1080.00,32.40,1047.60,{run.number}",
    ]
    assert PayView.objects.filter(run=run, viewer=crew.hr, what="exported").exists()
    for who in (crew.head, crew.engineer, crew.gm):
        assert client_of(who).get(address("bank_file", run.pk, "employer")).status_code == 404
    nobody = hr.get(address("bank_file", run.pk, "subsidiary"), follow=True).content.decode()
    assert "没有应发人员" in nobody


@pytest.mark.article("R5.10")
def test_accounts_are_masked_and_figures_are_for_hr_and_finance_alone(crew: Crew) -> None:
    payroll(crew, crew.engineer, account="6222000011112222")
    listed = page(client_of(crew.finance), "payroll")
    assert "2222" in listed and "62220000" not in listed
    closed = {client_of(who).get(address("payroll")).status_code for who in (crew.gm, crew.head)}
    assert closed == {404}
    answer = client_of(crew.hr).post(
        address("enter_payroll"),
        {
            "person": "sve1", "payer": "employer", "month": "2026-11-01", "months": "13",
            "income": "-1", "deductions": "0", "withheld": "0",
        },
    )  # fmt: skip
    assert set(answer.context["form"].errors) == {"months", "income"}


@pytest.mark.article("R5.10")
def test_a_pay_sheet_of_many_is_printed_in_the_background(
    crew: Crew, settings: Any, tmp_path: Any
) -> None:
    new_trip(crew, worth="21")
    settings.PRINT_AT_ONCE, settings.MEDIA_ROOT = 1, tmp_path
    run = start(crew)
    client = client_of(crew.head)
    answer = client.get(reverse("papers:print", args=[run.pk, "service_incentives.payroll"]))
    made = Work.objects.get(owner=crew.head)
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert perform(made.pk)
    made.refresh_from_db()
    assert made.state == Work.State.DONE
    assert "1,080.00" in text_of(made.result.read_bytes())
    settings.PRINT_AT_ONCE = 1000
    answer = client.get(reverse("papers:print", args=[run.pk, "service_incentives.payroll"]))
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.article("R5.8.3")
def test_the_head_is_asked_for_the_pool_until_the_sales_are_handed_in(crew: Crew) -> None:
    from foundation.process.models import Task

    sold(crew)
    run = quarter(crew, "spare_parts")
    asked = Task.objects.filter(matter=run.matter, kind="service_incentives.pool")
    assert asked.get().closed_at is None
    assert address("share_pool", run.pk) in page(client_of(crew.head), "run", run.pk)
    through(run, crew, lock=False)
    assert asked.get().closed_at is not None
