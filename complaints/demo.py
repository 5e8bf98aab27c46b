"""Three months of demo complaints, made through the acts themselves at their own moments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group

from complaints import actions
from complaints.models import Complaint
from complaints.roles import (
    CUSTOMER_SERVICE,
    CUSTOMER_SERVICE_SUPERVISOR,
    STORE_CLERK,
    STORE_SUPERVISOR,
)
from foundation import clock
from foundation.customers.register import find_or_register
from foundation.people.models import Department, RoleGrant, User
from foundation.people.roles import Role

PER_SIZE = 60
STORES = {"71": ("1013", ("1014", "1015")), "72": ("1016", ("1017",)), "73": ("1018", ("1019",))}
CUSTOMERS = [
    ("consumer", "李雷"), ("consumer", "韩梅梅"), ("consumer", "王秀英"), ("consumer", "张伟"),
    ("consumer", "刘洋"), ("consumer", "陈静"), ("agent", "苏州百顺贸易有限公司"), ("agent", "宁波恒达商行"),
    ("franchisee", "杭州西湖加盟店"), ("franchisee", "合肥包河加盟店"), ("consumer", "杨柳"), ("consumer", "单雄"),
]  # fmt: skip
# goods, ground, what happened, cause kind, cause
CASES = [
    ("按摩椅 A3", "quality", "使用三天后不能启动，按键无反应。", "production", "控制板焊点虚接"),
    ("按摩椅 A3", "quality", "靠背升降时有异响。", "production", "导轨润滑不足"),
    ("空气净化器 K2", "packaging", "外箱破损，面板有划痕。", "transport", "装卸时挤压"),
    ("空气净化器 K2", "quantity", "少发一套滤芯。", "storage", "拣货复核遗漏"),
    (
        "即热饮水机 H1",
        "delivery",
        "约定周六送货，迟到两天。",
        "transport",
        "线路临时调整未通知客户",
    ),
    ("即热饮水机 H1", "quality", "出水口滴漏。", "production", "密封圈批次偏差"),
    ("保温壶 S5", "price", "门店标价与结算价不一致。", "price", "促销价签未及时更换"),
    ("足浴盆 F2", "service", "退换货时店员态度生硬。", "sales", "新员工未经接待培训"),
    ("足浴盆 F2", "quality", "加热缓慢，水温不达标。", "production", "加热片功率偏低"),
]


class People:
    """Who acts in the demo, by employee number."""

    def __init__(self) -> None:
        self.by_number = {user.employee_number: user for user in User.objects.working()}
        self.works = Department.objects.get(code="50")

    def __getitem__(self, number: str) -> User:
        # Afresh, so that nothing a person holds is remembered from an earlier moment.
        return User.objects.get(pk=self.by_number[number].pk)


def load(stage: Any) -> None:
    people = People()
    _grant(people)
    first = stage.today - timedelta(days=90)
    days = sorted(stage.random.randrange(0, 90) for _ in range(PER_SIZE * stage.size))
    for number, day in enumerate(days):
        at = datetime.combine(
            first + timedelta(days=day),
            time(9 + stage.random.randrange(0, 8), stage.random.randrange(0, 60)),
            tzinfo=clock.zone(),
        )
        _one(stage, people, at, number)


def _grant(people: People) -> None:
    def grant(number: str, role: Role, department: Department | None = None) -> None:
        RoleGrant.objects.get_or_create(
            user=people[number],
            group=Group.objects.get(name=role.code),
            scope="department" if department else "company",
            department=department,
        )

    grant("1008", CUSTOMER_SERVICE)
    grant("1007", CUSTOMER_SERVICE)
    grant("1007", CUSTOMER_SERVICE_SUPERVISOR)
    for code, (supervisor, clerks) in STORES.items():
        store = Department.objects.get(code=code)
        grant(supervisor, STORE_SUPERVISOR, store)
        for clerk in clerks:
            grant(clerk, STORE_CLERK, store)


def _one(stage: Any, people: People, at: datetime, number: int) -> None:
    """Register a complaint and take it as far as it would have come by today."""
    rng = stage.random
    code = rng.choice(list(STORES))
    supervisor, clerks = STORES[code]
    clerk = rng.choice(clerks)
    goods, ground, what, cause_kind, cause = rng.choice(CASES)
    kind, name = rng.choice(CUSTOMERS)
    phone = f"139{sum(map(ord, name)) % 10**8:08}"
    with stage.at(at):
        customer = find_or_register(by=people[clerk], name=name, phone=phone, kind=kind)
        complaint = actions.register(
            Complaint(
                customer=customer, contact_name=name[:40], contact_phone=phone,
                store=Department.objects.get(code=code), goods=goods, order_no=f"DD{20260000 + number}",
                channel=rng.choice(["store", "store", "phone"]), ground=ground, what_happened=what,
                demands=rng.sample(["reduction", "return", "exchange", "compensation", "suggestion"], rng.choice([1, 1, 2])),
                received_at=clock.now(), case_owner=people["1008"],
            ),
            by=people[clerk],
        )  # fmt: skip
    pace = rng.choice([6, 9, 12, 14, 16, 22])  # hours a step takes; the slowest come late
    steps = _steps(
        people, clerk, supervisor, cause_kind, cause, declined=rng.random() < 0.15, rng=rng
    )
    now = clock.now()
    for step in steps:
        at += timedelta(hours=pace)
        if at >= now:
            return
        with stage.at(at):
            step(Complaint.objects.select_related("matter").get(pk=complaint.pk))


Step = Callable[[Complaint], Any]


def _steps(
    people: People,
    clerk: str,
    supervisor: str,
    cause_kind: str,
    cause: str,
    *,
    declined: bool,
    rng: Any,
) -> list[Step]:
    def seen(one: Complaint) -> dict[str, int]:
        return {"seen": one.matter.version}

    def report(one: Complaint) -> None:
        actions.write_report(
            one, by=people["1010"], responsible_people=[], responsible_departments=[people.works],
            nobody_reason="", cause_kind=cause_kind, cause=cause, course="核对出库与售后记录，现场复现。",
            conclusion="投诉属实。", countermeasures="为客户更换并致歉。", prevention="纳入周检清单，复核签字。",
        )  # fmt: skip
        actions.submit_report(one, by=people["1010"], **seen(one))

    def dispose(one: Complaint) -> None:
        amount = Decimal(rng.choice([0, 0, 50, 120, 200]))
        actions.write_disposal(
            one, by=people["1010"], kind="compensation" if amount else "exchange", text="为客户换货，并上门安装调试。",
            discount=Decimal(0), compensation=amount, sales_rule="销售业务规定第五条" if amount else "",
        )  # fmt: skip
        actions.submit_disposal(one, by=people["1010"], **seen(one))

    def reply(one: Complaint) -> None:
        actions.record_reply(
            one, by=people["1008"], mode=rng.choice(["oral", "written"]), at=clock.now(),
            content="已向客户说明处理结果。", reached=True,
            reaction=rng.choice(["satisfied", "satisfied", "accepted", "dissatisfied"]), **seen(one),
        )  # fmt: skip

    def check(one: Complaint) -> None:
        actions.check_grounds(
            one, by=people[clerk], holds=not declined, ground=one.ground,
            opinion="系客户自行拆改所致。" if declined else "经核实，情况属实。", **seen(one),
        )  # fmt: skip

    def rule(one: Complaint) -> None:
        reason = "产品经客户自行拆改，不属质量问题。" if declined else ""
        actions.rule_on(
            one, by=people[supervisor], accepted=not declined, reason=reason, **seen(one)
        )

    if declined:
        return [check, rule, reply]
    return [
        check,
        rule,
        lambda one: actions.name_department(
            one, by=people["1003"], department=people.works, handler=people["1010"],
            instructions="请三日内查明原因并提出处理建议。", **seen(one),
        ),
        report,
        lambda one: actions.review_report(one, by=people["1009"], comment="同意", **seen(one)),
        lambda one: actions.give_opinion(one, by=people["1002"], opinion="建议按销售规定办理并致歉。", **seen(one)),
        lambda one: actions.decide(one, by=people["1001"], comment="同意", **seen(one)),
        dispose,
        lambda one: actions.approve_disposal(one, by=people["1009"], **seen(one)),
        reply,
    ]  # fmt: skip
