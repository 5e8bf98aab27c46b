"""The life of one complaint of the demo, as a generator.

It yields the moment of its next act and does the act when resumed, at that moment: the loader
lives through three months of all of them in the order of time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from complaints import actions, policies
from complaints.demo import scenes
from complaints.demo.scenes import Scene
from complaints.models import Complaint, State
from foundation import clock
from foundation.customers.models import Customer
from foundation.people.models import Department, User

Life = Iterator[datetime]
OPENING, CLOSING = 9, 18  # office hours


@dataclass
class Company:
    """Who takes part."""

    gm: User
    admin_hr: list[User]
    service: list[User]
    service_head: User
    stores: list[tuple[Department, User, list[User]]]
    handlers: dict[str, tuple[Department, User, User]]  # by code: department, head, handler
    customers: list[Customer]
    public: User
    lately: list[Complaint] = field(default_factory=list)


def in_office(moment: datetime) -> datetime:
    """The moment itself, or the next opening."""
    moment = moment.astimezone(clock.zone())
    if moment.hour >= CLOSING:
        moment = (moment + timedelta(days=1)).replace(hour=OPENING)
    return moment.replace(hour=OPENING) if moment.hour < OPENING else moment


def office_hours_later(moment: datetime, hours: float) -> datetime:
    moment = in_office(moment)
    while hours > 0:
        left = CLOSING - moment.hour - moment.minute / 60
        if hours < left:
            return moment + timedelta(hours=hours)
        hours -= left
        moment = (moment + timedelta(days=1)).replace(hour=OPENING)
    return moment


class Case:
    """One complaint: its scene, its people, its fate."""

    def __init__(self, company: Company, random: Random, received_at: datetime) -> None:
        self.company, self.random, self.received_at = company, random, received_at
        self.fate = random.choices(
            ["answered", "declined", "withdrawn", "duplicate", "void"], [80, 11, 4, 3, 2]
        )[0]
        self.scene: Scene = random.choice(scenes.SCENES)
        self.pace = 2.4 if random.random() < 0.12 else 1.0  # some cases drag on
        self.returned = random.random() < 0.1
        self.is_stuck = False  # lies somewhere, to this day
        self.unreachable = random.random() < 0.04
        self.store, self.supervisor, self.clerks = random.choice(company.stores)
        self.in_store = random.random() < 0.7
        self.clerk = random.choice(self.clerks)
        self.service = random.choice(company.service)
        self.hr = random.choice(company.admin_hr)
        self.department, self.head, self.handler = company.handlers[self.scene.department]

    def later(self, least: float, most: float) -> datetime:
        return office_hours_later(clock.now(), self.random.uniform(least, most) * self.pace)

    @property
    def seen(self) -> int:
        return self.complaint.matter.version

    def live(self) -> Life:
        yield in_office(self.received_at + timedelta(minutes=self.random.randint(5, 90)))
        self.register()
        yield self.later(0.2, 1)
        actions.take_case(self.complaint, by=self.company.service_head, owner=self.service)
        self.refresh()
        if self.fate == "void":
            yield self.later(0.5, 2)
            actions.void(self.complaint, by=self.service, reason="同一来电重复登记", seen=self.seen)
            return
        if self.fate == "duplicate" and self.original is not None:
            yield self.later(1, 4)
            if self.join_original():
                return
        yield from self.until_closed()
        yield from self.afterwards()

    def register(self) -> None:
        facts: dict[str, Any] = {}
        self.original = None
        if self.fate == "duplicate" and self.company.lately:
            self.original = self.random.choice(self.company.lately[-5:])
            facts = {"customer": self.original.customer, "goods": self.original.goods}
        customer = facts.get("customer") or self.random.choice(self.company.customers)
        goods = facts.get("goods") or self.random.choice(self.scene.goods)
        late = clock.now() - self.received_at > timedelta(days=1)
        mail = self.random.random() < 0.3
        self.complaint = actions.register(
            Complaint(
                customer=customer,
                contact_phone=customer.phone,
                contact_email=f"customer{customer.pk}@example.com" if mail else "",
                store=self.store if self.in_store else None,
                goods=goods,
                order_no=f"SO{self.received_at:%y%m}{self.random.randint(10_000, 99_999)}",
                channel="store"
                if self.in_store
                else self.random.choice(["phone", "web", "letter"]),
                ground=self.scene.ground,
                what_happened=self.scene.what_happened,
                demands=list(self.scene.demands),
                received_at=self.received_at,
                late_entry_reason="周末来函，上班后登记" if late else "",
            ),
            by=self.clerk if self.in_store else self.service,
        )
        self.company.lately.append(self.complaint)

    def refresh(self) -> None:
        self.complaint = Complaint.objects.select_related("matter").get(pk=self.complaint.pk)

    def join_original(self) -> bool:
        assert self.original is not None
        original = Complaint.objects.select_related("matter").get(pk=self.original.pk)
        if original.is_closed:
            return False
        actions.merge(
            self.complaint, by=self.service, into=original, reason="同一客户就同一商品再次来电",
            seen=self.seen,
        )  # fmt: skip
        return True

    def until_closed(self) -> Life:
        """The steps of the regulation, each after a while, by the person whose turn it is."""
        stuck_after = self.random.randint(1, 8)
        withdrawn_after = self.random.randint(1, 4) if self.fate == "withdrawn" else 99
        for turn, (least, most, act) in enumerate(self.steps()):
            yield self.later(least, most)
            self.refresh()
            if self.is_stuck and turn == stuck_after:
                return
            if turn == withdrawn_after:
                reason = self.random.choice(scenes.WITHDRAWN)
                actions.withdraw(self.complaint, by=self.service, reason=reason, seen=self.seen)
                return
            act()
            if self.complaint.state == State.DECLINED:
                break
        yield from self.answer()

    def steps(self) -> list[tuple[float, float, Callable[[], object]]]:
        ways: list[tuple[float, float, Callable[[], object]]] = [
            (0.5, 4, self.check),
            (1, 5, self.rule),
        ]
        if self.fate == "declined":
            return ways
        ways += [(1, 5, self.name), (4, 12, self.report), (1, 4, self.review)]
        if self.returned:
            ways += [(1, 4, self.send_back), (2, 5, self.report), (1, 3, self.review)]
        return [
            *ways,
            (1, 6, self.give_opinion),
            (1, 8, self.decide),
            (2, 7, self.dispose),
            (1, 4, self.approve),
        ]

    def check(self) -> None:
        holds = self.fate != "declined"
        actions.check_grounds(
            self.complaint, by=self.clerk if self.in_store else self.service, holds=holds,
            opinion="已查验商品与票据，情况属实。" if holds else "查验后认为理由不成立。",
            ground=self.scene.ground, seen=self.seen,
        )  # fmt: skip

    def rule(self) -> None:
        accepted = self.fate != "declined"
        actions.rule_on(
            self.complaint, by=self.supervisor if self.in_store else self.company.service_head,
            accepted=accepted, reason="" if accepted else self.random.choice(scenes.DECLINED),
            seen=self.seen,
        )  # fmt: skip

    def name(self) -> None:
        actions.name_department(
            self.complaint, by=self.hr, department=self.department, handler=self.handler,
            instructions="请三日内查明原因，提出对策和防范措施。", seen=self.seen,
        )  # fmt: skip

    def report(self) -> None:
        scene = self.scene
        actions.write_report(
            self.complaint, by=self.handler, responsible_people=[],
            responsible_departments=[self.department], nobody_reason="", cause_kind=scene.cause_kind,
            cause=scene.cause, course=scene.course, conclusion=scene.conclusion,
            countermeasures=scene.countermeasures, prevention=scene.prevention,
        )  # fmt: skip
        actions.submit_report(self.complaint, by=self.handler, seen=self.seen)

    def review(self) -> None:
        actions.review_report(
            self.complaint, by=self.head, comment="同意上报", seen=self.seen,
            ticked=policies.checklist(self.complaint),
        )  # fmt: skip

    def send_back(self) -> None:
        actions.send_back(
            self.complaint, by=self.hr, to=State.INVESTIGATING,
            reason=self.random.choice(scenes.RETURNED), seen=self.seen,
        )  # fmt: skip

    def give_opinion(self) -> None:
        actions.give_opinion(
            self.complaint, by=self.hr, opinion=f"情况清楚，建议：{self.scene.countermeasures}",
            seen=self.seen,
        )  # fmt: skip

    def decide(self) -> None:
        actions.decide(self.complaint, by=self.company.gm, comment="同意", seen=self.seen)

    def dispose(self) -> None:
        discount, compensation = (
            Decimal(self.random.randint(*span) // 10 * 10)
            for span in (self.scene.discount, self.scene.compensation)
        )
        actions.write_disposal(
            self.complaint, by=self.handler, kind=self.scene.kind, text=self.scene.disposal,
            discount=discount, compensation=compensation,
            sales_rule=scenes.SALES_RULE if discount or compensation else "",
        )  # fmt: skip
        actions.submit_disposal(self.complaint, by=self.handler, seen=self.seen)

    def approve(self) -> None:
        actions.approve_disposal(self.complaint, by=self.head, comment="同意", seen=self.seen)

    def answer(self) -> Life:
        if self.random.random() < 0.08:
            yield self.later(0.3, 2)
            wait = self.random.choice(scenes.WAITING)
            actions.wait_for_customer(self.complaint, by=self.service, reason=wait)
        if self.unreachable:
            for words, day in zip(scenes.NOT_REACHED, (0, 0, 1), strict=True):
                yield self.later(1, 2) if day == 0 else self.later(9, 11)
                self.reply(words, reached=False)
            return
        yield self.later(1, 6)
        declined = self.fate == "declined"
        ruling = "经核实暂不属受理范围，原因已说明；如有异议可申请复核或拨打 12315。"
        self.reply(ruling if declined else self.scene.disposal, reached=True)

    def reply(self, words: str, *, reached: bool) -> None:
        self.refresh()
        reaction = self.random.choices(["satisfied", "accepted", "dissatisfied"], [55, 35, 10])[0]
        actions.record_reply(
            self.complaint, by=self.service, mode=self.random.choice(["oral", "oral", "written"]),
            at=clock.now() - timedelta(minutes=5), content=words, reached=reached,
            reaction=reaction if reached else "none", seen=self.seen,
        )  # fmt: skip

    def afterwards(self) -> Life:
        """Prevention with its check, the customer's rating, now and then a second round."""
        self.refresh()
        if self.complaint.state not in (State.CLOSED, State.CLOSED_DECLINED):
            return
        if self.random.random() < 0.45:
            yield self.later(2, 20)
            score = self.random.choices([5, 4, 3, 2, 1], [45, 30, 12, 8, 5])[0]
            words = self.random.choice(scenes.WORDS_OF_CUSTOMERS[score])
            actions.rate(self.complaint, by=self.company.public, score=score, comment=words)
        self.refresh()
        if self.complaint.round == 1 and self.random.random() < 0.06:
            yield office_hours_later(clock.now(), self.random.uniform(5, 40))
            self.refresh()
            reason = self.random.choice(scenes.REOPENED)
            actions.reopen(self.complaint, by=self.service, reason=reason, seen=self.seen)
            self.returned = self.unreachable = False
            self.fate = "answered"
            yield from self.until_closed()
        elif self.complaint.state == State.CLOSED and self.random.random() < 0.4:
            yield from self.prevent()

    def prevent(self) -> Life:
        yield self.later(1, 8)
        action = actions.plan_prevention(
            self.complaint, by=self.head, text=self.scene.prevention, owner=self.handler,
            due_on=clock.today() + timedelta(days=self.random.choice([7, 14, 21])),
        )  # fmt: skip
        yield self.later(20, 130)
        actions.finish_prevention(action, by=self.handler, note="已按措施执行，记录已存档。")
        yield office_hours_later(clock.now() + timedelta(days=28), self.random.uniform(1, 20))
        effective = self.random.random() < 0.85
        note = "检查期内未再发生同类问题。" if effective else "检查期内又有一起，措施须加强。"
        actions.check_effect(action, by=self.hr, is_effective=effective, note=note)
