"""Backup, a lost database, restore: equal by content, not by promise."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from psycopg import sql

from foundation.operations import backup, grants
from foundation.people.models import Department, User
from tests.harness import databases
from tests.harness.servers import drop


def contents() -> dict[str, str]:
    """A sum over every row of every table, in the order of its text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            query = sql.SQL(
                "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t"
            )
            cursor.execute(query.format(sql.Identifier(table)))
            found[table] = cursor.fetchone()[0]
    return found


def files(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def company(transactional_db: None, settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files" / "a1").mkdir(parents=True)
    (tmp_path / "files" / "a1" / "合同.pdf").write_bytes(b"%PDF-1.7 \x00\xff")
    office = Department.objects.create(code="01", name="行政人事部")
    for number in range(20):
        User.objects.create_user(f"7{number:03d}", "王小明", department=office)
    return tmp_path


def lose_everything(media: Path) -> None:
    """A new empty database in the old one's place, and no files."""
    connections.close_all()
    with databases._owner() as owner:
        name = sql.Identifier(databases._database_name())
        drop(owner, databases._database_name())
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
    for file in sorted(media.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()


def test_a_restore_brings_back_every_row_and_file(company: Path) -> None:
    before = contents(), files(company / "files")
    folder = backup.back_up(company / "backups")
    lose_everything(company / "files")
    call_command("restore", str(folder))
    assert (contents(), files(company / "files")) == before
    assert grants.excess_rights(str(connection.settings_dict["USER"])) == []
    User.objects.create_user("7999", "李娜")  # the application works on, with its rights


def test_a_changed_byte_is_noticed_and_nothing_is_restored(company: Path) -> None:
    folder = backup.back_up(company / "backups")
    stored = folder / "files" / "a1" / "合同.pdf"
    stored.write_bytes(stored.read_bytes() + b"!")
    with pytest.raises(CommandError, match=r"合同\.pdf"):
        call_command("restore", str(folder))
    with pytest.raises(CommandError, match=r"合同\.pdf"):
        call_command("backup", verify=folder)


def test_a_missing_file_is_noticed(company: Path) -> None:
    folder = backup.back_up(company / "backups")
    (folder / "files" / "a1" / "合同.pdf").unlink()
    with pytest.raises(backup.BackupFailed, match=r"合同\.pdf"):
        backup.verify(folder)


def test_a_restore_never_writes_over_existing_data(company: Path) -> None:
    folder = backup.back_up(company / "backups")
    with pytest.raises(backup.BackupFailed, match="不是空目录"):
        backup.restore(folder)
    for file in sorted((company / "files").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    with pytest.raises(backup.BackupFailed, match="不是空的"):
        backup.restore(folder)
