"""A policy's value changes by a draft that somebody else approves; the past keeps its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from complaints import policies as complaint_policies
from foundation import clock as time
from foundation.articles import Refusal
from foundation.governance import policy_actions as actions
from foundation.governance.models import PolicyChange
from foundation.people.models import RoleGrant, User
from foundation.policies.declarations import BEGINNING
from foundation.policies.models import PolicyValue
from foundation.process.models import open_tasks
from tests.complaints.conftest import Cast
from tests.harness.frozen import Clock

pytestmark = pytest.mark.article("R0.policies")
DAYS = complaint_policies.CLOSING.count


def propose(cast: Cast, **given: Any) -> PolicyChange:
    facts = {
        "by": cast.admin_hr, "value": "10", "applies_from": time.today() + timedelta(days=3),
        "reason": "人手不足",
    }  # fmt: skip
    return actions.propose(DAYS, **(facts | given))


def approve(change: PolicyChange, cast: Cast) -> None:
    actions.submit(change, by=change.drafted_by, seen=change.matter.version)
    actions.approve(change, by=cast.gm, seen=change.matter.version)


def test_an_approved_value_holds_from_its_day_on_and_the_past_keeps_its_own(cast: Cast) -> None:
    change = propose(cast)
    assert (change.number, change.matter.regulation) == ("ZC-2026-001", 2)
    actions.submit(change, by=cast.admin_hr, seen=change.matter.version)
    assert DAYS.value(change.applies_from) == 7, "nothing holds before it is approved"
    assert open_tasks(change.pk).get().kind == "governance.policy_approval"
    actions.approve(change, by=cast.gm, seen=change.matter.version)
    before = change.applies_from - timedelta(days=1)
    assert (DAYS.value(before), DAYS.value(change.applies_from)) == (7, 10)
    row = PolicyValue.objects.get(key=DAYS.key, applies_from=change.applies_from)
    assert (row.drafted_by, row.approved_by) == (cast.admin_hr, cast.gm)
    assert PolicyValue.objects.filter(key=DAYS.key, applies_from=BEGINNING).exists()


@pytest.mark.article("R0.separation")
def test_the_drafter_never_approves(cast: Cast) -> None:
    other = User.objects.create_user("gm2", "沈总", department=cast.gm.department)
    RoleGrant.objects.create(user=other, group=cast.gm.grants.get().group)
    change = propose(cast, by=cast.gm)
    actions.submit(change, by=cast.gm, seen=change.matter.version)
    with pytest.raises(Refusal) as refused:
        actions.approve(change, by=cast.gm, seen=change.matter.version)
    assert refused.value.article == "R0.separation"
    actions.approve(change, by=other, seen=change.matter.version)
    assert change.approved_by == other


def test_an_only_approver_cannot_submit_a_draft_of_their_own(cast: Cast) -> None:
    change = propose(cast, by=cast.gm)
    with pytest.raises(Refusal) as refused:
        actions.submit(change, by=cast.gm, seen=change.matter.version)
    assert refused.value.missing


def test_a_returned_change_is_revised_and_submitted_again(cast: Cast) -> None:
    change = propose(cast)
    actions.submit(change, by=cast.admin_hr, seen=change.matter.version)
    actions.send_back(change, by=cast.gm, reason="太长", seen=change.matter.version)
    assert open_tasks(change.pk).get().assignee == cast.admin_hr
    change = actions.revise(
        change, by=cast.admin_hr, seen=change.matter.version, value="8",
        applies_from=change.applies_from, reason="改为八天",
    )  # fmt: skip
    approve(change, cast)
    assert DAYS.value(change.applies_from) == 8


def test_a_day_before_today_needs_a_reason_also_when_approval_comes_late(
    cast: Cast, clock: Clock
) -> None:
    with pytest.raises(Refusal) as refused:
        propose(cast, applies_from=time.today() - timedelta(days=1))
    assert refused.value.field == "backdating_reason"
    change = propose(cast, applies_from=time.today())
    actions.submit(change, by=cast.admin_hr, seen=change.matter.version)
    clock.set("2026-12-24 09:00")
    with pytest.raises(Refusal) as late:
        actions.approve(change, by=cast.gm, seen=change.matter.version)
    assert late.value.missing


def test_a_value_in_force_is_not_replaced_on_its_own_day_but_one_to_come_may_be(cast: Cast) -> None:
    approve(propose(cast), cast)
    approve(propose(cast, value="9"), cast)
    day = time.today() + timedelta(days=3)
    assert (DAYS.value(day), PolicyValue.objects.filter(key=DAYS.key).count()) == (9, 2)
    with pytest.raises(Refusal) as refused:
        propose(cast, applies_from=BEGINNING, backdating_reason="更正")
    assert refused.value.field == "applies_from"


def test_one_open_change_per_item_and_the_same_form_twice_is_one(cast: Cast) -> None:
    change = propose(cast, key="k1")
    assert propose(cast, key="k1").pk == change.pk
    with pytest.raises(Refusal):
        propose(cast, value="11")
    actions.withdraw(change, by=cast.admin_hr, reason="不改了", seen=change.matter.version)
    assert propose(cast, value="11").number == "ZC-2026-002"


def test_who_has_no_part_in_it_cannot_draft_nor_see(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        propose(cast, by=cast.clerk)
    assert refused.value.article == "R0.roles"
    propose(cast)
    assert not PolicyChange.objects.visible_to(cast.clerk).exists()  # type: ignore[attr-defined]


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def test_the_pages_from_proposal_to_approval(cast: Cast) -> None:
    drafter, approver = as_user(cast.admin_hr), as_user(cast.gm)
    page = f"/governance/policies/{DAYS.key}/propose/"
    given = {"value": "十", "applies_from": "2026-12-01", "reason": "人手不足", "key": "a"}
    wrong = drafter.post(page, given)
    assert wrong.status_code == 422
    assert "value" in wrong.context["form"].errors
    assert drafter.post(page, given | {"value": "10"}).status_code == 302
    change = PolicyChange.objects.select_related("matter").get()
    address = change.get_absolute_url()
    assert drafter.get(address).status_code == 200
    seen = {"seen": change.matter.version, "key": "b"}
    assert drafter.post(f"{address}submit/", seen).status_code == 302
    assert drafter.get(f"{address}approve/").status_code == 302, "not the drafter's to approve"
    change.matter.refresh_from_db()
    given = {"seen": change.matter.version, "key": "c", "comment": "同意"}
    assert approver.post(f"{address}approve/", given).status_code == 302
    assert DAYS.value(date(2026, 12, 1)) == 10
    listed = as_user(cast.clerk).get("/governance/policies/")
    assert "2026-12-01 起有新值" in listed.content.decode()
    assert as_user(cast.clerk).get(address).status_code == 404
