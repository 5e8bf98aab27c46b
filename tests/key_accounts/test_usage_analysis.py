"""Trend, shares, classes and alerts against what was reckoned by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.customers.models import Customer
from foundation.monthly.comparing import earlier
from foundation.notifications import rendering
from foundation.notifications.models import Notice
from foundation.people.models import Department
from key_accounts import actions
from key_accounts.analysis import Scope, accounts_of, analyse, shares, trend
from key_accounts.models import Account, Correction, ProductUse, Usage, UsageAlert
from tests.key_accounts.conftest import Desk, entry, lines, opened

OCTOBER = date(2026, 10, 1)
ALL = Scope()


def account(desk: Desk, name: str) -> Account:
    customer = Customer.objects.create(name=name, kind="organisation", name_pinyin=name)
    return opened(desk, customer=customer)


def posted(
    desk: Desk, account: Account, months: list[str | None], line: Any = None,
    branch: Department | None = None,
) -> ProductUse:  # fmt: skip
    """Revenue of the months up to October, the last one first; ``None``: nothing is known."""
    use = ProductUse.objects.create(
        account=account, branch=branch or desk.branch, line=line or lines()[0],
        since=earlier(OCTOBER, len(months) - 1),
    )  # fmt: skip
    Usage.objects.bulk_create(
        Usage(
            use=use, month=earlier(OCTOBER, back), items=0 if revenue == "0" else 10,
            weight=Decimal("1.5"), revenue=Decimal(revenue), entered_by=desk.branch_manager,
        )
        for back, revenue in enumerate(months) if revenue is not None
    )  # fmt: skip
    return use


def judged(month: date = OCTOBER, scope: Scope = ALL, **more: Any) -> dict[str, dict[str, Any]]:
    return {one["number"]: one for one in analyse(month, scope, **more).accounts}


@pytest.mark.article("R6.5")
@pytest.mark.parametrize(
    ("revenues", "classes"),
    [
        # Before the second 80 % exactly: B. Before the third 95 % exactly: C.
        (["80", "15", "5"], "ABC"),
        (["79.99", "15.01", "5"], "AAC"),  # 79.99 % before the second, 95 % before the third
        (["79", "15.99", "5.01"], "AAB"),  # 94.99 % before the third
        (["100"], "A"),
        (["50", "50"], "AA"),
        (["90", "10", "0"], "ABC"),
        (["0", "0"], "  "),  # of nothing there is no share
    ],
)
def test_classes_go_by_the_share_of_those_before(
    desk: Desk, revenues: list[str], classes: str
) -> None:
    made = [account(desk, f"客户{number}") for number in range(len(revenues))]
    for one, revenue in zip(made, revenues, strict=True):
        posted(desk, one, [revenue])
    found = judged()
    assert "".join(found[one.number]["class"] or " " for one in made) == classes


@pytest.mark.article("R6.5")
def test_equal_revenue_goes_by_the_number_of_the_account(desk: Desk) -> None:
    made = [account(desk, f"客户{number}") for number in range(5)]
    for one in reversed(made):
        posted(desk, one, ["20"])
    analysis = analyse(OCTOBER, ALL)
    assert [one["number"] for one in analysis.accounts] == [one.number for one in made]
    assert [one["class"] for one in analysis.accounts] == ["A", "A", "A", "A", "B"]


@pytest.mark.article("R6.5")
@pytest.mark.parametrize(
    ("revenues", "is_drop"),
    [
        (["70", "100", "100", "100"], False),  # thirty per cent exactly
        (["69.99", "100", "100", "100"], True),
        (["69.99", "99.99", "100", "100"], True),  # 69.9930 would be thirty exactly
        (["70.00", "100.01", "100", "100"], True),
        (["0", "100", "100", "100"], True),
        (["0", "0", "0", "0"], False),  # a mean of zero
        (["1", "100", None, "100"], False),  # a month is not known
        ([None, "100", "100", "100"], False),
        (["1", "100", "100"], False),  # before that nothing was owed: not known
        (["200", "100", "100", "100"], False),
    ],
)
def test_a_drop_is_more_than_thirty_per_cent_of_the_mean_of_three_known_months(
    desk: Desk, revenues: list[str | None], is_drop: bool
) -> None:
    one = account(desk, "客户")
    posted(desk, one, revenues)
    assert bool(judged()[one.number]["drops"]) == is_drop


@pytest.mark.article("R6.5")
@pytest.mark.parametrize(
    ("revenues", "is_dormant"),
    [
        (["0", "0", "0", "5"], True),
        (["0", "0", "0"], True),
        (["0", "0", "5"], False),
        (["0", "0"], False),  # not owed in the third
        (["0", None, "0", "0"], False),  # missing is not zero
        ([None, "0", "0", "0"], False),
    ],
)
def test_dormant_is_who_is_known_to_have_posted_nothing_for_three_months(
    desk: Desk, revenues: list[str | None], is_dormant: bool
) -> None:
    one = account(desk, "客户")
    posted(desk, one, revenues)
    assert bool(judged()[one.number]["dormant"]) == is_dormant


@pytest.mark.article("R6.5")
def test_a_month_is_known_when_every_product_at_every_branch_is(desk: Desk) -> None:
    one, (parcel, freight) = account(desk, "客户"), lines()
    year = ["120", "100", *["50"] * 10, "96"]
    posted(desk, one, year)
    row = judged()[one.number]
    assert (row["change"], row["year_change"], row["mean_change"]) == (
        "+20.0 %", "+25.0 %", "+80.0 %",
    )  # fmt: skip
    assert row["year"] == 720, "twelve months, without October of last year"
    other = Department.objects.get(code="KO")
    use = posted(desk, one, [None, "30"], line=freight, branch=other)
    row = judged()[one.number]
    assert (row["revenue"], row["change"], row["year_change"]) == (None, "—", "—")
    assert judged(scope=Scope(branch=desk.branch.pk))[one.number]["revenue"] == 120
    assert judged(scope=Scope(line=parcel.pk))[one.number]["revenue"] == 120
    # What a correction says of a month that was missing makes it known.
    Correction.objects.create(
        use=use, month=OCTOBER, items=1, weight=1, revenue=10, reason="漏报", by=desk.manager
    )
    for __ in range(2):
        Correction.objects.create(
            use=use, month=OCTOBER, items=0, weight=0, revenue=-2, reason="多计", by=desk.manager
        )
    row = judged()[one.number]
    assert (row["revenue"], row["previous"], row["change"]) == (126, 130, "-3.1 %")
    by = shares(OCTOBER, OCTOBER, ALL)
    assert [(one["name"], one["revenue"], one["share"]) for one in by["line"]] == [
        ("包裹", 120, Decimal("95.2")), ("货运", 6, Decimal("4.8")),
    ]  # fmt: skip
    assert [one["name"] for one in by["branch"]] == ["呼市分公司", "包头分公司"]


@pytest.mark.article("R6.5")
def test_the_trend_compares_complete_months_only_and_nothing_with_zero(desk: Desk) -> None:
    one, two = account(desk, "客户一"), account(desk, "客户二")
    posted(desk, one, ["150", "0", "100", "100", *["90"] * 8, "100"])
    posted(desk, two, ["50", "0", None, "100", *["10"] * 9])
    months = {row["month"]: row for row in trend(OCTOBER, ALL)}
    assert len(months) == 12 and months[OCTOBER]["revenue"] == 200
    assert months[OCTOBER]["change"] == "—", "against zero"
    assert months[OCTOBER]["year_change"] == "+81.8 %", "200 against 110"
    september, august = months[date(2026, 9, 1)], months[date(2026, 8, 1)]
    assert (september["change"], august["change"], august["missing"]) == ("—", "—", 1)
    assert august["revenue"] == 100, "what is known is shown all the same"
    assert months[date(2026, 7, 1)]["change"] == "+100.0 %"


@pytest.mark.article("R6.5")
def test_everybody_analyses_the_accounts_they_see(desk: Desk) -> None:
    mine, theirs = account(desk, "口岸"), account(desk, "牧业")
    Account.objects.filter(pk=theirs.pk).update(branch=Department.objects.get(code="KO"))
    for one in (mine, theirs):
        actions.record(desk.branch, OCTOBER, [entry(one, lines()[0])], by=desk.branch_manager)
    seen = {
        who: set(judged(scope=Scope(accounts=accounts_of(getattr(desk, who)))))
        for who in ("manager", "branch_manager", "stranger")
    }
    assert seen == {
        "manager": {mine.number, theirs.number}, "branch_manager": {mine.number},
        "stranger": {theirs.number},
    }  # fmt: skip


@pytest.mark.article("R6.5")
def test_the_lead_is_told_once_of_what_dropped_and_what_stopped(desk: Desk) -> None:
    """In one notice a month; that nothing is posted any more, only when it begins."""
    drop, silent, fine = (account(desk, name) for name in ("下降户", "停止户", "平稳户"))
    posted(desk, drop, ["60", "100", "100", "100"])
    posted(desk, silent, ["0", "0", "0", "0", "0"])
    posted(desk, fine, ["100", "100", "100", "100"])
    assert actions.alert_leads() == 2
    kinds = UsageAlert.objects.values_list("account", "month", "kind")
    september = date(2026, 9, 1)
    assert set(kinds) == {
        (silent.pk, september, "dormant"), (drop.pk, OCTOBER, "drop"),
    }, "October goes on as September was told"  # fmt: skip
    notices = Notice.objects.filter(template="key_accounts/usage_alerts").order_by("pk")
    assert [one.recipient for one in notices] == [desk.lead, desk.lead]
    told = words(notices[1])
    assert "2026-10" in told and "下降户" in told and "60.00" in told and "100.00" in told
    assert "平稳户" not in told
    assert "停止户" in words(notices[0])
    assert actions.alert_leads() == 0 and notices.count() == 2


def words(notice: Notice) -> str:
    made = rendering.words_for(notice)
    return f"{made.subject} {made.text}"


def test_the_pages_show_the_figures_and_what_to_look_at(desk: Desk) -> None:
    one, two = account(desk, "下降户"), account(desk, "未报户")
    posted(desk, one, ["60", "100", "100", "100"])
    posted(desk, two, [None, "10"])
    actions.alert_leads()

    def page(user: Any, name: str, *args: int, **query: str) -> tuple[int, str]:
        client = Client()
        client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        answer = client.get(reverse(f"key_accounts:{name}", args=args), query)
        return answer.status_code, answer.content.decode()

    __, html = page(desk.manager, "analysis", month="2026-10")
    assert "下降户" in html and "未报户" in html and "-40.0 %" in html
    __, html = page(desk.manager, "analysis", month="2026-10", show="drop")
    assert "下降户" in html and "未报户" not in html
    __, html = page(desk.manager, "analysis", month="quatsch", branch="x", page="9" * 30)
    assert "未报户" in html, "whatever else is asked for: last month, all"
    assert "下降户" not in page(desk.stranger, "analysis")[1]
    status, html = page(desk.lead, "account_usage", one.pk)
    assert status == 200 and "收入下降" in html and "包裹" in html
    assert page(desk.stranger, "account_usage", one.pk)[0] == 404
