from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.listing.filters import (
    ChoicesFilter,
    DayRangeFilter,
    DepartmentFilter,
    ListFilterSet,
    PersonFilter,
)
from foundation.process.search import containing
from key_accounts.models import (
    Account,
    Authorisation,
    Exchange,
    Inspection,
    ProductLine,
    ProductUse,
    Programme,
    Proposal,
    Revisit,
    Training,
)


class AccountFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Account.State)
    level = ChoicesFilter(label=_("级别"), choices=Account.Level)
    branch = DepartmentFilter(field_name="branch", label=_("所属分公司"))
    lead = PersonFilter(label=_("负责人"))
    review_due_on = DayRangeFilter(label=_("下次复核"))
    contract_until = DayRangeFilter(label=_("合同到期日"))

    class Meta:
        model = Account
        fields = ("state", "level", "branch", "lead", "review_due_on", "contract_until")

    def search(self, queryset: QuerySet[Account], text: str) -> QuerySet[Account]:
        return queryset.filter(containing(text))


class RevisitFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Revisit.State)
    branch = DepartmentFilter(field_name="branch", label=_("分公司"))
    person = PersonFilter(label=_("回访人"))
    visited_on = DayRangeFilter(label=_("回访日期"))
    first_verdict = ChoicesFilter(label=_("首次检查结论"), choices=Revisit.Verdict)

    class Meta:
        model = Revisit
        fields = ("state", "branch", "person", "visited_on", "first_verdict")

    def search(self, queryset: QuerySet[Revisit], text: str) -> QuerySet[Revisit]:
        return queryset.filter(containing(text))


class InspectionFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Inspection.State)
    branch = DepartmentFilter(field_name="branch", label=_("分公司"))
    month = DayRangeFilter(label=_("月份"))

    class Meta:
        model = Inspection
        fields = ("state", "branch", "month")


class AuthorisationFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Authorisation.State)
    person = PersonFilter(label=_("回访人"))
    valid_until = DayRangeFilter(label=_("授权截止日"))

    class Meta:
        model = Authorisation
        fields = ("state", "person", "valid_until")

    def search(self, queryset: QuerySet[Authorisation], text: str) -> QuerySet[Authorisation]:
        return queryset.filter(containing(text))


class ProgrammeFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Programme.State)
    kind = ChoicesFilter(label=_("类别"), choices=Programme.Kind)
    owner = PersonFilter(field_name="owner_person", label=_("负责人"))

    class Meta:
        model = Programme
        fields = (
            "state",
            "kind",
            "owner",
        )

    def search(self, queryset: QuerySet[Programme], text: str) -> QuerySet[Programme]:
        return queryset.filter(containing(text))


class ProposalFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Proposal.State)
    proposed_by = PersonFilter(label=_("建议人"))
    follower = PersonFilter(label=_("落实人"))

    class Meta:
        model = Proposal
        fields = (
            "state",
            "proposed_by",
            "follower",
        )

    def search(self, queryset: QuerySet[Proposal], text: str) -> QuerySet[Proposal]:
        return queryset.filter(containing(text))


class ExchangeFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Exchange.State)
    kind = ChoicesFilter(label=_("种类"), choices=Exchange.Kind)
    unit = DepartmentFilter(field_name="unit", label=_("发起单位"))

    class Meta:
        model = Exchange
        fields = (
            "state",
            "kind",
            "unit",
        )

    def search(self, queryset: QuerySet[Exchange], text: str) -> QuerySet[Exchange]:
        return queryset.filter(containing(text))


class TrainingFilter(ListFilterSet):
    state = ChoicesFilter(label=_("状态"), choices=Training.State)
    planned_on = DayRangeFilter(label=_("培训日期"))

    class Meta:
        model = Training
        fields = (
            "state",
            "planned_on",
        )

    def search(self, queryset: QuerySet[Training], text: str) -> QuerySet[Training]:
        return queryset.filter(containing(text))


def refuse_no_month(text: str) -> None:
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ValidationError(_("月份请写成 2026-10 这样。")) from None


class UsageFilter(ListFilterSet):
    """The month is the page's own: a row is told as of it."""

    class Known(models.TextChoices):
        MISSING = "missing", _("尚缺")
        ENTERED = "entered", _("已登记")
        CORRECTED = "corrected", _("关闭后有更正")

    month = filters.CharFilter(
        label=_("收寄月份（空为上月）"), method="of_page", validators=[refuse_no_month],
        widget=forms.TextInput(attrs={"type": "month"}),
    )  # fmt: skip
    branch = DepartmentFilter(field_name="branch", label=_("收寄单位"))
    line = filters.ModelChoiceFilter(
        queryset=ProductLine.objects.all(), label=_("产品"), empty_label=_("全部")
    )
    known = filters.ChoiceFilter(
        label=_("登记"), choices=Known.choices, method="by_known", empty_label=_("全部")
    )

    class Meta:
        model = ProductUse
        fields = ("month", "branch", "line", "known")

    def of_page(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset

    def by_known(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == self.Known.CORRECTED:
            return queryset.filter(corrected_at__isnull=False)
        return queryset.filter(revenue__isnull=value == self.Known.MISSING)

    def search(self, queryset: QuerySet[ProductUse], text: str) -> QuerySet[ProductUse]:
        named = Q(account__customer__name__contains=text)
        return queryset.filter(named | Q(account__matter__number=text))
