"""Three months of archives of the demo company, made by the acts themselves, in order of time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import Max

from archives import actions
from archives.demo.papers import CLAUSES, OFFICE, OPERATIONS, PAPERS, PRODUCTION, RETURNED, Paper
from archives.demo.storeroom import keep_old
from archives.demo.trips import travel
from archives.demo.volumes import lend, shelve
from archives.models import Clause, Document, FilingScheme
from archives.roles import (
    ADMIN_ASSISTANT,
    ARCHIVE_HEAD,
    ARCHIVE_ROOM,
    COMPANY_MANAGER,
)
from foundation import clock
from foundation.notifications.models import Notice
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.process.steps import lock

DOCUMENTS, DAYS = 70, 91

# number, name, position, role: all of the GM office
STAFF = [
    ("1101", "沈佩文", "档案员", ARCHIVE_ROOM),
    ("1102", "许诺", "档案员", ARCHIVE_ROOM),
    ("1103", "方洁", "行政助理", ADMIN_ASSISTANT),
    ("1104", "秦岚", "办公室主任", ARCHIVE_HEAD),
    ("1105", "顾明远", "经理", COMPANY_MANAGER),
]
# department -> employee number; the production department has named nobody: a defect to be seen
ARCHIVISTS = {
    OFFICE: "1103", "20": "1003", "30": "1005", OPERATIONS: "1027", "50": "1010", "58": "1026",
    "60": "1012",
}  # fmt: skip
LOGINS = [(number, name, position) for number, name, position, role in STAFF]


def load(stage: Any) -> None:
    places = {place.code: place for place in Department.objects.select_related("head")}
    _hire(places)
    _grant(places)
    told_before = Notice.objects.aggregate(last=Max("pk"))["last"] or 0
    now = clock.end_of_day(stage.today - timedelta(days=1))
    archivists = {
        code: User.objects.get(employee_number=number) for code, number in ARCHIVISTS.items()
    }
    with stage.at(now - timedelta(days=DAYS + 30)):
        for code, archivist in archivists.items():
            head = places[code].head
            assert head is not None
            actions.name_archivist(places[code], by=head, person=archivist)
        clauses = _schemes(places, stage.today.year)
    for moment, paper in _papers(stage, now):
        _live(stage, moment, paper, now, clauses, archivists)
    travel(stage, now, archivists)
    lend(stage, now, shelve(stage, now, places, archivists))
    keep_old(stage, now, places)
    made = Notice.objects.filter(pk__gt=told_before)
    made.update(mail_after=None)
    made.filter(created_at__lt=now - timedelta(days=2)).update(read_at=now)


def _hire(places: dict[str, Department]) -> None:
    password = make_password(settings.DEMO_PASSWORD)
    gm = User.objects.get(employee_number="1001")
    for number, name, position, __ in STAFF:
        User.objects.create(
            employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
            department=places[OFFICE], position=position, email=f"{number}@example.com",
            phone=f"1380000{number}", supervisor=gm,
        )  # fmt: skip


def _grant(places: dict[str, Department]) -> None:
    groups = {group.name: group for group in Group.objects.all()}
    people = {user.employee_number: user for user in User.objects.working()}
    for number, __, __, role in STAFF:
        RoleGrant.objects.create(user=people[number], group=groups[role.code])


def _schemes(places: dict[str, Department], this_year: int) -> dict[tuple[str, int, str], Clause]:
    """Last year's scheme of every department, carried over to this year."""
    author = User.objects.get(employee_number="1101")
    found = {}
    for code, clauses in CLAUSES.items():
        scheme = actions.draft_scheme(places[code], by=author, year=this_year - 1)
        for number, title, category, retention in clauses:
            actions.add_clause(
                scheme,
                by=author,
                number=number,
                title=title,
                category=category,
                retention=retention,
            )
        both: list[FilingScheme] = [scheme, actions.copy_last_year(scheme, by=author)]
        for one in both:
            actions.adopt(one, by=author, seen=lock(one).matter.version)
            for clause in one.clauses.select_related("scheme"):
                found[code, one.year, clause.number] = clause
    return found


def _papers(stage: Any, now: datetime) -> list[tuple[datetime, Paper]]:
    """Office hours of the three months, each kind of paper about as often as the others."""
    random: Random = stage.random
    told = []
    for turn in range(DOCUMENTS * stage.size):
        day = (now - timedelta(days=random.uniform(1, DAYS))).date()
        moment = datetime.combine(day, time(random.randint(9, 17), random.randint(0, 59)))
        told.append((moment.replace(tzinfo=clock.zone()), PAPERS[turn % len(PAPERS)]))
    return sorted(told, key=lambda one: one[0])


def _live(
    stage: Any,
    moment: datetime,
    paper: Paper,
    now: datetime,
    clauses: dict[tuple[str, int, str], Clause],
    archivists: dict[str, User],
) -> None:
    """Registered by its handler, now and then returned, mostly signed for within days."""
    random: Random = stage.random
    dated = moment.date() - timedelta(days=random.randint(0, 5))
    finished = min(moment.date(), dated + timedelta(days=random.randint(0, 2)))
    clause = clauses[paper.department, dated.year, paper.clause]
    handler = random.choice(list(clause.scheme.department.people.order_by("pk")))
    with stage.at(moment):
        document = actions.register(
            Document(
                name=paper.name.format(year=dated.year, month=dated.month),
                document_no=f"{clause.scheme.department.name[0]}〔{dated.year}〕{random.randint(1, 90)} 号",
                issuing_body=clause.scheme.department.name,
                dated_on=dated,
                category=clause.category,
                kind=paper.kind,
                opened_on=dated if paper.kind == "meeting" else None,
                medium=paper.medium,
                copies=random.choice([1, 1, 1, 2]),
                pages=random.randint(*paper.pages),
                subject_terms=list(paper.terms),
                secrecy=paper.secrecy,
                retention=clause.retention,
                department=clause.scheme.department,
                is_company_print=paper.is_company_print,
                handler=handler,
                finished_on=finished,
                clause=clause,
            ),
            by=handler,
        )
    if document.state != "handed_in" or paper.department == PRODUCTION:
        return
    later = moment + timedelta(days=random.choice([0, 1, 1, 2, 4]), hours=1)
    if later > now or random.random() < 0.08:
        return
    room = User.objects.get(employee_number="1101")
    archivist = room if document.goes_straight_to_room else archivists[paper.department]
    with stage.at(later):
        if random.random() < 0.1:
            reason = random.choice(RETURNED)
            actions.send_back(document, by=archivist, reason=reason, seen=document.matter.version)
            actions.hand_in(document, by=handler, seen=document.matter.version)
        actions.collect(document, by=archivist, seen=document.matter.version)
