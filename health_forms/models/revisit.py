"""回访: what is owed to whom by when, what took place, and who has a file in hand."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from foundation.process.models import Task
from health_forms import ciphers
from health_forms.models.file import CustomerFile


class Revisit(models.Model):
    """A stage of a schedule, or a visit planned or promised beyond it (``stage`` is empty)."""

    class Who(models.TextChoices):
        REP = "rep", _("满意代表")
        DOCTOR = "doctor", _("顾服主管医生")

    class Purpose(models.TextChoices):
        GUIDE = "guide", _("指导服用产品")
        OPINIONS = "opinions", _("询问意见")
        EFFECT = "effect", _("了解服用效果")
        KEEP_CONTACT = "keep_contact", _("保持联系")
        PRESENT = "present", _("介绍产品和服务")
        GUIDANCE = "guidance", _("专业指导、了解效果、排除异议")
        PLANNED = "planned", _("另行安排")
        CALL_BACK = "call_back", _("约定再联系")

    class Status(models.TextChoices):
        OPEN = "open", _("待回访")
        DONE = "done", _("已回访")
        SUPERSEDED = "superseded", _("已由新的安排代替")
        CLOSED = "closed", _("已停止")

    file = models.ForeignKey(CustomerFile, models.PROTECT, related_name="revisits")
    who = models.CharField(_("回访人"), max_length=6, choices=Who)
    of_buyer = models.BooleanField(_("购买顾客"))
    stage = models.PositiveSmallIntegerField(_("第几次"), null=True)
    due_on = models.DateField(_("期限"))
    purpose = models.CharField(_("目的"), max_length=12, choices=Purpose)
    # Nobody yet for the doctor's, until the file is with one.
    holder = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("办理人")
    )
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.OPEN)
    done_on = models.DateField(_("回访日期"), null=True)
    # In the holder's inbox, from the days on that are told ahead.
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="revisit")

    objects: ClassVar[models.Manager[Revisit]] = models.Manager()

    class Meta:
        verbose_name = _("回访安排")
        verbose_name_plural = _("回访安排")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "who", "of_buyer", "stage"], condition=Q(stage__isnull=False) & ~Q(status="superseded"),
                name="each_stage_once",
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False)
                | (~Q(status="done") & Q(done_on=None)),
                name="revisit_done_on_a_day",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["holder", "due_on", "id"], condition=Q(status="open"), name="revisit_open"
            ),
            models.Index(
                fields=["holder", "done_on"], condition=Q(status="done"), name="revisit_done"
            ),
            models.Index(
                fields=["due_on"], condition=Q(status="open", task=None), name="revisit_unlisted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.due_on}"

    @property
    def is_late(self) -> bool:
        return (self.done_on or clock.today()) > self.due_on


class Visit(models.Model):
    """What took place, or was tried; the text is encrypted like the answers (R4.2.9)."""

    append_only = True

    class Mode(models.TextChoices):
        PHONE = "phone", _("电话访问")
        HOME = "home", _("上门访问")

    class Missed(models.TextChoices):
        NO_ANSWER = "no_answer", _("无人接听")
        WRONG_NUMBER = "wrong_number", _("号码有误")
        BUSY = "busy", _("对方不便")
        AWAY = "away", _("外出")

    file = models.ForeignKey(CustomerFile, models.PROTECT, related_name="visits")
    revisit = models.OneToOneField(Revisit, models.PROTECT, null=True, related_name="visit")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("回访人"))
    who = models.CharField(max_length=6, choices=Revisit.Who)
    at = models.DateTimeField(_("回访时间"), default=clock.now)
    mode = models.CharField(_("方式"), max_length=5, choices=Mode)
    missed = models.CharField(_("未联系上的原因"), max_length=12, choices=Missed, blank=True)
    text = models.TextField(editable=False)

    objects: ClassVar[models.Manager[Visit]] = models.Manager()

    class Meta:
        verbose_name = _("回访记录")
        verbose_name_plural = _("回访记录")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(missed="") | Q(revisit=None), name="missed_fulfils_nothing"
            )
        ]
        indexes = [models.Index(fields=["by", "-at"], name="visit_by_person")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.at:%Y-%m-%d}"

    def told(self, file: CustomerFile) -> str:
        text: str = ciphers.decrypt(file.person.key, self.text)
        return text


@track()
class Checkout(models.Model):
    """调用: the file is in one person's hands and goes back the same day (R4.2.9)."""

    file = models.ForeignKey(CustomerFile, models.PROTECT, related_name="checkouts")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("调用人"))
    taken_at = models.DateTimeField(_("调用时间"), default=clock.now)
    due_on = models.DateField(_("归还期限"))
    given_back_at = models.DateTimeField(_("归还时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        verbose_name = _("档案调用")
        verbose_name_plural = _("档案调用")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(given_back_at=None), name="one_holder_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.by}"


class Remark(models.Model):
    """The doctor's word to a representative about their revisits (R4.2.8)."""

    append_only = True

    to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("满意代表"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("医生"))
    at = models.DateTimeField(_("时间"), default=clock.now)
    text = models.CharField(_("指导意见"), max_length=500)

    objects: ClassVar[models.Manager[Remark]] = models.Manager()

    class Meta:
        verbose_name = _("指导意见")
        verbose_name_plural = _("指导意见")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["to", "-at"], name="remark_to")]

    def __str__(self) -> str:
        return f"{self.to} {self.at:%Y-%m-%d}"
