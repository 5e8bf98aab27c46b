from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock


class SavedFilter(models.Model):
    """A named filter of a list, private or shared.

    The row without a name is the owner's last choice of columns and page size for that list.
    """

    owner = models.ForeignKey(
        "people.User", models.CASCADE, related_name="+", verbose_name=_("所有人")
    )
    list_code = models.CharField(_("列表"), max_length=80)
    name = models.CharField(_("名称"), max_length=40, blank=True)
    query = models.TextField(_("筛选条件"), blank=True)
    columns = models.JSONField(_("显示的列"), default=list, blank=True)
    page_size = models.PositiveSmallIntegerField(_("每页行数"), default=25)
    is_shared = models.BooleanField(_("共享给同事"), default=False)
    is_default = models.BooleanField(_("打开列表时先用它"), default=False)

    class Meta:
        verbose_name = _("保存的筛选")
        verbose_name_plural = _("保存的筛选")
        ordering = ["pk"]
        indexes = [models.Index(fields=["list_code", "owner"], name="saved_filter_of_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_code", "name"], name="one_saved_filter_per_name"
            ),
            models.UniqueConstraint(
                fields=["owner", "list_code"],
                condition=Q(is_default=True),
                name="one_default_filter_per_list",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(is_shared=False, is_default=False),
                name="unnamed_saved_filter_is_private",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.list_code


class ExportLog(models.Model):
    """Who took which list out of the system, and how much of it."""

    user = models.ForeignKey(
        "people.User", models.PROTECT, related_name="+", verbose_name=_("导出人")
    )
    list_code = models.CharField(_("列表"), max_length=80)
    query = models.TextField(_("筛选条件"), blank=True)
    columns = models.JSONField(_("导出的列"), default=list)
    row_count = models.PositiveIntegerField(_("行数"))
    at = models.DateTimeField(_("时间"), default=clock.now)

    class Meta:
        verbose_name = _("导出记录")
        verbose_name_plural = _("导出记录")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.list_code} {self.at:%Y-%m-%d %H:%M}"


class ImportRun(models.Model):
    """One uploaded workbook: first a dry run, then at most one import, then at most one undo."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("已上传")
        DRY = "dry", _("已试导入")
        DONE = "done", _("已导入")
        UNDONE = "undone", _("已撤销")

    spec_code = models.CharField(_("导入种类"), max_length=80)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.UPLOADED)
    file = models.FileField(_("文件"), upload_to="imports/%Y/%m")
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("文件校验值"), max_length=64)
    row_count = models.PositiveIntegerField(_("数据行数"), default=0)
    created_count = models.PositiveIntegerField(_("新增"), default=0)
    updated_count = models.PositiveIntegerField(_("更新"), default=0)
    unchanged_count = models.PositiveIntegerField(_("未变"), default=0)
    skipped_count = models.PositiveIntegerField(_("跳过"), default=0)
    error_count = models.PositiveIntegerField(_("有错误"), default=0)
    uploaded_by = models.ForeignKey(
        "people.User", models.PROTECT, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"), default=clock.now)
    imported_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, related_name="+", verbose_name=_("导入人")
    )
    imported_at = models.DateTimeField(_("导入时间"), null=True)
    undone_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, related_name="+", verbose_name=_("撤销人")
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = _("导入记录")
        verbose_name_plural = _("导入记录")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["spec_code", "-id"], name="import_runs_of_spec")]
        constraints = [
            models.CheckConstraint(
                condition=Q(imported_by=None, imported_at=None)
                | Q(imported_by__isnull=False, imported_at__isnull=False),
                name="import_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="import_undo_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spec_code} {self.file_name}"

    def get_absolute_url(self) -> str:
        return reverse("listing:import_run", args=[self.pk])


class ImportRow(models.Model):
    """What became of one row: kept for rows that changed something and for rows with errors."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("新增")
        UPDATED = "updated", _("更新")
        ERROR = "error", _("有错误")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("行号"))
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome)
    # Of the imported record, as text, since any model may be imported.
    record_pk = models.CharField(max_length=40, blank=True)
    label = models.CharField(_("对象"), max_length=200, blank=True)
    # Field -> stored text, of the fields that changed; ``before`` is empty for a created record.
    before: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    after: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    # Rows with errors: column -> cell as read, and column -> messages ("" for the whole row).
    cells: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    errors: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("导入行")
        verbose_name_plural = _("导入行")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["run", "line"], name="one_outcome_per_import_line")
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line}"
