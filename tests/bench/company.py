"""The people of the measured company, and a new corpus made with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from foundation import clock
from foundation.operations.grants import APPLICATION, OWNER
from foundation.operations.policies import SECOND_FACTOR_ROLES
from foundation.people.models import Department, User
from foundation.people.structure import place
from foundation.policies.models import PolicyValue
from tests.bench.corpus import DEPARTMENTS, STORES, Corpus
from tests.complaints.conftest import make_cast
from tests.harness.frozen import START, Clock


@contextmanager
def standing_still() -> Iterator[None]:
    """Loading happens at the moment where the corpus ends."""
    clock_of_tests = Clock(Path(os.environ["CLOCK_FILE"]))
    clock_of_tests.set(START)
    yield
    clock_of_tests.release()


@contextmanager
def connected(corpus: Corpus, database: str, user: str = APPLICATION) -> Iterator[None]:
    """Django's connection in another database; the tests' own comes back afterwards."""
    server = {"NAME": database, "HOST": str(corpus.postgres.sockets), "PORT": "", "PASSWORD": ""}
    ours = {name: connection.settings_dict[name] for name in (*server, "USER")}
    connection.close()
    connection.settings_dict.update(server | {"USER": user})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(ours)


def build(corpus: Corpus, rows: int) -> None:
    """Migrate, hire and load; told while it goes on, since it takes minutes."""
    database = corpus.begin(rows)
    print(f"\nloading {rows:,} complaints into {corpus.postgres.folder} …", flush=True)
    before = settings.DATABASE_OWNER
    server = {"HOST": str(corpus.postgres.sockets), "PORT": "", "PASSWORD": ""}
    settings.DATABASE_OWNER = {"NAME": database, "USER": OWNER, **server}
    try:
        with connected(corpus, database):
            call_command("migrate", verbosity=0, interactive=False)
            people = _people()
        seconds = corpus.load(database, rows, people)
    finally:
        settings.DATABASE_OWNER = before
    corpus.keep(database, rows)
    print(f"loaded in {seconds:.0f} s", flush=True)


def _people() -> dict[str, Any]:
    """The cast of the tests, and around it the shops and departments of a larger company."""
    cast = make_cast()
    company = cast.store.parent
    stores = [cast.store] + [
        place(Department(code=f"B{number}", name=f"第 {number} 店", kind="store"), under=company)
        for number in range(1, STORES)
    ]
    clerks = [cast.clerk] + [
        User.objects.create_user(f"clerk{store.code}", f"店员 {store.code}", department=store)
        for store in stores[1:]
    ]
    departments = [cast.works] + [
        place(Department(code=f"W{number}", name=f"第 {number} 部"), under=company)
        for number in range(1, DEPARTMENTS)
    ]
    role = {group.name: group.pk for group in Group.objects.all()}
    PolicyValue.objects.filter(key=SECOND_FACTOR_ROLES.key).update(value=[])
    names = ("supervisor", "admin_hr", "engineer", "head", "service")
    return {name: getattr(cast, name).pk for name in names} | {
        "stores": [store.pk for store in stores],
        "clerks": [clerk.pk for clerk in clerks],
        "departments": [department.pk for department in departments],
        "people": list(User.objects.working().values_list("pk", flat=True)),
        "service_role": role["customer_service"],
        "clerk_role": role["store_clerk"],
        "supervisor_role": role["store_supervisor"],
        "admin_role": role["admin_hr"],
        "gm_role": role["gm"],
        "now": clock.now(),
        "today": clock.today(),
    }
