"""A sales department: three months of plans and visits, the first ones assessed and frozen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from foundation import clock
from foundation.customers.demo import DISTRICTS
from foundation.customers.models import Customer
from foundation.customers.register import register
from foundation.monthly.actions import approve, compute_month, submit
from foundation.monthly.comparing import earlier
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place
from visits import actions, rules
from visits.candidates import GRADE, LAST, UNDONE, candidates_of
from visits.figures import STATISTICS
from visits.models import AdvanceRequest, FollowUp, Plan, PlanLine, Visit
from visits.roles import SALES_HEAD

# number, name, position in words, position by regulation 7
PEOPLE = [
    ("3001", "秦岚", "销售部经理", ""),
    ("3002", "柳青", "客户经理", "account_manager"),
    ("3003", "白桦", "销售主管", "supervisor"),
]
LOGINS = [(number, name, position) for number, name, position, __ in PEOPLE]
PURPOSES = [["business"], ["bond", "collection"], ["product", "market"], ["develop"], ["coverage"]]
REPORTS = [
    ("介绍新款护理床，看了样品间。", "同意下月试用两张。", ""),
    ("核对三季度往来款。", "承诺月底前结清。", "两张发票待补。"),
    ("了解周边竞品价格。", "对方主推低价款，差价约一成。", ""),
    ("拜访新任采购负责人。", "留下资料，约定再访。", ""),
]
PLACE: dict[str, Any] = {
    "latitude": Decimal("32.06025"),
    "longitude": Decimal("118.79688"),
    "accuracy": 18,
}


def load(stage: Any) -> None:
    desk = Desk(stage, _people(stage))
    this = rules.month_of(stage.today)
    months = [earlier(this, 2), earlier(this, 1), this]
    for month in months:
        for number in ("3002", "3003"):
            desk.month(month, desk.people[number])
    for month in months[:2]:
        desk.assess(month)
    desk.today()
    desk.next_month()


def _people(stage: Any) -> dict[str, User]:
    above = Department.objects.get(code="00")
    department = place(Department(code="65", name="销售部", kind="office"), under=above)
    password = make_password(settings.DEMO_PASSWORD)
    for number, name, position, __ in PEOPLE:
        User.objects.create(
            employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
            department=department, position=position, email=f"{number}@example.com",
            phone=f"1380000{number}", hired_on=date(2022, 3, 1),
        )  # fmt: skip
    people = {one.employee_number: one for one in User.objects.select_related("department")}
    department.head = people["3001"]
    department.save(update_fields=["head"])
    group = Group.objects.get(name=SALES_HEAD.code)
    RoleGrant.objects.create(user=people["3001"], group=group)
    people["3001"].supervisor = people["1001"]
    since = earlier(rules.month_of(stage.today), 3)
    for number, __, __, posting in PEOPLE[1:]:
        people[number].supervisor = people["3001"]
        with stage.on(since):
            actions.set_posting(
                by=people["3001"], person=people[number], position=posting, since=since
            )
    User.objects.bulk_update(people.values(), ["supervisor"])
    return people


def _now(record: Any) -> Any:
    related = type(record).objects.select_related("matter", "person__department__head")
    return related.get(pk=record.pk)


class Desk:
    """The sales department at work."""

    def __init__(self, stage: Any, people: dict[str, User]) -> None:
        self.stage, self.random, self.people = stage, stage.random, people
        self.head, self.gm, self.cashier = people["3001"], people["1001"], people["1005"]
        self.customers = self._customers()

    def _customers(self) -> list[Customer]:
        """Those of the city, two of three looked after by this department."""
        city = Customer.objects.current().exclude(kind=Customer.Kind.CONSUMER)
        found = list(city.filter(district__startswith="南京市").order_by("pk"))
        for turn, customer in enumerate(found):
            if turn % 3:
                customer.owner = self.people[f"300{1 + turn % 3}"]
                customer.district = f"南京市{DISTRICTS[turn % len(DISTRICTS)]}"
                register(customer, by=self.head)
        own = {self.people[number].pk for number in ("3002", "3003")}
        return [one for one in found if one.owner_id in own]

    def month(self, month: date, person: User) -> None:
        """Planned, approved, visited; the supervisor's plan of last month came late."""
        is_late = person == self.people["3003"] and month == earlier(self.stage.today, 1)
        with self.stage.on(month if is_late else month - timedelta(days=3)):
            plan = self._approved(person, month)
        lines = list(plan.lines.order_by("planned_on"))
        self._ask(lines, person)
        for number, line in enumerate(lines):
            if line.planned_on < self.stage.today and number != 3:  # one is left undone
                self._visit(line, person)

    def _approved(self, person: User, month: date) -> Plan:
        plan = actions.open_plan(by=person, month=month)
        every = 3 if person == self.people["3002"] else 4
        self._fill(plan, person, range(3, rules.last_day_of(month).day, every))
        actions.submit(_now(plan), by=person, seen=_now(plan).matter.version)
        seen = _now(plan).matter.version
        actions.approve(_now(plan), by=self.head, comment="按计划执行", seen=seen)
        return plan

    def _fill(self, plan: Plan, person: User, days: range) -> None:
        own = [one for one in self.customers if one.owner_id == person.pk]
        for day, customer in zip(days, self.random.sample(own, len(own)), strict=False):
            given = {
                "planned_on": plan.month.replace(day=day),
                "customer": customer,
                "relation": self.random.choice(["current", "current", "target", "potential"]),
                "purposes": self.random.choice(PURPOSES),
                "contact": self.random.choice(["王经理", "李主任", "采购部张工"]),
                "is_contact_made": self.random.random() < 0.8,
                "carry": self.random.choice(["", "新品样册", "对账单"]),
                "note": "",
            }
            actions.add_line(plan, by=person, given=given)

    def _ask(self, lines: list[PlanLine], person: User) -> None:
        """A cost in time; a gift that nobody had agreed to when the visit began."""
        for line, kind, amount in ((lines[0], "cost", 260), (lines[1], "gift", 380)):
            if line.planned_on > self.stage.today:
                continue
            asked = AdvanceRequest(
                line=line, kind=kind, amount=Decimal(amount), occasion="中秋和国庆回访",
                recipient="" if kind == "cost" else line.contact,
            )  # fmt: skip
            with self.stage.on(line.planned_on - timedelta(days=1)):
                request = actions.ask(asked, by=person)
                if kind == "cost":
                    actions.agree_to(request, by=self.head, seen=request.matter.version)

    def _visit(self, line: PlanLine, person: User) -> None:
        day, random = line.planned_on, self.random
        with self.stage.on(day, 17):
            planned = Visit(line=line, began_on=day, ended_on=day, purposes=line.purposes)
            planned.met = line.contact
            visit = actions.record_visit(planned, by=person)
            if random.random() < 0.4:
                actions.check_in(visit, by=person, agreed=True, **PLACE)
        self._pay(visit)
        reported = day + timedelta(days=random.choice([0, 1, 1, 2, 3]))
        if reported >= self.stage.today:
            return
        report, result, remaining = random.choice(REPORTS)
        with self.stage.on(reported, 18):
            actions.submit_report(
                _now(visit), by=person, report=report, result=result, remaining=remaining,
                seen=_now(visit).matter.version,
            )  # fmt: skip
            promised = random.random() < 0.4 and self._promise(visit, "寄送新品报价单", 5)
        kept_on = reported + timedelta(days=random.choice([2, 3, 4, 4, 7]))
        if promised and kept_on < self.stage.today:
            with self.stage.on(kept_on, 11):
                actions.finish_follow_up(promised, by=person, result="报价单已寄出，对方收悉。")
        if reported + timedelta(days=1) < self.stage.today:
            with self.stage.on(reported + timedelta(days=1), 9):
                actions.review_report(_now(visit), by=self.head, seen=_now(visit).matter.version)

    def _promise(self, visit: Visit, what: str, days: int) -> FollowUp:
        due = clock.today() + timedelta(days=days)
        person = visit.person
        return actions.promise(_now(visit), by=person, what=what, owner=person, due_on=due)

    def _pay(self, visit: Visit) -> None:
        day = visit.ended_on + timedelta(days=4)
        for request in AdvanceRequest.objects.filter(visit=visit).select_related("matter"):
            if day >= self.stage.today:
                continue
            with self.stage.on(day, 10):
                seen = request.matter.version
                if request.is_violation:
                    reason = "拜访前未获批准"
                    actions.disallow(request, by=self.cashier, reason=reason, seen=seen)
                else:
                    spent = request.amount - 12
                    actions.reimburse(request, by=self.cashier, spent=spent, seen=seen)

    def assess(self, month: date) -> None:
        """Submitted and frozen; a visit that is entered afterwards is a correction."""
        first = rules.next_month(month)
        with self.stage.on(first, 6):
            report = compute_month(STATISTICS, month)
        for day, act, by in ((4, submit, self.head), (5, approve, self.gm)):
            if first.replace(day=day) < self.stage.today:
                with self.stage.on(first.replace(day=day)):
                    act(report, by=by, seen=report.matter.version)
        if first.replace(day=6) < self.stage.today:
            with self.stage.on(first.replace(day=6)):
                last = rules.last_day_of(month)
                self._unplanned(self.people["3003"], last, "补登上月的拜访")

    def _unplanned(self, person: User, day: date, reason: str) -> Visit:
        visit = Visit(
            customer=self.random.choice(self.customers), began_on=day, ended_on=day,
            relation="current", purposes=["bond"], met="赵总", unplanned_reason=reason,
        )  # fmt: skip
        return actions.record_visit(visit, by=person, companions=[self.head])

    def today(self) -> None:
        """A visit of this morning, with what was promised; a gift that waits for the GM."""
        person = self.people["3002"]
        with self.stage.on(self.stage.today, 9):
            visit = self._unplanned(person, self.stage.today, "客户来电要求上门")
            actions.check_in(visit, by=person, agreed=True, **PLACE)
            self._promise(visit, "送两张护理床试用", 2)
            wanted = AdvanceRequest(
                customer=visit.customer, needed_on=self.stage.today + timedelta(days=9),
                kind="gift", amount=Decimal(800), recipient="赵总", occasion="新年拜访",
            )  # fmt: skip
            request = actions.ask(wanted, by=person)
            actions.agree_to(request, by=self.head, seen=request.matter.version)

    def next_month(self) -> None:
        """One is drafted from what this month left undone and from the grades; of the other, which
        is approved, one line is to be seen on another day: that waits for the head."""
        person, other = self.people["3002"], self.people["3003"]
        month = rules.next_month(self.stage.today)
        with self.stage.on(self.stage.today, 8):
            planned = self._approved(other, month)
            line = planned.lines.select_related("customer", "plan").earliest("planned_on")
            moved = line.planned_on + timedelta(days=7)
            actions.reschedule(line, by=other, planned_on=moved, reason="客户改约")
            plan = actions.open_plan(by=person, month=month)
            offered = candidates_of(plan)
            chosen = {
                source: [one.code for one in offered[source][:3]]
                for source in (UNDONE, GRADE, LAST)
            }
            if any(chosen.values()):
                reason = "客户出差，未能见面"
                actions.fill_plan(plan, by=person, chosen=chosen, reason=reason)
