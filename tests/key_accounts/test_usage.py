"""The month of a branch: entered, chased, closed with the report, corrected afterwards."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.articles import Refusal
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.history.reading import newest_version
from foundation.monthly import actions as monthly
from foundation.monthly.models import MonthlyReport
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.steps import Stale
from foundation.process.sweep import sweep
from key_accounts import actions, sheets
from key_accounts.figures import STATISTICS
from key_accounts.models import Account, Correction, ProductUse, Usage
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import (
    Desk,
    approved,
    confirmed,
    entry,
    fresh,
    grid,
    lines,
    sums,
)

NOVEMBER, OCTOBER, SEPTEMBER = date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)


def record(desk: Desk, *entries: actions.Entry, by: User | None = None, **more: Any) -> Any:
    month = more.pop("month", OCTOBER)
    return actions.record(desk.branch, month, entries, by=by or desk.branch_manager, **more)


def totals(report: MonthlyReport) -> dict[str, str]:
    return {row["code"]: row["value"] for row in report.figures["totals"]}


@pytest.mark.article("R6.5")
def test_what_is_missing_is_never_zero_and_only_the_branch_says_that_nothing_was_posted(
    desk: Desk,
) -> None:
    account, (parcel, freight) = confirmed(desk), lines()
    assert not sheets.is_complete(desk.branch, NOVEMBER), "no product of the account is known"
    with pytest.raises(Refusal) as refused:
        record(desk, entry(account, parcel), by=desk.stranger)
    assert refused.value.article == "R6.5"
    with pytest.raises(Refusal):
        record(desk, entry(account, parcel), month=NOVEMBER)  # not over yet
    with pytest.raises(Refusal):
        record(desk, entry(account, parcel, items=-1))
    record(desk, entry(account, parcel), entry(account, freight), by=desk.manager)
    record(desk, entry(account, parcel), month=SEPTEMBER)
    use = ProductUse.objects.get(line=parcel)
    assert (use.since, use.until) == (SEPTEMBER, None), "owed since the earliest figures"
    with pytest.raises(Refusal) as refused:
        record(desk, entry(account, freight, 0, "0", "0"), by=desk.manager)
    assert "申报" in str(refused.value)
    actions.end_use(use, by=desk.branch_manager, until=OCTOBER, seen=newest_version(use))
    assert not ProductUse.objects.owed(NOVEMBER).filter(pk=use.pk).exists()
    october = {row.use.line: row.total for row in sheets.rows_of(desk.branch, OCTOBER)}
    assert october[parcel] == (10, Decimal("2.500"), Decimal("100.00"))
    # Freight of September is not owed: it was first entered for October.
    assert [row.use.line for row in sheets.rows_of(desk.branch, SEPTEMBER)] == [parcel]


@pytest.mark.article("R6.5")
def test_missing_months_are_chased_from_the_fifth_until_all_is_entered(
    desk: Desk, clock: Clock
) -> None:
    account, (parcel, freight) = confirmed(desk), lines()
    record(desk, entry(account, parcel), entry(account, freight))
    clock.set("2026-12-01 08:00")
    open_due()
    duty = Duty.objects.get(code="key_accounts.usage", period=NOVEMBER)
    assert (duty.department, duty.due_on, duty.state) == (desk.branch, date(2026, 12, 5), "due")

    def told(who: User) -> int:
        return Notice.objects.filter(recipient=who, article="R6.5").count()

    counts = []
    for day in ("2026-12-04 08:00", "2026-12-05 08:00", "2026-12-06 08:00"):
        clock.set(day)
        sweep()
        counts.append((told(desk.branch_manager), told(desk.manager)))
    assert counts[0][0] < counts[1][0] < counts[2][0], "from the fifth on, every day"
    assert counts[1][1] < counts[2][1], "from the sixth on the key-account manager too"
    record(desk, entry(account, parcel), month=NOVEMBER)
    assert Duty.objects.get(pk=duty.pk).state == "due", "freight is still missing"
    with pytest.raises(Stale):
        actions.declare_no_mail(desk.branch, NOVEMBER, by=desk.branch_manager, seen=0)
    with pytest.raises(Refusal):
        actions.declare_no_mail(desk.branch, NOVEMBER, by=desk.manager, seen=1)
    actions.declare_no_mail(desk.branch, NOVEMBER, by=desk.branch_manager, seen=1)
    duty = Duty.objects.get(pk=duty.pk)
    assert (duty.state, duty.is_late) == ("done", True)
    zero = Usage.objects.get(use__line=freight, month=NOVEMBER)
    assert zero.figures == (0, 0, 0)


@pytest.mark.article("R6.5")
def test_a_month_closes_with_its_report_and_a_correction_counts_in_the_month_it_corrects(
    desk: Desk, clock: Clock
) -> None:
    account, (parcel, freight) = confirmed(desk), lines()
    record(desk, entry(account, parcel, revenue="100"), entry(account, freight, revenue="50"))
    wrong = entry(account, parcel, 2, "1.000", "30")
    by = desk.branch_manager
    with pytest.raises(Refusal):  # still open: entered, not corrected
        actions.correct(desk.branch, OCTOBER, wrong, by=by, reason="漏计")
    report = approved(desk, OCTOBER)
    assert (totals(report)["revenue"], totals(report)["missing"]) == ("150.00", "0")
    with pytest.raises(Refusal) as refused:
        record(desk, entry(account, parcel, revenue="130"))
    assert "更正" in str(refused.value)
    less = entry(account, parcel, -11, "0", "0")
    with pytest.raises(Refusal) as refused:
        actions.correct(desk.branch, OCTOBER, less, by=by, reason="多计")
    assert refused.value.field == "items", "ten items were entered"
    with pytest.raises(Refusal):
        actions.correct(desk.branch, OCTOBER, wrong, by=desk.stranger, reason="漏计")
    actions.correct(desk.branch, OCTOBER, wrong, by=by, reason="漏计一批")
    row = next(one for one in sheets.rows_of(desk.branch, OCTOBER) if one.use.line == parcel)
    assert row.total == (12, Decimal("3.500"), Decimal("130.00"))
    assert [one[3:] for one in sums()] == [(2, 22, Decimal("6.000"), Decimal("180.00"))]
    report = MonthlyReport.objects.select_related("matter").get(pk=report.pk)
    assert totals(report)["revenue"] == "150.00", "frozen as it was approved"
    assert [one["now"] for one in report.changes() if one["code"] == "revenue"] == ["180.00"]
    assert report.matter.events.filter(step="correct").get().actor == by
    # The next month's report names the change; its own figures do not hold it.
    clock.set("2026-12-02 09:00")
    record(desk, entry(account, parcel, revenue="65"), month=NOVEMBER)
    actions.declare_no_mail(desk.branch, NOVEMBER, by=by, seen=1)
    following = monthly.compute_month(STATISTICS, NOVEMBER)
    changes = [one for one in following.corrections if one["code"] == "revenue"]
    assert [(one["month"], one["was"], one["now"]) for one in changes] == [
        ("2026-10", "150.00", "180.00")
    ]
    shown = {row["code"]: row for row in following.figures["totals"]}
    assert (shown["revenue"]["value"], shown["revenue"]["change"]) == ("65.00", "-63.9 %")
    assert shown["revenue"]["year_change"] == "—", "nothing is known of last year"


@pytest.mark.article("R6.5")
def test_while_the_leader_looks_at_the_report_nothing_is_entered(desk: Desk) -> None:
    account, (parcel, __) = confirmed(desk), lines()
    record(desk, entry(account, parcel))
    report = monthly.compute_month(STATISTICS, OCTOBER)
    monthly.submit(report, by=desk.manager, seen=report.matter.version)
    with pytest.raises(Refusal) as refused:
        record(desk, entry(account, parcel, revenue="1"))
    assert "审核" in str(refused.value)
    with pytest.raises(Refusal):
        actions.correct(
            desk.branch, OCTOBER, entry(account, parcel), by=desk.branch_manager, reason="漏计"
        )
    monthly.send_back(report, by=desk.leader, reason="补齐", seen=report.matter.version)
    record(desk, entry(account, parcel, revenue="1"))
    assert Usage.objects.get().revenue == 1 and not Correction.objects.exists()


def test_a_closed_file_owes_this_month_and_nothing_after_it(desk: Desk) -> None:
    account, (parcel, freight) = confirmed(desk), lines()
    record(desk, entry(account, parcel))
    account = fresh(account)
    actions.close(account, by=desk.manager, reason="不再合作", seen=account.matter.version)
    december = date(2026, 12, 1)
    assert ProductUse.objects.owed(NOVEMBER).exists()
    assert not ProductUse.objects.owed(december).exists()
    with pytest.raises(Refusal) as refused:
        record(desk, entry(Account.objects.get(pk=account.pk), freight))
    assert "停用" in str(refused.value)


@pytest.mark.article("R6.5")
def test_the_sheet_keeps_what_was_typed_and_says_beside_the_cell_what_is_wrong(
    desk: Desk,
) -> None:
    account, (parcel, freight) = confirmed(desk), lines()
    use = record(desk, entry(account, parcel)) and ProductUse.objects.get()
    address = reverse("key_accounts:usage_sheet", args=[desk.branch.pk, 2026, 10])

    def client(user: User) -> Client:
        made = Client()
        made.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        return made

    mine = client(desk.branch_manager)
    html = mine.get(address).content.decode()
    assert "口岸集团" in html and 'value="2.500"' in html
    for who, status in ((desk.supervisor, 200), (desk.stranger, 404), (desk.lead, 404)):
        assert client(who).get(address).status_code == status
    assert '<form class="card"' not in client(desk.supervisor).get(address).content.decode()
    bad = grid(use, items="12", weight="abc", revenue="") | {
        "new0-account": "DKH-9999", "new0-line": "02", "new0-items": "7.5", "seen": "1",
    }  # fmt: skip
    answer = mine.post(address, bad)
    html = answer.content.decode()
    assert answer.status_code == 422
    for typed in ('value="abc"', 'value="DKH-9999"', 'value="7.5"'):
        assert typed in html
    assert "没有这个编号的大客户档案" in html and Usage.objects.get().items == 10
    twice = {f"new{one}-{name}": value for one in (0, 1) for name, value in {
        "account": account.number, "line": "货运", "items": "0"}.items()}  # fmt: skip
    assert "已有一行" in mine.post(address, grid(use) | twice | {"seen": "1"}).content.decode()
    good = grid(use, items="12") | {key: twice[key] for key in twice if key.startswith("new0")}
    assert mine.post(address, good | {"seen": "0"}).status_code == 409
    assert mine.post(address, good | {"seen": "1"}).status_code == 302
    assert {one.use.line: one.items for one in Usage.objects.all()} == {parcel: 12, freight: 0}
    emptied = mine.post(address, grid(use, items="", weight="", revenue="") | {"seen": "2"})
    assert "不能清空" in emptied.content.decode()
