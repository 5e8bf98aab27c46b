"""Old volumes taken over with their catalogue, what of them was destroyed, and two stock-takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from archives import actions
from archives.demo.papers import AFTER_SALES, OPERATIONS
from archives.kinds import Category, Retention, Secrecy, Use
from archives.models import Difference, StockTake, Volume
from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.models import Department, User
from foundation.process.steps import lock

# archive number, title, department, year, retention, clause, shelf, box, documents, pages
OLD: list[tuple[Any, ...]] = [
    ("KH-2013-D-001", "2013 年客户来访登记", OPERATIONS, 2013, Retention.SHORT, "4 来访登记", "1", "1", 24, 96),
    ("KH-2013-D-002", "2013 年促销活动往来文书", OPERATIONS, 2013, Retention.SHORT, "2 促销活动", "1", "1", 31, 140),
    ("KH-2014-D-001", "2014 年促销活动往来文书", OPERATIONS, 2014, Retention.SHORT, "2 促销活动", "1", "1", 18, 77),
    ("KH-2014-C-001", "2014 年销售合同（一）", OPERATIONS, 2014, Retention.LONG, "3 销售合同", "1", "2", 46, 188),
    ("KH-2014-C-002", "2014 年销售合同（二）", OPERATIONS, 2014, Retention.LONG, "3 销售合同", "1", "2", 39, 171),
    ("SH-2014-C-001", "2014 年售后服务协议", AFTER_SALES, 2014, Retention.LONG, "1 服务协议", "3", "", 22, 110),
    ("SH-2015-C-001", "2015 年售后服务协议", AFTER_SALES, 2015, Retention.LONG, "1 服务协议", "3", "", 27, 131),
]  # fmt: skip
PAGES = (("与远达公司的销售合同", "2014-03-09", 6), ("与兴业商厦的销售合同", "2014-05-20", 8))


def keep_old(stage: Any, now: datetime, places: dict[str, Department]) -> None:
    people = {user.employee_number: user for user in User.objects.working()}
    with stage.at(now - timedelta(days=60, hours=13)):
        _take_over(places, people["1101"])
    with stage.at(now - timedelta(days=40, hours=14)):
        _destroy(people)
    with stage.at(now - timedelta(days=12, hours=10)):
        _count(people, shelf="1", read=["KH-2014-C-001", "SH-2014-C-001", "6921734976505"])
    with stage.at(now - timedelta(days=2, hours=9)):
        _read_online(people)
    with stage.at(now - timedelta(days=1, hours=9)):
        taken = actions.begin_stock_take(by=people["1102"], room="一号库", cabinet="A", shelf="3")
        actions.read_code(taken, by=people["1102"], code="SH-2015-C-001")


def _take_over(places: dict[str, Department], room: User) -> None:
    rows = [
        {
            "archive_no": number, "name": name, "department": places[code].pk, "year": year,
            "retention": retention, "secrecy": Secrecy.INTERNAL, "clause_no": clause.split()[0],
            "clause_title": clause.split()[1], "room": "一号库", "cabinet": "A", "shelf": shelf,
            "box": box, "stated_documents": documents, "stated_pages": pages,
            "note": "原立卷人：周桂兰；检查人：陆建平。",
        }
        for number, name, code, year, retention, clause, shelf, box, documents, pages in OLD
    ]  # fmt: skip
    inside = [
        {
            "archive_no": "KH-2014-C-001", "position": position, "name": name, "document_no": "",
            "issuing_body": "销售部", "dated_on": datetime.fromisoformat(day).date(),
            "category": Category.CONTRACT, "kind": None, "first_year": None, "last_year": None,
            "opened_on": None, "medium": None, "copies": 1, "pages": pages, "secrecy": None,
            "retention": None, "lead": None, "relation": None, "reason": "", "handler": None,
            "finished_on": None,
        }
        for position, (name, day, pages) in enumerate(PAGES, 1)
    ]  # fmt: skip
    for answers in (
        actions.take_over_volumes(rows, by=room),
        actions.take_over_documents(inside, by=room),
    ):
        for answer in answers:
            if isinstance(answer, Refusal):
                raise answer


def _destroy(people: dict[str, User]) -> None:
    """Judged by two, approved, destroyed, seen by two; one of the list is kept on."""
    volumes = {one.archive_no: one for one in Volume.objects.filter(year__lt=2015)}
    found = actions.propose_appraisal(
        by=people["1101"], reason="保管期满，内容已汇入年度总结，无继续保存价值。",
        destroy=[volumes["KH-2013-D-001"], volumes["KH-2013-D-002"]],
        keep=[volumes["KH-2014-D-001"]],
    )  # fmt: skip
    for act, who in (
        (actions.agree_appraisal, "1104"), (actions.approve_destruction, "1001"),
        (actions.destroy_volumes, "1101"), (actions.sign_as_witness, "1103"),
        (actions.sign_as_witness, "1105"),
    ):  # fmt: skip
        act(found, by=people[who], seen=lock(found).matter.version)


def _count(people: dict[str, User], *, shelf: str, read: list[str]) -> None:
    """Signed with its differences; one of them is put right."""
    room = people["1101"]
    taken = actions.begin_stock_take(by=room, room="一号库", cabinet="A", shelf=shelf)
    for code in read:
        actions.read_code(taken, by=room, code=code)
    actions.close_stock_take(taken, by=room, seen=lock(taken).matter.version)
    line = StockTake.objects.get(pk=taken.pk).differences.get(kind=Difference.Kind.ELSEWHERE)
    actions.settle_difference(
        taken, by=room, difference=line, settlement="已放回登记的库位",
        seen=lock(taken).matter.version,
    )  # fmt: skip


def _read_online(people: dict[str, User]) -> None:
    """A contract of the old volume is scanned in, and opened to somebody for ten days."""
    room, reader = people["1101"], people["1008"]
    volume = Volume.objects.select_related("matter").get(archive_no="KH-2014-C-001")
    document = volume.documents.select_related("matter").order_by("position")[0]
    scan = SimpleUploadedFile("销售合同.txt", "甲方：启辰商贸；乙方：远达公司。".encode())
    attach(document.matter, by=room, file=scan, purpose="电子原件")
    due_on = clock.today() + timedelta(days=10)
    loan = actions.borrow(
        volume, by=reader, use=Use.ONLINE, purpose="续签谈判参考", due_on=due_on, keeps_secret=True
    )
    for number in ("1006", "1104"):
        actions.approve_loan(loan, by=people[number], seen=lock(loan).matter.version)
    actions.open_link(loan, by=room, due_on=due_on, seen=lock(loan).matter.version)
