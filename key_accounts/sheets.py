"""A branch's month: what it owes, what is known of it, and whether the month is closed (R6.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Field,
    FilteredRelation,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.monthly.declarations import next_month
from foundation.monthly.models import MonthlyReport
from foundation.people.delegation import acts_as
from foundation.people.models import Department, User
from key_accounts.models import Account, Correction, ProductUse, Usage
from key_accounts.models.usage import MEASURES, owed_in
from key_accounts.roles import BRANCH_MANAGER, MANAGER
from key_accounts.scope import REGULATION

REPORT = "key_accounts.report"
State = MonthlyReport.State


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A product of an account with what was entered for the month, and corrected since."""

    use: ProductUse
    usage: Usage | None
    corrections: list[Correction]

    @property
    def is_known(self) -> bool:
        return self.usage is not None or bool(self.corrections)

    @property
    def total(self) -> tuple[Any, ...] | None:
        """Items, weight, revenue as they count; nothing known is no zero."""
        known = [one.figures for one in (self.usage, *self.corrections) if one is not None]
        return tuple(sum(column) for column in zip(*known, strict=True)) if known else None


def rows_of(branch: Department, month: date, *, is_closed: bool = True) -> list[SheetRow]:
    """What the branch owes for the month, and what it entered besides; an open month has no
    corrections."""
    entered = Exists(Usage.objects.filter(use=OuterRef("pk"), month=month))
    uses = (
        ProductUse.objects.filter(branch=branch)
        .filter(owed_in(month) | Q(entered))
        .select_related("account__matter", "account__customer", "line")
        .prefetch_related(Prefetch("usages", Usage.objects.filter(month=month), "of_month"))
        .order_by("account__matter__number", "line__code")
    )
    if is_closed:
        corrections = Correction.objects.filter(month=month).select_related("by")
        uses = uses.prefetch_related(Prefetch("corrections", corrections, "corrected"))
    return [
        SheetRow(use, next(iter(use.of_month), None), getattr(use, "corrected", []))  # type: ignore[attr-defined]
        for use in uses
    ]


def log_of(month: date) -> QuerySet[ProductUse]:
    """What is owed or known for the month, a row a product of an account at a branch: ``items``,
    ``weight`` and ``revenue`` as they count, none when nothing is known; ``difference`` is the
    revenue by which it was corrected since, ``corrected_at`` the moment of the last correction."""
    corrections = Correction.objects.filter(use=OuterRef("pk"), month=month).order_by()

    def corrected(reckoned: Any) -> Subquery:
        return Subquery(corrections.values("use").annotate(found=reckoned).values("found"))

    counted: dict[str, Any] = {
        name: Case(
            When(of_month=None, then=corrected(Sum(name))),
            default=F(f"of_month__{name}") + Coalesce(corrected(Sum(name)), 0),
            output_field=cast(Field[Any, Any], Usage._meta.get_field(name)),
        )
        for name in MEASURES
    }
    rows: QuerySet[ProductUse] = ProductUse.objects.annotate(
        of_month=FilteredRelation("usages", condition=Q(usages__month=month)),
        month=Value(month, DateField()),
        corrected_at=corrected(Max("at")),
        difference=corrected(Sum("revenue")),
        **counted,
    )
    return rows.filter(owed_in(month) | Q(of_month__isnull=False))


def without_products(branches: Iterable[Department], month: date) -> QuerySet[Account]:
    """Accounts in use by the end of the month, of which no product is known at all."""
    used = Exists(ProductUse.objects.filter(account=OuterRef("pk")))
    accounts: QuerySet[Account] = Account.objects.filter(
        ~used, branch__in=branches, confirmed_on__lt=next_month(month)
    ).exclude(state=Account.State.CLOSED)
    return accounts


def is_complete(branch: Department, month: date) -> bool:
    missing = ProductUse.objects.missing(month).filter(branch=branch)
    return not missing.exists() and not without_products([branch], month).exists()


def owing(month: date) -> QuerySet[Department]:
    """The branches that owe something for the month."""
    uses = ProductUse.objects.owed(month).values("branch")
    accounts = Account.objects.filter(confirmed_on__lt=next_month(month)).exclude(
        state=Account.State.CLOSED
    )
    found: QuerySet[Department] = Department.objects.filter(
        pk__in=uses.union(accounts.values("branch"))
    ).select_related("head")
    return found


def report_of(month: date, *, lock: bool = False) -> MonthlyReport | None:
    """``lock``: it is not approved until the transaction ends."""
    reports = MonthlyReport.objects.select_for_update() if lock else MonthlyReport.objects.all()
    found: MonthlyReport | None = reports.filter(code=REPORT, month=month).first()
    return found


def refuse_month(month: date) -> None:
    """Raises ``Refusal`` unless figures may be entered now; it stays so until the transaction ends."""
    refuse_report(month, report_of(month, lock=True))


def refuse_report(month: date, report: MonthlyReport | None) -> None:
    """Figures are entered when the month is over, until its report is with the leader."""
    if next_month(month) > clock.today():
        raise Refusal("R6.5", _("月份结束后才能登记用邮情况。"))
    if report is not None and report.state == State.SUBMITTED:
        raise Refusal("R6.5", _("这个月的月报正在审核，退回后才能再登记。"))
    if report is not None and report.state == State.APPROVED:
        raise Refusal("R6.5", _("这个月的月报已批准，月份已关闭，只能登记更正。"))


def is_branchs_own(user: User, branch: Department) -> bool:
    return acts_as(user, BRANCH_MANAGER, REGULATION, branch)


def may_record(user: User, branch: Department) -> bool:
    return acts_as(user, MANAGER, REGULATION) or is_branchs_own(user, branch)
