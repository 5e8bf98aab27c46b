"""Taking a figure and telling it: median, p95, statements, ratio to its floors, growth, target."""

from __future__ import annotations

import os
import platform
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psutil
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.company import connected
from tests.bench.corpus import Corpus
from tests.bench.scale import TURNS, WARM

SLOW = 5.0  # seconds; what takes longer is not repeated
CONTEXT = re.compile(r"^SELECT set_config\('pghistory.*?\); ?", re.DOTALL)
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True, slots=True)
class Times:
    """Of one act repeated: seconds of each turn, and the statements it sent."""

    seconds: list[float]
    statements: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[int(0.95 * (len(self.seconds) - 1) + 0.5)]


@dataclass(slots=True)
class Figure:
    """One row of the table. ``by_hand`` is hand-written SQL for the same rows or sums, ``empty``
    a page without content; ``told`` is a figure that is no time."""

    name: str
    target: str
    met: bool | None
    times: Times | None = None
    by_hand: Times | None = None
    empty: Times | None = None
    small: Times | None = None
    told: str = ""
    note: str = ""

    def cells(self) -> list[str]:
        times = self.times
        return [
            self.name,
            _told(times.median) if times else self.told,
            _told(times.p95) if times else "",
            str(times.statements or "") if times else "",
            _told(self.by_hand.median) if self.by_hand else "",
            _ratio(times, self.by_hand),
            _ratio(times, self.empty),
            _ratio(times, self.small),
            self.target,
            {True: "met", False: "MISSED", None: ""}[self.met],
            self.note,
        ]


def _told(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _ratio(times: Times | None, floor: Times | None) -> str:
    return f"{times.median / floor.median:.1f}x" if times and floor else ""


HEADS = [
    "figure", "median", "p95", "SQL", "by hand", "to SQL", "to empty page", "growth", "target", "",
    "",
]  # fmt: skip


@dataclass
class Figures:
    taken: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> None:
        self.taken.append(figure)
        print("  ".join(cell for cell in figure.cells() if cell), flush=True)

    def lines(self) -> list[str]:
        rows = [HEADS, *(figure.cells() for figure in self.taken)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
        return ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]


FIGURES = Figures()


def machine() -> str:
    """A figure means little without the machine and what else it was doing."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    memory = psutil.virtual_memory().total // 2**30
    return (
        f"{date.today()}, {os.cpu_count()} cores, {memory} GiB, Python {platform.python_version()},"
        f" PostgreSQL with its own defaults; load {load} at the end"
    )


def taken(act: Callable[[], Any], *, turns: int = TURNS, warm: int = WARM) -> Times:
    """Repeat the act; the first times are not counted, but the statements of the last of them."""
    sent = 0
    for __ in range(warm):
        first = once(act)
        sent = first.statements
        if first.median > SLOW:
            return first
    seconds = []
    for __ in range(turns):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return Times(seconds, sent)


def once(act: Callable[[], Any]) -> Times:
    """For what can be done only once; counting its statements slows it a little."""
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        act()
    seconds = time.perf_counter() - began
    told = (CONTEXT.sub("", query["sql"]) for query in queries.captured_queries)
    return Times([seconds], sum(not sql.startswith(NOT_COUNTED) for sql in told))


def sql(statement: str, **given: Any) -> Callable[[], Any]:
    """A floor: hand-written SQL through Django's own connection."""

    def run() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall()

    return run


@dataclass
class Bench:
    """The corpus in both sizes: the same thing measured in each."""

    corpus: Corpus
    databases: dict[str, str]
    floors: dict[str, Times] = field(default_factory=dict)

    def in_both(self, measure: Callable[[], Times]) -> tuple[Times, Times]:
        """Of the small and of the large company."""
        return self.measured("small", measure), self.measured("large", measure)

    def measured(self, size: str, measure: Callable[[], Any]) -> Any:
        with connected(self.corpus, self.databases[size]):
            return measure()

    def floor(self, name: str, measure: Callable[[], Times]) -> Times:
        """Taken once a run, of the large company."""
        if name not in self.floors:
            self.floors[name] = self.measured("large", measure)
        return self.floors[name]
