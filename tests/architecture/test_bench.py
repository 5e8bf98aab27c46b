"""The measuring of `make bench` still works; what it measures is not judged here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [
    "-m", "pytest", "tests/bench", "-o", "python_files=bench_*.py",
    "-o", "python_functions=bench_*", "-n", "0", "-s",
]  # fmt: skip
TAKEN = (
    "list, 100 rows", "detail", "inbox", "dashboard, head", "create", "act (check grounds)",
    "search 鸢谷, clerk", "search, differences from LIKE", "monthly statistics",
    "yearly statistics", "escalation sweep", "export of", "20 clients",
)  # fmt: skip


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where PostgreSQL's own account may pass."""
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_every_figure_can_be_taken_of_a_tiny_company(folder: Path) -> None:
    environment = os.environ | {"BENCH": "tiny", "BENCH_FOLDER": str(folder)}
    done = subprocess.run(
        [sys.executable, *COMMAND], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    table = done.stdout[done.stdout.rindex(" figures =") :]
    assert [name for name in TAKEN if name not in table] == []
    found = next(line for line in table.splitlines() if "differences from LIKE" in line)
    assert found.split("LIKE")[1].split()[:2] == ["0", "of"], found
