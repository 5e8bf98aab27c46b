"""Writing the register: the sort key is kept, duplicates are found, a merge keeps all links."""

import re
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.customers.models import Customer
from foundation.people.models import User
from foundation.people.names import sort_key

RULE = "R0.customers"


def normal_phone(phone: str) -> str:
    """Digits only, without the country code, so that the same number always looks the same."""
    digits = re.sub(r"\D", "", phone)
    return digits.removeprefix("86") if len(digits) == 13 else digits


def register(customer: Customer, *, by: User) -> Customer:
    """Save a new or changed customer."""
    customer.name = customer.name.strip()
    customer.name_pinyin = sort_key(customer.name)
    customer.phone = normal_phone(customer.phone)
    customer.save()
    return customer


def find_or_register(*, by: User, name: str, phone: str, kind: str, **fields: Any) -> Customer:
    """The current customer with this name and phone, else a new one."""
    same = Customer.objects.current().filter(
        name=name.strip(), phone=normal_phone(phone), kind=kind
    )
    return same.order_by("pk").first() or register(
        Customer(name=name, phone=phone, kind=kind, **fields), by=by
    )


def look_alikes(*, name: str = "", phone: str = "", credit_code: str = "") -> QuerySet[Customer]:
    """Customers that may be the same as the one being typed."""
    same = Q(pk=None)
    if len(name.strip()) >= 2:
        same |= Q(name=name.strip())
    if len(normal_phone(phone)) >= 7:
        same |= Q(phone=normal_phone(phone))
    if credit_code:
        same |= Q(credit_code=credit_code)
    return Customer.objects.current().filter(same).order_by("pk")[:10]


@transaction.atomic
def merge(customer: Customer, *, into: Customer, by: User) -> int:
    """Move every link of ``customer`` to ``into``; the merged one stays, pointing there.

    Returns how many rows were moved. Append-only tables keep what they recorded.
    """
    if customer.pk == into.pk:
        raise Refusal(RULE, _("不能把客户并入自身。"))
    rows = Customer.objects.select_for_update().filter(pk__in=[customer.pk, into.pk])
    locked = {row.pk: row for row in rows.order_by("pk")}
    if locked[customer.pk].merged_into_id or locked[into.pk].merged_into_id:
        raise Refusal(RULE, _("其中一个客户已经并入其他客户，请刷新后再试。"))
    moved = 0
    for model in apps.get_models():
        if (
            model is Customer
            or getattr(model, "append_only", False)
            or "pgh_id" in {field.name for field in model._meta.fields}
        ):
            continue
        for field in model._meta.fields:
            if field.is_relation and field.related_model is Customer:
                name = field.name
                moved += model._default_manager.filter(**{name: customer}).update(**{name: into})
    Customer.objects.filter(pk=customer.pk).update(merged_into=into)
    return moved
