"""Customers from Excel: the page's own form, the same number written differently is the same."""

from __future__ import annotations

import pytest

from foundation.customers.models import Customer
from foundation.governance.imports import CustomerImport
from foundation.people.models import User
from tests.complaints.conftest import make_cast
from tests.harness.frozen import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.article("R0.customers")]


def test_rows_are_read_as_the_form_reads_them(clock: Clock) -> None:
    cast = make_cast()
    kind = CustomerImport()
    cells = {"kind": "代理商", "name": "甲公司", "phone": "138 0000 1111", "owner": "engineer"}
    data = {column.field: column.parse(cells.get(column.field)) for column in kind.columns}
    form = kind.form(data, record=None, by=cast.admin_hr)
    assert form.is_valid(), form.errors
    saved = kind.save(form, record=None, by=cast.admin_hr)
    key = {"name": "甲公司", "phone": data["phone"]}
    assert list(kind.existing([key], by=cast.admin_hr)) == [saved]
    assert kind.key_of(saved) == ("甲公司", "13800001111")
    assert Customer.objects.get().owner == cast.engineer
    assert kind.may_import(cast.admin_hr) and not kind.may_import(cast.clerk)


def test_nobody_without_the_role_sees_the_import() -> None:
    assert not CustomerImport().may_import(User.objects.create_user("1", "甲"))
