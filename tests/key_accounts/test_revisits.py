"""Revisits from the log over the monthly sample to its verdicts, and direct ones by authorisation."""

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
from foundation.process.models import Violation, open_tasks
from foundation.process.reassignment import reassign
from foundation.process.sweep import sweep
from key_accounts import actions, rules
from key_accounts.contacts import with_last_contact
from key_accounts.models import Account, Authorisation, Inspection, Revisit
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import Desk, asked, confirmed, logged, now, paper

MAY = date(2026, 11, 2)


@pytest.mark.article("R6.6")
@pytest.mark.parametrize(
    ("logged", "size"), [(0, 0), (2, 2), (3, 3), (29, 3), (30, 3), (31, 4), (100, 10)]
)
def test_a_tenth_rounded_up_at_least_three_all_if_fewer(logged: int, size: int) -> None:
    assert rules.sample_size(logged, 10, 3) == size


@pytest.mark.article("R6.6")
def test_a_seed_gives_the_same_sample_again_and_nothing_gives_no_rate() -> None:
    keys = list(range(1, 51))
    assert rules.sample(keys, 5, 7) == rules.sample(reversed(keys), 5, 7)
    assert rules.sample(keys, 5, 7) != rules.sample(keys, 5, 8)
    assert rules.per_cent(1, 3) == Decimal("33.3")
    assert rules.per_cent(0, 0) is None


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **given)
    return caught.value


def figures(branch: Any, month: date) -> Inspection:
    rows: Any = Inspection.objects
    found: Inspection = rows.with_figures().get(branch=branch, month=month)
    return found


@pytest.mark.article("R6.6")
def test_each_month_is_drawn_once_for_every_branch_and_inspected(desk: Desk, clock: Clock) -> None:
    account = confirmed(desk)
    seen = account.matter.version
    facts = {"person": desk.lead, "visited_on": MAY, "met": "王工", "content": "了解需求"}
    future = facts | {"visited_on": date(2026, 12, 1)}
    assert refused(actions.log_revisit, account, by=desk.lead, seen=seen, **future).field == (
        "visited_on"
    )
    assert refused(actions.log_revisit, account, by=desk.stranger, seen=seen, **facts)
    own = facts | {"person": desk.manager}
    by_region = refused(actions.log_revisit, account, by=desk.lead, seen=seen, **own)
    assert (by_region.article, by_region.field) == ("R6.7", "person")
    revisits = [logged(desk, account) for __ in range(5)]
    actions.void_revisit(revisits.pop(), by=desk.lead, reason="重复", seen=1)
    assert actions.draw_samples() == 1, "of October, in which nothing was logged"
    october = figures(desk.branch, date(2026, 10, 1))
    assert (october.state, october.coverage, october.pass_rate) == ("done", None, None)
    refused(actions.draw_sample, desk.branch, date(2026, 11, 1), by=desk.manager)

    clock.set("2026-12-01 00:25")
    assert (actions.draw_samples(), actions.draw_samples()) == (1, 0)
    inspection = figures(desk.branch, date(2026, 11, 1))
    keys = [one.pk for one in revisits]
    drawn = set(Revisit.objects.filter(state="drawn").values_list("pk", flat=True))
    assert drawn == rules.sample(keys, 3, inspection.seed)
    assert Revisit.objects.get(state="left").matter.closed_at
    late = logged(desk, account)
    actions.draw_samples()
    assert now(late).state == "left", "logged after its month was drawn"
    inspect(desk, clock, drawn)


def inspect(desk: Desk, clock: Clock, drawn: set[int]) -> None:
    first, second, third = (Revisit.objects.get(pk=pk) for pk in sorted(drawn))
    Revisit.objects.filter(pk=second.pk).update(person=desk.manager)
    own = refused(actions.accept_revisit, now(second), by=desk.manager, seen=version(second))
    assert own.article == "R0.separation"
    Revisit.objects.filter(pk=second.pk).update(person=desk.lead)
    actions.accept_revisit(now(first), by=desk.manager, seen=version(first))
    assert refused(
        actions.send_back_revisit, now(second), by=desk.manager, seen=version(second),
        finding="未写结果", mend_by=date(2026, 11, 30),
    ).field == "mend_by"  # fmt: skip
    actions.send_back_revisit(
        now(second), by=desk.manager, seen=version(second), finding="未写结果",
        mend_by=date(2026, 12, 8),
    )  # fmt: skip
    task = open_tasks(second.pk).get()
    assert (task.kind, task.department, task.due_on) == (
        "key_accounts.mend", desk.branch, date(2026, 12, 8),
    )  # fmt: skip
    clock.set("2026-12-09 08:00")
    sweep()
    assert Violation.objects.get(matter=second.pk).article == "R6.6"
    assert Notice.objects.filter(recipient=desk.head, article="R6.6").exists(), "escalated"
    actions.mend_revisit(now(second), by=desk.branch_manager, content="补", seen=version(second))
    assert figures(desk.branch, date(2026, 11, 1)).state == "inspecting"
    actions.find_false(now(third), by=desk.manager, reason="客户否认", seen=version(third))
    actions.accept_revisit(now(second), by=desk.manager, seen=version(second))
    found = figures(desk.branch, date(2026, 11, 1))
    assert (found.state, found.logged, found.inspected, found.judged, found.passed) == (
        "done", 4, 2, 3, 1,
    )  # fmt: skip
    assert (found.coverage, found.pass_rate) == (Decimal("50.0"), Decimal("33.3"))
    assert not open_tasks(found.pk).exists()
    told = Notice.objects.filter(recipient=desk.lead, article="R6.6")
    assert told.count() >= 2, "returned, false"


def version(record: Any) -> int:
    return int(now(record).matter.version)


@pytest.mark.article("R6.7")
def test_a_direct_revisit_needs_a_leaders_authorisation(desk: Desk, clock: Clock) -> None:
    account = confirmed(desk)
    refused(asked, desk, account, by=desk.lead)
    assert refused(asked, desk, account, valid_until=date(2026, 11, 1)).field == "valid_until"
    authorisation = asked(desk, account)
    seen = version(authorisation)
    own = refused(actions.authorise, authorisation, by=desk.manager, seen=seen)
    assert own.article == "R6.7", "only the leader"
    Authorisation.objects.filter(pk=authorisation.pk).update(person=desk.leader)
    own = refused(actions.authorise, now(authorisation), by=desk.leader, seen=seen)
    assert own.article == "R0.separation"
    Authorisation.objects.filter(pk=authorisation.pk).update(person=desk.manager)
    facts = {"met": "赵总", "content": "征求意见", "result": "愿意续约"}
    day = {"visited_on": date(2026, 11, 3)}
    with pytest.raises(Refusal):
        actions.log_direct(now(authorisation), by=desk.manager, seen=seen, **(facts | day))

    clock.set("2026-11-03 09:00")
    actions.authorise(now(authorisation), by=desk.leader, seen=seen)
    clock.set("2026-11-20 09:00")
    for wrong in (date(2026, 11, 2), date(2026, 11, 11)):
        given = facts | {"visited_on": wrong}
        outside = refused(
            actions.log_direct, now(authorisation), by=desk.manager, seen=version(authorisation),
            **given,
        )  # fmt: skip
        assert (outside.article, outside.field) == ("R6.7", "visited_on")
    given = facts | {"visited_on": date(2026, 11, 10)}
    actions.log_direct(now(authorisation), by=desk.manager, seen=version(authorisation), **given)
    done = now(authorisation)
    assert (done.state, done.revisit.result, done.revisit.state) == ("visited", "愿意续约", "left")
    assert not open_tasks(done.pk).exists()
    another = asked(desk, account, valid_until=date(2026, 12, 1))
    seen = version(another)
    actions.refuse_authorisation(another, by=desk.leader, reason="不必", seen=seen)
    assert Notice.objects.filter(recipient=desk.manager, article="R6.7").count() >= 2


@pytest.mark.article("R6.7")
def test_a_successor_logs_the_visit_of_whoever_was_authorised(desk: Desk, clock: Clock) -> None:
    account = confirmed(desk)
    authorisation = asked(desk, account)
    clock.set("2026-11-03 09:00")
    actions.authorise(authorisation, by=desk.leader, seen=version(authorisation))
    facts = {
        "visited_on": date(2026, 11, 3), "met": "赵总", "content": "征求意见", "result": "愿意续约",
    }  # fmt: skip
    seen = version(authorisation)
    refused(actions.log_direct, now(authorisation), by=desk.supervisor, seen=seen, **facts)
    reassign(desk.manager, to=[desk.supervisor], by=desk.leader, comment="调离")
    page = Client()
    page.force_login(desk.supervisor, backend="foundation.people.sign_in.PersonBackend")
    address = reverse("key_accounts:log_direct", args=[authorisation.pk])
    assert page.get(address).status_code == 200
    seen = version(authorisation)
    actions.log_direct(now(authorisation), by=desk.supervisor, seen=seen, **facts)
    revisit = now(authorisation).revisit
    assert (revisit.person, revisit.logged_by) == (desk.manager, desk.supervisor)
    text = paper("key_accounts.revisit", revisit, desk.supervisor)
    for part in ("口岸集团", "2026-11-03", "愿意续约", authorisation.number, "韩梅", "苏和"):
        assert part in text, part
    told = with_last_contact(Account.objects.filter(pk=account.pk)).get()
    assert told.last_contact == date(2026, 11, 3)


@pytest.mark.article("R6.6")
def test_a_branch_sees_its_own_revisits_and_inspections_only(desk: Desk, clock: Clock) -> None:
    account = confirmed(desk)
    revisit, authorisation = logged(desk, account), asked(desk, account)
    clock.set("2026-12-01 08:00")
    actions.draw_samples()
    inspection = figures(desk.branch, date(2026, 11, 1))

    def page(user: User, name: str, *args: int) -> tuple[int, str]:
        client = Client()
        client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        answer = client.get(reverse(f"key_accounts:{name}", args=args))
        return answer.status_code, answer.content.decode()

    pages = {"revisit": revisit, "inspection": inspection, "authorisation": authorisation}
    for name, record in pages.items():
        for who in (desk.manager, desk.branch_manager, desk.head):
            assert page(who, name, record.pk)[0] == 200, (name, who)
            assert record.number in page(who, f"{name}s")[1]
        assert page(desk.stranger, name, record.pk)[0] == 404
        assert record.number not in page(desk.stranger, f"{name}s")[1]
    assert (
        reverse("key_accounts:log_revisit", args=[account.pk])
        in page(desk.lead, "detail", account.pk)[1]
    )
