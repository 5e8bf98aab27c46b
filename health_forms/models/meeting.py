"""顾客服务会议 of doctor, sales manager and supervisors, at least once a month (R4.2.11)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from health_forms import ciphers


@track(exclude=("key",))
class Meeting(models.Model):
    """Minutes, and who does what by when; the words are encrypted by ``key``, which is kept and
    rotated like a person's."""

    key = models.TextField(editable=False, default=ciphers.new_key)
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

    def told(self) -> str:
        text: str = ciphers.decrypt(self.key, self.minutes)
        return text


@track()
class MeetingAction(models.Model):
    """What was agreed: one thing, one person, one day."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    what = models.TextField(_("事项"))
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("期限"))
    done_at = models.DateTimeField(_("完成时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("会议事项")
        verbose_name_plural = _("会议事项")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.owner} {self.due_on}"

    def told(self) -> str:
        text: str = ciphers.decrypt(self.meeting.key, self.what)
        return text
