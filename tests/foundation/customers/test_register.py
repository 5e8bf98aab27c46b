"""A customer is registered once; a merge keeps everything that hung on the other."""

from __future__ import annotations

import pytest

from foundation.articles import Refusal
from foundation.customers.models import Contact, Customer
from foundation.customers.register import find_or_register, look_alikes, merge
from foundation.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.article("R0.customers")]


@pytest.fixture
def by() -> User:
    return User.objects.create_user("1", "孙晓梅")


def new(by: User, name: str, phone: str) -> Customer:
    return find_or_register(by=by, name=name, phone=phone, kind="consumer")


def test_the_same_customer_typed_differently_is_registered_once(by: User) -> None:
    assert new(by, "李雷", "138 0000 1111") == new(by, " 李雷 ", "+86 13800001111")
    assert Customer.objects.count() == 1


def test_look_alikes_are_found_by_name_or_phone(by: User) -> None:
    one = new(by, "李雷", "13800001111")
    assert list(look_alikes(phone="138-0000-1111")) == list(look_alikes(name="李雷")) == [one]
    assert not look_alikes(name="韩").exists()


def test_a_merge_moves_every_link_and_keeps_the_merged_one(by: User) -> None:
    double, kept = new(by, "李雷", "13800001111"), new(by, "李雷雷", "13800002222")
    contact = Contact.objects.create(customer=double, name="甲")
    assert merge(double, into=kept, by=by) == 1
    contact.refresh_from_db()
    double.refresh_from_db()
    assert contact.customer == kept and double.merged_into == kept
    with pytest.raises(Refusal) as refused:
        merge(double, into=kept, by=by)
    assert refused.value.article == "R0.customers"


def test_no_customer_is_merged_into_itself(by: User) -> None:
    one = new(by, "李雷", "13800001111")
    with pytest.raises(Refusal):
        merge(one, into=one, by=by)
