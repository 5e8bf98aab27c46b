"""Revisits of key accounts: logged by the branches and inspected by sample, or made directly by
the regional company with a leader's authorisation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from key_accounts import holders, rules
from key_accounts.models.accounts import Account
from key_accounts.scope import AuthorisationQuerySet, OfBranch, RevisitQuerySet


class Authorisation(Record):
    """授权: a leader lets somebody visit an account directly, for a purpose and a time (R6.7)."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("待领导批准")
        APPROVED = "approved", _("已授权")
        VISITED = "visited", _("已回访")
        REFUSED = "refused", _("未获授权")
        WITHDRAWN = "withdrawn", _("已撤回")

    series: ClassVar[Series] = Series("HFSQ", "HFSQ-{period}-{number:03d}", "%Y")
    closed_states = frozenset({State.VISITED, State.REFUSED, State.WITHDRAWN})

    account = models.ForeignKey(
        Account, models.PROTECT, related_name="authorisations", verbose_name=_("大客户")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("回访人"))
    purpose = models.TextField(_("回访目的"))
    valid_from = models.DateField(_("授权起始日"))
    valid_until = models.DateField(_("授权截止日"))
    requested_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("申请人")
    )
    state = StateField(_("状态"), default=State.REQUESTED, choices=State)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("审批人")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True)

    objects: ClassVar[models.Manager[Any]] = AuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("直接回访授权")
        verbose_name_plural = _("直接回访授权")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="authorisation_ends_after_it_began",
            )
        ]

    @classmethod
    def page_name(cls) -> str:
        return "authorisation"

    def title(self) -> str:
        return f"{self.account.customer.name} {self.person.name}"

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.account.branch

    def concerned_customer(self) -> Customer | None:
        return self.account.customer

    @step(
        _("授权"), article="R6.7", source=State.REQUESTED, target=State.APPROVED,
        who=holders.LEADER, not_by=("requested_by_id", "person_id"), style="success",
    )  # fmt: skip
    def approve(self, *, by: User) -> None:
        """Nobody authorises themselves."""
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("不予授权"), article="R6.7", source=State.REQUESTED, target=State.REFUSED,
        who=holders.LEADER, not_by=("requested_by_id", "person_id"), reason_required=True,
        style="danger",
    )  # fmt: skip
    def refuse(self, *, by: User) -> None:
        self.decided_by, self.decided_at = by, clock.now()

    @step(
        _("登记直接回访"), article="R6.7", source=State.APPROVED, target=State.VISITED,
        who=holders.VISITOR,
    )  # fmt: skip
    def visit(self, *, by: User) -> None:
        """The revisit itself is a record of its own."""

    @step(
        _("撤回授权申请"), article="R6.7", source=[State.REQUESTED, State.APPROVED],
        target=State.WITHDRAWN, who=holders.REQUESTER, reason_required=True, style="secondary",
    )  # fmt: skip
    def withdraw(self, *, by: User) -> None:
        """The visit did not come about."""


class InspectionQuerySet(OfBranch):
    def with_figures(self) -> InspectionQuerySet:
        """Counts of the month's revisits; one found false is no revisit, though it was inspected."""
        state, verdict = "revisits__state", "revisits__first_verdict"
        stands = ~Q(**{f"{state}__in": [Revisit.State.FALSE, Revisit.State.VOID]})
        judged = ~Q(**{verdict: ""}) & Q(revisits__isnull=False)
        rows: InspectionQuerySet = self.annotate(
            logged=Count("revisits", filter=stands),
            inspected=Count("revisits", filter=stands & judged),
            judged=Count("revisits", filter=judged),
            passed=Count("revisits", filter=stands & Q(**{verdict: Revisit.Verdict.PASSED})),
            found_false=Count("revisits", filter=Q(**{state: Revisit.State.FALSE})),
        )
        return rows


class Inspection(Record):
    """回访检查: of one branch and month, by a sample that the stored seed gives again (R6.6)."""

    class State(models.TextChoices):
        INSPECTING = "inspecting", _("检查中")
        DONE = "done", _("已检查")

    series: ClassVar[Series] = Series("HFJC", "HFJC-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.DONE})

    branch = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("分公司")
    )
    month = models.DateField(_("月份"))
    seed = models.BigIntegerField(_("抽样种子"))
    state = StateField(_("状态"), default=State.INSPECTING, choices=State)

    # Counted by ``with_figures``.
    logged: int
    inspected: int
    judged: int
    passed: int
    found_false: int

    objects: ClassVar[models.Manager[Any]] = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("回访检查")
        verbose_name_plural = _("回访检查")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "month"], name="one_sample_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="inspection_of_a_month"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "inspection"

    def title(self) -> str:
        return f"{self.branch.name} {self.month:%Y-%m}"

    def responsible_department(self) -> Department | None:
        return self.branch

    @property
    def coverage(self) -> Decimal | None:
        return rules.per_cent(self.inspected, self.logged)

    @property
    def pass_rate(self) -> Decimal | None:
        return rules.per_cent(self.passed, self.judged)

    @step(
        _("完成检查"), article="R6.6", source=State.INSPECTING, target=State.DONE,
        who=PartOfAnotherAct(),
    )  # fmt: skip
    def finish(self, *, by: User) -> None:
        """With the first verdict on the last one of the sample."""


@track(exclude=("matter",))
class Revisit(Record):
    """回访记录: a contact with the account that took place (R6.6, R6.7)."""

    class State(models.TextChoices):
        LOGGED = "logged", _("已登记")
        DRAWN = "drawn", _("待检查")
        RETURNED = "returned", _("待补正")
        MENDED = "mended", _("待复查")
        PASSED = "passed", _("检查合格")
        LEFT = "left", _("未抽查")
        FALSE = "false", _("认定虚假")
        VOID = "void", _("已作废")

    class Verdict(models.TextChoices):
        PASSED = "passed", _("合格")
        INCOMPLETE = "incomplete", _("待补正")
        FALSE = "false", _("虚假")

    series: ClassVar[Series] = Series("HF", "HF-{period}-{number:04d}", "%Y%m")
    closed_states = frozenset({State.PASSED, State.LEFT, State.FALSE, State.VOID})

    account = models.ForeignKey(
        Account, models.PROTECT, related_name="revisits", verbose_name=_("大客户")
    )
    branch = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("分公司")
    )
    authorisation = models.OneToOneField(
        Authorisation, models.PROTECT, null=True, related_name="revisit"
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("回访人"))
    visited_on = models.DateField(_("回访日期"))
    met = models.CharField(_("会见人"), max_length=100)
    content = models.TextField(_("回访内容"))
    issues = models.TextField(_("客户反映的问题"), blank=True)
    promised = models.TextField(_("承诺的事项"), blank=True)
    result = models.TextField(_("结果"), blank=True)
    logged_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    state = StateField(_("状态"), default=State.LOGGED, choices=State)
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, related_name="revisits", verbose_name=_("检查")
    )
    # Whether it passed at once: what is put right later doesn't change it.
    first_verdict = models.CharField(
        _("首次检查结论"), max_length=10, choices=Verdict, blank=True, default=""
    )
    finding = models.TextField(_("检查发现"), blank=True, default="")
    mend_by = models.DateField(_("补正期限"), null=True)

    objects: ClassVar[models.Manager[Any]] = RevisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("回访记录")
        verbose_name_plural = _("回访记录")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(authorisation=None) | Q(inspection=None) & ~Q(result=""),
                name="direct_revisit_has_a_result",
            )
        ]
        indexes = [
            models.Index(fields=["account", "-visited_on"], name="revisit_of_account"),
            models.Index(fields=["branch", "visited_on"], name="revisit_of_branch"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "revisit"

    def title(self) -> str:
        return f"{self.account.customer.name} {self.visited_on:%Y-%m-%d}"

    def owner(self) -> User | None:
        return self.person

    def responsible_department(self) -> Department | None:
        return self.branch

    def concerned_customer(self) -> Customer | None:
        return self.account.customer

    # Steps.

    @step(
        _("抽中检查"), article="R6.6", source=State.LOGGED, target=State.DRAWN,
        who=PartOfAnotherAct(), sets=("inspection",),
    )  # fmt: skip
    def draw(self, *, by: User, inspection: Inspection) -> None:
        self.inspection = inspection

    @step(
        _("未抽中"), article="R6.6", source=State.LOGGED, target=State.LEFT,
        who=PartOfAnotherAct(), sets=("inspection",),
    )  # fmt: skip
    def leave(self, *, by: User, inspection: Inspection | None) -> None:
        """Also what was logged after its month was drawn, and direct revisits."""
        self.inspection = inspection

    @step(
        _("检查合格"), article="R6.6", source=[State.DRAWN, State.MENDED], target=State.PASSED,
        who=holders.INSPECTOR, not_by=("person_id", "logged_by_id"), style="success",
    )  # fmt: skip
    def accept(self, *, by: User) -> None:
        self.first_verdict = self.first_verdict or self.Verdict.PASSED

    @step(
        _("退回补正"), article="R6.6", source=[State.DRAWN, State.MENDED], target=State.RETURNED,
        who=holders.INSPECTOR, not_by=("person_id", "logged_by_id"), style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User, finding: str, mend_by: date) -> None:
        self.finding, self.mend_by = finding, mend_by
        self.first_verdict = self.first_verdict or self.Verdict.INCOMPLETE

    @step(
        _("补正"), article="R6.6", source=State.RETURNED, target=State.MENDED, who=holders.MENDER,
    )  # fmt: skip
    def mend(self, *, by: User, content: str, issues: str, promised: str) -> None:
        self.content, self.issues, self.promised = content, issues, promised

    @step(
        _("认定虚假"), article="R6.6",
        source=[State.DRAWN, State.RETURNED, State.MENDED, State.PASSED, State.LEFT],
        target=State.FALSE, who=holders.INSPECTOR, not_by=("person_id", "logged_by_id"),
        reason_required=True, style="danger",
    )  # fmt: skip
    def find_false(self, *, by: User) -> None:
        """It counts neither as contact nor as coverage; also found outside the sample."""
        if self.state == self.State.DRAWN:
            self.first_verdict = self.Verdict.FALSE

    @step(
        _("作废"), article="R6.6", source=State.LOGGED, target=State.VOID, who=holders.MENDER,
        reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Entered by mistake; the number stays."""
