"""Writing the customer register from its pages: nobody's change is lost, nobody is entered twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.customers.models import Contact, Customer
from foundation.customers.register import look_alikes, merge, normal_phone, register
from foundation.history.reading import newest_version
from foundation.people.models import User
from foundation.process.steps import Stale
from foundation.process.submissions import once

RULE = "R0.customers"


def enter(
    customer: Customer, *, by: User, is_another: bool = False, key: str | None = None
) -> Customer:
    """Enter a new customer; the same name, phone and kind again is the one already there.

    Somebody alike refuses the entry until ``is_another`` says that it is somebody else.
    """
    phone = normal_phone(customer.phone)

    def act() -> Customer:
        _one_at_a_time(customer.name.strip(), phone)
        same = Customer.objects.current().filter(
            name=customer.name.strip(), phone=phone, kind=customer.kind
        )
        earlier = same.order_by("pk").first() if phone else None
        if earlier is not None:
            return earlier
        _refuse_alike(customer, is_another)
        return register(customer, by=by)

    what = ["enter", customer.kind, customer.name, customer.phone, customer.credit_code]
    try:
        return once(act, Customer, key=key, by=by, what=what)
    except IntegrityError:
        raise _same_code() from None


def change(
    customer: Customer, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Customer:
    """Save what was changed, unless somebody else changed the customer since ``seen``."""

    def act() -> Customer:
        fresh = Customer.objects.select_for_update().get(pk=customer.pk)
        _refuse_merged(fresh)
        if newest_version(fresh) != seen:
            raise Stale("R0.versions", _("他人已修改了这个客户，请查看最新内容后再修改。"))
        for name, value in given.items():
            setattr(fresh, name, value)
        return register(fresh, by=by)

    try:
        return once(act, Customer, key=key, by=by, what=["change", customer, *given.values()])
    except IntegrityError:
        raise _same_code() from None


def add_contact(
    customer: Customer, *, by: User, given: Mapping[str, Any], key: str | None = None
) -> Contact:
    def act() -> Contact:
        fresh = Customer.objects.select_for_update().get(pk=customer.pk)
        _refuse_merged(fresh)
        contact, __ = Contact.objects.get_or_create(
            customer=fresh,
            name=given["name"].strip(),
            phone=normal_phone(given.get("phone", "")),
            defaults={
                "position": given.get("position", ""),
                "email": given.get("email", ""),
            },
        )
        return contact

    return once(act, Contact, key=key, by=by, what=["contact", customer, *given.values()])


def merge_into(customer: Customer, *, into: Customer, by: User, key: str | None = None) -> Customer:
    """All links of ``customer`` move to ``into``, which takes over what it lacked itself."""

    def act() -> Customer:
        merge(customer, into=into, by=by)
        kept = Customer.objects.get(pk=into.pk)
        gone = Customer.objects.get(pk=customer.pk)
        lacking = [
            name
            for name in ("phone", "email", "credit_code", "district", "address")
            if not getattr(kept, name) and getattr(gone, name)
        ]
        for name in lacking:
            setattr(kept, name, getattr(gone, name))
        return register(kept, by=by) if lacking else kept

    try:
        return once(act, Customer, key=key, by=by, what=["merge", customer, into])
    except IntegrityError:
        message = _("两个客户各有一份只能有一份的记录（例如生效中的等级调整），请先结束其中一份。")
        raise Refusal(RULE, message) from None


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
