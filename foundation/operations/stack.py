"""Everything `manage.py up` starts, in order, and ends in the opposite order.

Only what the environment does not name is started here: with DATABASE_URL, REDIS_URL or EMAIL_URL
set, that server is used.
"""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from foundation.operations import grants
from foundation.operations.children import Child, Register, stop
from foundation.operations.embedded import Postgres, ServerFailed, Valkey, free_port
from foundation.operations.mail_sink import MailSink

WEB_WORKERS, WEB_THREADS, JOB_PROCESSES, LONG_PROCESSES = 2, 4, 2, 1
READY_SECONDS = 90


class CannotStart(Exception):
    """The message says what is in the way and what to do about it."""


class Stack:
    def __init__(
        self, *, root: Path, var: Path, host: str, port: int, say: Callable[[str], None]
    ) -> None:
        self.root, self.var, self.host, self.port, self.say = root, var, host, port, say
        self.environment = dict(os.environ)
        self.children: list[Child] = []
        self.register = Register(var / "children.json")
        self._addresses = var / "up.env"
        self._servers: list[Postgres | Valkey | MailSink] = []
        self._lock: IO[str] | None = None
        self._owns_folder = False

    @property
    def address(self) -> str:
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{host}:{self.port}"

    # Start ----------------------------------------------------------------------------------
    def prepare(self, *, restore: Path | None = None) -> None:
        """Lock, folders, servers, a backup to start from, tables and static files."""
        self._make_folders()
        self._take_lock()
        for name in self.register.end_survivors():
            self.say(f"上次留下的进程已结束：{name}")
        self._refuse_used_port()
        self.environment.setdefault("SITE_URL", self.address)
        self.environment.setdefault("DATABASE_POOL", str(WEB_THREADS + 1))
        self._start_database()
        self._start_broker()
        self._start_mail_sink()
        self._write_addresses()
        if restore is not None:
            self.say(f"恢复备份 {restore}…")
            self.say(self.manage("restore", str(restore)).strip())
        self.say("更新数据库结构…")
        self.manage("migrate", "--verbosity", "0")
        self._collect_static()

    def _make_folders(self) -> None:
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            if self.var.stat().st_uid != os.geteuid():
                raise CannotStart(
                    f"{self.var} 属于 {self.var.owner()}，请设置 VAR_DIR 使用其他目录"
                )
            for name, mode in (("logs", 0o700), ("files", 0o700), ("beat", 0o700)):
                (self.var / name).mkdir(mode=mode, exist_ok=True)
        except OSError as error:
            raise CannotStart(f"无法使用数据目录 {self.var}：{error}") from error

    def _take_lock(self) -> None:
        # Not closed before the end: the lock goes with the process, even if it is killed.
        self._lock = (self.var / "up.lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.seek(0)
            raise CannotStart(
                f"已经在运行：{self._lock.read().strip()}（数据目录 {self.var}）"
            ) from error
        self._owns_folder = True
        self._lock.truncate(0)
        self._lock.write(f"{self.address}，进程 {os.getpid()}")
        self._lock.flush()

    def _refuse_used_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise CannotStart(
                    f"{self.host}:{self.port} 不可用（{error.strerror}）。"
                    f'换一个端口：make run ARGS="--port {self.port + 1}"'
                ) from error

    def _start_database(self) -> None:
        if self.environment.get("DATABASE_URL"):
            self.say("使用 DATABASE_URL 指定的 PostgreSQL")
            return
        server = Postgres(self.var / "postgresql", options=("max_connections=100",))
        self.say(f"启动 PostgreSQL（数据在 {server.data}）…")
        self._start(server, "PostgreSQL", server.data)
        with server.superuser() as superuser:
            grants.make_roles(superuser)
            grants.make_database(superuser)
        self.environment["DATABASE_OWNER_URL"] = server.url(
            user=grants.OWNER, database=grants.DATABASE
        )
        self.environment["DATABASE_URL"] = server.url(
            user=grants.APPLICATION, database=grants.DATABASE
        )

    def _start_broker(self) -> None:
        if self.environment.get("REDIS_URL"):
            self.say("使用 REDIS_URL 指定的 Redis/Valkey")
            return
        server = Valkey(self.var / "valkey")
        self.say(f"启动 Valkey（数据在 {server.folder}）…")
        self._start(server, "Valkey", server.folder)
        self.environment["REDIS_URL"] = server.url()

    def _start(self, server: Postgres | Valkey, name: str, folder: Path) -> None:
        self._servers.append(server)
        try:
            server.start()
        except (ServerFailed, OSError) as error:
            raise CannotStart(
                f"{name} 无法启动：{error}\n\n如果数据目录已损坏：把 {folder} 移到别处，"
                '再运行一次即从空库开始；从备份开始：make run ARGS="--restore 备份目录"'
            ) from error

    def _start_mail_sink(self) -> None:
        if self.environment.get("EMAIL_URL"):
            return
        sink = MailSink(self.var / "mails", port=free_port())
        sink.start()
        self._servers.append(sink)
        self.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{sink.port}"
        self.environment["MAIL_SINK"] = str(sink.folder)

    def _write_addresses(self) -> None:
        """For manage.py in another terminal, see config/environment.py."""
        self._addresses.unlink(missing_ok=True)
        self._addresses.touch(mode=0o600)
        names = (
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
            "REDIS_URL",
            "EMAIL_URL",
            "MAIL_SINK",
            "SITE_URL",
        )
        lines = [f"{name}={self.environment[name]}" for name in names if name in self.environment]
        self._addresses.write_text("\n".join(lines) + "\n")

    def _collect_static(self) -> None:
        """Only when a source is newer: compressing everything takes a while."""
        stamp = self.var / "staticfiles" / "complete"
        sources = [self.root / "requirements" / "app.txt", *(self.root / "static").rglob("*")]
        newest = max(file.stat().st_mtime for file in sources)
        if stamp.exists() and stamp.stat().st_mtime > newest:
            return
        self.say("准备静态文件…")
        self.manage("collectstatic", "--no-input", "--clear", "--verbosity", "0")
        stamp.touch()

    def manage(self, *arguments: str) -> str:
        """Run a management command with this stack's addresses; its answer on stdout."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.root,
            env={**self.environment, "LOG_LEVEL": "WARNING", "DATABASE_POOL": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CannotStart(f"manage.py {' '.join(arguments)}：\n{done.stdout}{done.stderr}")
        return done.stdout

    def load_demo(self) -> list[dict[str, Any]]:
        """The demo company, once; its logins are then shown on the login page."""
        self.say("装入演示公司（仅首次）…")
        self.manage("demo")
        logins: list[dict[str, Any]] = json.loads(self.manage("demo", "--logins"))
        self.environment["DEMO"] = "1"
        self.environment["DEMO_LOGINS"] = json.dumps(logins)
        return logins

    def start_processes(self) -> None:
        python = sys.executable
        web = [python, "-m", "gunicorn", "config.wsgi", "--bind", f"{self.host}:{self.port}"]
        web += ["--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS)]
        web += ["--no-control-socket", "--graceful-timeout", "20", "--max-requests", "5000"]
        web += ["--preload"]  # loaded once, for a worker that takes another's place too
        celery = [python, "-m", "celery", "-A", "config"]
        worker = [*celery, "worker", "--loglevel=INFO"]
        quick = [*worker, "-Q", "celery", "-n", "quick@%h", f"--concurrency={JOB_PROCESSES}"]
        long = [*worker, "-Q", "long", "-n", "long@%h", f"--concurrency={LONG_PROCESSES}"]
        beat = [*celery, "beat", "--loglevel=INFO", "--pidfile="]
        beat += ["--schedule", str(self.var / "beat" / "schedule")]
        unpooled = {**self.environment, "DATABASE_POOL": "0"}  # one connection a process is enough
        for name, command, environment in (
            ("web", web, self.environment),
            ("worker", quick, unpooled),
            ("long-worker", long, unpooled),
            ("beat", beat, unpooled),
        ):
            log = self.var / "logs" / f"{name}.log"
            self.children.append(Child(name, command, log=log, environment=environment))
        for child in self.children:
            child.start()
        self.register.write(self.children)
        self._wait_for_web()

    def _wait_for_web(self) -> None:
        web = self.children[0]
        deadline = time.monotonic() + READY_SECONDS
        while True:
            if web.has_ended() or time.monotonic() > deadline:
                raise CannotStart(f"网站没有启动，日志 {web.log}：\n{web.last_lines()}")
            try:
                with socket.create_connection(
                    (self.host.replace("0.0.0.0", "127.0.0.1"), self.port)
                ):
                    return
            except OSError:
                time.sleep(0.2)

    # Watch and stop -------------------------------------------------------------------------
    def watch(self) -> None:
        """One look: restart what ended by itself. Raises when a server is gone."""
        for server in self._servers:
            if isinstance(server, Postgres | Valkey) and not server.is_running():
                raise CannotStart(f"{server.name} 已意外停止，日志 {server.log}")
        for child in self.children:
            if child.restart_at is not None:
                if time.monotonic() >= child.restart_at:
                    child.start()
                    self.register.write(self.children)
            elif child.has_ended():
                pause = child.plan_restart()
                self.say(f"{child.name} 意外结束，{pause:.0f} 秒后重启（日志 {child.log}）")

    def stop(self) -> None:
        stop(self.children)
        for server in reversed(self._servers):
            server.stop()
        if self._owns_folder:
            self.register.file.unlink(missing_ok=True)
            self._addresses.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
