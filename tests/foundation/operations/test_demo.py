"""The demo company: loaded once, with people who can log in and rows that can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from foundation.operations.demonstration import logins
from foundation.operations.models import DemoLoad
from foundation.operations.policies import SECOND_FACTOR_ROLES
from foundation.people import roles
from foundation.people.keepers import LedgerAdmin
from foundation.people.models import Department, RoleGrant, User
from foundation.policies.declarations import BEGINNING
from foundation.policies.models import PolicyValue

pytestmark = pytest.mark.slow  # with --dist worksteal these stay together, at the beginning


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loading takes half a minute: once for all tests here, taken back after the last of them.
    Before it some roles must have a second factor, as in a new installation."""
    with django_db_blocker.unblock(), transaction.atomic():
        PolicyValue.objects.filter(key=SECOND_FACTOR_ROLES.key).delete()
        PolicyValue.objects.create(
            key=SECOND_FACTOR_ROLES.key, value=list(SECOND_FACTOR_ROLES.initial),
            applies_from=BEGINNING, approved_by=User.objects.system(), approved_at="2026-01-01 00:00Z",
        )  # fmt: skip
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_it_is_loaded_once(demo: None) -> None:
    before = User.objects.count(), Department.objects.count()
    call_command("demo", verbosity=0)
    assert (User.objects.count(), Department.objects.count()) == before
    assert DemoLoad.objects.filter(app="people").exists()


def test_its_people_log_in_by_password_alone(demo: None) -> None:
    for login in logins():
        cache.clear()  # so many from one address in a minute are throttled otherwise
        client = Client()
        data = {"login": login["employee_number"], "password": settings.DEMO_PASSWORD}
        assert client.post("/accounts/login/", data).status_code == 302, login
        assert client.get("/").status_code == 200, login


@pytest.mark.parametrize("code", ["record_keeper", "system_admin"])
def test_every_kind_of_row_that_may_be_looked_at_in_the_admin_site_has_its_page(
    demo: None, code: str
) -> None:
    person = User.objects.create_user("W1", "员工")
    RoleGrant.objects.create(user=person, group=roles.group_of(roles.roles()[code]))
    client = Client()
    client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
    seen = 0
    for model, page in admin.site._registry.items():
        if code not in {role.code for role in (*page.readers, *page.writers)}:
            continue
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listed = client.get(reverse(f"{address}_changelist")).context["cl"].result_list
        row = next(iter(listed), None)
        if row is None:
            continue
        expected = 403 if isinstance(page, LedgerAdmin) else 200
        for name in ("change", "history"):
            looked_at = client.get(reverse(f"{address}_{name}", args=[row.pk]))
            assert looked_at.status_code == expected, (model, name)
        seen += 1
    assert seen >= 7
