"""A key account's file from its opening over its confirmation to the next review."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.papers.printing import print_one, printout
from foundation.people.models import User
from foundation.process.models import Violation, open_tasks
from foundation.process.sweep import sweep
from key_accounts import actions, rules
from key_accounts.models import Account
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import FACTS, Desk, confirmed, fresh, opened, submitted


def seen(account: Account) -> int:
    return fresh(account).matter.version


def codes(account: Account) -> dict[str, date]:
    return dict(open_tasks(account.pk).values_list("kind", "due_on"))


@pytest.mark.article("R6.4")
@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 2), 3, date(2027, 2, 2)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_a_review_is_due_on_the_same_day_or_the_last_one(
    day: date, months: int, found: date
) -> None:
    assert rules.months_after(day, months) == found


@pytest.mark.article("R6.3")
def test_completeness_counts_what_is_filled_in_and_none_is_an_answer() -> None:
    assert rules.completeness(["港口", "无", None, " "]) == 50
    assert rules.completeness([date(2026, 1, 1), "", ""]) == 33
    assert rules.completeness([]) is None


@pytest.mark.article("R6.3")
def test_a_file_is_in_use_when_every_part_is_confirmed_by_a_supervisor(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        actions.open_account(Account(customer=desk.port, branch=desk.branch, lead=desk.lead,
                                     **FACTS), by=desk.stranger)  # fmt: skip
    assert refused.value.article == "R6.3"
    account = opened(desk, scale="")
    assert set(codes(account)) == {"key_accounts.complete"}
    assert (account.completeness, account.lacking()) == (87, ["规模"])
    with pytest.raises(Refusal) as refused:
        opened(desk)
    assert refused.value.field == "customer", "one file a customer"
    with pytest.raises(Refusal) as refused:
        wrong = {"contract_until": date(2025, 1, 1)}
        actions.amend(account, by=desk.lead, facts=wrong, seen=seen(account))
    assert refused.value.field == "contract_until"
    actions.amend(account, by=desk.lead, facts={"scale": "三千人"}, seen=seen(account))
    assert fresh(account).completeness == 100
    actions.submit(fresh(account), by=desk.lead, seen=seen(account))
    with pytest.raises(Refusal):
        actions.amend(account, by=desk.lead, facts={"scale": "五千人"}, seen=seen(account))
    for by in (desk.lead, desk.manager):
        with pytest.raises(Refusal):
            actions.confirm_part(account, by=by, part="company", seen=seen(account))
    actions.confirm_part(account, by=desk.supervisor, part="company", seen=seen(account))
    with pytest.raises(Refusal):
        actions.confirm_part(account, by=desk.supervisor, part="company", seen=seen(account))
    actions.send_back(fresh(account), by=desk.supervisor, reason="写明产品", seen=seen(account))
    actions.submit(fresh(account), by=desk.lead, seen=seen(account))
    now = confirmed(desk, fresh(account))
    assert (now.state, now.confirmed_on, now.review_due_on) == (
        "current", date(2026, 11, 2), date(2027, 2, 2),
    )  # fmt: skip
    assert codes(now) == {
        "key_accounts.review": date(2027, 2, 2), "key_accounts.contract": date(2026, 12, 31),
    }  # fmt: skip


@pytest.mark.article("R6.4")
def test_reviews_and_ending_contracts_are_reminded_and_escalated(desk: Desk, clock: Clock) -> None:
    account = confirmed(desk)

    def told(who: User) -> int:
        return Notice.objects.filter(recipient=who, article="R6.4").count()

    days = ["2026-12-01 08:00", "2026-12-24 08:00"]
    counts = []
    for day in days:
        clock.set(day)
        sweep()
        counts.append((told(desk.lead), told(desk.manager)))
    # Thirty days before to the lead, seven days before to the manager too.
    assert counts[0][0] >= 1 and counts[1][0] > counts[0][0] and counts[1][1] > counts[0][1]
    clock.set("2027-02-03 08:00")
    sweep()
    late = Violation.objects.get(matter=account.pk, article="R6.4")
    assert (late.person, late.task.due_on) == (desk.lead, date(2027, 2, 2))
    actions.begin_review(fresh(account), by=desk.lead, seen=seen(account))
    assert set(codes(account)) == {"key_accounts.complete"}
    renewed = {"contract_until": date(2027, 12, 31)}
    actions.amend(account, by=desk.lead, facts=renewed, seen=seen(account))
    actions.submit(fresh(account), by=desk.lead, seen=seen(account))
    again = confirmed(desk, fresh(account))
    assert again.review_due_on == date(2027, 5, 3)
    assert codes(again)["key_accounts.contract"] == date(2027, 12, 31)
    actions.close(again, by=desk.manager, reason="不再合作", seen=seen(again))
    assert codes(again) == {}
    assert opened(desk).pk != again.pk, "a new file may be opened"


@pytest.mark.article("R6.3")
def test_the_pages_show_each_what_is_theirs_and_the_sheet_is_printed(desk: Desk) -> None:
    account = submitted(desk)

    def page(user: User, name: str, *args: int) -> tuple[int, str]:
        client = Client()
        client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        answer = client.get(reverse(f"key_accounts:{name}", args=args))
        return answer.status_code, answer.content.decode()

    for who in (desk.manager, desk.supervisor, desk.lead, desk.branch_manager):
        status, html = page(who, "detail", account.pk)
        assert status == 200 and "港口装卸" in html, who
        confirm = reverse("key_accounts:confirm", args=[account.pk])
        assert (confirm in html) == (who == desk.supervisor)
        assert account.number in page(who, "list")[1]
    assert page(desk.stranger, "detail", account.pk)[0] == 404
    assert account.number not in page(desk.stranger, "list")[1]
    assert page(desk.lead, "register")[0] == 404
    declared = printout("key_accounts.sheet")
    assert declared is not None
    pdf = print_one(declared, confirmed(desk, account), by=desk.manager).pdf
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    for part in ("口岸集团", "港口装卸", "赵总", "2026-12-31", "苏和"):
        assert part in text, part
