"""The way of documents into a volume and of the volume onto its shelf."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from archives import actions
from archives.kinds import Retention
from archives.models import Appraisal, Clause, Clearance, Document, Incident, Loan, Volume
from foundation import clock
from foundation.people.models import User
from tests.archives.conftest import Cast, new_clause, new_document, seen

READER = {
    "reader": "孟浩",
    "employer": "市审计局",
    "identity": "id_card",
    "identity_digits": "201X",
}


def fresh(record: Any) -> Any:
    return type(record).objects.select_related("matter").get(pk=record.pk)


def received(cast: Cast, **given: Any) -> Document:
    """Registered, collected, handed over, received: waiting to be filed."""
    document = new_document(cast, **given)
    actions.collect(document, by=cast.clerk, seen=seen(document))
    transfer = actions.offer(cast.sales, by=cast.clerk, documents=[document])
    actions.sign(transfer, by=cast.archivist, seen=seen(transfer))
    found: Document = fresh(document)
    return found


def clause_of(cast: Cast, year: int = 2026, **given: Any) -> Clause:
    found = Clause.objects.filter(scheme__department=cast.sales, scheme__year=year).first()
    return found or new_clause(cast, year=year, **given)


def volume_of(cast: Cast, year: int = 2026, **given: Any) -> Volume:
    given = {"name": f"{year} 年促销活动", "retention": 2} | given
    return actions.open_volume(clause_of(cast, year), by=cast.archivist, **given)


def put(document: Document, volume: Volume, cast: Cast) -> None:
    actions.place(document, by=cast.archivist, volume=volume, seen=seen(document))


def compile_it(volume: Volume, cast: Cast, **given: Any) -> None:
    actions.compile_volume(volume, by=cast.archivist, seen=seen(volume), **given)


def check(volume: Volume, cast: Cast) -> None:
    actions.verify(volume, by=cast.second, seen=seen(volume))


def shelve(volume: Volume, cast: Cast) -> None:
    actions.shelve(
        volume, by=cast.archivist, room="一号库", cabinet="A", shelf="3", box="12",
        has_paper=True, has_electronic=True, seen=seen(volume),
    )  # fmt: skip


def shelved(cast: Cast, *documents: Document, year: int = 2026) -> Volume:
    volume = volume_of(cast, year)
    for document in documents:
        put(document, volume, cast)
    compile_it(volume, cast)
    check(volume, cast)
    shelve(volume, cast)
    found: Volume = fresh(volume)
    return found


def asked(cast: Cast, *, by: User | None = None, **given: Any) -> Clearance:
    """A trip whose traveller asks for clearance: with documents, or without anything to file."""
    documents = given.pop("documents", ())
    facts = {
        "purpose": "training",
        "destination": "杭州 · 客户管理培训",
        "left_on": date(2026, 10, 26),
        "returned_on": date(2026, 10, 28),
        "nothing_reason": "" if documents else "只参加了开幕式",
    } | given
    trip = Clearance(**facts)
    return actions.ask_clearance(trip, by=by or cast.handler, documents=documents)


def on_shelf(cast: Cast, **given: Any) -> Volume:
    """A shelved volume of sales with one document."""
    return shelved(cast, received(cast, **given))


def borrowed(volume: Volume, cast: Cast, *, by: User | None = None, **given: Any) -> Loan:
    """Asked for, nobody has approved it yet."""
    given = {"use": "reading", "purpose": "核对促销费用", "due_on": clock.today()} | given
    return actions.borrow(volume, by=by or cast.handler, **given)


def approve(loan: Loan, *people: User) -> None:
    for person in people:
        actions.approve_loan(loan, by=person, seen=seen(loan))


def hand_out(loan: Loan, cast: Cast, **given: Any) -> None:
    given = {"due_on": clock.today() + timedelta(days=5), "is_counted": True} | given
    actions.hand_out(loan, by=cast.archivist, seen=seen(loan), **given)


def lent(volume: Volume, cast: Cast, *, by: User | None = None, **given: Any) -> Loan:
    """In the hands of somebody of sales, by their head's approval."""
    by = by or cast.handler
    loan = borrowed(volume, cast, by=by)
    approve(loan, cast.sales_head)
    hand_out(loan, cast, **given)
    actions.accept_loan(loan, by=by, is_counted=True, keeps_secret=True, seen=seen(loan))
    found: Loan = fresh(loan)
    return found


def take_back(loan: Loan, cast: Cast, **given: Any) -> None:
    given = {"is_counted": True} | given
    actions.take_back(loan, by=cast.archivist, seen=seen(loan), **given)


def incident_of(loan: Loan, cast: Cast) -> Incident:
    return actions.report_incident(
        loan, by=cast.archivist, kind="damage", text="第三页被圈划", seen=seen(loan)
    )


def expired(cast: Cast) -> Volume:
    """A short-term volume whose ten years are over."""
    volume = on_shelf(cast)
    Volume.objects.filter(pk=volume.pk).update(year=2015, retention=Retention.SHORT)
    found: Volume = fresh(volume)
    return found


def proposed(volume: Volume, cast: Cast) -> Appraisal:
    return actions.propose_appraisal(by=cast.archivist, destroy=[volume], reason="已无保存价值")
