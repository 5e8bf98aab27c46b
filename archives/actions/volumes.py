"""A volume from its opening to the shelf, and what is noted later."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders, policies
from archives.actions.turn import ask_to_compile, end
from archives.kinds import Retention
from archives.models import Clause, FilingScheme, Place, Remark, SchemeState, Volume, VolumeState
from foundation.articles import Refusal
from foundation.numbering.allotment import allot
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version, require
from foundation.process.submissions import once
from foundation.process.tasks import open_task


def open_volume(
    clause: Clause,
    *,
    by: User,
    name: str,
    retention: int | None = None,
    key: str | None = None,
) -> Volume:
    """A new volume under a clause, of its department and year (R1.1.2, R1.2.20)."""
    scheme = FilingScheme.objects.select_related("department").get(pk=clause.scheme_id)
    if scheme.state != SchemeState.IN_FORCE:
        raise Refusal("R1.2.17", _("类目尚未施行。"), field="clause")
    volume = Volume(
        department=scheme.department, year=scheme.year, clause=clause, name=name,
        retention=retention or clause.retention, opened_by=by,
    )  # fmt: skip

    def then(volume: Volume, event: Event) -> None:
        only(holders.ROOM, volume, by, "R1.2.20")

    return open_matter(
        volume, by=by, article="R1.2.20", label=gettext_lazy("开始组卷"), key=key, then=then
    )


def compile_volume(
    volume: Volume, *, by: User, archive_no: str = "", seen: int, key: str | None = None
) -> Event:
    """The compiler signs; the archive number is allotted unless one is given (R1.2.20, R1.4.N)."""

    def act() -> Event:
        fresh = lock(volume)
        require(fresh, Volume.compile, by=by, seen=seen)
        wanted = archive_no.strip()
        if wanted and Volume.objects.filter(archive_no=wanted).exclude(pk=fresh.pk).exists():
            raise Refusal("R1.2.20", _("档号已被使用。"), field="archive_no")
        number = wanted or fresh.archive_no or _next_number(fresh)
        return carry_out(
            volume, Volume.compile, by=by, seen=seen, archive_no=number, then=_ask_to_check
        )

    return once(act, Event, key=key, by=by, what=["compile", volume, archive_no])


def _next_number(volume: Volume) -> str:
    """The next of its department, year and retention; one taken by hand is passed over."""
    mark = policies.RETENTION_MARKS.value()[Retention(volume.retention).name.lower()]
    series = f"DH:{volume.department.code}:{volume.year}:{mark}"
    while True:
        (number,) = allot(series, pattern="{number}")
        try:
            text = policies.ARCHIVE_NO.value().format(
                department=volume.department.code,
                year=volume.year,
                retention=mark,
                number=int(number),
            )
        except (KeyError, IndexError, ValueError) as error:
            raise Refusal("R1.2.20", _("档号格式有误：%s。") % error) from error
        if not Volume.objects.filter(archive_no=text).exists():
            return text


def _ask_to_check(volume: Volume, event: Event) -> None:
    open_task(deadlines.CHECK, volume, event=event)


def verify(
    volume: Volume, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """Another person checks the volume's quality and signs (R1.2.21, R1.4.N)."""

    def then(volume: Volume, event: Event) -> None:
        open_task(deadlines.SHELVE, volume, event=event)

    return carry_out(
        volume, Volume.verify, by=by, seen=seen, key=key, comment=comment, then=then
    )  # fmt: skip


def return_volume(
    volume: Volume, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """For correction: both sign again (R1.2.21)."""
    return carry_out(
        volume, Volume.send_back, by=by, seen=seen, key=key, comment=reason, then=ask_to_compile
    )


def reopen(volume: Volume, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    """Back to collecting, and the note sheet says why (R1.2.24, R1.4.N)."""

    def then(volume: Volume, event: Event) -> None:
        Remark.objects.create(volume=volume, text=reason, written_by=by)
        ask_to_compile(volume, event)

    return carry_out(volume, Volume.reopen, by=by, seen=seen, key=key, comment=reason, then=then)


def shelve(
    volume: Volume,
    *,
    by: User,
    room: str,
    cabinet: str,
    shelf: str,
    box: str = "",
    has_paper: bool,
    has_electronic: bool,
    seen: int,
    key: str | None = None,
) -> Event:
    """On the shelf, when the signed paper note sheet and the electronic one are there (R1.4.N)."""
    if not has_paper:
        raise Refusal("R1.4.N", _("须有签名的纸质备考表一份。"), field="has_paper")
    if not has_electronic:
        raise Refusal("R1.4.N", _("须同时交送电子版备考表。"), field="has_electronic")

    def act() -> Event:
        place, __ = Place.objects.get_or_create(room=room, cabinet=cabinet, shelf=shelf, box=box)
        return carry_out(volume, Volume.shelve, by=by, seen=seen, place=place)

    what = ["shelve", volume, room, cabinet, shelf, box]
    return once(act, Event, key=key, by=by, what=what)


def remark(
    volume: Volume, *, by: User, text: str, seen: int | None = None, key: str | None = None
) -> Remark:
    """What happens to or is found in a formed volume: added with name and time (R1.4.N)."""

    def act() -> Remark:
        fresh = lock(volume, seen=seen)
        only(holders.ROOM, fresh, by, "R1.4.N")
        if fresh.state == VolumeState.COLLECTING:
            raise Refusal("R1.4.N", _("立卷以后才填写说明。"))
        made = Remark.objects.create(volume=fresh, text=text, written_by=by)
        log_event(
            fresh.matter, "remark", by=by, label=gettext_lazy("备考说明"), article="R1.4.N",
            comment=text,
        )  # fmt: skip
        raise_version(fresh)
        return made

    return once(act, Remark, key=key, by=by, what=["remark", volume, text])


def void_volume(
    volume: Volume, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(volume, Volume.void, by=by, seen=seen, key=key, comment=reason, then=end)
