from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When a background process was last seen alive. A row each, overwritten."""

    process = models.CharField(_("进程"), max_length=40, primary_key=True)
    seen_at = models.DateTimeField(_("最后活动时间"))

    class Meta:
        verbose_name = _("心跳")
        verbose_name_plural = _("心跳")

    def __str__(self) -> str:
        return f"{self.process} {self.seen_at:%Y-%m-%d %H:%M:%S}"


class BackupRun(models.Model):
    """One backup, by schedule or by command; good once it is finished without an error."""

    started_at = models.DateTimeField(_("开始时间"))
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    folder = models.CharField(_("目录"), max_length=500, blank=True)
    size = models.BigIntegerField(_("大小"), default=0)
    error = models.TextField(_("错误"), blank=True)

    class Meta:
        verbose_name = _("备份")
        verbose_name_plural = _("备份")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.folder or f"{self.started_at:%Y-%m-%d %H:%M:%S}"


class DemoLoad(models.Model):
    """An app's demo data have been loaded: they are loaded once."""

    app = models.CharField(_("应用"), max_length=40, primary_key=True)
    size = models.PositiveIntegerField(_("规模"))
    seed = models.PositiveIntegerField(_("随机种子"))
    loaded_at = models.DateTimeField(_("装入时间"))

    class Meta:
        verbose_name = _("演示数据")
        verbose_name_plural = _("演示数据")

    def __str__(self) -> str:
        return self.app
