"""Between the company and the customer: replies, waiting, satisfaction."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from foundation import clock
from foundation.people.models import User


class Reply(models.Model):
    """An answer to the customer, or an attempt at one (R2.14)."""

    class Mode(models.TextChoices):
        WRITTEN = "written", _("书面")
        ORAL = "oral", _("口头")

    class Reaction(models.TextChoices):
        SATISFIED = "satisfied", _("满意")
        ACCEPTED = "accepted", _("接受")
        DISSATISFIED = "dissatisfied", _("不满意")
        NONE = "none", _("未表态")

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField()
    mode = models.CharField(_("方式"), max_length=8, choices=Mode)
    at = models.DateTimeField(_("时间"))
    content = models.TextField(_("答复内容"))
    reached = models.BooleanField(_("已联系上客户"), default=True)
    reaction = models.CharField(
        _("客户反应"), max_length=12, choices=Reaction, default=Reaction.NONE
    )
    replied_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("答复人"))
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("客户答复")
        verbose_name_plural = _("客户答复")
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.complaint} {self.at:%Y-%m-%d}"


class CustomerWait(models.Model):
    """Time waiting for the customer: recorded and shown, the clock never pauses (R2.26)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="waits")
    reason = models.CharField(_("等待事由"), max_length=200)
    began_at = models.DateTimeField(default=clock.now)
    began_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at=None), name="one_wait_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.reason


class Satisfaction(models.Model):
    """What the customer says after closing, once per round."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="satisfactions")
    round = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(_("满意度（1–5）"))
    comment = models.TextField(_("意见"), blank=True)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "round"], name="satisfaction_once_a_round"
            ),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="score_1_to_5"),
        ]
        indexes = [models.Index(fields=["given_at"], name="satisfaction_given")]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.score}"
