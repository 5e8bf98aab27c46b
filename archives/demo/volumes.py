"""Some of the papers on their way to the shelf, and who has borrowed them since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from archives import actions
from archives.demo.papers import AFTER_SALES, OPERATIONS
from archives.kinds import Secrecy
from archives.models import Document, DocumentState, Loan, Volume
from foundation import clock
from foundation.people.models import Department, User
from foundation.process.steps import lock

MOST = 4  # documents in a volume


def shelve(
    stage: Any, now: datetime, places: dict[str, Department], clerks: dict[str, User]
) -> list[Volume]:
    """Of two departments: handed over, received, filed by clause, signed, checked, on the shelf."""
    made: list[Volume] = []
    with stage.at(now - timedelta(days=24, hours=14)):
        for code in (OPERATIONS, AFTER_SALES):
            made += _volumes_of(places[code], clerks[code], _people(), now, len(made))
    return made


def _people() -> dict[str, User]:
    return {user.employee_number: user for user in User.objects.working()}


def _volumes_of(
    place: Department, clerk: User, people: dict[str, User], now: datetime, before: int
) -> list[Volume]:
    room = people["1101"]
    ready = Document.objects.filter(
        department=place, state=DocumentState.COLLECTED, secrecy__lte=Secrecy.INTERNAL,
        collected_at__lt=clock.now(), clause__isnull=False,
    )  # fmt: skip
    chosen = [one for one in ready.select_related("matter").order_by("pk")]
    if not chosen:
        return []
    transfer = actions.offer(place, by=clerk, documents=chosen)
    actions.sign(transfer, by=room, seen=lock(transfer).matter.version)
    received = Document.objects.filter(transfers=transfer).select_related(
        "matter", "clause__scheme"
    )
    by_clause: dict[int, list[Document]] = {}
    for document in received.order_by("pk"):
        if document.filing_year == document.clause.scheme.year:
            by_clause.setdefault(document.clause_id, []).append(document)
    made = []
    for number, documents in enumerate(list(by_clause.values())[:2], before + 1):
        made.append(_volume(documents[:MOST], people, box=str(number)))
    return made


def _volume(documents: list[Document], people: dict[str, User], *, box: str) -> Volume:
    clause, room = documents[0].clause, people["1101"]
    assert clause is not None
    name = f"{clause.scheme.year} 年{clause.title}"
    volume = actions.open_volume(clause, by=room, name=name)
    for document in documents:
        actions.place(document, by=room, volume=volume, seen=None)
    actions.compile_volume(volume, by=room, seen=lock(volume).matter.version)
    actions.verify(volume, by=people["1102"], seen=lock(volume).matter.version)
    actions.shelve(
        volume, by=room, room="一号库", cabinet="A", shelf="2", box=box, has_paper=True,
        has_electronic=True, seen=lock(volume).matter.version,
    )  # fmt: skip
    found: Volume = Volume.objects.select_related("matter", "department").get(pk=volume.pk)
    return found


def lend(stage: Any, now: datetime, volumes: list[Volume]) -> None:
    """One loan brought back damaged, one late with somebody waiting, one that waits for its signature."""
    if not volumes:
        return
    people, first, last = _people(), volumes[0], volumes[-1]
    with stage.at(now - timedelta(days=20, hours=15)):
        back = _lent(first, people["1008"], people, days=5)
    with stage.at(now - timedelta(days=16, hours=9)):
        actions.take_back(
            back, by=people["1102"], is_counted=True, comment="完好",
            seen=lock(back).matter.version,
        )  # fmt: skip
        actions.confirm_return(back, by=people["1008"], seen=lock(back).matter.version)
        _find_damage(back, people)
    with stage.at(now - timedelta(days=9, hours=13)):
        _lent(first, people["1022"], people, days=6)
    with stage.at(now - timedelta(days=4, hours=10)):
        waiting = actions.borrow(
            first, by=people["1007"], use="reading", purpose="核对活动费用",
            due_on=clock.today() + timedelta(days=7),
        )  # fmt: skip
        actions.approve_loan(waiting, by=people["1006"], seen=lock(waiting).matter.version)
    with stage.at(now - timedelta(days=1, hours=8)):
        asked = actions.borrow(
            last, by=people["1012"], use="out", purpose="大客户投标附件",
            due_on=clock.today() + timedelta(days=10),
        )  # fmt: skip
        actions.approve_loan(asked, by=people["1011"], seen=lock(asked).matter.version)


def _find_damage(loan: Loan, people: dict[str, User]) -> None:
    """Made good by the archive room; its head has still to decide."""
    incident = actions.report_incident(
        loan, by=people["1102"], kind="damage", text="第 2 件第 3 页有铅笔圈划。",
        seen=lock(loan).matter.version,
    )  # fmt: skip
    measures = "已擦除字迹，原页复印存底，并向借阅人重申借阅规定。"
    actions.handle_incident(
        incident, by=people["1101"], measures=measures, seen=lock(incident).matter.version
    )


def _lent(volume: Volume, borrower: User, people: dict[str, User], *, days: int) -> Loan:
    due_on = clock.today() + timedelta(days=days)
    loan = actions.borrow(volume, by=borrower, use="reading", purpose="撰写年度总结", due_on=due_on)
    actions.approve_loan(loan, by=people["1006"], seen=loan.matter.version)
    actions.hand_out(
        loan, by=people["1101"], due_on=due_on, is_counted=True, seen=loan.matter.version
    )
    actions.accept_loan(
        loan, by=borrower, is_counted=True, keeps_secret=True, seen=loan.matter.version
    )
    return loan
