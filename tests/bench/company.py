"""The measured companies: their people, and the databases made with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from foundation import clock
from foundation.operations.policies import SECOND_FACTOR_ROLES
from foundation.people.models import Department, User
from foundation.people.structure import place
from foundation.policies.models import PolicyValue
from tests.bench import words
from tests.bench.corpus import APPLICATION, OWNER, Corpus, fingerprint
from tests.bench.scale import LENT
from tests.harness.frozen import START, Clock

STORES, DEPARTMENTS = 100, 20
OPEN_STATES = [
    "registered", "awaiting_ruling", "awaiting_naming", "investigating", "under_review",
    "awaiting_opinion", "awaiting_gm", "disposing", "awaiting_approval", "awaiting_reply",
]  # fmt: skip
WRITTEN: dict[str, Any] = {
    "surnames": list(words.SURNAMES), "given": words.GIVEN, "openings": words.OPENINGS,
    "troubles": words.TROUBLES, "wishes": words.WISHES, "districts": words.DISTRICTS,
    "streets": words.STREETS, "rare_first": list(words.RARE_FIRST),
    "rare_second": list(words.RARE_SECOND),
}  # fmt: skip
People = Callable[[], dict[str, Any]]


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


def kept(corpus: Corpus, name: str, script: str, people: People, **given: Any) -> str:
    """The name of the kept database; built before, told while it goes on, if there is none yet."""
    found = f"bench_{name}_{fingerprint(script)}"
    if corpus.has(found):
        return found
    print(f"\nloading {name} into {corpus.postgres.folder} …", flush=True)
    database = corpus.begin(found, _migrated(corpus))
    with connected(corpus, database):
        PolicyValue.objects.filter(key=SECOND_FACTOR_ROLES.key).update(value=[])
        given |= people() | {"now": clock.now(), "today": clock.today()}
    seconds = corpus.load(database, script, given)
    corpus.keep(database, found)
    print(f"loaded in {seconds:.0f} s", flush=True)
    return found


def _migrated(corpus: Corpus) -> str:
    """A database with nothing in it, from which the others are made."""
    found = LENT or f"bench_migrated_{fingerprint()}"
    if corpus.has(found):
        return found
    database = corpus.begin(found, "template1")
    before = settings.DATABASE_OWNER
    server = {"HOST": str(corpus.postgres.sockets), "PORT": "", "PASSWORD": ""}
    settings.DATABASE_OWNER = {"NAME": database, "USER": OWNER, **server}
    try:
        with connected(corpus, database):
            call_command("migrate", verbosity=0, interactive=False)
    finally:
        settings.DATABASE_OWNER = before
    corpus.keep(database, found)
    return found


def complaints(corpus: Corpus, rows: int) -> str:
    return kept(
        corpus, f"complaints_{rows}", "complaints.sql", _dealer, rows=rows,
        customers=max(rows // 5, 100), open_states=OPEN_STATES, companies=words.COMPANIES,
        goods=words.GOODS, **WRITTEN,
    )  # fmt: skip


def archives(corpus: Corpus, rows: int) -> str:
    return kept(
        corpus, f"archives_{rows}", "archives.sql", _archive_room, rows=rows, titles=words.TITLES,
        bodies=words.BODIES, **WRITTEN,
    )  # fmt: skip


def incentives(corpus: Corpus, engineers: int, trips: int) -> str:
    return kept(
        corpus, f"incentives_{trips}", "incentives.sql", _crew, engineers=engineers, trips=trips
    )  # fmt: skip


def grading(corpus: Corpus, customers: int, orders: int) -> str:
    return kept(
        corpus, f"grading_{orders}", "grading.sql", _sales, customers=customers, orders=orders
    )  # fmt: skip


def health(corpus: Corpus, forms: int, revisits: int) -> str:
    return kept(
        corpus, f"health_{revisits}", "health.sql", _health_department, forms=forms,
        files=-(-revisits // 6), reps=max(20, revisits // 500),
    )  # fmt: skip


def power(corpus: Corpus, rows: int) -> str:
    from power_projects.models import Stage

    return kept(
        corpus, f"power_{rows}", "power.sql", _grid, rows=rows,
        stages=[stage.value for stage in Stage if stage not in ("closed", "withdrawn")], **WRITTEN,
    )  # fmt: skip


def usage(corpus: Corpus, accounts: int) -> str:
    return kept(corpus, f"usage_{accounts}", "usage.sql", _key_accounts, accounts=accounts)


def _dealer() -> dict[str, Any]:
    """The cast of the tests, and around it the shops and departments of a larger company."""
    from tests.complaints.conftest import make_cast

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
    role = {group.name: group.pk for group in Group.objects.all()}
    names = ("supervisor", "admin_hr", "engineer", "head", "service")
    return {name: getattr(cast, name).pk for name in names} | {
        "stores": [store.pk for store in stores],
        "clerks": [clerk.pk for clerk in clerks],
        "departments": _departments(cast.works, company),
        "people": list(User.objects.working().values_list("pk", flat=True)),
        "service_role": role["customer_service"],
        "clerk_role": role["store_clerk"],
        "supervisor_role": role["store_supervisor"],
        "admin_role": role["admin_hr"],
        "gm_role": role["gm"],
    }


def _archive_room() -> dict[str, Any]:
    from tests.archives.conftest import make_cast

    cast = make_cast()
    return {
        "departments": _departments(cast.sales, cast.sales.parent),
        "handler": cast.handler.pk,
        "archivist": cast.archivist.pk,
    }


def _crew() -> dict[str, Any]:
    from tests.service_incentives.conftest import make_crew

    crew = make_crew()
    return {"department": crew.department.pk, "kind": crew.kind.pk, "clerk": crew.clerk.pk}


def _sales() -> dict[str, Any]:
    from tests.grading.conftest import make_desk

    desk = make_desk()
    return {"clerk": desk.sales.pk, "product": desk.product.pk}


def _health_department() -> dict[str, Any]:
    from tests.health_forms.conftest import make_staff

    staff = make_staff()
    return {
        "department": staff.department.pk,
        "manager": staff.manager.pk,
        "doctor": staff.doctor.pk,
    }


def _key_accounts() -> dict[str, Any]:
    from tests.key_accounts.conftest import make_desk

    return {"lead": make_desk().lead.pk}


def _grid() -> dict[str, Any]:
    from tests.power_projects.conftest import make_crew

    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        crew = make_crew()
    company = crew.branch_office.parent
    return {
        "clerk": crew.clerk.pk, "officer": crew.officer.pk, "area": crew.area.pk,
        "station": crew.station_office.pk,
        "branches": [crew.stranger.department_id, *_departments(crew.branch_office, company)],
    }  # fmt: skip


def _departments(first: Department, company: Department | None) -> list[int]:
    more = [
        place(Department(code=f"W{number}", name=f"第 {number} 部"), under=company)
        for number in range(1, DEPARTMENTS)
    ]
    return [first.pk, *(department.pk for department in more)]
