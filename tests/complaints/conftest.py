"""The people of a complaint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from complaints.models import Complaint
    from foundation.people.models import Department, User
    from tests.harness.frozen import Clock


@dataclass
class Cast:
    store: Department
    works: Department
    clerk: User
    supervisor: User
    other_clerk: User
    service: User
    service_head: User
    admin_hr: User
    gm: User
    head: User
    engineer: User


def _person(
    number: str, name: str, department: Department, role: str = "", *, here: bool = False
) -> User:
    from django.contrib.auth.models import Group

    from foundation.people.models import RoleGrant, User

    user = User.objects.create_user(
        number, name, department=department, email=f"{number}@example.com"
    )
    if role:
        RoleGrant.objects.create(
            user=user,
            group=Group.objects.get(name=role),
            scope="department" if here else "company",
            department=department if here else None,
        )
    return user


def make_cast() -> Cast:
    from foundation.people.models import Department
    from foundation.people.structure import place

    company = place(Department(code="C", name="总公司", kind="company"), under=None)
    store = place(Department(code="S1", name="人民路店", kind="store"), under=company)
    other = place(Department(code="S2", name="滨江店", kind="store"), under=company)
    works = place(Department(code="P", name="生产部"), under=company)
    cast = Cast(
        store=store,
        works=works,
        clerk=_person("clerk", "高飞", store, "store_clerk", here=True),
        supervisor=_person("supervisor", "何静", store, "store_supervisor", here=True),
        other_clerk=_person("other", "宋雨晴", other, "store_clerk", here=True),
        service=_person("service", "孙晓梅", company, "customer_service"),
        service_head=_person("servicehead", "徐丽娜", company, "customer_service_supervisor"),
        admin_hr=_person("hr", "赵雅婷", company, "admin_hr"),
        gm=_person("gm", "陈国栋", company, "gm"),
        head=_person("head", "马俊", works),
        engineer=_person("engineer", "胡文斌", works),
    )
    company.head, works.head = cast.gm, cast.head
    company.save()
    works.save()
    cast.engineer.supervisor, cast.clerk.supervisor = cast.head, cast.supervisor
    cast.head.supervisor = cast.gm
    for person in (cast.engineer, cast.clerk, cast.head):
        person.save()
    return cast


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    return new_complaint(cast)


def new_complaint(cast: Cast, **facts: Any) -> Complaint:
    """A complaint just received at the store, registered by its clerk."""
    from complaints import actions
    from complaints.models import Complaint
    from foundation import clock
    from foundation.customers.models import Customer

    customer, __ = Customer.objects.get_or_create(
        kind="consumer", name="李雷", name_pinyin="li lei", phone="13800001111"
    )
    given: dict[str, Any] = {
        "customer": customer,
        "contact_phone": "13800001111",
        "store": cast.store,
        "goods": "按摩椅 A3",
        "channel": "store",
        "ground": "quality",
        "what_happened": "使用三天后不能启动",
        "demands": ["exchange"],
        "received_at": clock.now(),
    }
    key = facts.pop("key", None)
    by = facts.pop("by", cast.clerk)
    return actions.register(Complaint(**(given | facts)), by=by, key=key)
