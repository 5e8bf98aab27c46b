"""The daily backup: when it is due, what came of it, which ones are kept, and its absence."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.actions import fulfil
from foundation.duties.declarations import THE_COMPANY, EachDate, RecurringDuty, Subject
from foundation.duties.models import Duty
from foundation.duties.periods import OnTheDate
from foundation.operations import policies
from foundation.operations.backup import BackupFailed, back_up
from foundation.operations.models import BackupRun
from foundation.people.models import User
from foundation.people.roles import SYSTEM_ADMIN
from foundation.process.holders import InRole

log = structlog.get_logger(__name__)
_BACKING_UP = 20261  # names the lock in PostgreSQL
# One that is not finished after this was cut off: the next may begin.
LONGEST = timedelta(hours=6)


def latest_good() -> BackupRun | None:
    return BackupRun.objects.filter(finished_at__isnull=False, error="").first()


def is_due() -> bool:
    """None yet since today's hour; yesterday's counts until then."""
    now = clock.now().astimezone(clock.zone())
    hour = now.replace(hour=policies.BACKUP_HOUR.value(), minute=0, second=0, microsecond=0)
    since = hour if hour <= now else hour - timedelta(days=1)
    latest = latest_good()
    return latest is None or latest.started_at < since


def run_if_due() -> bool:
    """Called every hour: what failed or was missed while the machine was off is made up."""
    made = _begin()
    if made is None:
        return False
    try:
        _run(made, Path(settings.BACKUP_DIR))
    except (BackupFailed, OSError) as error:
        log.error("backup failed", error=str(error))
        return False
    _clear_old()
    return True


@transaction.atomic
def _begin() -> BackupRun | None:
    """One at a time. The row holds the place: the backup itself changes the connection's role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_BACKING_UP])
    running = BackupRun.objects.filter(finished_at=None, started_at__gt=clock.now() - LONGEST)
    if running.exists() or not is_due():
        return None
    return BackupRun.objects.create(started_at=clock.now())


def run(target: Path) -> BackupRun:
    """Back up and keep a record of it; an error is recorded and raised."""
    return _run(BackupRun.objects.create(started_at=clock.now()), target)


def _run(made: BackupRun, target: Path) -> BackupRun:
    try:
        folder = back_up(target)
    except (BackupFailed, OSError) as error:
        made.finished_at, made.error = clock.now(), str(error)
        made.save()
        raise
    made.folder, made.finished_at = str(folder), clock.now()
    made.size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    made.save()
    for duty in Duty.objects.filter(code=MISSING.code, state=Duty.State.DUE):
        fulfil(MISSING, duty.period, by=User.objects.system(), comment=folder.name)
    return made


def _clear_old() -> None:
    """Beyond the newest the policy keeps, backups made by schedule go; others are nobody's here."""
    home = Path(settings.BACKUP_DIR).resolve()
    good = BackupRun.objects.filter(finished_at__isnull=False, error="").exclude(folder="")
    for old in good[policies.BACKUPS_KEPT.value() :]:
        folder = Path(old.folder)
        if folder.resolve().parent == home:
            shutil.rmtree(folder, ignore_errors=True)
            BackupRun.objects.filter(pk=old.pk).update(folder="")


def last_backed_up() -> datetime:
    """When the latest good backup began; without one, when the product was installed."""
    latest = latest_good()
    if latest is not None:
        return latest.started_at
    applied = MigrationRecorder.Migration.objects.aggregate(first=Min("applied"))["first"]
    return applied or clock.now()


def is_late() -> bool:
    hours = timedelta(hours=policies.BACKUP_LATE_HOURS.value())
    return clock.now() - last_backed_up() >= hours


def _missing() -> list[tuple[date, Subject]]:
    """The day by which the next one should have been there, once it is late."""
    day = clock.local_date(last_backed_up()) + timedelta(days=1)
    return [(day, THE_COMPANY)] if is_late() else []


MISSING = RecurringDuty(
    code="operations.backup", label=_("恢复每日备份"), article="R0.backup", every=None,
    who=EachDate(_missing, holder=InRole(SYSTEM_ADMIN)), due=OnTheDate(),
    alerts=policies.BACKUP_ALERTS, page=lambda duty: reverse("operations:backups"),
)  # fmt: skip
