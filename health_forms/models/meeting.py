"""顾客服务会议 of doctor, sales manager and supervisors, at least once a month (R4.2.11)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User


@track()
class Meeting(models.Model):
    """Minutes, and who does what by when."""

    held_on = models.DateField(_("会议日期"))
    attendees = models.ManyToManyField(User, related_name="+", verbose_name=_("出席人员"))
    minutes = models.TextField(_("会议记录"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("记录人"))
    entered_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("顾客服务会议")
        verbose_name_plural = _("顾客服务会议")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.held_on}"


@track()
class MeetingAction(models.Model):
    """What was agreed: one thing, one person, one day."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    what = models.CharField(_("事项"), max_length=200)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("期限"))
    done_at = models.DateTimeField(_("完成时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("会议事项")
        verbose_name_plural = _("会议事项")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what
