"""Thirty customers of the sales department with a year and a half of orders, by the acts.

Every number begins with ``DEMO``, so that nobody takes them for real ones.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group

from foundation.customers.models import Customer
from foundation.customers.register import register
from foundation.monthly.actions import approve, compute_month, submit
from foundation.people.models import RoleGrant, User
from grading import actions, policies, roles
from grading.figures import STATISTICS
from grading.models import Campaign, Channel, OrderLine, Payment, Product, Receivable, Touchpoint
from grading.rules import months_before

GRANTS = [("1027", roles.SALES), ("1006", roles.SALES_MANAGER), ("1011", roles.SALES_MANAGER)]
LOGINS = [
    ("1027", "冯倩", "销售内勤"),
    ("1011", "朱琳", "销售经理"),
    ("1012", "郭涛", "客户归属人"),
]
NAMES = [
    "金陵设备", "长江物业", "紫金工程", "东南仪表", "江宁水务", "栖霞物流", "浦口食品", "六合化工",
    "溧水农资", "高淳陶瓷", "苏宁广场物业", "河西置业", "雨花软件园", "鼓楼医院后勤", "南航实验室",
    "龙潭港务", "禄口机场服务", "大厂钢构", "仙林大学城", "汤山温泉", "迈皋桥市场", "中央门客运",
    "新街口商厦",
]  # fmt: skip
PRODUCTS = [
    ("DEMO-CS1", "家用除湿机", "台", "1", 1800, 1250),
    ("DEMO-CS2", "工业除湿机", "台", "4", 7600, 5400),
    ("DEMO-KJ1", "空气净化器", "台", "1", 1500, 1080),
    ("DEMO-LX1", "滤芯", "箱", "", 420, 230),
]
MONTHS = 18


def load(stage: Any) -> None:
    people = {one.employee_number: one for one in User.objects.working()}
    for number, role in GRANTS:
        group = Group.objects.get(name=role.code)
        RoleGrant.objects.create(user=people[number], group=group)
    desk = Desk(stage, people)
    with stage.on(months_before(stage.today, MONTHS)):
        desk.products = [desk.product(*given) for given in PRODUCTS]
    customers = desk.customers()
    for place, customer in enumerate(customers):
        desk.live_through(customer, place)
    desk.call_round(customers[:12])
    for back in (2, 1, 0):  # the last three months, each graded and counted on the 1st
        first = months_before(stage.today.replace(day=1), back)
        with stage.on(first):
            actions.grade_last_month()
            report = compute_month(STATISTICS, months_before(first, 1))
        for day, act, number in ((4, submit, "1006"), (7, approve, "1001")):
            if first + timedelta(days=day) < stage.today:
                with stage.on(first + timedelta(days=day)):
                    act(report, by=people[number], seen=report.matter.version)
    desk.raise_grade(customers[1])


class Desk:
    """The sales department at work."""

    def __init__(self, stage: Any, people: dict[str, User]) -> None:
        self.stage, self.random = stage, stage.random
        self.sales, self.manager = people["1027"], people["1006"]
        self.managers = [self.manager, people["1011"]]
        self.finance, self.owners = people["1005"], [people["1012"], people["1011"]]
        self.products: list[tuple[Product, int, int]] = []
        self.orders = self.paid = 0

    def product(
        self, code: str, name: str, unit: str, factor: str, price: int, cost: int
    ) -> tuple[Product, int, int]:
        product = Product(code=code, name=name, unit=unit, unit_factor=Decimal(factor or 0) or None)
        return actions.add_product(product, by=self.sales), price, cost

    def customers(self) -> list[Customer]:
        for name in NAMES * self.stage.size:
            given = {"kind": Customer.Kind.ORGANISATION, "district": "南京市"}
            register(Customer(name=f"南京{name}有限公司", **given), by=self.sales)
        found = list(Customer.objects.current().exclude(kind="consumer").order_by("pk"))
        for place, customer in enumerate(found):
            customer.owner = self.owners[place % len(self.owners)]
            register(customer, by=self.sales)
        return found

    def live_through(self, customer: Customer, place: int) -> None:
        """Every ninth is new and only judged, every seventh has bought nothing for a year."""
        today = self.stage.today
        if place % 9 == 8:
            self.judge(customer, today - timedelta(days=20))
            return
        last = 13 if place % 7 == 6 else 0
        size, lateness = self.random.randint(1, 40), self.random.choice((0, 0, 0, 5, 20, 45))
        for back in range(MONTHS, last, -self.random.randint(1, 3)):
            day = months_before(today, back) + timedelta(days=self.random.randint(1, 20))
            self.sell(customer, min(day, today), size, lateness)
        if place % 5 == 0:
            self.judge(customer, today - timedelta(days=90))

    def sell(self, customer: Customer, day: date, size: int, lateness: int) -> None:
        """An order of one or two lines, what is owed for it a month later, and its payment."""
        self.orders += 1
        number, total = f"DEMO-{self.orders:04d}", Decimal(0)
        with self.stage.on(day):
            for line_no in range(1, self.random.randint(1, 2) + 1):
                product, price, cost = self.random.choice(self.products)
                quantity = self.random.randint(1, size)
                line = OrderLine(
                    order_no=number, line_no=line_no, customer=customer, dated_on=day,
                    product=product, quantity=quantity, amount=quantity * price,
                    cost=None if self.orders % 40 == 0 else quantity * cost,
                    department=self.sales.department,
                )  # fmt: skip
                total += actions.enter_line(line, by=self.sales).amount
            owed = Receivable(
                number=f"{number}-YS", customer=customer, due_on=day + timedelta(days=30),
                amount=total * Decimal("1.13"), department=self.finance.department,
            )  # fmt: skip
            actions.enter_receivable(owed, by=self.finance)
        self.settle(owed, lateness)

    def settle(self, owed: Receivable, lateness: int) -> None:
        paid_on = owed.due_on + timedelta(days=self.random.randint(-5, 0) + lateness)
        if paid_on > self.stage.today:
            return
        with self.stage.on(paid_on):
            payment = Payment(
                receivable=owed, paid_on=paid_on, amount=owed.amount, reference=f"{owed.number}-1"
            )
            actions.record_payment(payment, by=self.finance)
            self.paid += 1
            if lateness == 45 and self.paid % 2:
                reason = "客户银行系统升级，款项退回后重新汇出。"
                excuse = actions.propose_excuse(owed, by=self.sales, reason=reason)
                if paid_on < self.stage.today - timedelta(days=10):
                    other = next(one for one in self.managers if one.pk != owed.customer.owner_id)
                    seen = excuse.matter.version
                    if self.paid % 3:
                        actions.approve_excuse(excuse, by=other, seen=seen)
                    else:
                        reason = "银行回单显示并未退回。"
                        actions.refuse_excuse(excuse, by=other, reason=reason, seen=seen)

    def call_round(self, customers: list[Customer]) -> None:
        """A campaign by telephone, two months ago."""
        first = self.stage.today - timedelta(days=60)
        with self.stage.on(first + timedelta(days=15)):
            campaign = Campaign(
                name="DEMO 老客户电话回访", channel=Channel.TELEPHONE, starts_on=first,
                ends_on=first + timedelta(days=20), budget=20_000,
            )  # fmt: skip
            actions.plan_campaign(campaign, by=self.sales)
            for customer in customers:
                touchpoint = Touchpoint(
                    customer=customer, campaign=campaign, channel=campaign.channel,
                    touched_on=first + timedelta(days=self.random.randint(0, 14)),
                    note="介绍换季促销",
                )  # fmt: skip
                actions.record_touchpoint(touchpoint, by=self.sales)

    def raise_grade(self, customer: Customer) -> None:
        customer.refresh_from_db()
        grade = "B" if customer.grade == "A" else "A"
        override = actions.propose_override(
            customer, by=self.sales, grade=grade, reason="DEMO：战略合作谈判期间。",
            ends_on=self.stage.today + timedelta(days=60),
        )  # fmt: skip
        other = next(one for one in self.managers if one.pk != customer.owner_id)
        actions.approve_override(override, by=other, seen=override.matter.version)

    def judge(self, customer: Customer, day: date) -> None:
        rubric = policies.RUBRIC.value(day)
        points = {
            one["code"]: Decimal(self.random.randint(4, int(one["maximum"]))) for one in rubric
        }
        with self.stage.on(day):
            actions.assess(
                customer, by=self.sales, assessed_on=day, points=points,
                reason="实地考察：经营正常，有扩大采购的打算。",
            )  # fmt: skip
