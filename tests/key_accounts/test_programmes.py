"""Programmes, proposals to the leaders, exchange between units, training."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.models import open_tasks
from key_accounts import actions
from key_accounts.forms.programmes import ExchangeForm, HoldForm
from key_accounts.models import Exchange
from key_accounts.trainees import trainees
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import (
    Desk,
    another,
    confirmed,
    exchange,
    now,
    paper,
    programme,
    proposal,
    training,
)


def seen(record: Any) -> int:
    return int(now(record).matter.version)


def page(user: User, name: str, *args: int) -> tuple[int, str]:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    answer = client.get(reverse(f"key_accounts:{name}", args=args))
    return answer.status_code, answer.content.decode()


def kinds(record: Any) -> dict[str, date]:
    return dict(open_tasks(record.pk).values_list("kind", "due_on"))


@pytest.mark.article("R6.2")
def test_a_project_has_goal_owner_accounts_milestones_and_a_result(desk: Desk) -> None:
    with pytest.raises(Refusal):
        programme(desk, ends_on=date(2026, 10, 1))
    with pytest.raises(Refusal):
        actions.open_programme(now(programme(desk)), by=desk.lead)
    made = programme(desk)
    assert kinds(made) == {"key_accounts.finish_programme": date(2027, 1, 1)}
    given = {"by": desk.lead, "what": "完成调研"}
    with pytest.raises(Refusal) as refused:
        actions.add_milestone(made, due_on=date(2027, 1, 2), seen=seen(made), **given)
    assert refused.value.field == "due_on"
    row = actions.add_milestone(made, due_on=date(2026, 11, 20), seen=seen(made), **given)
    assert kinds(made)["key_accounts.milestone"] == date(2026, 11, 20)
    with pytest.raises(Refusal):
        actions.finish_milestone(row, by=desk.stranger, note="好", seen=seen(made))
    actions.finish_milestone(row, by=desk.lead, note="访问五家", seen=seen(made))
    assert "key_accounts.milestone" not in kinds(made)
    assert "访问五家" in page(desk.branch_manager, "programme", made.pk)[1]
    assert page(desk.head, "programme", made.pk)[0] == 404
    actions.close_programme(now(made), by=desk.lead, result="新增四家", seen=seen(made))
    assert now(made).result == "新增四家" and kinds(made) == {}


@pytest.mark.article("R6.8")
def test_a_proposal_is_decided_by_a_leader_and_followed_up(desk: Desk) -> None:
    made = proposal(desk)
    decision = {"decision": "同意", "follower": desk.head, "due_on": date(2026, 12, 1)}
    with pytest.raises(Refusal):
        actions.accept_proposal(made, by=desk.manager, seen=seen(made), **decision)
    past = decision | {"due_on": date(2026, 11, 1)}
    with pytest.raises(Refusal) as refused:
        actions.accept_proposal(made, by=desk.leader, seen=seen(made), **past)
    assert refused.value.field == "due_on"
    actions.accept_proposal(now(made), by=desk.leader, seen=seen(made), **decision)
    assert kinds(made) == {"key_accounts.follow": date(2026, 12, 1)}
    with pytest.raises(Refusal):
        actions.finish_proposal(now(made), by=desk.lead, result="已设", seen=seen(made))
    actions.finish_proposal(now(made), by=desk.head, result="已设专席", seen=seen(made))
    assert Notice.objects.filter(recipient=desk.lead, article="R6.8").count() == 2
    assert "已设专席" in page(desk.lead, "proposal", made.pk)[1]
    assert page(desk.stranger, "proposal", made.pk)[0] == 404
    other = proposal(desk)
    actions.reject_proposal(other, by=desk.leader, reason="暂不", seen=seen(other))
    assert now(other).decision == "暂不"
    own = actions.propose(type(made)(subject="甲", content="乙"), by=desk.leader)
    with pytest.raises(Refusal) as refused:
        actions.reject_proposal(own, by=desk.leader, reason="否", seen=seen(own))
    assert refused.value.article == "R0.separation"


@pytest.mark.article("R6.9")
def test_a_unit_sees_only_what_is_shared_with_it(desk: Desk) -> None:
    account = confirmed(desk, customer=another(desk))
    shared = exchange(desk, accounts=[account])
    company = desk.manager.department
    elsewhere = exchange(desk, units=[company], subject="内部情况")
    status, html = page(desk.stranger, "exchange", shared.pk)
    assert status == 200 and "牧业集团" in html
    assert page(desk.stranger, "detail", account.pk)[0] == 404, "no more of the account"
    assert page(desk.stranger, "exchange", elsewhere.pk)[0] == 200, "with the company of the unit"
    hidden = exchange(desk, units=[desk.branch], by=desk.stranger)
    assert page(desk.branch_manager, "exchange", hidden.pk)[0] == 200
    third = User.objects.create_user("kthird", "外单位", department=_apart())
    for one in (shared, elsewhere, hidden):
        assert page(third, "exchange", one.pk)[0] == 404
    assert shared.number not in page(third, "exchanges")[1]
    actions.reply(now(shared), by=desk.stranger, content="愿意参加", seen=seen(shared))
    assert Notice.objects.filter(recipient=desk.branch_manager, article="R6.9").exists()
    with pytest.raises(Refusal):
        actions.close_exchange(now(shared), by=desk.stranger, outcome="中标", seen=seen(shared))
    actions.close_exchange(now(shared), by=desk.branch_manager, outcome="中标", seen=seen(shared))
    with pytest.raises(Refusal):
        actions.reply(now(shared), by=desk.stranger, content="晚了", seen=seen(shared))
    form = ExchangeForm({"accounts": account.number, "units": [desk.branch.pk]}, user=desk.stranger)
    assert account.number in form.errors["accounts"][0], "not theirs to name"
    assert Exchange.objects.visible_to(desk.manager).count() == 3


def _apart() -> Any:
    from foundation.people.models import Department
    from foundation.people.structure import place

    return place(Department(code="KX", name="报刊局", kind="company"), under=None)


@pytest.mark.article("R6.10")
def test_who_passed_is_due_again_after_a_year_and_who_failed_at_once(
    desk: Desk, clock: Clock
) -> None:
    with pytest.raises(Refusal):
        training(desk, planned_on=date(2026, 11, 1))
    made = training(desk, planned_on=date(2026, 11, 10))
    lead, branch = str(desk.lead.pk), str(desk.branch_manager.pk)
    results = {lead: (True, Decimal("59.5")), branch: (True, None)}
    with pytest.raises(Refusal):
        actions.hold_training(made, by=desk.manager, results=results, seen=seen(made))
    assert "签到表" in paper("key_accounts.training", made, desk.manager)
    clock.set("2026-11-10 17:00")
    form = HoldForm({f"score_{lead}": "120"}, record=now(made), user=desk.manager)
    assert f"score_{lead}" in form.errors
    with pytest.raises(Refusal):
        absent = {lead: (False, Decimal("80"))}
        actions.hold_training(now(made), by=desk.manager, results=absent, seen=seen(made))
    actions.hold_training(now(made), by=desk.manager, results=results, seen=seen(made))
    assert dict(made.attendances.values_list("person", "has_passed")) == {
        desk.lead.pk: False, desk.branch_manager.pk: True,
    }  # fmt: skip
    text = paper("key_accounts.training", now(made), desk.manager)
    assert "59.5" in text and "李雷" in text and "签到表" not in text
    confirmed(desk)
    due = {one.person: (one.due_on, one.is_due) for one in trainees()}
    assert due[desk.branch_manager] == (date(2027, 11, 10), False)
    assert due[desk.lead] == (None, True) and desk.head not in due
    clock.set("2027-11-10 08:00")
    assert {one.person: one.is_due for one in trainees()}[desk.branch_manager]
    html = page(desk.manager, "training_due")[1]
    assert "乌兰" in html and page(desk.lead, "training_due")[0] == 404
    assert page(desk.lead, "training", made.pk)[0] == 200
    assert page(desk.head, "training", made.pk)[0] == 404
    other = training(desk)
    actions.cancel_training(other, by=desk.manager, reason="改期", seen=seen(other))
    assert Notice.objects.filter(recipient=desk.lead, article="R6.10").count() == 3
