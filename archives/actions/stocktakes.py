"""A stock-take: begun, read code by code, signed with its difference list, put right (R1.1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders
from archives.actions.turn import end
from archives.models import (
    Difference,
    Place,
    Reading,
    StockTake,
    StockTakeState,
    Volume,
    VolumeState,
    difference_of,
)
from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version, require
from foundation.process.submissions import once
from foundation.process.tasks import open_task

LONGEST_CODE = 200


def begin_stock_take(
    *,
    by: User,
    room: str,
    cabinet: str = "",
    shelf: str = "",
    box: str = "",
    key: str | None = None,
) -> StockTake:
    """Of a place that is known; one at a time there."""
    made = StockTake(room=room, cabinet=cabinet, shelf=shelf, box=box, begun_by=by)

    def act() -> StockTake:
        # Locked, so that two who begin at once wait for one another.
        list(made.places().select_for_update().only("pk").order_by("pk"))
        if not made.places().exists():
            raise Refusal("R1.1.4", _("没有登记过这个库位。"), field="room")
        if (shelf and not cabinet) or (box and not shelf):
            raise Refusal("R1.1.4", _("请从库房起逐级填写。"), field="shelf")
        same = {"room": room, "cabinet": cabinet, "shelf": shelf, "box": box}
        if StockTake.objects.filter(state=StockTakeState.COUNTING, **same).exists():
            raise Refusal("R1.1.4", _("这个库位正在盘点。"), field="room")
        return open_matter(
            made, by=by, article="R1.1.4", label=gettext_lazy("开始盘点"),
            then=lambda found, event: only(holders.ROOM, found, by, "R1.1.4"),
        )  # fmt: skip

    what = ["begin_stock_take", room, cabinet, shelf, box]
    return once(act, StockTake, key=key, by=by, what=what)


def volume_meant_by(code: str) -> Volume | None:
    """By the address in our QR code, the archive number or the record number; any other code is
    somebody else's."""
    found = Volume.objects.exclude(state=VolumeState.VOID).select_related("matter", "place")
    site = settings.SITE_URL.rstrip("/")
    if code.startswith(f"{site}/"):
        try:
            match = resolve(urlsplit(code).path)
        except Resolver404:
            return None
        key = match.kwargs.get("pk") if match.view_name in ("desk:matter", "archives:volume") else 0
        return found.filter(pk=key or 0).first()
    same = {code, code.upper()}
    numbered = models.Q(archive_no__in=same) | models.Q(matter__number__in=same)
    meant: Volume | None = found.filter(numbered).first()
    return meant


def read_code(stock_take: StockTake, *, by: User, code: str, key: str | None = None) -> Reading:
    """Whatever is read is kept: a foreign barcode is a line of the list, never a failure."""
    text = " ".join(code.replace("\0", " ").split())[:LONGEST_CODE]

    def act() -> Reading:
        fresh = lock(stock_take)
        only(holders.ROOM, fresh, by, "R1.1.4")
        if fresh.state != StockTakeState.COUNTING:
            raise Refusal("R1.1.4", _("盘点已结束。"), field="code")
        if not text:
            raise Refusal("R1.1.4", _("请扫描或输入档号。"), field="code")
        volume = volume_meant_by(text)
        same = {"volume": volume} if volume else {"volume": None, "code": text}
        given = {"code": text, "read_by": by}
        reading, __ = Reading.objects.get_or_create(
            stock_take=fresh,
            **same,
            defaults={name: given[name] for name in given if name not in same},
        )
        return reading

    return once(act, Reading, key=key, by=by, what=["read_code", stock_take, text])


def forget_reading(
    stock_take: StockTake, *, by: User, reading: Reading, key: str | None = None
) -> StockTake:
    """Read by mistake, while it is still being counted."""

    def act() -> StockTake:
        fresh = lock(stock_take)
        only(holders.ROOM, fresh, by, "R1.1.4")
        if fresh.state != StockTakeState.COUNTING:
            raise Refusal("R1.1.4", _("盘点已结束。"), field="reading")
        Reading.objects.filter(pk=reading.pk, stock_take=fresh).delete()
        return fresh

    return once(act, StockTake, key=key, by=by, what=["forget", stock_take, reading.pk])


def differences(stock_take: StockTake) -> list[Difference]:
    """Of a closed one as it was signed; while it is counted, as it would be signed now."""
    if stock_take.state != StockTakeState.COUNTING:
        kept = stock_take.differences.select_related("volume__matter", "settled_by")
        return list(kept)
    readings = list(stock_take.readings.select_related("volume__matter", "volume__place"))
    found = [reading.volume for reading in readings if reading.volume]
    missing = stock_take.expected().exclude(pk__in=[one.pk for one in found])
    told = [
        _difference(stock_take, Difference.Kind.MISSING, one)
        for one in missing.select_related("matter", "place").order_by("place", "archive_no")
    ]
    for reading in readings:
        if reading.volume is None:
            kind = Difference.Kind.UNKNOWN
            told.append(Difference(stock_take=stock_take, kind=kind, code=reading.code))
        elif wrong := difference_of(stock_take, reading.volume):
            told.append(_difference(stock_take, wrong, reading.volume, reading.code))
    return told


def _difference(
    stock_take: StockTake, kind: Difference.Kind, volume: Volume, code: str = ""
) -> Difference:
    place = str(volume.place) if volume.place else ""
    return Difference(
        stock_take=stock_take, kind=kind, volume=volume, code=code, registered_at=place
    )


def close_stock_take(
    stock_take: StockTake, *, by: User, seen: int, key: str | None = None
) -> Event:
    """Signed: the list stays as it is, and what is on it waits to be put right."""

    def act() -> Event:
        fresh = lock(stock_take)
        require(fresh, StockTake.close, by=by, seen=seen)
        told = differences(fresh)

        def then(closed: StockTake, event: Event) -> None:
            Difference.objects.bulk_create(told)
            if told:
                open_task(deadlines.SETTLE_STOCK, closed, event=event)

        return carry_out(
            fresh, StockTake.close, by=by, seen=seen, expected=fresh.expected().count(),
            found=fresh.readings.exclude(volume=None).count(), differences=len(told), then=then,
        )  # fmt: skip

    return once(act, Event, key=key, by=by, what=["close_stock_take", stock_take])


def void_stock_take(
    stock_take: StockTake, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        stock_take, StockTake.void, by=by, seen=seen, key=key, comment=reason, then=end
    )


def settle_difference(
    stock_take: StockTake,
    *,
    by: User,
    difference: Difference,
    settlement: str = "",
    levels: Mapping[str, Any] | None = None,
    seen: int,
    key: str | None = None,
) -> StockTake:
    """What became of a line: the registered place was wrong and is corrected to ``levels`` (room,
    cabinet, shelf, box), or whatever else."""

    def act() -> StockTake:
        fresh = lock(stock_take, seen=seen)
        only(holders.ROOM, fresh, by, "R1.1.4")
        line = fresh.differences.select_related("volume").get(pk=difference.pk)
        if line.settled_at is not None:
            raise Refusal("R1.1.4", _("这条差异已经处理。"), field="difference")
        place = _corrected(line, levels, by, why=fresh.number) if levels else None
        told = settlement.strip() or (_("库位更正为 %s") % place if place else "")
        if not told:
            raise Refusal("R1.1.4", _("请写明处理结果，或更正库位。"), field="settlement")
        line.settlement, line.settled_by, line.settled_at = told, by, clock.now()
        line.save(update_fields=["settlement", "settled_by", "settled_at"])
        log_event(
            fresh.matter, "settle", by=by, label=gettext_lazy("处理差异"), article="R1.1.4",
            comment=f"{line} · {told}",
        )  # fmt: skip
        if fresh.differences.filter(settled_at=None).exists():
            raise_version(fresh)
        else:
            carry_out(fresh, StockTake.finish, by=by, seen=None)
        return fresh

    what = ["settle", stock_take, difference.pk, settlement, levels]
    return once(act, StockTake, key=key, by=by, what=what)


def _corrected(line: Difference, levels: Mapping[str, Any], by: User, *, why: str) -> Place:
    if line.volume is None or line.kind not in (Difference.Kind.ELSEWHERE, Difference.Kind.MISSING):
        message = _("只有在架的案卷可以更正库位。")
        raise Refusal("R1.1.4", message, field="difference")
    moved = move_volume(line.volume, by=by, reason=why, **levels)
    assert moved.place is not None
    return moved.place


def move_volume(
    volume: Volume,
    *,
    by: User,
    room: str,
    cabinet: str,
    shelf: str,
    box: str = "",
    reason: str,
    seen: int | None = None,
    key: str | None = None,
) -> Volume:
    """The registered place becomes the one where it stands."""

    def act() -> Volume:
        fresh = lock(volume, seen=seen)
        only(holders.ROOM, fresh, by, "R1.1.4")
        if fresh.place_id is None:
            raise Refusal("R1.4.N", _("案卷还没有上架，请先上架。"))
        place, __ = Place.objects.get_or_create(room=room, cabinet=cabinet, shelf=shelf, box=box)
        before, fresh.place = fresh.place, place
        fresh.save(update_fields=["place"])
        log_event(
            fresh.matter, "move", by=by, label=gettext_lazy("更正库位"), article="R1.1.4",
            comment=f"{before} → {place} · {reason}",
        )  # fmt: skip
        raise_version(fresh)
        return fresh

    what = ["move", volume, room, cabinet, shelf, box, reason]
    return once(act, Volume, key=key, by=by, what=what)
