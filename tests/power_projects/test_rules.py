"""Tables of cases for the tiers of regulation 8: who answers, who reviews, what is demanded."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from foundation.articles import Refusal
from power_projects import rules

LIMITS = rules.Limits(
    station=rules.kw(Decimal(10)), city=rules.kva(Decimal(1000)), dedicated=rules.kva(Decimal(3000))
)
TIERS = [
    # load, capacity, dual, dedicated, answers, reviews, needs a dedicated line
    ("residential", "8", False, False, "station", "station", False),
    ("low", "10", False, False, "station", "station", False),
    ("low", "10.01", False, False, "branch", "branch", False),
    ("low", "3000", False, False, "branch", "branch", False),
    ("low", "10", True, False, "station", "city", False),
    ("low", "10", False, True, "station", "city", False),
    ("high", "5", False, False, "branch", "branch", False),
    ("high", "999.99", False, False, "branch", "branch", False),
    ("high", "1000", False, False, "city", "city", False),
    ("high", "500", True, False, "branch", "city", False),
    ("high", "500", False, True, "branch", "city", False),
    ("high", "2999.99", False, False, "city", "city", False),
    ("high", "3000", False, False, "city", "city", True),
]


def capacity(load: str, amount: str) -> rules.Capacity:
    return rules.kva(Decimal(amount)) if load == "high" else rules.kw(Decimal(amount))


@pytest.mark.article("R8.10", "R8.14", "R8.15", "R8.16", "R8.9.1")
@pytest.mark.parametrize(
    ("load", "amount", "is_dual", "is_dedicated", "answers", "reviews", "line"), TIERS
)
def test_capacity_and_sources_name_the_offices(
    load: str,
    amount: str,
    is_dual: bool,
    is_dedicated: bool,
    answers: str,
    reviews: str,
    line: bool,
) -> None:
    total = capacity(load, amount)
    assert rules.who_answers(load, total, LIMITS) == answers
    found = rules.who_reviews(load, total, LIMITS, is_dual=is_dual, is_dedicated=is_dedicated)
    assert found == reviews
    assert rules.needs_dedicated_line(load, total, LIMITS) is line


@pytest.mark.article("R8.8")
def test_kilowatts_and_kilovoltamperes_are_never_compared() -> None:
    for act in (rules.Capacity.reaches, rules.Capacity.exceeds, rules.Capacity.__add__):
        with pytest.raises(Refusal) as refused:
            act(rules.kw(Decimal(2000)), rules.kva(Decimal(1000)))
        assert refused.value.article == "R8.8"
    for load, unit in (("high", "kW"), ("low", "kVA"), ("residential", "kVA")):
        with pytest.raises(Refusal, match="不作换算"):
            rules.check_unit(load, unit)
    with pytest.raises(Refusal):
        rules.who_answers("high", rules.kw(Decimal(2000)), LIMITS)


@pytest.mark.article("R8.9.1")
@pytest.mark.parametrize(
    ("existing", "applied", "approved", "total"),
    [
        (None, "800", None, "800"),
        (None, "800", "1000", "1000"),  # the higher governs
        (None, "1000", "800", "1000"),
        ("600", "400", None, "1000"),  # the total after the increase
        ("600", "399.99", None, "999.99"),
        ("600", "300", "500", "1100"),
    ],
)
def test_the_total_after_an_increase_and_the_higher_capacity_govern(
    existing: str | None, applied: str, approved: str | None, total: str
) -> None:
    found = rules.governing(
        existing=rules.kva(Decimal(existing)) if existing else None,
        applied=rules.kva(Decimal(applied)),
        approved=rules.kva(Decimal(approved)) if approved else None,
    )
    assert found == rules.kva(Decimal(total))


def plan(**changes: Any) -> Any:
    given = {
        "capacity": Decimal(500), "voltage": "10kV", "mode": "public", "metering": "高供高计",
        "economy": "投资最省", "is_dual": False, "load_nature": "", "dual_reason": "",
        "has_special_need": False, "appraisal": "",
    }  # fmt: skip
    return SimpleNamespace(**given | changes)


@pytest.mark.article("R8.9", "R8.9.1")
def test_a_plan_has_five_parts() -> None:
    assert rules.missing_in_plan(plan()) == []
    for name, label in rules.PLAN_PARTS.items():
        assert rules.missing_in_plan(plan(**{name: None if name == "capacity" else " "})) == [label]


@pytest.mark.article("R8.9.1", "R8.9.2")
@pytest.mark.parametrize(
    ("changes", "amount", "article", "field"),
    [
        ({}, "2999.99", None, None),
        ({}, "3000", "R8.9.1", "mode"),
        ({"mode": "dedicated"}, "3000", None, None),
        ({"voltage": "380V"}, "500", "R8.9.1", "voltage"),
        ({"has_special_need": True}, "500", "R8.9.1", "appraisal"),
        ({"has_special_need": True, "appraisal": "可行"}, "500", None, None),
        ({"is_dual": True}, "500", "R8.9.2", "dual_reason"),
        ({"is_dual": True, "load_nature": "一级"}, "500", "R8.9.2", "dual_reason"),
        ({"is_dual": True, "load_nature": "一级", "dual_reason": "急诊"}, "500", None, None),
    ],
)
def test_what_a_plan_must_be_like(
    changes: dict[str, Any], amount: str, article: str | None, field: str | None
) -> None:
    total = rules.kva(Decimal(amount))
    if article is None:
        rules.check_plan(plan(**changes), "high", total, LIMITS)
        return
    with pytest.raises(Refusal) as refused:
        rules.check_plan(plan(**changes), "high", total, LIMITS)
    assert (refused.value.article, refused.value.field) == (article, field)


@pytest.mark.article("R8.20", "R8.11")
def test_certificates_count_to_their_last_day_and_grades_up_to_their_voltage() -> None:
    last = date(2026, 11, 2)
    both = {"qualification": last, "licence": last}
    assert rules.lapsed_certificates(both, last) == []
    assert len(rules.lapsed_certificates(both, date(2026, 11, 3))) == 2
    assert rules.lapsed_certificates({"licence": last}, last) == ["资质证书未登记"]
    assert rules.fits("10kV", "10kV") and rules.fits("35kV", "380V")
    assert not rules.fits("380V", "10kV")
