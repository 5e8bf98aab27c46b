"""The last finished quarter of the demo company: assessments, ranking, spare parts with their run."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from foundation.people.models import User
from service_incentives import actions
from service_incentives.models import PayrollMonth, SparePartSale
from service_incentives.periods import beginning, months_later

# number: quality, workload, cost. Two are level over the boundary of the third place.
SCORES = {
    "2003": (92, 88, 85), "2004": (95, 90, 80), "2005": (89, 84, 86), "2006": (78, 86, 82),
    "2007": (84, 80, 79), "2008": (88, 91, 77), "2009": (90, 84, 88), "2010": (90, 84, 88),
}  # fmt: skip
# customer, price, cost, service fee, person-days, day of the quarter it was signed, days until it
# was paid (None: only half of it so far), sellers with shares
SALES = [
    ("滨江水务集团", 26000, 12500, 3300, 3, 6, 20, {"2004": 60, "2005": 40}),
    ("城北人民医院", 18000, 11200, 2200, 2, 18, 31, {"2007": 100}),
    ("开发区热电厂", 42000, 19800, 6600, 6, 25, 40, {"2003": 50, "2006": 25, "2008": 25}),
    ("港口集团", 9800, 7100, 1100, 1, 33, 14, {"2005": 100}),
    ("高铁站运维公司", 15600, 7400, 2000, 2, 41, 28, {"2008": 100}),
    ("化工园管委会", 33000, 15900, 4400, 4, 66, None, {"2004": 100}),
]  # fmt: skip
POOL = (("2003", "400", "组织港口集团抢修"), ("2006", "200", "支援城北项目"))


def load(stage: Any, crew: dict[str, User]) -> None:
    quarter = months_later(beginning("quarterly", stage.today), -3)
    over = months_later(quarter, 3)
    _sell(stage, quarter, crew)
    if over + timedelta(days=4) < stage.today:
        _rank(stage, quarter, over, crew)
        _allocate(stage, quarter, over, crew)


def now(record: Any) -> Any:
    return type(record).objects.select_related("matter").get(pk=record.pk)


def hand_on(stage: Any, record: Any, crew: dict[str, User], hands: list[Any]) -> None:
    """(day, act, employee number), as far as the days are past."""
    for day, act, number in hands:
        if day < stage.today:
            with stage.on(day):
                act(now(record), by=crew[number], seen=now(record).matter.version)


def _sell(stage: Any, quarter: date, crew: dict[str, User]) -> None:
    desk = crew["2010"]
    for number, (customer, price, cost, fee, days, signed, paid, sellers) in enumerate(SALES, 1):
        signed_on = quarter + timedelta(days=signed)
        sale = SparePartSale(
            contract_no=f"BJ-{quarter:%y%m}-{number:02d}", customer=customer, signed_on=signed_on,
            parts_price=Decimal(price), parts_cost=Decimal(cost), service_fee=Decimal(fee),
            person_days=Decimal(days), contract_amount=Decimal(price + fee),
        )  # fmt: skip
        shares = {crew[who]: Decimal(share) for who, share in sellers.items()}
        with stage.on(signed_on):
            sale = actions.register_sale(sale, by=desk, shares=shares)
        received_on = signed_on + timedelta(days=paid or 15)
        if received_on < stage.today:
            amount = sale.contract_amount if paid else sale.contract_amount / 2
            with stage.on(received_on, 16):
                actions.record_receipt(sale, by=desk, amount=amount, received_on=received_on)


def _rank(stage: Any, quarter: date, over: date, crew: dict[str, User]) -> None:
    """Scored and approved; the tie at the third place waits for HR."""
    clerk = crew["2002"]
    with stage.on(over):
        one = actions.open_round(by=clerk, quarter=quarter)
        for number, scores in SCORES.items():
            quality, workload, cost = (Decimal(score) for score in scores)
            actions.assess(
                one, by=clerk, person=crew[number], quality=quality, workload=workload, cost=cost
            )
    hand_on(
        stage, one, crew,
        [
            (over + timedelta(days=1), actions.submit_round, "2002"),
            (over + timedelta(days=2), actions.approve_round, "2001"),
        ],
    )  # fmt: skip
    with stage.on(over + timedelta(days=3)):
        actions.start_run(by=clerk, kind="quarterly", period=quarter)


def _allocate(stage: Any, quarter: date, over: date, crew: dict[str, User]) -> None:
    """Gathered, shared, approved; paid with the wages of the month that R5.8.4 names."""
    with stage.on(over + timedelta(days=2)):
        run = actions.start_run(by=crew["2010"], kind="spare_parts", period=quarter)
        for number, amount, reason in POOL:
            actions.share_pool(
                run, by=crew["2001"], person=crew[number], amount=Decimal(amount), reason=reason
            )
    hand_on(
        stage, run, crew,
        [
            (over + timedelta(days=3), actions.gather, "2010"),
            (over + timedelta(days=5), actions.allocate, "2012"),
            (over + timedelta(days=8), actions.approve_parts, "2011"),
        ],
    )  # fmt: skip
    paid_on = over + timedelta(days=14)
    if paid_on < stage.today:
        enter_payroll(stage, paid_on, crew, "subsidiary", tuple(SCORES))
        with stage.on(paid_on):
            seen = now(run).matter.version
            actions.pay(now(run), by=crew["1003"], paid_on=paid_on, seen=seen)
        hand_on(stage, run, crew, [(paid_on + timedelta(days=1), actions.lock_run, "1003")])


def enter_payroll(
    stage: Any, paid_on: date, crew: dict[str, User], payer: str, numbers: tuple[str, ...]
) -> None:
    """The year so far of each, as payroll would send it for the month of payment."""
    wages = Decimal(9500) if payer == "employer" else Decimal(0)
    months = paid_on.month
    with stage.on(paid_on, 8):
        for number in numbers:
            row = PayrollMonth(
                person=crew[number], payer=payer, month=paid_on.replace(day=1), months=months,
                income=wages * months, deductions=wages * months / 5, withheld=Decimal(0),
                account=f"62220201000{number}88",
            )  # fmt: skip
            actions.enter_payroll(row, by=crew["1002"])
