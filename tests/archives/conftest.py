"""The people of the archives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from archives.models import Clause, Document
    from foundation.people.models import Department, User
    from tests.harness.frozen import Clock


@dataclass
class Cast:
    office: Department
    sales: Department
    finance: Department
    gm: User
    archivist: User  # of the archive room, like the second one
    second: User
    assistant: User
    archive_head: User
    manager: User
    clerk: User  # the archivist of sales
    sales_head: User
    handler: User  # of sales
    colleague: User  # of sales too
    accountant: User
    stranger: User  # of finance


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


def make_cast(mark: str = "r1") -> Cast:
    """``mark`` tells two casts in one company apart."""
    from foundation.people.models import Department
    from foundation.people.structure import place

    company = place(Department(code=f"{mark}-0", name="启辰商贸", kind="company"), under=None)
    office = place(Department(code=f"{mark}-1", name="总经理办公室"), under=company)
    sales = place(Department(code=f"{mark}-2", name="销售部"), under=company)
    finance = place(Department(code=f"{mark}-3", name="会计部"), under=company)
    cast = Cast(
        office=office,
        sales=sales,
        finance=finance,
        gm=_person(f"{mark}-gm", "陈国栋", office, "gm"),
        archivist=_person(f"{mark}-archivist", "沈佩文", office, "archive_room"),
        second=_person(f"{mark}-second", "许诺", office, "archive_room"),
        assistant=_person(f"{mark}-assistant", "方洁", office, "administrative_assistant"),
        archive_head=_person(f"{mark}-archivehead", "秦岚", office, "archive_head"),
        manager=_person(f"{mark}-manager", "顾明远", office, "company_manager"),
        clerk=_person(f"{mark}-clerk", "丁小雨", sales, "department_archivist", here=True),
        sales_head=_person(f"{mark}-saleshead", "黄志强", sales),
        handler=_person(f"{mark}-handler", "郭涛", sales),
        colleague=_person(f"{mark}-colleague", "冯倩", sales),
        accountant=_person(f"{mark}-accountant", "吴敏", finance, "finance"),
        stranger=_person(f"{mark}-stranger", "田甜", finance),
    )
    Department.objects.filter(pk=sales.pk).update(head=cast.sales_head)
    Department.objects.filter(pk=company.pk).update(head=cast.gm)
    return cast


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()


def facts(cast: Cast, **given: Any) -> dict[str, Any]:
    """An ordinary document of sales; the clock stands at 2 November 2026."""
    usual: dict[str, Any] = {
        "name": "关于秋季促销方案的报告",
        "document_no": "销〔2026〕12 号",
        "issuing_body": "销售部",
        "dated_on": date(2026, 10, 28),
        "category": "internal",
        "retention": 2,
        "copies": 1,
        "pages": 6,
        "department": cast.sales,
        "handler": cast.handler,
        "finished_on": date(2026, 10, 30),
    }
    return usual | given


def new_document(cast: Cast, *, by: User | None = None, **given: Any) -> Document:
    """Registered by its handler, waiting for the department's archivist."""
    from archives import actions
    from archives.models import Document

    extra = {name: given.pop(name) for name in ("partners", "originals", "key") if name in given}
    return actions.register(Document(**facts(cast, **given)), by=by or cast.handler, **extra)


def new_clause(cast: Cast, department: Department | None = None, **given: Any) -> Clause:
    """The one clause of a department's scheme in force."""
    from archives import actions

    given = {"year": 2026, "number": "1", "title": "促销活动", "retention": 2} | given
    scheme = actions.draft_scheme(
        department or cast.sales, by=cast.archivist, year=given.pop("year")
    )
    clause = actions.add_clause(scheme, by=cast.archivist, **given)
    actions.adopt(scheme, by=cast.archivist, seen=seen(scheme))
    return type(clause).objects.select_related("scheme__department").get(pk=clause.pk)


def seen(record: Any) -> int:
    version: int = type(record).objects.select_related("matter").get(pk=record.pk).matter.version
    return version
