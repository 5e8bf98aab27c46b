"""A quarter of the department: assessments, spare-part sales, payroll's figures, and its runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.service_incentives.conftest import Crew, fresh, give_position, person

if TYPE_CHECKING:
    from foundation.people.models import User
    from service_incentives.models import AssessmentRound, PayrollMonth, PayRun, SparePartSale

D = Decimal
SUMMER = date(2026, 7, 1)


def now(one: Any) -> Any:
    return type(one).objects.select_related("matter").get(pk=one.pk)


def staff(crew: Crew, count: int) -> list[User]:
    people = []
    for number in range(count):
        who = person(f"q{number}", f"员{number}", crew.department)
        give_position(crew, who, "engineer")
        people.append(who)
    return people


def assessed(crew: Crew, scores: dict[User, Any], *, approved: bool = True) -> AssessmentRound:
    """``scores``: a number for all three, or (quality, workload, cost)."""
    from service_incentives import actions

    one = actions.open_round(by=crew.clerk, quarter=date(2026, 8, 9))
    for who, given in scores.items():
        parts = given if isinstance(given, tuple) else (given,) * 3
        quality, workload, cost = (D(str(part)) for part in parts)
        actions.assess(
            one, by=crew.clerk, person=who, quality=quality, workload=workload, cost=cost
        )
    if approved:
        actions.submit_round(now(one), by=crew.clerk, seen=now(one).matter.version)
        actions.approve_round(now(one), by=crew.head, seen=now(one).matter.version)
    return one


def quarter(crew: Crew, kind: str = "quarterly") -> PayRun:
    from service_incentives import actions

    by = crew.specialist if kind == "spare_parts" else crew.clerk
    return actions.start_run(by=by, kind=kind, period=SUMMER)


def sold(crew: Crew, *, paid: bool = True, **facts: Any) -> SparePartSale:
    """1,000 of parts at half the cost with two days of service; ``shares`` of the sellers."""
    from service_incentives import actions
    from service_incentives.models import SparePartSale

    given: dict[str, Any] = {
        "contract_no": f"HT-{SparePartSale.objects.count()}", "customer": "港口集团",
        "signed_on": date(2026, 7, 1), "parts_cost": D(5000), "parts_price": D(10000),
        "service_fee": D(2200), "person_days": D(2), "contract_amount": D(12200),
    }  # fmt: skip
    shares = facts.pop("shares", {crew.engineer: D(100)})
    received_on = facts.pop("received_on", date(2026, 9, 30))
    sale = actions.register_sale(
        SparePartSale(**(given | facts)), by=crew.specialist, shares=shares
    )
    if paid:
        actions.record_receipt(
            sale, by=crew.specialist, amount=sale.contract_amount, received_on=received_on
        )
    found: SparePartSale = now(sale)
    return found


def through(run: PayRun, crew: Crew, *, lock: bool = True) -> PayRun:
    """Specialist, office, subsidiary's GM, HR (R5.8.3)."""
    from service_incentives import actions

    for act, by in (
        (actions.gather, crew.specialist), (actions.allocate, crew.office),
        (actions.approve_parts, crew.subsidiary_gm),
    ):  # fmt: skip
        act(fresh(run), by=by, seen=fresh(run).matter.version)
    if lock:
        paid_on = fresh(run).until
        actions.pay(fresh(run), by=crew.hr, paid_on=paid_on, seen=fresh(run).matter.version)
        actions.lock_run(fresh(run), by=crew.hr, seen=fresh(run).matter.version)
    return fresh(run)


def payroll(crew: Crew, who: User, **figures: Any) -> PayrollMonth:
    from service_incentives import actions
    from service_incentives.models import PayrollMonth

    given: dict[str, Any] = {
        "person": who, "payer": "employer", "month": date(2026, 11, 1), "months": 11,
        "income": D(88000), "deductions": D(22000), "withheld": D(300),
    }  # fmt: skip
    return actions.enter_payroll(PayrollMonth(**(given | figures)), by=crew.hr)
