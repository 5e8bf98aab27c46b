"""The forms of the archives, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from archives import actions
from archives.models import Clearance, Document, Volume
from foundation import clock as time
from tests.architecture.filled_forms import FORMS, Sent
from tests.archives import story
from tests.archives.conftest import Cast, facts, make_cast, new_document


def on_document(
    name: str, who: str, before: Callable[[Document, Cast], object] | None = None, **data: Any
) -> None:
    """The form of an act on a document; ``before`` brings it there."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        document = new_document(cast)
        if before:
            before(document, cast)
        matter = document.matter
        return Sent(getattr(cast, who), data, [document.pk], matter, data.get("reason", ""))

    FORMS[f"archives:{name}"] = fill


def send_back(document: Document, cast: Cast) -> None:
    actions.send_back(document, by=cast.clerk, reason="缺页", seen=document.matter.version)


on_document("collect", "clerk")
on_document("send_back", "clerk", reason="缺页")
on_document("hand_in", "handler", send_back, comment="已补")
on_document("void", "clerk", reason="重复")


def received_by_room(name: str, **data: Any) -> None:
    """The form of the archive room on a document that waits to be filed."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        document = story.received(cast)
        other = story.received(cast, name="附件")
        given = {
            key: value(cast, other) if callable(value) else value for key, value in data.items()
        }
        return Sent(cast.archivist, given, [document.pk], document.matter, data.get("reason", ""))

    FORMS[f"archives:{name}"] = fill


received_by_room("link", relation="attachment:lead", other=lambda cast, other: other.number)
received_by_room("place", volume=lambda cast, other: story.volume_of(cast).pk)


def unlink(_: Any) -> Sent:
    cast = make_cast("forms")
    document, other = story.received(cast), story.received(cast, name="附件")
    made = actions.link(document, by=cast.archivist, kind="attachment", other=other, leads=True)
    data = {"link": made.pk, "reason": "不是一件事"}
    return Sent(cast.archivist, data, [document.pk], document.matter, "不是一件事")


def take_out(_: Any) -> Sent:
    cast = make_cast("forms")
    document = story.received(cast)
    story.put(document, story.volume_of(cast), cast)
    return Sent(cast.archivist, {"reason": "归错"}, [document.pk], document.matter, "归错")


def regroup(_: Any) -> Sent:
    """Its reply came while the volume was lent; now it is back."""
    cast = make_cast("forms")
    request = story.received(cast, kind="request", dated_on=date(2025, 12, 28))
    old, new = story.volume_of(cast, 2025), story.volume_of(cast)
    story.put(request, old, cast)
    reply = story.received(cast, kind="reply", dated_on=date(2026, 1, 9))
    story.put(reply, new, cast)
    Volume.objects.filter(pk=old.pk).update(lent_at=time.now())
    actions.link(
        story.fresh(reply), by=cast.archivist, kind="reply", other=story.fresh(request), leads=True
    )
    Volume.objects.filter(pk=old.pk).update(lent_at=None)
    matter = story.fresh(request).matter
    return Sent(cast.archivist, {}, [request.pk], matter)


def offer(_: Any) -> Sent:
    cast = make_cast("forms")
    document = new_document(cast, by=cast.clerk)
    return Sent(cast.clerk, {"documents": [document.pk]}, [cast.sales.pk])


def sign(_: Any) -> Sent:
    cast = make_cast("forms")
    document = new_document(cast, by=cast.clerk)
    transfer = actions.offer(cast.sales, by=cast.clerk, documents=[document])
    return Sent(cast.archivist, {}, [transfer.pk], transfer.matter)


def name_archivist(_: Any) -> Sent:
    cast = make_cast("forms")
    return Sent(cast.sales_head, {"department": cast.sales.pk, "person": cast.colleague.pk})


def relieve(_: Any) -> Sent:
    cast = make_cast("forms")
    naming = actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.colleague)
    return Sent(cast.sales_head, {"reason": "调岗"}, [naming.pk], naming.matter, "调岗")


TRIP = {
    "purpose": "training",
    "destination": "杭州",
    "left_on": date(2026, 10, 26),
    "returned_on": date(2026, 10, 28),
    "nothing_reason": "只参加了开幕式",
}


def ask_clearance(_: Any) -> Sent:
    return Sent(make_cast("forms").handler, TRIP)


def on_trip(
    name: str, who: str, before: Callable[[Clearance, Cast], object] | None = None, **data: Any
) -> None:
    """The form of an act on a trip that waits for its clearance."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        trip = story.asked(cast)
        if before:
            before(trip, cast)
        return Sent(getattr(cast, who), data, [trip.pk], trip.matter, data.get("reason", ""))

    FORMS[f"archives:{name}"] = fill


def clear(trip: Clearance, cast: Cast) -> None:
    actions.clear(trip, by=cast.clerk, seen=trip.matter.version)


def return_trip(trip: Clearance, cast: Cast) -> None:
    actions.return_clearance(trip, by=cast.clerk, reason="缺手册", seen=trip.matter.version)


on_trip("clear", "clerk", comment="无")
on_trip("return_clearance", "clerk", reason="缺手册")
on_trip("ask_again", "handler", return_trip, nothing_reason="手册已退还主办方")
on_trip("reimburse", "accountant", clear)
on_trip("void_clearance", "handler", reason="重复")


def open_volume(_: Any) -> Sent:
    cast = make_cast("forms")
    clause = story.clause_of(cast)
    return Sent(cast.archivist, {"clause": clause.pk, "name": "促销活动"})


def on_volume(name: str, who: str, *before: Callable[[Volume, Cast], None], **data: Any) -> None:
    """The form of an act on a volume with two documents."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        volume = story.volume_of(cast)
        if name != "void_volume":
            for document in (story.received(cast), story.received(cast, name="方案")):
                story.put(document, volume, cast)
        for step in before:
            step(volume, cast)
        given = {key: value(volume) if callable(value) else value for key, value in data.items()}
        matter = story.fresh(volume).matter
        typed = data.get("reason", data.get("text", ""))
        return Sent(getattr(cast, who), given, [volume.pk], matter, typed)

    FORMS[f"archives:{name}"] = fill


PLACE = {"room": "一号库", "cabinet": "A", "shelf": "3", "has_paper": "on", "has_electronic": "on"}
on_volume("compile", "archivist")
on_volume("verify", "second", story.compile_it, comment="合格")
on_volume("shelve", "archivist", story.compile_it, story.check, **PLACE)
on_volume("return_volume", "assistant", story.compile_it, reason="顺序有误")
on_volume("reopen", "archivist", story.compile_it, reason="补入复文")
on_volume("remark", "archivist", story.compile_it, text="第三页折痕")
on_volume("void_volume", "archivist", reason="空卷")
on_volume("reorder", "archivist", document=lambda volume: volume.contents()[0].pk, position="2")


def as_typed(cast: Cast, **given: Any) -> dict[str, Any]:
    typed = facts(cast, **given) | {"kind": "other", "medium": "paper", "secrecy": 2}
    typed |= {"department": cast.sales.pk, "handler": cast.handler.pk, "outcome": "finished"}
    return typed


def register(_: Any) -> Sent:
    cast = make_cast("forms")
    return Sent(cast.handler, as_typed(cast))


def amend(_: Any) -> Sent:
    cast = make_cast("forms")
    document = new_document(cast)
    data = as_typed(cast, name="关于冬季促销方案的报告")
    return Sent(cast.handler, data, [document.pk], document.matter, "冬季促销")


def draft_scheme(_: Any) -> Sent:
    cast = make_cast("forms")
    return Sent(cast.clerk, {"department": cast.sales.pk, "year": 2026})


def on_scheme(name: str, **data: Any) -> None:
    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        scheme = actions.draft_scheme(cast.sales, by=cast.clerk, year=2026)
        clause = actions.add_clause(scheme, by=cast.clerk, number="1", title="合同", retention=2)
        given = {key: value(clause) if callable(value) else value for key, value in data.items()}
        return Sent(cast.clerk, given, [scheme.pk], scheme.matter, data.get("title", ""))

    FORMS[f"archives:{name}"] = fill


on_scheme("add_clause", number="2", title="促销活动", retention="1")
on_scheme("drop_clause", clause=lambda clause: clause.pk)
on_scheme("adopt_scheme")
on_scheme("copy_scheme")
FORMS |= {
    "archives:register": register,
    "archives:name_archivist": name_archivist,
    "archives:relieve": relieve,
    "archives:ask_clearance": ask_clearance,
    "archives:amend": amend,
    "archives:draft_scheme": draft_scheme,
    "archives:unlink": unlink,
    "archives:take_out": take_out,
    "archives:regroup": regroup,
    "archives:offer": offer,
    "archives:sign": sign,
    "archives:open_volume": open_volume,
}
