"""`manage.py up` as a person uses it: start, look, kill, start again, Ctrl-C."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from foundation.operations.embedded import free_port
from tests.harness.work import ROOT, wait_until

pytestmark = pytest.mark.slow
SET_BY_THE_HARNESS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "BROKER_PREFIX",
    "CLOCK_FILE",
    "DJANGO_SETTINGS_MODULE",
)


@pytest.fixture
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dealer-up-", dir="/tmp"))
    folder.chmod(0o755)  # PostgreSQL's own account passes through
    yield folder
    for process in psutil.process_iter(["cmdline"]):
        if any(str(folder) in word for word in process.info["cmdline"] or []):
            process.kill()
    shutil.rmtree(folder, ignore_errors=True)
    for output in Path("/tmp").glob(f"{folder.name}*.txt"):
        output.unlink()


class Up:
    def __init__(self, var: Path, port: int) -> None:
        self.var, self.port = var, port
        environment = {k: v for k, v in os.environ.items() if k not in SET_BY_THE_HARNESS}
        self.output = Path(tempfile.mkstemp(prefix=var.name, suffix=".txt", dir="/tmp")[1])
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(port), "--without-demo"],
                cwd=ROOT,
                env={**environment, "VAR_DIR": str(var), "READ_DOT_ENV": "0"},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_until_started(self) -> None:
        wait_until(lambda: "Ctrl-C" in self.said() or self.process.poll() is not None, seconds=150)
        assert "Ctrl-C" in self.said(), self.said()

    def refusal(self) -> str:
        """What it says when it does not start."""
        assert self.process.wait(timeout=60) != 0
        return self.said()

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, words: str) -> psutil.Process:
        return next(p for p in self.children() if words in " ".join(p.cmdline()))

    def page(self, path: str) -> str:
        address = f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode()


def _has(up: Up, words: str) -> bool:
    return any(words in " ".join(process.cmdline()) for process in up.children())


def test_it_starts_survives_kills_finds_its_data_and_stops_without_a_trace(var: Path) -> None:
    port = free_port()
    first = Up(var, port)
    first.wait_until_started()
    assert first.page("/health/ready/") == '{"database": true, "broker": true}'
    assert 'name="login"' in first.page("/accounts/login/")
    identifier = (var / "postgresql" / "data" / "global" / "pg_control").stat().st_ino

    assert "已经在运行" in Up(var, port).refusal()
    assert first.page("/health/") == '{"alive": true}'

    assert _has(first, "quick@"), "mail and deadlines"
    first.child("long@").kill()
    wait_until(lambda: "long-worker 意外结束" in first.said(), seconds=10)
    wait_until(lambda: _has(first, "long@"), seconds=30)

    left = first.children()
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    assert any(process.is_running() for process in left)
    second = Up(var, port)
    second.wait_until_started()
    assert "上次留下的进程已结束" in second.said()
    assert (var / "postgresql" / "data" / "global" / "pg_control").stat().st_ino == identifier

    everything = second.children()
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(timeout=60) == 0
    assert "已全部停止" in second.said()
    _gone, alive = psutil.wait_procs([*left, *everything], timeout=5)
    assert alive == []
    assert not (var / "up.env").exists()


def test_a_used_port_is_told_with_a_way_out(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = Up(var, port).refusal()
    assert re.search(rf"{port} 不可用.*--port {port + 1}", said)
    assert "Traceback" not in said


def test_a_broken_data_folder_is_told_with_a_way_out(var: Path) -> None:
    data = var / "postgresql" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    said = Up(var, free_port()).refusal()
    assert "PostgreSQL 无法启动" in said
    assert str(data) in said
    assert "--restore" in said
    assert "Traceback" not in said
