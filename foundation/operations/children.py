"""The processes `manage.py up` starts, watches and ends: web, the two workers, beat."""

import json
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

GRACE_SECONDS = 30
LONGEST_PAUSE = 30.0
LOG_LIMIT = 10_000_000


class Child:
    """One process; started again when it ends by itself, after a pause that doubles."""

    def __init__(
        self, name: str, command: Sequence[str], *, log: Path, environment: Mapping[str, str]
    ) -> None:
        self.name = name
        self.command = list(command)
        self.log = log
        self.environment = dict(environment)
        self.process: subprocess.Popen[bytes] | None = None
        self.restart_at: float | None = None
        self._pause = 1.0
        self._started_at = 0.0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log:
            # In a session of its own: Ctrl-C reaches `up` alone, which ends them in order.
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )
        self._started_at = time.monotonic()
        self.restart_at = None

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def plan_restart(self) -> float:
        """Seconds until the next start."""
        if time.monotonic() - self._started_at > 60:
            self._pause = 1.0
        pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
        self.restart_at = time.monotonic() + pause
        return pause

    def last_lines(self, lines: int = 15) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def stop(children: Sequence[Child]) -> None:
    """All at once, so that none waits for another's grace period."""
    running = [
        child.process for child in children if child.process is not None and not child.has_ended()
    ]
    end([psutil.Process(process.pid) for process in running], seconds=GRACE_SECONDS)
    for process in running:
        process.wait()


def end(processes: Sequence[psutil.Process], *, seconds: float) -> None:
    """Ask them to end; after the grace period kill them with whatever they started."""
    families = [
        member for process in processes for member in (process, *process.children(recursive=True))
    ]
    for process in processes:
        process.send_signal(signal.SIGTERM)
    psutil.wait_procs(processes, timeout=seconds)
    for process in families:
        if process.is_running():
            process.kill()


class Register:
    """A file with the children of this run, so that the next one can end what a SIGKILL left."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def write(self, children: Sequence[Child]) -> None:
        rows = []
        for child in children:
            if child.process is not None and not child.has_ended():
                started = psutil.Process(child.process.pid).create_time()
                rows.append({"name": child.name, "pid": child.process.pid, "started": started})
        self.file.write_text(json.dumps(rows))

    def end_survivors(self) -> list[str]:
        survivors, names = [], []
        for row in json.loads(self.file.read_text()) if self.file.exists() else []:
            try:
                process = psutil.Process(row["pid"])
                if abs(process.create_time() - row["started"]) < 1:
                    survivors.append(process)
                    names.append(row["name"])
            except psutil.NoSuchProcess:
                continue
        end(survivors, seconds=10)
        self.file.unlink(missing_ok=True)
        return names
