"""What units tell and ask each other about key accounts (R6.9)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from key_accounts import holders
from key_accounts.models.accounts import Account
from key_accounts.scope import ExchangeQuerySet


class Exchange(Record):
    """交流: shared with named units; of the accounts they see no more than what it says."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("信息共享")
        REQUEST = "request", _("请求支持")
        LEAD = "lead", _("联合开发线索")

    class State(models.TextChoices):
        OPEN = "open", _("交流中")
        CLOSED = "closed", _("已办结")

    series: ClassVar[Series] = Series("DKJL", "DKJL-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.CLOSED})

    kind = models.CharField(_("种类"), max_length=12, choices=Kind)
    subject = models.CharField(_("题目"), max_length=100)
    content = models.TextField(_("内容"))
    unit = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("发起单位")
    )
    units = models.ManyToManyField(Department, related_name="+", verbose_name=_("共享给"))
    accounts = models.ManyToManyField(Account, related_name="exchanges", verbose_name=_("大客户"))
    shared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("发起人"))
    due_on = models.DateField(_("办结期限"))
    outcome = models.TextField(_("办结结果"), blank=True, default="")
    state = StateField(_("状态"), default=State.OPEN, choices=State)

    objects: ClassVar[models.Manager[Any]] = ExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("单位间交流")
        verbose_name_plural = _("单位间交流")
        ordering = ["-pk"]

    @classmethod
    def page_name(cls) -> str:
        return "exchange"

    def title(self) -> str:
        return self.subject

    def owner(self) -> User | None:
        return self.shared_by

    def responsible_department(self) -> Department | None:
        return self.unit

    @step(
        _("办结交流"), article="R6.9", source=State.OPEN, target=State.CLOSED, who=holders.SHARER,
    )  # fmt: skip
    def close(self, *, by: User, outcome: str) -> None:
        self.outcome = outcome


class Reply(models.Model):
    append_only = True

    exchange = models.ForeignKey(Exchange, models.PROTECT, related_name="replies")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    content = models.TextField(_("回复"))
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("交流回复")
        verbose_name_plural = _("交流回复")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.content[:40]
