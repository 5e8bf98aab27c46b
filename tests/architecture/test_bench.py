"""The measuring of `make bench` still works; what it measures is not judged here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import databases

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
    "dry run, 74 trips", "grading run", "grading what-if", "proposals of", "allocation of",
    "morning notices", "analysis of",
    "board: late first, a branch",
)  # fmt: skip


@pytest.mark.slow
def test_every_figure_can_be_taken_of_a_tiny_company(db: None) -> None:
    server = Path(os.environ["TESTS_FOLDER"])
    if not (server / "postgresql").exists():
        pytest.skip("the bench loads its databases as a superuser: needs the suite's own server")
    environment = dict(os.environ) | {
        "BENCH_FOLDER": str(server),
        "BENCH_TEMPLATE": databases.template_name(),
        "DATABASE_OWNER_URL": os.environ["TESTS_OWNER_URL"],
        "DATABASE_URL": os.environ["TESTS_APP_URL"],
    }
    del environment["DJANGO_SETTINGS_MODULE"]  # else they are read before the nested run sets them
    done = subprocess.run(
        [sys.executable, *COMMAND], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    table = done.stdout[done.stdout.rindex(" figures =") :]
    assert [name for name in TAKEN if name not in table] == []
    differences = [line for line in table.splitlines() if "differences from LIKE" in line]
    assert [line.split("LIKE")[1].split()[:2] for line in differences] == [["0", "of"]] * 2
    assert "lines, amounts, trips equal" in table and "grades equal" in table
