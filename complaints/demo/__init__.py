"""Three months of complaints of the demo company, made by the acts themselves, in order of time.

So numbers, events, tasks, deadlines and reminders are those a company would have had.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Max

from complaints.demo.lives import Case, Company, in_office
from complaints.demo.scenes import AFTER_SALES, FINANCE, LOGISTICS, OPERATIONS, PRODUCTION
from complaints.figures import STATISTICS
from complaints.roles import (
    CUSTOMER_SERVICE,
    CUSTOMER_SERVICE_SUPERVISOR,
    STORE_CLERK,
    STORE_SUPERVISOR,
)
from foundation import clock
from foundation.customers.models import Customer
from foundation.monthly.actions import approve, compute_month, submit
from foundation.monthly.declarations import previous_month
from foundation.notifications.models import Notice
from foundation.people.models import Department, RoleGrant, User
from foundation.process.sweep import sweep

COMPLAINTS, DAYS = 120, 91
RECENT_DAYS, STUCK_DAYS = 6, 21
UNREAD_DAYS = 2  # what is older counts as read: nobody's bell starts with hundreds

# employee number, role, code of the store (empty: the whole company)
GRANTS = [
    ("1007", CUSTOMER_SERVICE_SUPERVISOR, ""), ("1008", CUSTOMER_SERVICE, ""),
    ("1022", CUSTOMER_SERVICE, ""),
    ("1013", STORE_SUPERVISOR, "71"), ("1014", STORE_CLERK, "71"), ("1015", STORE_CLERK, "71"),
    ("1016", STORE_SUPERVISOR, "72"), ("1017", STORE_CLERK, "72"),
    ("1018", STORE_SUPERVISOR, "73"), ("1019", STORE_CLERK, "73"),
]  # fmt: skip
# department, employee number of its handler
HANDLERS = {
    PRODUCTION: "1024", LOGISTICS: "1026", OPERATIONS: "1027", FINANCE: "1005", AFTER_SALES: "1010",
}  # fmt: skip


def load(stage: Any) -> None:
    people = {user.employee_number: user for user in User.objects.working()}
    _grant(people)
    company = _company(people)
    # Up to last midnight, so that the hour of loading makes no difference.
    now = clock.end_of_day(stage.today - timedelta(days=1))
    told_before = Notice.objects.aggregate(last=Max("pk"))["last"] or 0
    # A moment each, and a number so that two of the same moment are taken in a fixed order.
    due: list[tuple[datetime, int, Iterator[datetime]]] = []
    since = now - timedelta(days=DAYS)
    lives = [_sweeping(since, now), _reporting(company, since)]
    lives += [case.live() for case in _cases(stage, company, now)]
    for number, life in enumerate(lives):
        heapq.heappush(due, (next(life), number, life))
    while due:
        moment, number, life = heapq.heappop(due)
        if moment > now:
            break
        with stage.at(moment):
            following = next(life, None)
        if following is not None:
            heapq.heappush(due, (following, number, life))
    _let_past_mail_rest(now, told_before)


def _cases(stage: Any, company: Company, now: datetime) -> list[Case]:
    """Spread over the months, a little denser of late, so that every state has its cases today."""
    random = stage.random
    spans = [DAYS if turn % 6 else RECENT_DAYS for turn in range(COMPLAINTS * stage.size)]
    ages = sorted((random.uniform(0.1, span) for span in spans), reverse=True)
    moments = [(now - timedelta(days=age)).replace(second=0, microsecond=0) for age in ages]
    cases = [Case(company, random, _by_day(moment, random)) for moment in moments]
    for case in cases:
        case.is_stuck = (
            now - case.received_at < timedelta(days=STUCK_DAYS) and random.random() < 0.15
        )
    return cases


def _by_day(moment: datetime, random: Any) -> datetime:
    """Shops are open until late, nobody complains at night."""
    return (
        moment
        if 9 <= moment.hour < 20
        else in_office(moment) - timedelta(hours=random.randint(13, 15))
    )


def _sweeping(since: datetime, until: datetime) -> Iterator[datetime]:
    """The sweep of deadlines, once a day."""
    moment = since.replace(hour=0, minute=10)
    while moment < until:
        moment += timedelta(days=1)
        yield moment
        sweep()


def _reporting(company: Company, since: datetime) -> Iterator[datetime]:
    """Every month's statistics: computed on the 1st, submitted on the 5th, approved on the 8th."""
    first = since.replace(day=1, hour=4, minute=0)
    while True:
        first = (first + timedelta(days=32)).replace(day=1)
        yield first
        report = compute_month(STATISTICS, previous_month(clock.local_date(first)))
        yield first.replace(day=5, hour=10)
        submit(report, by=company.admin_hr[0], seen=report.matter.version)
        yield first.replace(day=8, hour=15)
        approve(report, by=company.gm, seen=report.matter.version)


def _grant(people: dict[str, User]) -> None:
    groups = {group.name: group for group in Group.objects.all()}
    stores = {store.code: store for store in Department.objects.filter(kind="store")}
    for number, role, store in GRANTS:
        RoleGrant.objects.create(
            user=people[number],
            group=groups[role.code],
            scope=RoleGrant.Scope.DEPARTMENT if store else RoleGrant.Scope.COMPANY,
            department=stores.get(store),
        )


def _company(people: dict[str, User]) -> Company:
    departments = {place.code: place for place in Department.objects.select_related("head")}

    def of(role: Any, store: str) -> list[User]:
        return [people[number] for number, held, at in GRANTS if held is role and at == store]

    return Company(
        gm=people["1001"],
        admin_hr=[people["1002"], people["1003"]],
        service=of(CUSTOMER_SERVICE, ""),
        service_head=people["1007"],
        stores=[
            (departments[code], of(STORE_SUPERVISOR, code)[0], of(STORE_CLERK, code))
            for code in ("71", "72", "73")
        ],
        handlers={
            code: (departments[code], head, people[number])
            for code, number in HANDLERS.items()
            if (head := departments[code].head)
        },
        customers=list(Customer.objects.current().order_by("pk")),
        public=User.objects.public(),
    )


def _let_past_mail_rest(now: datetime, told_before: int) -> None:
    """Three months of notices are in the bell, but nobody is sent three months of mail."""
    made = Notice.objects.filter(pk__gt=told_before)
    made.update(mail_after=None)
    made.filter(created_at__lt=now - timedelta(days=UNREAD_DAYS)).update(read_at=now)
