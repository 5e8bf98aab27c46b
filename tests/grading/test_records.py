"""What is entered of customers: orders, receivables, payments, excuses, assessments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from foundation.articles import Refusal
from foundation.customers.register import merge
from foundation.history.reading import newest_version
from foundation.people.models import User
from foundation.process.models import Task
from foundation.process.steps import Stale
from grading import actions
from grading.models import AssessmentLine, Excuse, OrderLine, Product, Receivable
from tests.grading.conftest import (
    Desk,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
)


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.mark.article("R3.2")
def test_lines_of_one_order_are_one_customers(desk: Desk) -> None:
    line = new_line(desk, new_customer(desk))
    with pytest.raises(Refusal) as refused:
        new_line(desk, new_customer(desk), order_no=line.order_no, line_no=2)
    assert (refused.value.article, refused.value.field) == ("R3.2", "order_no")
    with pytest.raises(Refusal) as refused:
        new_line(desk, line.customer, order_no=line.order_no, line_no=1)
    assert refused.value.field == "line_no"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"dated_on": date(2026, 11, 3)}, "dated_on"),
        ({"quantity": Decimal(-1), "amount": Decimal(5)}, "amount"),
    ],
)
@pytest.mark.article("R3.2")
def test_a_line_that_makes_no_sense_is_refused(desk: Desk, facts: Any, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        new_line(desk, new_customer(desk), **facts)
    assert refused.value.field == field


@pytest.mark.article("R3.2")
def test_a_cancelled_order_stays_visible_with_all_its_lines(desk: Desk) -> None:
    line = new_line(desk, new_customer(desk))
    back = {"quantity": Decimal(-1), "amount": Decimal(-1000), "cost": Decimal(-700)}
    new_line(desk, line.customer, order_no=line.order_no, line_no=2, **back)
    seen = newest_version(line)
    actions.cancel_order(line, by=desk.sales, seen=seen, reason="客户撤单")
    lines = OrderLine.objects.filter(order_no=line.order_no)
    assert [one.cancel_reason for one in lines] == ["客户撤单", "客户撤单"]
    with pytest.raises(Stale):
        actions.cancel_order(line, by=desk.sales, seen=seen, reason="再撤")
    with pytest.raises(Refusal):
        actions.change_line(line, by=desk.sales, seen=newest_version(line), given={})


@pytest.mark.article("R3.1")
def test_what_was_paid_is_made_void_before_what_is_owed(desk: Desk) -> None:
    owed = new_receivable(desk, new_customer(desk))
    payment = new_payment(desk, owed, date(2026, 9, 3), 400)
    with pytest.raises(Refusal):
        actions.void_receivable(owed, by=desk.finance, seen=newest_version(owed), reason="误登")
    seen = newest_version(payment)
    actions.void_payment(payment, by=desk.finance, seen=seen, reason="误登")
    actions.void_receivable(owed, by=desk.finance, seen=newest_version(owed), reason="误登")
    with pytest.raises(Refusal):
        new_payment(desk, owed, date(2026, 9, 3), 400)
    again = new_receivable(desk, owed.customer, number=owed.number)
    assert Receivable.objects.filter(number=again.number).count() == 2


@pytest.mark.article("R3.1")
@pytest.mark.parametrize("who", ["sales", "owner", "stranger"])
def test_only_finance_enters_receivables(desk: Desk, who: str) -> None:
    owed = Receivable(number="X", customer=new_customer(desk), due_on=date(2026, 9, 1), amount=1)
    with pytest.raises(Refusal) as refused:
        actions.enter_receivable(owed, by=getattr(desk, who))
    assert refused.value.article == "R3.1"


@pytest.mark.article("R3.1")
def test_a_manager_who_owns_the_account_does_not_approve_its_excuse(desk: Desk) -> None:
    customer = new_customer(desk, owner=desk.manager)
    excuse = actions.propose_excuse(
        new_receivable(desk, customer), by=desk.finance, reason="汇路故障"
    )
    task = Task.objects.get(matter=excuse.matter, closed_at=None)
    assert task.role is not None and task.role.name == "sales_manager"
    with pytest.raises(Refusal) as refused:
        actions.approve_excuse(excuse, by=desk.manager, seen=1)
    assert refused.value.article == "R0.separation"
    actions.approve_excuse(excuse, by=desk.other_manager, seen=excuse.matter.version)
    excuse = Excuse.objects.select_related("matter").get(pk=excuse.pk)
    assert (excuse.state, excuse.decided_by) == (Excuse.State.APPROVED, desk.other_manager)
    assert not Task.objects.filter(matter=excuse.matter, closed_at=None).exists()


@pytest.mark.article("R3.1")
def test_the_general_manager_decides_when_the_only_manager_is_barred(desk: Desk) -> None:
    desk.other_manager.grants.all().delete()
    customer = new_customer(desk, owner=desk.manager)
    excuse = actions.propose_excuse(new_receivable(desk, customer), by=desk.sales, reason="地震")
    actions.refuse_excuse(excuse, by=desk.gm, reason="无关", seen=excuse.matter.version)
    excuse = Excuse.objects.select_related("matter").get(pk=excuse.pk)
    assert excuse.state == Excuse.State.REFUSED
    assert actions.propose_excuse(excuse.receivable, by=desk.sales, reason="再说明").pk


@pytest.mark.article("R3.1")
def test_one_excuse_a_receivable_by_somebody_who_knows_the_account(desk: Desk) -> None:
    owed = new_receivable(desk, new_customer(desk))
    with pytest.raises(Refusal):
        actions.propose_excuse(owed, by=desk.stranger, reason="听说")
    actions.propose_excuse(owed, by=desk.owner, reason="对账有误")
    with pytest.raises(Refusal):
        actions.propose_excuse(owed, by=desk.sales, reason="对账有误")


@pytest.mark.article("R3.3")
def test_an_assessment_keeps_the_rubric_of_its_day_and_never_changes(desk: Desk) -> None:
    made = new_assessment(desk, new_customer(desk), points=7)
    assert made.score() == 70
    line = made.lines.first()
    for statement in ("UPDATE {} SET points = 1", "DELETE FROM {}", "TRUNCATE {}"):
        sql = statement.format(AssessmentLine._meta.db_table)
        with (
            pytest.raises((InternalError, ProgrammingError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    line.refresh_from_db()
    assert (line.points, line.maximum) == (7, 10)


@pytest.mark.article("R3.3")
@pytest.mark.parametrize(
    ("points", "field"),
    [({"demand": 11}, "points_demand"), ({"means": -1}, "points_means"), ({"luck": 1}, "")],
)
def test_points_keep_to_the_rubric(desk: Desk, points: dict[str, int], field: str) -> None:
    given = dict.fromkeys(("demand", "means", "fit", "will"), Decimal(5)) | points
    with pytest.raises(Refusal) as refused:
        actions.assess(
            new_customer(desk), by=desk.sales, assessed_on=date(2026, 9, 1), reason="好",
            points=given,
        )  # fmt: skip
    assert (refused.value.article, refused.value.field or "") == ("R3.3", field)


def test_a_merge_moves_orders_receivables_and_assessments(desk: Desk) -> None:
    double, kept = new_customer(desk), new_customer(desk)
    new_line(desk, double)
    new_receivable(desk, double)
    new_assessment(desk, double)
    merge(double, into=kept, by=desk.sales)
    assert (
        kept.order_lines.count(),
        kept.receivables.count(),
        kept.assessments.count(),
    ) == (1, 1, 1)


@pytest.mark.article("R3.B1")
def test_whoever_owns_no_account_sees_nothing_of_it(desk: Desk) -> None:
    line = new_line(desk, new_customer(desk), department=desk.department)
    owed = new_receivable(desk, line.customer)
    made = new_assessment(desk, line.customer)
    for one in (line, owed, made):
        address = one.get_absolute_url()
        assert client_of(desk.owner).get(address).status_code == 200
        assert client_of(desk.finance).get(address).status_code == 200
        assert client_of(desk.stranger).get(address).status_code == 404
    assert "销售部" in client_of(desk.owner).get(line.get_absolute_url()).content.decode()
    shown = client_of(desk.stranger).get(reverse("grading:orders")).content.decode()
    assert line.order_no not in shown


ENTRY = {
    "order_no": "DD-9", "line_no": "1", "dated_on": "2026-10-05", "product": "G-1",
    "quantity": "2", "amount": "200", "cost": "",
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"customer": "没有的客户"}, {"customer": ""}, {"product": "X-0"}, {"quantity": "两"},
        {"amount": "1e30"}, {"order_no": "D" * 41}, {"line_no": "-1"}, {"dated_on": "昨天"},
        {"amount": "-5"}, {"dated_on": "2027-01-01"},
    ],
)  # fmt: skip
def test_a_wrong_entry_comes_back_as_it_was_typed(desk: Desk, wrong: dict[str, str]) -> None:
    customer = new_customer(desk, name="春风商贸")
    sent = ENTRY | {"customer": customer.name} | wrong
    answer = client_of(desk.sales).post(reverse("grading:enter_line"), sent)
    assert answer.status_code == 422
    assert OrderLine.objects.count() == 0
    assert 'value="DD-9"' in answer.content.decode() or "order_no" in wrong


def test_of_two_customers_with_one_name_the_number_says_which(desk: Desk) -> None:
    first, second = new_customer(desk, name="同名"), new_customer(desk, name="同名")
    client, address = client_of(desk.sales), reverse("grading:enter_line")
    refused = client.post(address, ENTRY | {"customer": "同名"})
    assert f"#{first.pk}" in refused.content.decode()
    assert client.post(address, ENTRY | {"customer": f"#{second.pk}"}).status_code == 302
    assert OrderLine.objects.get().customer == second


def test_a_changed_line_says_so_to_the_slower_one(desk: Desk) -> None:
    line = new_line(desk, new_customer(desk))
    seen = newest_version(line)
    actions.change_line(line, by=desk.manager, seen=seen, given={"amount": Decimal(5)})
    sent = ENTRY | {"customer": f"#{line.customer_id}", "seen": seen}
    answer = client_of(desk.sales).post(reverse("grading:change_line", args=[line.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409 and "data-stale" in page and 'value="DD-9"' in page


def test_a_product_number_is_used_once(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        actions.add_product(Product(code="G-1", name="另一种", unit="台"), by=desk.sales)
    assert refused.value.field == "code"
