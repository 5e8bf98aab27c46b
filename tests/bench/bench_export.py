"""An export of 200,000 rows in a process of its own: how much memory it takes at its highest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.corpus import ROOT, process_environment
from tests.bench.figures import FIGURES, Bench, Figure, Times
from tests.bench.scale import EXPORTED, TINY

FLAT = 16  # MiB that ten times as many rows may take more
PROGRAM = """
import logging, sys, time
from pathlib import Path
import django
django.setup()
logging.disable(logging.WARNING)
from foundation.listing import exporting
from foundation.listing.registry import page_for
from foundation.people.models import User

list_code, number, rows, target = sys.argv[1:]
by = User.objects.get(employee_number=number)
page = page_for(list_code, user=by, query="", columns=[])
page.get_queryset = lambda rows=int(rows), every=page.get_queryset: every().filter(
    pk__gt=every().order_by("-pk")[rows:rows + 1].values("pk"))
began = time.perf_counter()
count = exporting.export(target, page, by=by)
seconds = time.perf_counter() - began
memory = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(count, seconds, int(memory) // 1024)
"""


def exported(
    bench: Bench, list_code: str, number: str, rows: int, target: Path
) -> tuple[int, float, int]:
    """Rows written, seconds, highest memory in MiB."""
    url = bench.corpus.url(bench.databases["large"])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, list_code, number, str(rows), str(target)],
        cwd=ROOT, env=process_environment(url), capture_output=True, text=True, check=True,
    )  # fmt: skip
    count, seconds, memory = done.stdout.split()[-3:]
    return int(count), float(seconds), int(memory)


def add_export(bench: Bench, list_code: str, number: str, folder: Path) -> None:
    target = folder / "export.xlsx"
    count, seconds, much = exported(bench, list_code, number, EXPORTED, target)
    file = f"{target.stat().st_size // 2**20} MiB file"
    little = much if TINY else exported(bench, list_code, number, EXPORTED // 10, target)[2]
    name, note = f"{list_code}, {EXPORTED:,} rows exported", file
    FIGURES.add(Figure(name, f"{EXPORTED:,} rows", count == EXPORTED, Times([seconds]), note=note))
    flat = much - little <= FLAT
    note = f"{little} MiB with a tenth of the rows"
    told = f"{much} MiB"
    FIGURES.add(Figure("  its highest memory", f"flat (+{FLAT} MiB)", flat, told=told, note=note))


def bench_export(bench: Bench, tmp_path: Path) -> None:
    add_export(bench, "complaints.complaints", "service", tmp_path)
