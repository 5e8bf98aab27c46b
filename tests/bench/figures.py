"""Taking a figure and telling it: median, p95, statements, ratio to its floor, growth, target."""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bench.company import connected
from tests.bench.corpus import Corpus

WARM, TURNS = 3, 30
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
    """One row of the table. ``floor`` is the hand-written SQL or one-statement view beside it."""

    name: str
    times: Times
    target: str
    met: bool
    floor: Times | None = None
    small: Times | None = None
    note: str = ""

    def cells(self) -> list[str]:
        ratio = f"{self.times.median / self.floor.median:.1f}x" if self.floor else ""
        growth = f"{self.times.median / self.small.median:.2f}x" if self.small else ""
        return [
            self.name, _told(self.times.median), _told(self.times.p95),
            str(self.times.statements or ""), ratio, growth, self.target,
            "met" if self.met else "MISSED", self.note,
        ]  # fmt: skip


def _told(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


@dataclass
class Figures:
    taken: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> None:
        self.taken.append(figure)
        print("  ".join(figure.cells()), flush=True)

    def lines(self) -> list[str]:
        heads = ["figure", "median", "p95", "SQL", "to floor", "growth", "target", "", ""]
        rows = [heads, *(figure.cells() for figure in self.taken)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(heads))]
        return ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]


FIGURES = Figures()


def machine() -> str:
    """A figure means little without the machine and what else it was doing."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load} at the end; PostgreSQL with its own defaults"


def taken(act: Callable[[], Any], *, turns: int = TURNS, warm: int = WARM) -> Times:
    """Repeat the act; the first times are not counted, but the statements of the last of them."""
    sent = 0
    for __ in range(warm):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            act()
        told = (CONTEXT.sub("", query["sql"]) for query in queries.captured_queries)
        sent = sum(not sql.startswith(NOT_COUNTED) for sql in told)
        if time.perf_counter() - began > SLOW:
            return Times([time.perf_counter() - began], sent)
    seconds = []
    for __ in range(turns):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return Times(seconds, sent)


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

    def in_both(self, measure: Callable[[], Times]) -> tuple[Times, Times]:
        """Of the small and of the large company."""
        return self.measured("small", measure), self.measured("large", measure)

    def measured(self, size: str, measure: Callable[[], Any]) -> Any:
        with connected(self.corpus, self.databases[size]):
            return measure()
