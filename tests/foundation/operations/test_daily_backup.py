"""The day's backup by a real worker; a missing one is a late task of the system administrator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from config.celery import app
from foundation.desk import inbox
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.notifications.models import Notice
from foundation.operations import backup, backup_runs, doctor
from foundation.operations.backup_runs import MISSING, run_if_due
from foundation.operations.doctor import Grade
from foundation.operations.models import BackupRun
from foundation.people.models import RoleGrant, User
from foundation.policies.models import PolicyValue
from foundation.process.models import Violation
from foundation.process.sweep import sweep
from tests.harness.frozen import Clock
from tests.harness.work import wait_until

pytestmark = [pytest.mark.article("R0.backup"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(transactional_db: None, clock: Clock, settings: Any, tmp_path: Path) -> Path:
    settings.BACKUP_DIR = str(tmp_path / "backups")
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files").mkdir()
    return tmp_path / "backups"


@pytest.fixture
def keeper(home: Path) -> User:
    person = User.objects.create_user("1", "周建平", email="zhou@example.com")
    RoleGrant.objects.create(user=person, group=Group.objects.get(name="system_admin"))
    return person


def made() -> int:
    return BackupRun.objects.filter(error="").count()


def test_once_a_day_after_the_hour_and_made_up_when_the_machine_was_off(
    home: Path, clock: Clock
) -> None:
    clock.set("2026-11-03 01:30")
    assert run_if_due() and not run_if_due(), "never before: at once"
    clock.set("2026-11-03 02:00")
    assert run_if_due() and not run_if_due()
    clock.set("2026-11-04 01:59")
    assert not run_if_due()
    clock.set("2026-11-04 15:20")
    assert run_if_due() and not run_if_due()
    assert made() == 3
    last = backup_runs.latest_good()
    assert last is not None
    assert backup.verify(Path(last.folder))["rows"] and last.size > 10_000


def test_only_as_many_are_kept_as_the_policy_says(home: Path, clock: Clock, keeper: User) -> None:
    elsewhere = home.parent / "elsewhere"
    kept = backup_runs.run(elsewhere)
    PolicyValue.objects.create(
        key="operations.backups_kept", value=2, applies_from=kept.started_at.date(),
        approved_by=keeper, approved_at=kept.started_at,
    )  # fmt: skip
    for day in (3, 4, 5, 6):
        clock.set(f"2026-11-{day:02} 02:00")
        assert run_if_due()
    assert sorted(folder.name for folder in home.iterdir()) == [
        "backup-20261105-020000", "backup-20261106-020000",
    ]  # fmt: skip
    assert [folder.name for folder in elsewhere.iterdir()] == [Path(kept.folder).name]


def test_after_48_hours_without_one_the_administrator_has_a_late_task_until_it_succeeds(
    home: Path, keeper: User, clock: Clock, settings: Any
) -> None:
    assert run_if_due()
    home.rename(home.parent / "moved")
    home.write_text("a file where the folder should be")
    clock.set("2026-11-04 08:00")
    assert not run_if_due()
    open_due()
    assert not Duty.objects.filter(code=MISSING.code).exists()
    assert [one.grade for one in doctor.backups()] == [Grade.GOOD]
    clock.set("2026-11-04 09:00")
    open_due()
    open_due()
    sweep()
    duty = Duty.objects.select_related("matter").get(code=MISSING.code)
    assert duty.is_late and inbox.waiting(keeper).get().matter == duty.matter
    assert Violation.objects.get(matter=duty.pk).article == "R0.backup"
    assert Notice.objects.filter(recipient=keeper, template="process/overdue").count() == 1
    assert [one.grade for one in doctor.backups()] == [Grade.BAD]
    client = Client()
    client.force_login(keeper, backend="foundation.people.sign_in.PersonBackend")
    page = client.get("/backups/").content.decode()
    assert "备份已逾期" in page and "backups" in page and "失败" in page
    assert "/backups/" in client.get(duty.get_absolute_url()).content.decode()
    home.unlink()
    clock.set("2026-11-04 10:00")
    assert run_if_due()
    duty = Duty.objects.get(pk=duty.pk)
    assert (duty.state, duty.is_late) == ("done", True)
    assert not inbox.waiting(keeper).exists()
    assert "备份已逾期" not in client.get("/backups/").content.decode()


def test_one_that_was_cut_off_does_not_hold_up_the_next_for_ever(home: Path, clock: Clock) -> None:
    clock.set("2026-11-03 02:00")
    BackupRun.objects.create(started_at=backup_runs.clock.now())
    clock.set("2026-11-03 07:59")
    assert not run_if_due()
    clock.set("2026-11-03 08:00")
    assert run_if_due()


def test_the_commands_backup_counts_and_its_error_is_kept(home: Path, clock: Clock) -> None:
    call_command("backup")
    assert not run_if_due()
    blocked = home.parent / "blocked"
    blocked.write_text("")
    with pytest.raises(CommandError):
        call_command("backup", to=blocked)
    assert BackupRun.objects.exclude(error="").count() == 1


def test_what_was_begun_before_an_error_is_taken_away(
    home: Path, clock: Clock, settings: Any
) -> None:
    (Path(settings.MEDIA_ROOT) / "unreadable").symlink_to(home / "nowhere")
    assert not run_if_due()
    assert list(home.iterdir()) == []
    assert BackupRun.objects.get().error


def test_a_real_worker_makes_it(home: Path, celery_worker: Any, monkeypatch: Any) -> None:
    app.send_task("foundation.operations.long_jobs.back_up")
    wait_until(
        lambda: made() == 1 and backup_runs.latest_good() is not None, seconds=60, what="a backup"
    )
    run = backup_runs.latest_good()
    assert run is not None
    backup.verify(Path(run.folder))
