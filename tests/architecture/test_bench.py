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
    "yearly statistics", "escalation sweep", "rows exported", "20 clients",
    "catalogue: document no., stranger", "catalogue, differences from LIKE", "monthly run",
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
    environment = dict(os.environ) | {
        "BENCH": "tiny",
        "BENCH_FOLDER": str(folder),
        "DATABASE_OWNER_URL": os.environ["TESTS_OWNER_URL"],
        "DATABASE_URL": os.environ["TESTS_APP_URL"],
    }
    del environment["DJANGO_SETTINGS_MODULE"]  # settings are read when its own servers are up
    done = subprocess.run(
        [sys.executable, *COMMAND], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    table = done.stdout[done.stdout.rindex(" figures =") :]
    assert [name for name in TAKEN if name not in table] == []
    differences = [line for line in table.splitlines() if "differences from LIKE" in line]
    assert [line.split("LIKE")[1].split()[:2] for line in differences] == [["0", "of"]] * 2
    assert "sum of points equal" in table
