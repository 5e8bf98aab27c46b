"""Old volumes taken over with their catalogue: entered as they stand on the shelf, nothing signed.

Many at once, set-wise: the archive room's catalogue comes from Excel (R1.2.20). What the rules say
of years, departments, retention and secrecy holds for them too (R1.2.15, R1.2.23, R1.2.24).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives.models import (
    Clause,
    FilingScheme,
    Place,
    Remark,
    SchemeState,
    Volume,
    VolumeState,
)
from archives.roles import ARCHIVE_ROOM
from archives.rules import bears_state_mark
from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import Department, User
from foundation.process.batches import open_matters
from foundation.process.transactions import repeated

Row = dict[str, Any]
PLACE = ("room", "cabinet", "shelf", "box")
OTHERS = "0"  # the clause of old volumes whose catalogue has none


def take_over_volumes(rows: Sequence[Row], *, by: User) -> list[Volume | Refusal]:
    """Old volumes on their shelves; in the order of the rows, a refusal in the place of a bad one."""
    only_as(by, ARCHIVE_ROOM, article="R1.2.20")
    return repeated(lambda: _taken_over(rows, by))


def _taken_over(rows: Sequence[Row], by: User) -> list[Volume | Refusal]:
    shelf = _Clauses(rows)
    answers = [_judged(row, shelf) for row in rows]
    good = [row for row, answer in zip(rows, answers, strict=True) if answer is None]
    clauses, places = shelf.made(good, by), _places(good)
    made = [_volume(row, clauses, places, by) for row in good]
    open_matters(made, by=by, article="R1.2.20", label=gettext_lazy("录入旧档案卷"))
    Remark.objects.bulk_create(
        Remark(volume=volume, text=row["note"], written_by=by)
        for volume, row in zip(made, good, strict=True)
        if row["note"]
    )
    volumes = iter(made)
    return [answer or next(volumes) for answer in answers]


def _judged(row: Row, clauses: _Clauses) -> Refusal | None:
    if row["year"] > clock.today().year:
        return Refusal("R1.2.24", _("年度不能晚于今年。"), field="year")
    if bears_state_mark(row["name"], row["note"]):
        message = _("国家秘密不得录入本系统，目录也不得录入。")
        return Refusal("R1.2.15", message, field="name")
    title = clauses.title_of(row)
    if row["clause_title"] and row["clause_title"] != title:
        words = {"number": _clause_key(row)[2], "title": title}
        message = _("条款 %(number)s 已是“%(title)s”。") % words
        return Refusal("R1.2.17", message, field="clause_title")
    return None


def _volume(row: Row, clauses: dict[Any, Clause], places: dict[Any, Place], by: User) -> Volume:
    clause = clauses[_clause_key(row)]
    return Volume(
        state=VolumeState.TAKEN_OVER, is_taken_over=True, department=clause.scheme.department,
        year=row["year"], clause=clause, place=places[tuple(row[name] for name in PLACE)],
        opened_by=by,
        **{name: row[name] for name in (
            "archive_no", "name", "retention", "secrecy", "stated_documents", "stated_pages",
        )},
    )  # fmt: skip


def _places(rows: Iterable[Row]) -> dict[Any, Place]:
    wanted = {tuple(row[name] for name in PLACE) for row in rows}
    new = [Place(**dict(zip(PLACE, place, strict=True))) for place in sorted(wanted)]
    Place.objects.bulk_create(new, ignore_conflicts=True)
    rooms = {place[0] for place in wanted}
    found = Place.objects.filter(room__in=rooms)
    return {tuple(getattr(place, name) for name in PLACE): place for place in found}


def _clause_key(row: Row) -> tuple[int, int, str]:
    return row["department"], row["year"], row["clause_no"] or OTHERS


class _Clauses:
    """The clauses the rows name, of the schemes that are there and of those that have to be made:
    an old catalogue's scheme says so, nobody adopted it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.schemes = {(scheme.department_id, scheme.year): scheme for scheme in _schemes_of(rows)}
        found = Clause.objects.filter(scheme__in=self.schemes.values())
        self.there = {
            (clause.scheme.department_id, clause.scheme.year, clause.number): clause
            for clause in found.select_related("scheme__department")
        }
        self.titles = {key: clause.title for key, clause in self.there.items()}

    def title_of(self, row: Row) -> str:
        """What the clause is called already; the first row that names a new one has its say."""
        given = row["clause_title"] or str(_("旧档案卷"))
        return self.titles.setdefault(_clause_key(row), given)

    def made(self, rows: Sequence[Row], by: User) -> dict[Any, Clause]:
        self._make_schemes(rows, by)
        new = {}
        for row in rows:
            key = _clause_key(row)
            if key not in self.there and key not in new:
                new[key] = Clause(
                    scheme=self.schemes[key[:2]], number=key[2], title=self.titles[key],
                    retention=row["retention"],
                )  # fmt: skip
        Clause.objects.bulk_create(new.values())
        return self.there | new

    def _make_schemes(self, rows: Sequence[Row], by: User) -> None:
        missing = {(row["department"], row["year"]) for row in rows} - set(self.schemes)
        places = Department.objects.in_bulk({place for place, __ in missing})
        new = [
            FilingScheme(
                department=places[place], year=year, drafted_by=by, state=SchemeState.TAKEN_OVER
            )
            for place, year in sorted(missing)
        ]
        label = gettext_lazy("录入旧目录")
        open_matters(new, by=by, article="R1.2.17", label=label)
        self.schemes |= {(scheme.department_id, scheme.year): scheme for scheme in new}


def _schemes_of(rows: Sequence[Row]) -> Iterator[FilingScheme]:
    years: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        years[row["department"]].add(row["year"])
    wanted = Q(pk=None)
    for place, of_place in years.items():
        wanted |= Q(department=place, year__in=of_place)
    return FilingScheme.objects.filter(wanted).select_related("department").iterator()
