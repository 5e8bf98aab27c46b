"""The forms of stock-takes, filled in by the archive room."""

from __future__ import annotations

from typing import Any

from archives import actions
from archives.models import StockTake
from tests.architecture.filled_forms import FORMS, Sent
from tests.archives import story
from tests.archives.conftest import Cast, make_cast

ROOM = {"room": "一号库", "cabinet": "A", "shelf": "3"}


def begin_stock_take(_: Any) -> Sent:
    cast = make_cast("forms")
    story.on_shelf(cast)
    return Sent(cast.archivist, ROOM)


def begun(cast: Cast) -> StockTake:
    return actions.begin_stock_take(by=cast.archivist, **ROOM)


def on_stock_take(name: str, **data: Any) -> None:
    """The form of an act on a stock-take of a shelf with one volume."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        volume = story.on_shelf(cast)
        taken = begun(cast)
        given = {key: value(volume) if callable(value) else value for key, value in data.items()}
        matter = None if name == "count" else taken.matter
        return Sent(cast.archivist, given, [taken.pk], matter, data.get("reason", ""))

    FORMS[f"archives:{name}"] = fill


on_stock_take("count", code=lambda volume: volume.archive_no)
on_stock_take("close_stock_take")
on_stock_take("void_stock_take", reason="重复")


def settle_difference(_: Any) -> Sent:
    cast = make_cast("forms")
    story.on_shelf(cast)
    taken = begun(cast)
    actions.close_stock_take(taken, by=cast.archivist, seen=taken.matter.version)
    found = story.fresh(taken)
    data = {"difference": found.differences.first().pk, "settlement": "在会计部找回"}
    return Sent(cast.archivist, data, [found.pk], found.matter, "在会计部找回")


def move_volume(_: Any) -> Sent:
    cast = make_cast("forms")
    volume = story.on_shelf(cast)
    data = ROOM | {"shelf": "9", "reason": "搬库"}
    return Sent(cast.archivist, data, [volume.pk], volume.matter, "搬库")


FORMS |= {
    "archives:begin_stock_take": begin_stock_take,
    "archives:settle_difference": settle_difference,
    "archives:move_volume": move_volume,
}
