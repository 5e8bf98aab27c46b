from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

# This file is read before Django is set up; models are imported by the fixtures.
if TYPE_CHECKING:
    from django.test import Client

    from foundation.customers.models import Customer
    from foundation.people.models import Department, User


@pytest.fixture
def sales(db: None) -> Department:
    from foundation.people.models import Department

    company = Department.objects.create(code="G", name="公司", kind="company")
    company.path = f"/{company.pk}/"
    company.save()
    place = Department.objects.create(code="S", name="销售部", parent=company)
    place.path = f"{company.path}{place.pk}/"
    place.save()
    return place


@pytest.fixture
def wang(sales: Department) -> User:
    from foundation.people.models import User

    return User.objects.create_user("E001", "王芳", department=sales)


@pytest.fixture
def li(sales: Department) -> User:
    from foundation.people.models import User

    return User.objects.create_user("E002", "李强", department=sales)


@pytest.fixture
def web(wang: User) -> Client:
    from django.test import Client

    client = Client()
    client.force_login(wang, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.fixture
def customers(wang: User, li: User) -> Callable[[int], list[Customer]]:
    from foundation import clock
    from foundation.customers.models import Customer
    from foundation.people.names import sort_key

    def make(count: int, **fields: Any) -> list[Customer]:
        start = clock.now()
        return Customer.objects.bulk_create(
            Customer(
                **{
                    "kind": ("consumer", "agent")[number % 2],
                    "name": f"客户{number:04d}",
                    "name_pinyin": sort_key(f"客户{number:04d}"),
                    "phone": f"1380000{number:04d}",
                    "owner": (wang, li, None)[number % 3],
                    "created_at": start - timedelta(minutes=number),
                }
                | fields
            )
            for number in range(count)
        )

    return make
