"""Who looks after an account, what they want to reach, and what one hands to another."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import User
from foundation.process.models import Matter
from key_accounts.models.accounts import Account


class Member(models.Model):
    """核心团队: beside the one lead, which the account itself names."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="members")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("成员"))
    since = models.DateField(_("加入日期"))
    until = models.DateField(_("退出日期"), null=True)

    class Meta:
        verbose_name = _("核心团队成员")
        verbose_name_plural = _("核心团队成员")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"], condition=Q(until=None), name="member_once"
            )
        ]

    def __str__(self) -> str:
        return self.person.name


class Objective(models.Model):
    account = models.ForeignKey(Account, models.PROTECT, related_name="objectives")
    what = models.CharField(_("目标"), max_length=200)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("期限"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    is_reached = models.BooleanField(_("是否达成"), null=True)
    result = models.TextField(_("结果"), blank=True, default="")
    done_at = models.DateTimeField(_("完成时间"), null=True)

    class Meta:
        verbose_name = _("大客户目标")
        verbose_name_plural = _("大客户目标")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, is_reached=None)
                | Q(done_at__isnull=False, is_reached__isnull=False) & ~Q(result=""),
                name="objective_done_with_a_result",
            )
        ]

    def __str__(self) -> str:
        return self.what


class Referral(models.Model):
    """转介: closed by the contact that the colleague makes with the account, not by saying so."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="referrals")
    what = models.CharField(_("事由"), max_length=200)
    referred_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("转介人")
    )
    referred_at = models.DateTimeField(_("转介时间"), default=clock.now)
    to = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("转给"))
    due_on = models.DateField(_("期限"))
    contact = models.ForeignKey(
        Matter, models.PROTECT, null=True, related_name="+", verbose_name=_("由此产生的接触")
    )

    class Meta:
        verbose_name = _("转介")
        verbose_name_plural = _("转介")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what
