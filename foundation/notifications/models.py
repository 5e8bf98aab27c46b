from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import User


class Preference(models.Model):
    """How a person wants ordinary mail. What a regulation orders at once disregards it.

    Who has no row gets mail at once, without quiet hours. The hours are company time.
    """

    class Mode(models.TextChoices):
        AT_ONCE = "at_once", _("随时发送")
        DIGEST = "digest", _("每日汇总一封")
        NONE = "none", _("不发邮件，只在系统内提醒")

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="mail_preference"
    )
    mail_mode = models.CharField(
        _("普通提醒的邮件"), max_length=8, choices=Mode, default=Mode.AT_ONCE
    )
    digest_hour = models.PositiveSmallIntegerField(
        _("汇总发送时间（点）"), default=8, validators=[MaxValueValidator(23)]
    )
    quiet_from = models.TimeField(_("免打扰自"), null=True, blank=True)
    quiet_until = models.TimeField(_("免打扰至"), null=True, blank=True)
    muted_regulations = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("不发普通邮件的制度"),
        default=list,
        blank=True,
    )

    class Meta:
        verbose_name = _("通知设置")
        verbose_name_plural = _("通知设置")
        constraints = [
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="digest_hour_of_a_day"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~Q(quiet_from=F("quiet_until")),
                name="quiet_hours_have_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_mail_mode_display()}"


class Mail(models.Model):
    """One mail, rendered and kept as it was sent. Only ``sending`` changes its state."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待发送")
        SENT = "sent", _("已发送")
        FAILED = "failed", _("地址被拒收")

    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    recipient = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="mails", verbose_name=_("收件人")
    )
    address = models.EmailField(_("地址"))
    subject = models.CharField(_("主题"), max_length=250)
    text = models.TextField(_("正文"))
    html = models.TextField(blank=True)
    created_at = models.DateTimeField(_("生成时间"), default=clock.now)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("尝试次数"), default=0)
    next_try_at = models.DateTimeField(_("下次尝试"), default=clock.now)
    claimed_until = models.DateTimeField(_("发送占用至"), null=True)
    sent_at = models.DateTimeField(_("发送时间"), null=True)
    last_error = models.TextField(_("最近的错误"), blank=True)

    class Meta:
        verbose_name = _("邮件")
        verbose_name_plural = _("邮件")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | ~Q(state="sent") & Q(sent_at=None),
                name="sent_mail_says_when",
            )
        ]
        indexes = [
            models.Index("next_try_at", "id", condition=Q(state="waiting"), name="mail_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing told to one person, or by letter to an address outside: the outbox.

    ``mail_after`` is when a mail about it is due (null: none), ``mail`` the mail that told it.
    Rows come from ``outbox.post`` as one INSERT … SELECT, hence the database defaults.
    """

    recipient = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="notices", verbose_name=_("收件人")
    )
    address = models.EmailField(_("外部地址"), blank=True, db_default="")
    language = models.CharField(_("信件语言"), max_length=8, blank=True, db_default="")
    template = models.CharField(_("模板"), max_length=100)
    context = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    url = models.CharField(max_length=300, blank=True, db_default="")
    article = models.CharField(_("条款"), max_length=30, blank=True, db_default="")
    at_once = models.BooleanField(_("制度要求立即发送"), default=False, db_default=False)
    as_digest = models.BooleanField(_("只在每日汇总中告知"), default=False, db_default=False)
    created_at = models.DateTimeField(_("时间"), default=clock.now)
    mail_after = models.DateTimeField(_("邮件发送时间"), null=True)
    mail = models.ForeignKey(
        Mail, models.PROTECT, null=True, related_name="notices", verbose_name=_("邮件")
    )
    read_at = models.DateTimeField(_("已读时间"), null=True)
    dedupe = models.CharField(max_length=200)
    attempts = models.PositiveIntegerField(_("成文尝试次数"), default=0, db_default=0)
    error = models.TextField(_("成文错误"), blank=True, db_default="")

    objects: ClassVar[models.Manager[Notice]] = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒")
        verbose_name_plural = _("提醒")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "dedupe"], name="told_once"),
            models.UniqueConstraint(
                fields=["address", "dedupe"], condition=Q(recipient=None), name="written_once"
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, address="")
                | Q(recipient=None) & ~Q(address=""),
                name="notice_for_a_person_or_an_address",
            ),
        ]
        indexes = [
            models.Index("recipient", condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                "mail_after", condition=Q(mail=None, mail_after__isnull=False), name="notice_due"
            ),
            models.Index(
                "recipient",
                "id",
                condition=Q(mail=None, mail_after__isnull=False),
                name="notice_due_by_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} → {self.recipient or self.address}"
