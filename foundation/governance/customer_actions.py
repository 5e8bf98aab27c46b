"""Writing the customer register from its pages: nobody's change is lost, nobody is entered twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.customers.models import Contact, Customer
from foundation.customers.register import look_alikes, merge, normal_phone, register
from foundation.history.reading import newest_version
from foundation.people.models import User

RULE = "R0.customers"


def enter(customer: Customer, *, by: User, is_another: bool = False) -> tuple[Customer, bool]:
    """Enter a new customer; the same name, phone and kind again is the one already there.

    Returns the customer and whether it is new. Somebody alike refuses the entry until
    ``is_another`` says that it is somebody else.
    """
    phone = normal_phone(customer.phone)
    try:
        with transaction.atomic():
            _one_at_a_time(customer.name.strip(), phone)
            same = Customer.objects.current().filter(
                name=customer.name.strip(), phone=phone, kind=customer.kind
            )
            earlier = same.order_by("pk").first() if phone else None
            if earlier is not None:
                return earlier, False
            _refuse_alike(customer, is_another)
            return register(customer, by=by), True
    except IntegrityError:
        raise _same_code() from None


def change(customer: Customer, *, by: User, seen: int, given: Mapping[str, Any]) -> Customer:
    """Save what was changed, unless somebody else changed the customer since ``seen``."""
    try:
        with transaction.atomic():
            fresh = Customer.objects.select_for_update().get(pk=customer.pk)
            _refuse_merged(fresh)
            if newest_version(fresh) != seen:
                raise Refusal(
                    "R0.versions", _("他人已修改了这个客户，请查看最新内容后再修改。")
                )  # fmt: skip
            for name, value in given.items():
                setattr(fresh, name, value)
            return register(fresh, by=by)
    except IntegrityError:
        raise _same_code() from None


def add_contact(customer: Customer, *, by: User, given: Mapping[str, Any]) -> Contact:
    with transaction.atomic():
        fresh = Customer.objects.select_for_update().get(pk=customer.pk)
        _refuse_merged(fresh)
        phone = normal_phone(given.get("phone", ""))
        contact, __ = Contact.objects.get_or_create(
            customer=fresh,
            name=given["name"].strip(),
            phone=phone,
            defaults={
                "position": given.get("position", ""),
                "email": given.get("email", ""),
            },
        )
        return contact


def merge_into(customer: Customer, *, into: Customer, by: User) -> int:
    """All links of ``customer`` move to ``into``, which takes over what it lacked itself."""
    with transaction.atomic():
        moved = merge(customer, into=into, by=by)
        kept = Customer.objects.get(pk=into.pk)
        gone = Customer.objects.get(pk=customer.pk)
        lacking = [
            name
            for name in ("phone", "email", "credit_code", "district", "address")
            if not getattr(kept, name) and getattr(gone, name)
        ]
        for name in lacking:
            setattr(kept, name, getattr(gone, name))
        if lacking:
            register(kept, by=by)
        return moved


def _one_at_a_time(name: str, phone: str) -> None:
    """Two people entering the same customer at once: the second waits and finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"customer:{phone or name}"]
        )


def _refuse_alike(customer: Customer, is_another: bool) -> None:
    alike = look_alikes(name=customer.name, phone=customer.phone, credit_code=customer.credit_code)
    found = [f"{one.name} {one.phone} {one.district}".strip() for one in alike]
    if found and not is_another:
        raise Refusal(
            RULE,
            _("登记册中已有相似的客户。确认不是同一客户的，请勾选后再登记。"),
            missing=found,
            field="is_another",
        )


def _refuse_merged(customer: Customer) -> None:
    if customer.merged_into_id:
        raise Refusal(RULE, _("这个客户已经并入其他客户，不能再修改。"))


def _same_code() -> Refusal:
    return Refusal(
        RULE, _("已有客户使用这个统一社会信用代码。"), field="credit_code"
    )  # fmt: skip
