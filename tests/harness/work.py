"""Real processes of the product, living in the test's database, broker and time."""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import redis

ROOT = Path(__file__).resolve().parents[2]

# One process per test worker has the product loaded and does nothing but fork: that takes a moment,
# starting Python and Django three seconds.
_loaded = multiprocessing.get_context("forkserver")
_loaded.set_forkserver_preload(["tests.harness.loaded"])


def in_another_process(work: Callable[..., Any], *args: Any) -> Any:
    """The started process; ``work`` is a function of a module."""
    process = _loaded.Process(target=work, args=args)
    process.start()
    return process


def forget_messages() -> None:
    """Empty this worker's own part of the broker."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        for key in client.scan_iter(match=f"{os.environ['BROKER_PREFIX']}*", count=1000):
            client.delete(key)


def _celery(options: list[str], log: Path) -> None:
    """What `celery -A config …` does, in a session of its own."""
    from config.celery import app

    os.setsid()
    with log.open("ab") as written:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(written.fileno(), stream.fileno())
    app.worker_main(options)


def wait_until_done(*, seconds: float = 30.0) -> None:
    """Until the workers have taken and finished every message; late acknowledging tells."""
    prefix = os.environ["BROKER_PREFIX"]

    def is_idle() -> bool:
        waiting = sum(int(client.llen(f"{prefix}{queue}")) for queue in ("celery", "long"))
        return not waiting and not client.hlen(f"{prefix}unacked")

    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        deadline, idle = time.monotonic() + seconds, 0
        while idle < 5:  # for a moment a message taken is in neither
            assert time.monotonic() < deadline, "the worker has not finished"
            time.sleep(0.02)
            idle = idle + 1 if is_idle() else 0


class CeleryWorker:
    """`start` and `kill` as often as a test likes; the log is kept for its failure report."""

    def __init__(self, folder: Path, *, concurrency: int = 2, queues: str = "celery,long") -> None:
        self.log = folder / f"worker-{queues}.log"
        self.concurrency = concurrency
        self.queues = queues
        self.process: Any = None

    def start(self) -> None:
        already_read = self.log.stat().st_size if self.log.exists() else 0
        options = ["worker", "--loglevel=INFO", f"--concurrency={self.concurrency}"]
        options += ["--without-gossip", "--without-mingle"]
        options += ["-Q", self.queues, "-n", f"{self.queues}@%h"]
        self.process = in_another_process(_celery, options, self.log)
        self._wait_until_ready(already_read)

    def _wait_until_ready(self, already_read: int) -> None:
        deadline = time.monotonic() + 60
        while not self.log.exists() or b" ready." not in self.log.read_bytes()[already_read:]:
            if not self.process.is_alive() or time.monotonic() > deadline:
                said = self.log.read_text()[-3000:] if self.log.exists() else ""
                raise AssertionError(f"no Celery worker:\n{said}")
            time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to the worker and its children at once: nothing of it can tidy up."""
        if self.process is not None and self.process.is_alive():
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()

    def stop(self) -> None:
        if self.process is None or not self.process.is_alive():
            return
        self.process.terminate()
        self.process.join(timeout=20)
        self.kill()


def wait_until(condition, *, seconds: float = 30.0, what: str = "") -> None:
    """Poll until the condition holds; for what another process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what or condition}")
        time.sleep(0.05)
