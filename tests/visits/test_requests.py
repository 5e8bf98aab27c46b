"""Costs and gifts: asked for before the visit, paid only when approved by then."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.notifications.rendering import subject_of
from foundation.process.models import open_tasks
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, approved, asked, facts, only_line, planned
from tests.visits.test_visits import now as visit_now
from tests.visits.test_visits import unplanned
from visits import actions, rules
from visits.models import AdvanceRequest, Visit

D8 = date(2026, 12, 8)


def now(request: AdvanceRequest) -> AdvanceRequest:
    related = AdvanceRequest.objects.select_related("matter", "person__department__head", "visit")
    found: AdvanceRequest = related.get(pk=request.pk)
    return found


def take(act: Any, request: AdvanceRequest, by: Any, **given: Any) -> None:
    act(now(request), by=by, seen=now(request).matter.version, **given)


def codes(request: AdvanceRequest) -> set[str]:
    return set(open_tasks(request.pk).values_list("kind", flat=True))


@pytest.mark.article("R7.3.2.5", "R7.3.3.3")
def test_a_cost_approved_before_the_visit_is_paid_up_to_what_was_approved(
    team: Team, clock: Clock
) -> None:
    line = only_line(approved(team))
    request = asked(team, line=line, kind="cost", recipient="", amount=600)
    assert (request.needed_on, request.customer, codes(request)) == (
        D8, team.harbour, {"visits.request"},
    )  # fmt: skip
    for stranger in (team.seller, team.colleague, team.cashier):
        with pytest.raises(Refusal):
            take(actions.agree_to, request, stranger)
    take(actions.agree_to, request, team.head)
    assert (now(request).state, codes(request)) == ("approved", set()), "a cost needs no GM"
    with pytest.raises(Refusal) as refused:
        take(actions.reimburse, request, team.cashier, spent=Decimal(500))
    assert "尚未登记" in str(refused.value.missing)
    clock.set("2026-12-08 18:00")
    visit = actions.record_visit(
        Visit(line=line, began_on=D8, ended_on=D8, purposes=["business"], met="王工"),
        by=team.seller,
    )
    assert (now(request).visit, now(request).is_violation) == (visit, False)
    assert codes(request) == {"visits.reimburse"}
    for spent in ("0", "600.01"):
        with pytest.raises(Refusal) as refused:
            take(actions.reimburse, request, team.cashier, spent=Decimal(spent))
        assert refused.value.field == "spent"
    with pytest.raises(Refusal):
        take(actions.withdraw_request, request, team.seller, reason="不用")
    take(actions.reimburse, request, team.cashier, spent=Decimal("580.50"))
    notices = Notice.objects.filter(recipient=team.seller, template="visits/request_decided")
    subjects = [subject_of(one) for one in notices.order_by("pk")]
    assert [one.rpartition(" · ")[2] for one in subjects] == ["同意申请", "报销"], (
        "what was decided"
    )
    assert (now(request).spent, now(request).state) == (Decimal("580.50"), "reimbursed")


@pytest.mark.article("R7.3.3.3", "R7.1.3")
@pytest.mark.parametrize(
    ("kind", "amount", "goes_to_gm"),
    [
        ("gift", "500", False), ("gift", "500.01", True), ("entertainment", "501", True),
        ("cost", "5000", False),
    ],
)  # fmt: skip
def test_gifts_and_entertainment_above_the_limit_go_to_the_gm(
    team: Team, kind: str, amount: str, goes_to_gm: bool
) -> None:
    request = asked(team, kind=kind, amount=amount)
    take(actions.agree_to, request, team.head)
    assert (now(request).state == "awaiting_gm") is goes_to_gm
    if goes_to_gm:
        with pytest.raises(Refusal):
            take(actions.approve_request, request, team.head)
        take(actions.approve_request, request, team.gm)
    assert (now(request).state, now(request).approved_by) == (
        "approved", team.gm if goes_to_gm else team.head,
    )  # fmt: skip


@pytest.mark.article("R7.3.3.3", "R7.3.2.5")
def test_what_was_not_approved_before_the_visit_is_a_violation_and_not_paid(
    team: Team, clock: Clock
) -> None:
    waiting, late, other = asked(team), asked(team, amount=900), asked(team, customer=team.hospital)
    take(actions.agree_to, late, team.head)
    visit = unplanned(team, date(2026, 11, 2))
    assert (now(waiting).is_violation, now(late).is_violation, now(other).visit) == (
        True, True, None,
    )  # fmt: skip
    told = Notice.objects.filter(recipient=team.head, template="visits/request_violation")
    assert told.count() == 2
    clock.set("2026-11-03 09:00")
    take(actions.approve_request, late, team.gm)
    for request in (waiting, late):
        with pytest.raises(Refusal) as refused:
            take(actions.reimburse, request, team.cashier, spent=Decimal(100))
        assert refused.value.article in ("R7.3.3.3", "R0.versions")
    with pytest.raises(Refusal) as refused:
        take(actions.reimburse, late, team.cashier, spent=Decimal(100))
    assert "没有获得批准" in str(refused.value.missing)
    take(actions.disallow, late, team.cashier, reason="事前未批准")
    assert (now(late).state, now(late).is_violation) == ("disallowed", True)
    actions.void_visit(
        visit_now(visit), by=team.seller, reason="未成行", seen=visit_now(visit).matter.version
    )
    assert (now(waiting).visit, now(waiting).is_violation) == (None, False)


@pytest.mark.article("R7.3.3.3")
def test_after_the_visit_there_is_nothing_left_to_ask_for(team: Team) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"needed_on": date(2026, 11, 1)}, "needed_on"),
        ({"recipient": " "}, "recipient"),
    ]
    for wrong, field in cases:
        with pytest.raises(Refusal) as refused:
            asked(team, **wrong)
        assert (refused.value.article, refused.value.field) == ("R7.3.3.3", field)
    foreign = only_line(approved(team, by=team.colleague))
    with pytest.raises(Refusal) as refused:
        asked(team, line=foreign)
    assert refused.value.field == "line"
    assert rules.was_approved_before(D8, D8)
    assert not rules.was_approved_before(date(2026, 12, 9), D8)


@pytest.mark.article("R7.3.3.3")
def test_a_refused_request_is_over_and_finance_sees_them_all(team: Team) -> None:
    request, other = asked(team), asked(team)
    with pytest.raises(Refusal):
        take(actions.refuse_request, request, team.head, reason=" ")
    take(actions.refuse_request, request, team.head, reason="不必要")
    take(actions.withdraw_request, other, team.seller, reason="改期")
    assert (now(request).is_closed, now(other).is_closed, codes(other)) == (True, True, set())
    counts = {
        who.name: AdvanceRequest.objects.visible_to(who).count()
        for who in (team.seller, team.colleague, team.head, team.cashier, team.outsider)
    }
    assert counts == {"柳青": 2, "白桦": 0, "罗远": 2, "吴敏": 2, "康宁": 0}


@pytest.mark.article("R7.3.1", "R7.3.3.3")
def test_requests_go_along_with_their_line_and_keep_it_in_the_plan(team: Team) -> None:
    plan = approved(team)
    line = only_line(plan)
    request = asked(team, line=line)
    new = actions.change_line(
        line, by=team.seller, given=facts(team, planned_on=date(2026, 12, 15)), reason="改期"
    )
    actions.decide_change(new, by=team.head, is_approved=True)
    assert (now(request).line, now(request).needed_on) == (new, date(2026, 12, 15))
    other = actions.change_line(
        new, by=team.seller, given=facts(team, customer=team.hospital), reason="换客户"
    )
    actions.decide_change(other, by=team.head, is_approved=True)
    assert now(request).line == new, "asked for one customer, not for another"
    draft = only_line(planned(team, month=date(2027, 1, 1)))
    waiting = asked(team, line=draft)
    with pytest.raises(Refusal) as refused:
        actions.remove_line(draft, by=team.seller)
    assert refused.value.article == "R7.3.3.3"
    take(actions.withdraw_request, waiting, team.seller, reason="不去了")
    actions.remove_line(draft, by=team.seller)
    draft.refresh_from_db()
    assert draft.status == "cancelled"
