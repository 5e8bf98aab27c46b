"""Real Celery workers as child processes, living in the test's database, broker and time."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import redis

ROOT = Path(__file__).resolve().parents[2]


def forget_messages() -> None:
    """Empty this worker's own part of the broker."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        for key in client.scan_iter(match=f"{os.environ['BROKER_PREFIX']}*", count=1000):
            client.delete(key)


class CeleryWorker:
    """`start` and `kill` as often as a test likes; the log is kept for its failure report."""

    def __init__(self, folder: Path, *, concurrency: int = 2, queues: str = "celery,long") -> None:
        self.log = folder / f"worker-{queues}.log"
        self.concurrency = concurrency
        self.queues = queues
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        already_read = self.log.stat().st_size if self.log.exists() else 0
        command = [sys.executable, "-m", "celery", "-A", "config", "worker"]
        options = ["--loglevel=INFO", f"--concurrency={self.concurrency}"]
        options += ["--without-gossip", "--without-mingle"]
        options += ["-Q", self.queues, "-n", f"{self.queues}@%h"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_ready(already_read)

    def _wait_until_ready(self, already_read: int) -> None:
        assert self.process is not None
        deadline = time.monotonic() + 60
        while b" ready." not in self.log.read_bytes()[already_read:]:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"no Celery worker:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)

    def kill(self) -> None:
        """SIGKILL to the worker and its children at once: nothing of it can tidy up."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()


def wait_until(condition, *, seconds: float = 30.0, what: str = "") -> None:
    """Poll until the condition holds; for what another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what or condition}")
        time.sleep(0.05)
