"""Twenty people at once on two gunicorn workers, as `make run` starts them."""

from __future__ import annotations

import http.client
import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from foundation.operations.embedded import free_port
from foundation.operations.stack import WEB_THREADS, WEB_WORKERS
from tests.bench.bench_pages import client_of
from tests.bench.corpus import ROOT, process_environment
from tests.bench.figures import FIGURES, Bench, Figure, Times
from tests.bench.scale import CLIENTS, LOAD_SECONDS, PAUSES

PEOPLE = ("service", "clerk", "supervisor", "hr", "engineer", "head", "gm")
LOOKED_AT = (
    "/inbox/",
    "/complaints/",
    "/complaints/{one}/",
    "/search/?q=血压",
    "/complaints/?sort=due_on",
)
MOST, MEMORY = 0.300, 200  # seconds, MiB per worker


@dataclass
class Seen:
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Visitor:
    cookie: str
    addresses: tuple[str, ...]

    def look_round(self, port: int, until: float, pause: float, seen: Seen) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for address in itertools.cycle(self.addresses):
            if time.monotonic() >= until:
                break
            began = time.perf_counter()
            try:
                connection.request("GET", address, headers={"Cookie": self.cookie})
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                seen.errors.append(repr(error))
                continue
            seen.seconds.append(time.perf_counter() - began)
            if answer.status != 200:
                seen.errors.append(f"{address} {answer.status}")
            time.sleep(pause)
        connection.close()


def visitors() -> list[Visitor]:
    """Each with a session of their own and one complaint that they may open."""
    from urllib.parse import quote

    from complaints.models import Complaint
    from foundation.people.models import User

    made = []
    for place, number in zip(range(CLIENTS), itertools.cycle(PEOPLE), strict=False):
        theirs = Complaint.objects.visible_to(User.objects.get(employee_number=number))
        one = theirs.order_by("-pk").values_list("pk", flat=True)[place]
        cookie = client_of(number).cookies.output(header="", sep=";").split(";")[0].strip()
        addresses = [quote(text.format(one=one), safe="/?=&") for text in LOOKED_AT]
        start = place % len(addresses)
        made.append(Visitor(cookie, tuple(addresses[start:] + addresses[:start])))
    return made


@contextmanager
def served(url: str, log: Path) -> Iterator[tuple[int, psutil.Process]]:
    port = free_port()
    environment = process_environment(url) | {"DATABASE_POOL": str(WEB_THREADS + 1)}
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS), "--no-control-socket"]
    command += ["--preload"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        until = time.monotonic() + 60
        while not _answers(port):
            assert process.poll() is None and time.monotonic() < until, log.read_text()[-2000:]
            time.sleep(0.2)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=300)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/accounts/login/")
        return bool(connection.getresponse().status < 500)
    except OSError:
        return False
    finally:
        connection.close()


def _peak(worker: psutil.Process) -> int:
    """The kernel's own high-water mark, in MiB."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes.split()[1]) // 1024


@pytest.mark.parametrize(("manner", "pause"), PAUSES.items())
def bench_load(bench: Bench, tmp_path: Path, manner: str, pause: float) -> None:
    everybody = bench.measured("large", visitors)
    seen = Seen()
    with served(bench.corpus.url(bench.databases["large"]), tmp_path / "web.log") as (port, web):
        warm = threading.Thread(
            target=everybody[0].look_round,
            args=(port, time.monotonic() + LOAD_SECONDS / 30, 0, Seen()),
        )
        warm.start()
        warm.join()
        until = time.monotonic() + LOAD_SECONDS
        threads = [
            threading.Thread(target=one.look_round, args=(port, until, pause, seen))
            for one in everybody
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        peak = max(_peak(worker) for worker in web.children())
    times = Times(seen.seconds)
    met = not seen.errors and times.p95 <= MOST
    note = f"{len(seen.seconds) / LOAD_SECONDS:.0f} pages a second, {len(seen.errors)} errors"
    note += f" ({seen.errors[0]})" if seen.errors else ""
    name = f"{CLIENTS} clients, {manner}"
    FIGURES.add(Figure(name, "p95 300 ms, 0 errors", met, times, note=note))
    memory = f"{peak} MiB"
    FIGURES.add(
        Figure("  highest memory of a worker", f"{MEMORY} MiB", peak <= MEMORY, told=memory)
    )
