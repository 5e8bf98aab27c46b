"""The list of the customer register: columns, filters, search by name, pinyin or phone."""

from __future__ import annotations

import re
from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.customers.register import normal_phone
from foundation.listing.filters import ChoicesFilter, DayRangeFilter, ListFilterSet, PersonFilter
from foundation.listing.tables import ListTable, MomentColumn

INITIALS = 6


class CustomerTable(ListTable):
    name = tables.Column(
        linkify=lambda record: record.get_absolute_url(), order_by=("name_pinyin",)
    )
    kind = tables.Column()
    phone = tables.Column()
    district = tables.Column()
    owner = tables.Column(accessor="owner__name", verbose_name=_("归属人"))
    grade = tables.Column()
    credit_code = tables.Column()
    address = tables.Column()
    email = tables.Column()
    created_at = MomentColumn(_("登记时间"))

    class Meta(ListTable.Meta):
        model = Customer
        fields = (
            "name", "kind", "phone", "district", "owner", "grade", "credit_code", "address", "email",
            "created_at",
        )  # fmt: skip


class CustomerFilter(ListFilterSet):
    kind = ChoicesFilter(label=_("类别"), choices=Customer.Kind.choices)
    district = filters.CharFilter(label=_("地区"), lookup_expr="contains", max_length=60)
    owner = PersonFilter(label=_("归属人"))
    grade = ChoicesFilter(label=_("等级"), choices=[(one, one) for one in "ABCD"])
    created_at = DayRangeFilter(label=_("登记日期"))

    class Meta:
        model = Customer
        fields = ("kind", "district", "owner", "grade", "created_at")

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return matching(queryset, text)


def matching(queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By part of the name, of the phone or credit code; by pinyin, whole or its initials."""
    found = Q(name__icontains=text)
    digits = normal_phone(text)
    if len(digits) >= 3:
        found |= Q(phone__contains=digits) | Q(contacts__phone__contains=digits)
    if len(text) == 18:
        found |= Q(credit_code=text.upper())
    letters = re.sub(r"[\s']", "", text.lower())
    if letters.isascii() and letters.isalpha():
        queryset = queryset.annotate(letters=Replace("name_pinyin", Value(" "), Value("")))
        found |= Q(letters__contains=letters)
        if len(letters) <= INITIALS:
            words = " ".join(f"{letter}[a-z]*" for letter in letters)
            found |= Q(name_pinyin__regex=rf"(^| ){words}( |$)")
    keys = queryset.filter(found).order_by().values("pk")
    return queryset.filter(pk__in=keys)
