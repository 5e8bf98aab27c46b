"""Grades set by hand, and who hears of grades that fell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.governance.customer_actions import merge_into
from foundation.notifications.models import Notice
from foundation.process.models import Task
from grading import actions, jobs
from grading.models import GradingRun, Override
from tests.grading.conftest import AS_OF, Desk, new_assessment, new_customer, new_line
from tests.grading.test_records import client_of
from tests.harness.frozen import Clock

UNTIL = date(2026, 11, 20)


def grade_of(customer: Customer) -> str:
    return Customer.objects.get(pk=customer.pk).grade


def judged(desk: Desk, points: int = 6, **facts: object) -> Customer:
    """A new customer with B, or whatever the points are worth, once a run has been made."""
    customer = new_customer(desk, **facts)
    new_assessment(desk, customer, points)
    actions.grade_everybody(by=desk.manager, as_of=AS_OF)
    customer.refresh_from_db()
    return customer


def proposed(desk: Desk, customer: Customer, grade: str = "A", ends_on: date = UNTIL) -> Override:
    return actions.propose_override(
        customer, by=desk.sales, grade=grade, reason="战略客户", ends_on=ends_on
    )


def approved(desk: Desk, customer: Customer, **facts: object) -> Override:
    override = proposed(desk, customer, **facts)  # type: ignore[arg-type]
    actions.approve_override(override, by=desk.manager, seen=override.matter.version)
    return Override.objects.select_related("matter").get(pk=override.pk)


@pytest.mark.article("R3.5")
def test_an_override_holds_from_its_approval_through_its_last_day(desk: Desk, clock: Clock) -> None:
    customer = judged(desk)
    override = proposed(desk, customer)
    assert (grade_of(customer), Task.objects.get(matter=override.matter).kind) == (
        "B",
        "grading.override",
    )
    actions.approve_override(override, by=desk.manager, seen=override.matter.version)
    assert grade_of(customer) == "A"
    clock.set("2026-11-20 23:00")
    assert (jobs.end_overrides(), grade_of(customer)) == (0, "A")
    clock.set("2026-11-21 00:10")
    assert (jobs.end_overrides(), grade_of(customer)) == (1, "B")
    assert Override.objects.get(pk=override.pk).state == Override.State.ENDED
    assert jobs.end_overrides() == 0


@pytest.mark.article("R3.5")
def test_neither_who_proposed_it_nor_the_accounts_owner_approves(desk: Desk) -> None:
    customer = judged(desk, owner=desk.other_manager)
    override = actions.propose_override(
        customer, by=desk.manager, grade="A", reason="战略客户", ends_on=UNTIL
    )
    for person in (desk.manager, desk.other_manager, desk.sales):
        with pytest.raises(Refusal):
            actions.approve_override(override, by=person, seen=override.matter.version)
    actions.approve_override(override, by=desk.gm, seen=override.matter.version)
    assert grade_of(customer) == "A"


@pytest.mark.article("R3.5")
@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"ends_on": date(2026, 11, 1)}, "ends_on"),
        ({"grade": "B"}, "grade"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_an_override_without_reason_end_or_effect_is_refused(
    desk: Desk, given: dict[str, object], field: str
) -> None:
    whole: dict[str, object] = {"grade": "A", "reason": "战略客户", "ends_on": UNTIL} | given
    with pytest.raises(Refusal) as refused:
        actions.propose_override(judged(desk), by=desk.sales, **whole)  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.article("R3.5")
def test_one_at_a_time_and_none_after_its_day(desk: Desk, clock: Clock) -> None:
    customer = judged(desk)
    override = proposed(desk, customer)
    with pytest.raises(Refusal):
        proposed(desk, customer, grade="C")
    clock.set("2026-11-21 09:00")
    with pytest.raises(Refusal) as refused:
        actions.approve_override(override, by=desk.manager, seen=override.matter.version)
    assert refused.value.missing


@pytest.mark.article("R3.5")
def test_ended_early_the_computed_grade_holds_again(desk: Desk) -> None:
    customer = judged(desk)
    override = approved(desk, customer)
    actions.end_override(override, by=desk.manager, reason="终止", seen=override.matter.version)
    assert grade_of(customer) == "B"


@pytest.mark.article("R3.5")
def test_it_stays_visible_beside_the_computed_grade(desk: Desk, clock: Clock) -> None:
    customer = judged(desk)
    approved(desk, customer)
    clock.set("2026-11-10 09:00")
    run = actions.grade_everybody(by=desk.manager, as_of=date(2026, 11, 9))
    found = run.grades.get(customer=customer)
    assert (found.grade, found.effective, grade_of(customer)) == ("B", "A", "A")
    earlier = actions.grade_everybody(by=desk.manager, as_of=date(2026, 11, 1))
    assert earlier.grades.get(customer=customer).effective == "B", "decided the day after"
    client = client_of(desk.owner)
    assert "有效等级为 A" in client.get(found.get_absolute_url()).content.decode()
    page = client.get(f"/grading/customers/{customer.pk}/").content.decode()
    assert "战略客户" in page and "B → A" in page


@pytest.mark.article("R3.5")
def test_a_grade_that_fell_since_the_month_before_alerts_the_accounts_owner(
    desk: Desk, clock: Clock
) -> None:
    fallen, kept = new_customer(desk, name="下降的"), new_customer(desk, name="不变的")
    for customer in (fallen, kept):
        new_assessment(desk, customer, 9)
    clock.set("2026-11-01 00:45")
    actions.grade_last_month()
    assert not Notice.objects.filter(template="grading/dropped").exists()
    clock.set("2026-11-15 09:00")
    new_assessment(desk, fallen, 3, date(2026, 11, 15))
    by_hand = actions.grade_everybody(by=desk.manager, as_of=date(2026, 11, 15))
    assert not Notice.objects.filter(template="grading/dropped").exists(), "monthly runs only"
    clock.set("2026-12-01 00:45")
    actions.grade_last_month()
    notice = Notice.objects.get(template="grading/dropped")
    assert (notice.recipient, notice.context["customers"]) == (desk.owner, ["下降的 A → D"])
    assert by_hand.number in Notice.objects.filter(template="grading/summary").values_list(
        "context__number", flat=True
    )


@pytest.mark.article("R3.5")
def test_an_override_counts_in_what_fell(desk: Desk, clock: Clock) -> None:
    customer = judged(desk)
    approved(desk, customer, ends_on=date(2026, 11, 30))
    clock.set("2026-12-01 00:45")
    actions.grade_last_month()
    clock.set("2027-01-01 00:45")
    jobs.end_overrides()
    actions.grade_last_month()
    notice = Notice.objects.get(template="grading/dropped")
    assert notice.context["customers"] == [f"{customer.name} A → B"]


@pytest.mark.article("R3.B4")
def test_the_general_manager_gets_the_summary_of_each_run(desk: Desk) -> None:
    new_line(desk, new_customer(desk), amount=Decimal(100))
    run = actions.grade_everybody(by=desk.manager, as_of=AS_OF)
    notice = Notice.objects.get(template="grading/summary", recipient=desk.gm)
    assert notice.url == run.get_absolute_url()
    assert (notice.context["a"], notice.context["customers"]) == (1, 1)
    page = client_of(desk.gm).get(run.get_absolute_url())
    assert page.status_code == 200 and GradingRun.objects.count() == 1


def test_two_customers_with_an_override_each_are_not_merged(desk: Desk) -> None:
    first, second = judged(desk), judged(desk)
    for customer in (first, second):
        proposed(desk, customer)
    with pytest.raises(Refusal) as refused:
        merge_into(first, into=second, by=desk.sales)
    assert refused.value.article == "R0.customers"
    assert Customer.objects.get(pk=first.pk).merged_into is None
