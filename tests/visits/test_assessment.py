"""The assessment of a person and month against figures reckoned by hand, frozen and corrected."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from foundation.duties.generator import open_due
from foundation.monthly import actions as monthly
from foundation.monthly.models import MonthlyReport
from foundation.process.models import Task
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, facts, fresh, planned
from tests.visits.test_pages import client_of, page, text_of
from tests.visits.test_visits import report, unplanned
from visits import actions, rules
from visits.assessment import Assessed, assess
from visits.figures import STATISTICS
from visits.models import FollowUp, PlanLine, Visit

NOVEMBER = date(2026, 11, 1)
EVEN = {"quota": 25, "lines": 25, "reports": 25, "follow_ups": 25}


@pytest.mark.article("R7.3.4.3")
@pytest.mark.parametrize(
    ("shares", "weights", "score"),
    [
        ({"quota": (15, 20), "lines": (9, 12), "reports": (14, 15), "follow_ups": (3, 4)}, EVEN, "79.58"),
        # 0.75 + 0.75 + 0.9333… over three
        ({"quota": (15, 20), "lines": (9, 12), "reports": (14, 15), "follow_ups": (0, 0)}, EVEN, "81.11"),
        ({"quota": (25, 20), "lines": (1, 1), "reports": (1, 1), "follow_ups": (1, 1)}, EVEN, "100.00"),
        ({"quota": (3, None), "lines": (1, 3), "reports": (0, 0), "follow_ups": (0, 0)}, EVEN, "33.33"),
        ({"quota": (3, None), "lines": (2, 3), "reports": (0, 0), "follow_ups": (0, 0)}, EVEN, "66.67"),
        # 0.5 × 40 + 1 × 10, over 50
        ({"quota": (1, 2), "lines": (1, 1)}, {"quota": 40, "lines": 10, "reports": 50}, "60.00"),
        # 1/16 of 25 % each: 0.00625 of the whole is 0.625 %, half-up
        ({"quota": (1, 8), "lines": (0, 1), "reports": (0, 1), "follow_ups": (0, 1)}, EVEN, "3.13"),
        ({"quota": (0, 1), "lines": (0, 1)}, {"quota": 0, "lines": 0}, None),
        ({"quota": (0, None), "lines": (0, 0)}, EVEN, None),
    ],
)  # fmt: skip
def test_the_score_is_the_weighted_mean_of_what_there_is(
    shares: dict[str, tuple[int, int | None]], weights: dict[str, int], score: str | None
) -> None:
    parts = {code: rules.share(done, of) for code, (done, of) in shares.items()}
    assert rules.score(parts, weights) == (score and Decimal(score))


def test_a_share_is_rounded_half_up_once() -> None:
    assert rules.percent(Fraction(1, 3)) == Decimal("33.33")
    assert rules.percent(Fraction(10_005, 100_000)) == Decimal("10.01"), "10.005"
    assert rules.percent(None) is None


def of(team: Team, month: date = NOVEMBER) -> Assessed:
    return next(one for one in assess(month) if one.person == team.seller)


def figures(assessed: Assessed) -> dict[str, tuple[int, int | None]]:
    return {code: (assessed.done[code], assessed.due[code]) for code in assessed.done}


def november(team: Team, clock: Clock) -> list[PlanLine]:
    """Approved lines on the 10th to the 14th; a visit on the 10th, reported in time, on the 11th,
    reported late, and two unplanned ones of the same customer on the 12th."""
    plan = planned(team, month=NOVEMBER, day=date(2026, 11, 10), lines=5)
    actions.submit(plan, by=team.seller, seen=plan.matter.version)
    actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    lines = list(plan.lines.order_by("planned_on"))
    clock.set("2026-11-10 18:00")
    first = unplanned(team, date(2026, 11, 10), line=lines[0], unplanned_reason="")
    report(first, team.seller)
    due = {"in_time": date(2026, 11, 11), "late": date(2026, 11, 11), "december": date(2026, 12, 2)}
    for what, day in due.items():
        actions.promise(first, by=team.seller, what=what, owner=team.seller, due_on=day)
    actions.finish_follow_up(FollowUp.objects.get(what="in_time"), by=team.seller, result="好")
    clock.set("2026-11-11 18:00")
    second = unplanned(team, date(2026, 11, 11), line=lines[1], unplanned_reason="")
    clock.set("2026-11-12 18:00")
    for __ in range(2):
        unplanned(team, date(2026, 11, 12), companions=[team.colleague])
    actions.finish_follow_up(FollowUp.objects.get(what="late"), by=team.seller, result="晚")
    clock.set("2026-11-14 00:00")
    report(second, team.seller)
    return lines


@pytest.mark.article("R7.3.4.3", "R7.2.3")
def test_the_parts_of_a_month_are_counted_as_the_regulation_says(team: Team, clock: Clock) -> None:
    lines = november(team, clock)
    # Three customers' days of twenty; two lines of five; of four reports one in time; one promise.
    assert figures(of(team)) == {
        "quota": (3, 20), "lines": (2, 5), "reports": (1, 4), "follow_ups": (1, 2),
    }  # fmt: skip
    # (15 + 40 + 25 + 50) / 4
    assert of(team).score == Decimal("32.50")
    actions.remove_line(lines[3], by=team.seller, reason="客户休假")
    assert of(team).due["lines"] == 5, "asked for is not agreed to"
    actions.decide_change(lines[3], by=team.head, is_approved=True)
    assert of(team).due["lines"] == 4
    given = facts(team, planned_on=date(2026, 11, 20))
    moved = actions.change_line(lines[4], by=team.seller, given=given, reason="停工")
    actions.decide_change(moved, by=team.head, is_approved=True)
    assert of(team).due["lines"] == 4, "moved within the month it counts once"
    for visit in Visit.objects.filter(ended_on=date(2026, 11, 12)):
        actions.void_visit(visit, by=team.seller, reason="重复", seen=visit.matter.version)
    assert figures(of(team))["quota"] == (2, 20) and figures(of(team))["reports"] == (1, 2)
    clock.set("2026-12-02 09:00")
    unplanned(team, date(2026, 11, 30))
    december = figures(of(team, date(2026, 12, 1)))
    assert december["reports"] == (0, 1), "due on 2 December"
    assert december["follow_ups"] == (0, 1) and december["quota"] == (0, 20)
    colleague = next(one for one in assess(NOVEMBER) if one.person == team.colleague)
    assert colleague.done["quota"] == 0, "who went along is not counted"
    assert colleague.score == Decimal("0.00"), "12 visits asked of an account manager, none done"


@pytest.mark.article("R7.3.4.3", "R0.months")
def test_a_month_is_submitted_by_the_fifth_frozen_and_later_changes_are_corrections(
    team: Team, clock: Clock
) -> None:
    november(team, clock)
    clock.set("2026-12-01 06:00")
    (made,) = [one for one in monthly.compute_due() if one.code == STATISTICS.code]
    open_due()
    task = Task.objects.get(kind=STATISTICS.submit_duty.task.code, closed_at=None)
    assert task.due_on == date(2026, 12, 5)
    monthly.submit(made, by=team.sales_head, seen=made.matter.version)
    frozen = MonthlyReport.objects.get(pk=made.pk)
    monthly.approve(frozen, by=team.gm, seen=frozen.matter.version)
    own = page(team.seller, "assessment")
    assert "32.50" in own and "已批准并冻结" in own and "白桦" not in own
    assert "白桦" in page(team.head, "assessment")
    assert "没有您可以查看的考核" in page(team.outsider, "assessment")
    line = PlanLine.objects.filter(plan__person=team.seller, status="approved").first()
    assert line is not None
    visit = unplanned(team, date(2026, 11, 30), line=line, unplanned_reason="")
    assert visit.pk
    # Now four days of twenty and three lines of five: (20 + 60 + 25 + 50) / 4
    own = page(team.seller, "assessment")
    assert "原 32.50，现 38.75" in own
    frozen = MonthlyReport.objects.get(pk=made.pk)
    changes = {one["label"]: (one["was"], one["now"]) for one in frozen.changes()}
    assert changes["柳青"] == ("32.50", "38.75")
    sheet = text_of("visits.assessment.table", frozen, team.gm)
    assert "32.50" in sheet and "38.75" not in sheet and "柳青" in sheet
    excel = client_of(team.gm).get(reverse("monthly:excel", args=[made.pk]))
    assert excel.status_code == 200 and excel.content[:2] == b"PK"
    clock.set("2027-01-01 06:00")
    (next_one,) = [one for one in monthly.compute_due() if one.code == STATISTICS.code]
    assert ("柳青", "38.75") in {(one["label"], one["now"]) for one in next_one.corrections}


@pytest.mark.article("R7.2.1", "R7.2.2")
def test_visits_are_counted_by_purpose_kind_person_customer_and_region(
    team: Team, clock: Clock
) -> None:
    for customer, district in ((team.harbour, "鼓楼区"), (team.hospital, "鼓楼区")):
        customer.district, customer.owner = district, team.seller
        customer.save()
    november(team, clock)
    asked = {"first": "2026-11-01", "last": "2026-11-30"}
    html = client_of(team.head).get(reverse("visits:statistics"), asked).content.decode()
    cells = " ".join(html.split())
    assert '<td class="text-end">4</td><td class="text-end">2</td>' in cells
    assert "鼓楼区" in html and "1 / 2 · 50%" in html and "港口集团" in html
    none = client_of(team.outsider).get(reverse("visits:statistics"), asked).content.decode()
    assert "港口集团" not in none and "这段时间没有拜访" in none
    wrong = client_of(team.head).get(reverse("visits:statistics"), {"first": "x", "last": ""})
    assert wrong.status_code == 200 and "invalid-feedback" in wrong.content.decode()
