"""Attachments of a matter, the log of its prints, and work that runs in the background."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import NO_CHANGE, NO_TRUNCATE
from foundation.people.models import User
from foundation.process.models import Matter


class Attachment(models.Model):
    """A file of a matter. The content lies in the vault under its hash; rows are never deleted."""

    class Scan(models.TextChoices):
        CLEAN = "clean", _("已扫描")
        INFECTED = "infected", _("含病毒")
        HELD = "held", _("待扫描")
        NOT_SCANNED = "not_scanned", _("未扫描")

    SERVED: ClassVar = (Scan.CLEAN, Scan.NOT_SCANNED)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="attachments")
    purpose = models.CharField(_("用途"), max_length=60, blank=True)
    name = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveBigIntegerField(_("大小"))
    content_type = models.CharField(_("类型"), max_length=100)
    sha256 = models.CharField(max_length=64, db_index=True)
    scan = models.CharField(_("病毒扫描"), max_length=12, choices=Scan)
    scanned_at = models.DateTimeField(_("扫描时间"), null=True)
    signature = models.CharField(_("病毒名称"), max_length=120, blank=True)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), default=clock.now)
    voided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("作废人")
    )
    voided_at = models.DateTimeField(_("作废时间"), null=True)
    void_reason = models.CharField(_("作废理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
                name="attachment_void_complete",
            ),
            models.CheckConstraint(
                condition=Q(scan__in=["held", "not_scanned"], scanned_at=None)
                | Q(scan__in=["clean", "infected"], scanned_at__isnull=False),
                name="attachment_scan_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["sha256"],
                condition=Q(scan__in=["held", "not_scanned"]),
                name="attachment_to_scan",
            )
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("papers:download", args=[self.pk])

    @property
    def is_served(self) -> bool:
        return self.scan in self.SERVED

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


class PrintLog(models.Model):
    """Who printed which form of which matter; ``serial`` counts the prints of that form."""

    append_only = True

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="prints")
    printout = models.CharField(_("表单"), max_length=80)
    serial = models.PositiveIntegerField(_("第几份"))
    printed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("打印人"))
    printed_at = models.DateTimeField(_("打印时间"), default=clock.now)
    pages = models.PositiveIntegerField(_("页数"))
    sha256 = models.CharField(max_length=64)
    work = models.ForeignKey("papers.Work", models.PROTECT, null=True, related_name="prints")

    class Meta:
        verbose_name = _("打印记录")
        verbose_name_plural = _("打印记录")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "printout", "serial"], name="one_serial_a_print"
            ),
            # A bulk print that is taken up again after a crash logs no record twice.
            models.UniqueConstraint(fields=["work", "matter"], name="one_print_a_work"),
        ]
        triggers = [NO_CHANGE, NO_TRUNCATE]

    def __str__(self) -> str:
        return f"{self.printout} {self.serial}"


class Work(models.Model):
    """Something long that a worker does for a person: a bulk print, an export, an import.

    A worker holds it by ``claim`` until ``leased_until`` and renews that while it lives; what a
    dead worker left is taken up by another one. Only the holder of the claim may write progress.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        RUNNING = "running", _("进行中")
        DONE = "done", _("已完成")
        FAILED = "failed", _("未成功")
        CANCELLED = "cancelled", _("已取消")

    ENDED: ClassVar = (State.DONE, State.FAILED, State.CANCELLED)

    kind = models.CharField(max_length=80)
    owner = models.ForeignKey(User, models.PROTECT, related_name="works")
    params = models.JSONField(default=dict)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("已办"), default=0)
    total = models.PositiveIntegerField(_("共计"), default=0)
    summary = models.CharField(_("结果"), max_length=200, blank=True)
    error = models.TextField(_("原因"), blank=True)
    result_name = models.CharField(_("结果文件"), max_length=200, blank=True)
    result_type = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(_("提交时间"), default=clock.now)
    started_at = models.DateTimeField(_("开始时间"), null=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["leased_until"],
                condition=Q(state__in=["waiting", "running"]),
                name="work_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("papers:work", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.state in self.ENDED

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def folder(self) -> Path:
        """Where the work keeps its files; what an earlier attempt left is still there."""
        return Path(settings.MEDIA_ROOT) / "work" / str(self.pk)

    @property
    def result(self) -> Path:
        return self.folder / "result"

    def held(self, claim: uuid.UUID) -> models.QuerySet[Any]:
        """This row, as long as the claim still holds it."""
        return Work.objects.filter(pk=self.pk, claim=claim, state=self.State.RUNNING)
