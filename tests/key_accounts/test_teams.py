"""Who looks after an account: the team, its objectives, referrals, and accounts gone quiet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from foundation import clock as time
from foundation.articles import Refusal
from foundation.customers.contacts import latest_days
from foundation.governance.holdings import Move
from foundation.notifications.models import Notice
from foundation.process.models import Task, open_tasks
from foundation.process.sweep import sweep
from key_accounts import actions
from key_accounts.contacts import with_last_contact
from key_accounts.holdings import HELD
from key_accounts.models import Account, Referral
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import Desk, another, confirmed, fresh, logged, now, programme


def seen(account: Account) -> int:
    return fresh(account).matter.version


def waiting(account: Account, kind: str) -> Any:
    return open_tasks(account.pk).filter(kind=f"key_accounts.{kind}")


@pytest.mark.article("R6.3")
def test_a_team_has_one_lead_and_what_he_had_to_do_goes_to_the_next(desk: Desk) -> None:
    account = confirmed(desk)
    with pytest.raises(Refusal):
        actions.set_team(account, by=desk.stranger, lead=desk.stranger, seen=seen(account))
    assert not Account.objects.visible_to(desk.stranger).exists()
    people = [desk.stranger, desk.lead]
    actions.set_team(account, by=desk.lead, lead=desk.lead, members=people, seen=seen(account))
    assert [one.person for one in account.members.filter(until=None)] == [desk.stranger]
    assert Account.objects.visible_to(desk.stranger).get() == account
    assert Notice.objects.filter(recipient=desk.stranger, article="R6.3").exists()
    client = Client()
    client.force_login(desk.stranger, backend="foundation.people.sign_in.PersonBackend")
    page = client.get(account.get_absolute_url()).content.decode()
    assert f"/{account.pk}/refer/" in page and f"/{account.pk}/team/" not in page

    actions.set_team(account, by=desk.manager, lead=desk.head, seen=seen(account))
    assert fresh(account).lead == desk.head
    assert not account.members.filter(until=None).exists() and account.members.count() == 1
    assert set(waiting(account, "review").values_list("assignee", flat=True)) == {desk.head.pk}

    given = {"what": "收入增长一成", "owner": desk.lead, "due_on": date(2026, 12, 31)}
    with pytest.raises(Refusal):
        actions.set_objective(account, by=desk.lead, seen=seen(account), **given)
    objective = actions.set_objective(account, by=desk.head, seen=seen(account), **given)
    assert waiting(account, "objective").get().assignee == desk.lead
    result = {"is_reached": True, "result": "增长一成二"}
    with pytest.raises(Refusal):
        actions.finish_objective(objective, by=desk.manager, seen=seen(account), **result)
    actions.finish_objective(objective, by=desk.lead, seen=seen(account), **result)
    assert not waiting(account, "objective").exists()


@pytest.mark.article("R6.7")
def test_a_referral_is_closed_by_the_colleagues_contact_and_by_nothing_else(
    desk: Desk, clock: Clock
) -> None:
    account = confirmed(desk)
    refer = {"what": "谈冷链", "due_on": date(2026, 11, 20)}
    with pytest.raises(Refusal) as refused:
        actions.refer(account, by=desk.lead, to=desk.lead, seen=seen(account), **refer)
    assert refused.value.field == "to"
    row = actions.refer(account, by=desk.lead, to=desk.head, seen=seen(account), **refer)
    logged(desk, account)
    assert waiting(account, "referral").get().assignee == desk.head, "somebody else's contact"
    clock.set("2026-11-05 09:00")
    revisit = logged(desk, account, person=desk.head, visited_on=date(2026, 11, 4))
    assert now_of(row).contact == revisit.matter
    assert not waiting(account, "referral").exists()
    clock.set("2026-12-01 09:00")
    actions.draw_samples()
    actions.find_false(
        now(revisit), by=desk.manager, reason="否认", seen=now(revisit).matter.version
    )
    assert now_of(row).contact is None
    assert waiting(account, "referral").get().due_on == date(2026, 12, 1), "asked again"


def now_of(row: Referral) -> Referral:
    return Referral.objects.select_related("contact").get(pk=row.pk)


def of(account: Account) -> Any:
    return with_last_contact(Account.objects.filter(pk=account.pk)).get()


@pytest.mark.article("R6.7")
def test_an_account_without_contact_for_sixty_days_alerts_its_lead(
    desk: Desk, clock: Clock
) -> None:
    account = confirmed(desk)
    assert (of(account).last_contact, of(account).quiet_since) == (None, date(2026, 11, 2))
    clock.set("2026-12-24 00:35")
    assert actions.watch_contacts() == 0
    clock.set("2026-12-25 00:35")
    assert (actions.watch_contacts(), actions.watch_contacts()) == (1, 0)
    task = waiting(account, "quiet").get()
    assert (task.assignee, task.due_on) == (desk.lead, date(2027, 1, 1))
    old = logged(desk, account, visited_on=date(2026, 11, 2))
    assert of(account).last_contact == date(2026, 11, 2)
    assert waiting(account, "quiet").exists(), "a contact of long ago"
    clock.set("2027-01-02 08:00")
    sweep()
    for who in (desk.head, desk.manager):
        assert Notice.objects.filter(recipient=who, article="R6.7").exists(), "escalated"
    revisit = logged(desk, account, visited_on=date(2027, 1, 2))
    assert not waiting(account, "quiet").exists()
    assert Task.objects.filter(kind="key_accounts.quiet", outcome="done").count() == 1
    actions.void_revisit(revisit, by=desk.lead, reason="未成行", seen=1)
    assert of(account).last_contact == old.visited_on
    assert actions.watch_contacts() == 1, "it was none"


@pytest.mark.article("R6.7")
def test_a_visit_of_regulation_7_counts_until_it_is_void(desk: Desk) -> None:
    from tests.visits.conftest import make_team
    from visits import actions as visits
    from visits.models import Visit

    account, team = confirmed(desk), make_team()
    row = actions.refer(
        account, by=desk.lead, to=team.seller, what="谈冷链", due_on=date(2026, 11, 20),
        seen=seen(account),
    )  # fmt: skip
    day = time.today()
    given = {
        "customer": desk.port, "began_on": day, "ended_on": day, "relation": "current",
        "purposes": ["business"], "met": "王工", "unplanned_reason": "客户来电",
    }  # fmt: skip
    visit = visits.record_visit(Visit(**given), by=team.seller)
    assert len(latest_days("customer")) == 1
    assert of(account).last_contact == day
    assert now_of(row).contact == visit.matter
    visits.void_visit(visit, by=team.seller, reason="未成行", seen=visit.matter.version)
    assert of(account).last_contact is None and now_of(row).contact is None


@pytest.mark.article("R6.3")
def test_who_leaves_hands_over_files_seats_objectives_projects_and_proposals(desk: Desk) -> None:
    account = confirmed(desk)
    led = confirmed(desk, customer=another(desk))
    actions.set_team(led, by=desk.manager, lead=desk.head, members=[desk.lead], seen=seen(led))
    actions.set_objective(
        account, by=desk.lead, what="增长", owner=desk.lead, due_on=time.today(), seen=seen(account)
    )
    actions.refer(
        account,
        by=desk.branch_manager,
        to=desk.lead,
        what="冷链",
        due_on=time.today(),
        seen=seen(account),
    )
    project = programme(desk)
    assert {one.key for one in HELD.held(desk.lead)} == {
        str(one.pk) for one in (account, led, project)
    }
    HELD.transfer(Move(desk.lead, desk.head, desk.manager, account))  # any record will do
    assert list(HELD.held(desk.lead)) == []
    assert fresh(account).lead == desk.head
    assert (account.objectives.get().owner, account.referrals.get().to) == (desk.head, desk.head)
    assert now(project).owner() == desk.head
    assert not led.members.filter(until=None).exists(), "who leads it takes no seat"
