"""大客户档案: what is known of a key account, which parts of it are confirmed, when it is looked at
again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from key_accounts import holders, policies, rules
from key_accounts.facts import FACTS, Part
from key_accounts.scope import AccountQuerySet


@track(exclude=("matter",))
class Account(Record):
    """Confirmed part by part by the business supervisors (R6.3), reviewed every quarter (R6.4)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("编制中")
        CONFIRMING = "confirming", _("待业务主管确认")
        CURRENT = "current", _("使用中")
        CLOSED = "closed", _("已停用")

    class Level(models.TextChoices):
        NATIONAL = "national", _("全国级")
        REGIONAL = "regional", _("全区级")
        LOCAL = "local", _("盟市级")

    series: ClassVar[Series] = Series("DKH", "DKH-{period}-{number:04d}", "%Y")
    closed_states = frozenset({State.CLOSED})

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", verbose_name=_("客户"))
    branch = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("所属分公司")
    )
    lead = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    business = models.TextField(_("主营业务"), blank=True)
    scale = models.CharField(_("规模"), max_length=200, blank=True)
    contacts = models.TextField(_("联系人"), blank=True)
    decision_makers = models.TextField(_("决策人"), blank=True)
    products = models.TextField(_("使用的产品"), blank=True)
    contract_from = models.DateField(_("合同起始日"), null=True, blank=True)
    contract_until = models.DateField(_("合同到期日"), null=True, blank=True)
    competitors = models.TextField(_("竞争对手份额"), blank=True)
    state = StateField(_("状态"), default=State.DRAFT, choices=State)
    # Which review the confirmations belong to: each begins with none.
    review = models.PositiveIntegerField(default=1)
    confirmed_on = models.DateField(_("确认日期"), null=True)
    review_due_on = models.DateField(_("下次复核"), null=True)

    objects: ClassVar[models.Manager[Any]] = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("大客户档案")
        verbose_name_plural = _("大客户档案")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=~Q(state="closed"), name="one_file_a_customer"
            ),
            models.CheckConstraint(
                condition=Q(contract_from=None)
                | Q(contract_until=None)
                | Q(contract_until__gte=F("contract_from")),
                name="contract_ends_after_it_began",
            ),
        ]

    def title(self) -> str:
        return self.customer.name

    def owner(self) -> User | None:
        return self.lead

    def responsible_department(self) -> Department | None:
        return self.branch

    def concerned_customer(self) -> Customer | None:
        return self.customer

    @property
    def completeness(self) -> int | None:
        return rules.completeness(getattr(self, one) for one in policies.COMPLETE_FIELDS.value())

    def lacking(self) -> list[str]:
        """Labels of what is not filled in."""
        names = policies.COMPLETE_FIELDS.value()
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in names
            if getattr(self, name) in (None, "")
        ]

    def parts(self) -> list[dict[str, Any]]:
        """Each part with what it says and who confirmed it in this review."""
        done = self.confirmations.filter(review=self.review).select_related("by")
        confirmed = {one.part: one for one in done}
        return [
            {
                "code": part.value,
                "label": part.label,
                "facts": [
                    (self._meta.get_field(name).verbose_name, getattr(self, name))  # type: ignore[union-attr]
                    for name in FACTS[part]
                ],
                "confirmation": confirmed.get(part.value),
            }
            for part in Part
        ]

    # Checks.

    def _says_something(self) -> list[Any]:
        return [] if self.business.strip() else [_("主营业务")]

    # Steps.

    @step(
        _("提交确认"), article="R6.3", source=State.DRAFT, target=State.CONFIRMING,
        who=holders.LEAD, checks=(_says_something,),
    )  # fmt: skip
    def submit(self, *, by: User) -> None:
        """Part by part to the business supervisors."""

    @step(
        _("全部确认"), article="R6.3", source=State.CONFIRMING, target=State.CURRENT,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def complete(self, *, by: User) -> None:
        """With the last part that is confirmed."""
        self.confirmed_on = clock.today()
        self.review_due_on = rules.months_after(clock.today(), policies.REVIEW_MONTHS.value())

    @step(
        _("退回补充"), article="R6.3", source=State.CONFIRMING, target=State.DRAFT,
        who=holders.CONFIRMER, not_by=("lead_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        """What was confirmed is looked at again: it may have changed."""
        self.review += 1

    @step(
        _("开始复核"), article="R6.4", source=State.CURRENT, target=State.DRAFT, who=holders.LEAD,
    )  # fmt: skip
    def begin_review(self, *, by: User) -> None:
        self.review += 1

    @step(
        _("停用档案"), article="R6.4", source=[State.DRAFT, State.CURRENT], target=State.CLOSED,
        who=holders.KEEPER, reason_required=True, style="secondary",
    )  # fmt: skip
    def close(self, *, by: User) -> None:
        """No key account any more: the file stays."""


class Confirmation(models.Model):
    """One part of a file, looked at by a business supervisor."""

    append_only = True

    account = models.ForeignKey(Account, models.PROTECT, related_name="confirmations")
    review = models.PositiveIntegerField()
    part = models.CharField(max_length=10, choices=Part)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("档案确认")
        verbose_name_plural = _("档案确认")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "review", "part"], name="part_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.get_part_display()}"
