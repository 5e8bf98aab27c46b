"""A run as a whole: immutable, repeatable, all or nothing, monthly, explained long after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from foundation.customers.models import Customer
from foundation.papers.models import Work
from foundation.papers.work import perform
from foundation.process.steps import open_matter
from grading import actions, calculation, long_jobs
from grading.actions import runs
from grading.models import CustomerGrade, GradingRun
from tests.grading.conftest import (
    AS_OF,
    Desk,
    graded,
    make_desk,
    new_assessment,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
    set_policy,
)
from tests.grading.test_records import client_of
from tests.harness.frozen import Clock

FIELDS = [
    one.attname for one in CustomerGrade._meta.concrete_fields if one.name not in ("id", "run")
]


def three(desk: Desk) -> list[Customer]:
    """Three customers, the first the best."""
    found = []
    for number, name in enumerate(("甲", "乙", "丙")):
        customer = new_customer(desk, name=name)
        new_line(desk, customer, amount=Decimal(9000 - 3000 * number), cost=Decimal(1000))
        owed = new_receivable(desk, customer)
        new_payment(desk, owed, date(2026, 9, 1 + 9 * number), 1000)
        new_assessment(desk, customer, 9 - 3 * number)
        found.append(customer)
    return found


def run_of(desk: Desk, as_of: date = AS_OF) -> GradingRun:
    return actions.grade_everybody(by=desk.manager, as_of=as_of)


@pytest.mark.article("R3.5")
def test_two_runs_of_one_policy_and_day_are_identical(desk: Desk) -> None:
    three(desk)
    first, second = run_of(desk), run_of(desk)
    rows = [list(run.grades.order_by("customer").values_list(*FIELDS)) for run in (first, second)]
    assert rows[0] == rows[1] and len(rows[0]) == 3
    assert first.counts == second.counts
    assert [one.grade for one in first.grades.order_by("place")] == ["A", "C", "D"]


@pytest.mark.article("R3.5")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE grading_customergrade SET grade = 'A'",
        "DELETE FROM grading_customergrade",
        "TRUNCATE grading_customergrade",
        "UPDATE grading_gradingrun SET counts = '{}'",
        "DELETE FROM grading_gradingrun",
        """INSERT INTO grading_customergrade (run_id, customer_id, is_new, is_lapsed, receivables,
           excused, order_lines, lines_without_factor, profit_lines, lines_without_cost, grade)
           SELECT run_id, c.id, false, false, 0, 0, 0, 0, 0, 0, 'A' FROM grading_customergrade,
           (SELECT max(id) AS id FROM customers_customer) c LIMIT 1""",
    ],
)
def test_nothing_of_a_run_ever_changes(desk: Desk, statement: str) -> None:
    three(desk)
    run_of(desk)
    new_customer(desk)
    with (
        pytest.raises((InternalError, ProgrammingError, DatabaseError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.article("R3.5")
def test_the_register_shows_the_newest_run_and_no_run_of_an_earlier_day(desk: Desk) -> None:
    first = three(desk)[0]
    run_of(desk)
    first.refresh_from_db()
    assert first.grade == "A"
    run_of(desk, date(2024, 1, 31))
    first.refresh_from_db()
    assert first.grade == "A", "an older day, on which nobody had ordered anything"
    set_policy(least_a="99.99", least_b="99.98")
    run_of(desk)
    first.refresh_from_db()
    assert first.grade in ("B", "C")


@pytest.mark.article("R3.5")
def test_an_old_run_explains_itself_after_policy_and_facts_have_changed(desk: Desk) -> None:
    customer = three(desk)[0]
    run = run_of(desk)
    grade = run.grades.get(customer=customer)
    client = client_of(desk.sales)
    before = client.get(grade.get_absolute_url()).content.decode()
    assert "95.29" not in before and str(grade.composite) in before and "R3.4" in before
    set_policy(weight_credit="100", weight_orders="0", weight_prospects="0", weight_profit="0")
    new_line(desk, customer, amount=Decimal(77777))
    new_assessment(desk, customer, 0, date(2026, 11, 1))
    run_of(desk)
    after = client.get(grade.get_absolute_url()).content.decode()
    table = before[before.index("<table") : before.index("</table>")]
    assert table in after


@pytest.mark.article("R3.5")
def test_what_fails_half_way_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The register is the last stage: grades, run, number and register go back together."""
    customer = three(desk)[0]

    def crash() -> None:
        calculation.register_grades()
        raise RuntimeError("the worker dies")

    monkeypatch.setattr(runs, "register_grades", crash)
    with pytest.raises(RuntimeError):
        run_of(desk)
    customer.refresh_from_db()
    left = (GradingRun.objects.count(), CustomerGrade.objects.count(), customer.grade)
    assert left == (0, 0, "")
    monkeypatch.undo()
    assert run_of(desk).number.endswith("-001")


@pytest.mark.article("R3.5")
def test_a_run_asked_for_is_made_in_the_background_with_its_progress(desk: Desk) -> None:
    three(desk)
    client = client_of(desk.manager)
    answer = client.post(reverse("grading:start"), {"as_of": "2026-10-31", "key": "k"})
    work = Work.objects.get(kind="grading.run")
    assert answer["Location"] == work.get_absolute_url()
    assert perform(work.pk)
    work.refresh_from_db()
    run = GradingRun.objects.get()
    assert (work.state, work.done, work.total) == ("done", 6, 6)
    assert run.number in work.summary and run.get_absolute_url() in client.get(
        work.get_absolute_url()
    ).content.decode()  # fmt: skip
    again = actions.grade_everybody(by=desk.manager, as_of=AS_OF, work=work)
    assert again.pk == run.pk, "taken up again after it was done: the run it made"


@pytest.mark.article("R3.5")
def test_the_monthly_run_keeps_its_day_however_late_it_comes(desk: Desk, clock: Clock) -> None:
    three(desk)
    clock.set("2026-11-05 08:00")
    assert long_jobs.grade_last_month()
    assert not long_jobs.grade_last_month(), "once a month"
    clock.set("2026-12-01 00:45")
    assert long_jobs.grade_last_month()
    days = (
        GradingRun.objects.filter(kind="monthly").order_by("as_of").values_list("as_of", flat=True)
    )
    assert list(days) == [date(2026, 10, 31), date(2026, 11, 30)]


def test_without_customers_there_is_no_monthly_run(clock: Clock, db: None) -> None:
    assert not long_jobs.grade_last_month()


@pytest.mark.article("R3.5")
def test_who_moved_between_two_runs_and_why(desk: Desk) -> None:
    first, second, third = three(desk)
    before = run_of(desk, date(2026, 9, 30))
    new_line(desk, third, amount=Decimal(99000), cost=Decimal(1000), dated_on=date(2026, 10, 5))
    after = run_of(desk)
    rows = CustomerGrade.objects.filter(run=after).compared_with(before.pk).moved()
    moved = {one.customer.name: (one.was, one.grade) for one in rows}
    assert moved["丙"] == ("D", "A")
    client = client_of(desk.manager)
    numbers = f"?run={after.number}&since={before.number}"
    page = client.get(reverse("grading:movements") + numbers).content.decode()
    assert "丙" in page and "下单金额 +100.00" in page and second.name in page and first.pk
    narrowed = client.get(reverse("grading:movements") + numbers + "&was=A").content.decode()
    assert "下单金额 +100.00" not in narrowed


@pytest.mark.article("R3.B3")
def test_a_new_order_shows_on_the_customers_page_at_once_and_the_grade_not_yet(
    desk: Desk, clock: Clock
) -> None:
    customer = three(desk)[2]
    run_of(desk)
    client = client_of(desk.owner)
    new_line(desk, customer, order_no="DD-NEU", amount=Decimal(99000), dated_on=date(2026, 11, 2))
    page = client.get(reverse("grading:customer", args=[customer.pk])).content.decode()
    customer.refresh_from_db()
    assert "DD-NEU" in page and customer.grade == "D"
    assert (
        client_of(desk.stranger).get(reverse("grading:customer", args=[customer.pk])).status_code
        == 404
    )
    register = client_of(desk.sales).get(customer.get_absolute_url()).content.decode()
    assert reverse("grading:customer", args=[customer.pk]) in register


def test_an_owner_sees_the_grades_of_the_own_accounts_only(desk: Desk) -> None:
    three(desk)
    new_customer(desk, name="别人的", owner=desk.manager)
    run = run_of(desk)
    page = client_of(desk.owner).get(reverse("grading:list")).content.decode()
    assert "甲" in page and "别人的" not in page
    assert client_of(desk.owner).get(run.get_absolute_url()).status_code == 404
    everything = client_of(desk.manager).get(reverse("grading:list")).content.decode()
    assert "别人的" in everything


def test_the_list_of_runs_tells_how_many_got_which_grade(desk: Desk) -> None:
    three(desk)
    run = run_of(desk)
    page = client_of(desk.manager).get("/grading/runs/").content.decode()
    assert f'data-label="客户数">{run.counts["customers"]}</td>' in page
    assert f'data-label="未评级">{run.counts["ungraded"]}</td>' in page


def test_the_ranking_is_filtered_and_goes_to_excel(desk: Desk) -> None:
    three(desk)
    run_of(desk)
    client: Client = client_of(desk.sales)
    page = client.get(reverse("grading:list") + "?grade=A&grade=none").content.decode()
    assert "甲" in page and "丙" not in page
    assert client.get(reverse("grading:list") + "?export=xlsx")["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("address", ["grading:grade_pdf", "papers:print"])
def test_the_report_and_the_explanation_are_printed(desk: Desk, address: str) -> None:
    three(desk)
    run = run_of(desk)
    args: list[Any] = [run.grades.first().pk]
    if address == "papers:print":
        args = [run.pk, "grading.report"]
    answer = client_of(desk.manager).get(reverse(address, args=args))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content.startswith(b"%PDF")


def test_a_run_still_being_computed_takes_grades(desk: Desk) -> None:
    """Else the test above would hold for every insert."""
    assert make_desk().sales == desk.sales
    run = GradingRun(kind="by_hand", as_of=AS_OF, policy={}, started_by=desk.manager)
    open_matter(run, by=desk.manager, article="R3.5", label="开始")
    given = dict.fromkeys(
        ("receivables", "excused", "order_lines", "lines_without_factor", "profit_lines",
         "lines_without_cost"), 0,
    )  # fmt: skip
    CustomerGrade.objects.create(
        run=run, customer=new_customer(desk), is_new=True, is_lapsed=False, **given
    )
    assert run.grades.count() == 1 and graded(desk)
