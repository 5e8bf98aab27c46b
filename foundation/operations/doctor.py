"""What `manage.py doctor` looks at. Each examination says in plain words what is wrong."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from celery import current_app
from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from foundation import clock
from foundation.notifications.models import Mail
from foundation.operations import backup_runs, grants, policies
from foundation.operations.health import broker_answers
from foundation.operations.models import BackupRun, Heartbeat
from foundation.papers import clamd, fonts, missing
from foundation.papers.models import Work
from foundation.process import workdays
from foundation.process.models import Task

LATE = timedelta(minutes=15)
SILENT = timedelta(minutes=5)
LEAST_FREE = 2 * 1024**3
PATIENCE = {"max_retries": 0, "socket_connect_timeout": 2, "socket_timeout": 5}


class Grade(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    subject: str
    grade: Grade
    text: str


def _good(subject: str, text: str) -> Finding:
    return Finding(subject, Grade.GOOD, text)


def _bad(subject: str, text: str) -> Finding:
    return Finding(subject, Grade.BAD, text)


def _warning(subject: str, text: str) -> Finding:
    return Finding(subject, Grade.WARNING, text)


def database() -> Iterator[Finding]:
    subject = _("数据库")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('server_version')")
            role, version = cursor.fetchone()
    except DatabaseError as error:
        yield _bad(subject, str(error))
        return
    yield _good(subject, f"PostgreSQL {version}, {role}")
    excess = grants.excess_rights(role)
    if excess:
        text = _("运行账号 %(role)s 的权限过大：%(rights)s。请另设所有者账号（DATABASE_OWNER_URL）")
        yield _bad(_("数据库权限"), text % {"role": role, "rights": "; ".join(excess[:5])})
    else:
        yield _good(_("数据库权限"), _("运行账号只有所需的权限"))


def broker() -> Iterator[Finding]:
    if broker_answers():
        yield _good(_("消息服务"), _("有应答"))
    else:
        yield _bad(_("消息服务"), _("REDIS_URL 无应答：页面可用，后台任务和邮件暂停"))


def beat() -> Iterator[Finding]:
    seen = Heartbeat.objects.filter(process="beat").values_list("seen_at", flat=True).first()
    subject = _("定时任务")
    if seen is None:
        yield _bad(subject, _("beat 从未运行：celery -A config beat"))
    elif clock.now() - seen > SILENT:
        text = _("beat 或 worker 自 %(moment)s 起没有活动")
        yield _bad(subject, text % {"moment": f"{seen.astimezone(clock.zone()):%F %T}"})
    else:
        yield _good(subject, _("beat 与 worker 正常"))


def workers() -> Iterator[Finding]:
    """Whether every queue has a living worker, busy or not: its main process answers."""
    subject = _("后台进程")
    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as broker:
            inspect = current_app.control.inspect(timeout=2, connection=broker)
            answers = inspect.active_queues() or {}
    except (OperationalError, OSError):
        return  # said by ``broker``
    served = {queue["name"] for queues in answers.values() for queue in queues}
    for queue in settings.JOB_QUEUES:
        if queue in served:
            yield _good(subject, queue)
        else:
            text = _("没有进程办理 %(queue)s 队列：celery -A config worker -Q %(queue)s")
            yield _bad(subject, text % {"queue": queue})


def backups() -> Iterator[Finding]:
    subject = _("备份")
    latest = backup_runs.latest_good()
    if backup_runs.is_late():
        failed = BackupRun.objects.exclude(error="").first()
        text = _("超过 %(hours)d 小时没有成功的备份。") % {
            "hours": policies.BACKUP_LATE_HOURS.value()
        }
        yield _bad(subject, text + (failed.error if failed else ""))
    elif latest is None:
        yield _warning(subject, _("还没有成功的备份。"))
    else:
        yield _good(subject, str(latest))


def late_work() -> Iterator[Finding]:
    before = clock.now() - LATE
    counts = {
        _("封邮件未发出"): Mail.objects.filter(
            state=Mail.State.WAITING, next_try_at__lt=before
        ).count(),
        _("件后台文件任务未开始"): Work.objects.filter(
            state=Work.State.WAITING, created_at__lt=before
        ).count(),
        _("项期限提醒未处理"): Task.objects.filter(
            closed_at=None, next_alert_on__lt=clock.today()
        ).count(),
    }
    for words, count in counts.items():
        if count:
            yield _bad(_("积压"), f"{count} {words}")
    if not any(counts.values()):
        yield _good(_("积压"), _("没有"))


def mail() -> Iterator[Finding]:
    subject = _("邮件服务器")
    line = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        line.open()
        line.close()
    except OSError as error:  # smtplib's own errors are OSErrors too
        yield _bad(subject, f"EMAIL_URL: {error}")
        return
    if settings.MAIL_SINK:
        yield _warning(subject, _("邮件只保存在本机，不会寄出（未设 EMAIL_URL）"))
    else:
        yield _good(subject, _("有应答"))


def virus_scanner() -> Iterator[Finding]:
    subject = _("病毒扫描")
    if not settings.CLAMD_URL:
        yield _warning(subject, _("未设 CLAMD_URL：附件不经扫描"))
    elif clamd.answers(settings.CLAMD_URL):
        yield _good(subject, _("有应答"))
    else:
        yield _bad(subject, _("clamd 无应答：新附件全部暂扣"))


def printing() -> Iterator[Finding]:
    subject = _("打印")
    library = missing.what_is_missing()
    if library:
        yield _bad(subject, f"apt-get install {' '.join(missing.DEBIAN_PACKAGES)}: {library}")
        return
    yield _good(subject, "WeasyPrint, Pango")
    if fonts.DEBIAN.exists():
        yield _good(_("字体"), str(fonts.DEBIAN.parent))
    else:
        yield _warning(_("字体"), _("没有宋体和粗体：apt-get install fonts-noto-cjk"))


def calendar() -> Iterator[Finding]:
    today = clock.today()
    # The State Council announces a year in the autumn before; from December it is late.
    years = [today.year] + ([today.year + 1] if today.month == 12 else [])
    for year in years:
        if workdays.is_announced(year):
            yield _good(_("节假日历"), str(year))
        else:
            text = _(
                "%(year)s 年的放假安排未知，暂按周一至周五计算：请更新 chinesecalendar 或录入调休"
            )
            yield _warning(_("节假日历"), text % {"year": year})


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.VAR_DIR).free
    text = _("剩余 %(free)s GiB") % {"free": round(free / 1024**3, 1)}
    yield _bad(_("磁盘"), text) if free < LEAST_FREE else _good(_("磁盘"), text)


NEEDS_DATABASE: list[Callable[[], Iterator[Finding]]] = [beat, late_work, backups, calendar]
EXAMINATIONS: list[Callable[[], Iterator[Finding]]] = [
    broker,
    workers,
    mail,
    virus_scanner,
    printing,
    disk,
]


def examine() -> Iterator[Finding]:
    found = list(database())
    yield from found
    if found[0].grade is Grade.GOOD:
        for examination in NEEDS_DATABASE:
            yield from examination()
    for examination in EXAMINATIONS:
        yield from examination()
