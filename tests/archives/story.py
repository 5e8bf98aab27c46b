"""The way of documents into a volume and of the volume onto its shelf."""

from __future__ import annotations

from datetime import date
from typing import Any

from archives import actions
from archives.models import Clause, Clearance, Document, Volume
from foundation.people.models import User
from tests.archives.conftest import Cast, new_clause, new_document, seen


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
