"""How many statements each page and each form may send, as data; rows never add to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.listing.selection import Selection
from foundation.people.models import User
from tests.architecture import (  # noqa: F401 - they add their forms
    archive_forms,
    archive_loan_forms,
    archive_stock_forms,
)
from tests.architecture.crowd import Crowd
from tests.architecture.filled_forms import FORMS
from tests.architecture.test_access import FOREIGN, patterns
from tests.grading import crowd as grading
from tests.grading import filled_forms as _grading_forms  # noqa: F401
from tests.health_forms import crowd as health_forms
from tests.health_forms import filled_forms as _health_forms  # noqa: F401
from tests.key_accounts import crowd as accounts
from tests.key_accounts import filled_forms as _account_forms  # noqa: F401
from tests.power_projects import crowd as power_projects
from tests.power_projects import filled_forms as _power_forms  # noqa: F401
from tests.service_incentives import crowd as service_incentives
from tests.service_incentives import filled_forms as _service_forms  # noqa: F401
from tests.visits import crowd as visits
from tests.visits import filled_forms as _visit_forms  # noqa: F401

# Session, user and what every page says in its frame included.
PAGE, DETAIL, ACT = 8, 12, 12
FEW, SOME, MANY = 3, 15, 15
ROWS = 14  # of a list on one page here: MANY exceeds them, FEW with what there is anyway does not

# Page: who looks, what the address names, and where it is not 8, how many statements.
Named = Callable[[Crowd], list[Any]]
PAGES: dict[str, tuple[str, Named | None, int]] = (
    {
        "archives:appraisal": ("archivist", lambda crowd: [crowd.appraisal.pk], DETAIL),
        "archives:appraisals": ("archivist", None, PAGE),
        "archives:archivists": ("archivist", None, PAGE),
        "archives:clearance": ("accountant", lambda crowd: [crowd.clearance.pk], DETAIL),
        "archives:clearances": ("accountant", None, PAGE),
        "archives:document": ("archivist", lambda crowd: [crowd.document.pk], DETAIL),
        "archives:incident": ("archivist", lambda crowd: [crowd.incident.pk], DETAIL),
        "archives:incidents": ("archivist", None, PAGE),
        "archives:links": ("archivist", None, PAGE),
        "archives:list": ("archivist", None, PAGE),
        "archives:loan": ("archivist", lambda crowd: [crowd.loan.pk], DETAIL),
        "archives:loans": ("archivist", None, PAGE),
        "archives:naming": ("archivist", lambda crowd: [crowd.naming.pk], DETAIL),
        "archives:places": ("archivist", None, PAGE),
        "archives:scheme": ("archivist", lambda crowd: [crowd.volume.clause.scheme_id], DETAIL),
        "archives:schemes": ("archivist", None, PAGE),
        "archives:statistics": ("archivist", None, PAGE),
        "archives:stock_take": ("archivist", lambda crowd: [crowd.stock_take.pk], DETAIL),
        "archives:stock_takes": ("archivist", None, PAGE),
        "archives:transfer": ("archivist", lambda crowd: [crowd.transfer.pk], DETAIL),
        "archives:transfers": ("archivist", None, PAGE),
        "archives:volume": ("archivist", lambda crowd: [crowd.volume.pk], DETAIL),
        "archives:volumes": ("archivist", None, PAGE),
        "articles:article": ("service", lambda crowd: ["R2.26"], PAGE),
        "articles:index": ("service", None, PAGE),
        "complaints:detail": ("gm", lambda crowd: [crowd.case.pk], DETAIL),
        "complaints:list": ("service", None, PAGE),
        "complaints:prevention": ("service", None, PAGE),
        "complaints:similar": ("service", None, PAGE),
        "customers:detail": ("service", lambda crowd: [crowd.case.customer_id], DETAIL),
        "customers:list": ("service", None, PAGE),
        "customers:look_alikes": ("service", None, PAGE),
        "desk:behind": ("gm", None, PAGE),
        "desk:copied": ("service", None, PAGE),
        "desk:dashboard": ("gm", None, PAGE),
        "desk:done": ("engineer", None, PAGE),
        "desk:home": ("gm", None, 11),  # inbox, own matters, news and the dashboard on one page
        "desk:inbox": ("admin_hr", None, PAGE),
        "desk:matter": ("gm", lambda crowd: [crowd.case.pk], PAGE),
        "desk:search": ("service", None, PAGE),
        "desk:started": ("clerk", None, PAGE),
        "duties:detail": ("admin_hr", lambda crowd: [crowd.duty.pk], DETAIL),
        "duties:list": ("admin_hr", None, PAGE),
        "governance:handover": ("admin_hr", lambda crowd: [crowd.handover.pk], DETAIL),
        "governance:handovers": ("admin_hr", None, PAGE),
        "governance:policies": ("admin_hr", None, PAGE),
        "governance:policy": ("admin_hr", lambda crowd: [crowd.change.key], PAGE),
        "governance:policy_change": ("admin_hr", lambda crowd: [crowd.change.pk], DETAIL),
        "listing:import_errors": ("admin_hr", lambda crowd: [crowd.run.pk], PAGE),
        "listing:import_run": ("admin_hr", lambda crowd: [crowd.run.pk], PAGE),
        "listing:import_template": ("admin_hr", lambda crowd: ["customers.customers"], PAGE),
        "listing:imports": ("admin_hr", None, PAGE),
        "monthly:detail": ("gm", lambda crowd: [crowd.report.pk], DETAIL),
        "monthly:excel": ("gm", lambda crowd: [crowd.report.pk], PAGE),
        "monthly:of_month": ("gm", lambda crowd: ["complaints.statistics", 2026, 10], PAGE),
        "monthly:list": ("gm", None, PAGE),
        "notifications:list": ("service", None, PAGE),
        "notifications:preferences": ("service", None, PAGE),
        "papers:download": ("gm", lambda crowd: [crowd.case.matter.attachments.first().pk], PAGE),
        "papers:work": ("service", lambda crowd: [crowd.cast.service.works.first().pk], PAGE),
        "papers:works": ("service", None, PAGE),
        "people:delegations": ("admin_hr", None, PAGE),
        "people:profile": ("service", None, PAGE),
    }
    | grading.PAGES
    | health_forms.PAGES
    | power_projects.PAGES
    | accounts.PAGES
    | visits.PAGES
    | service_incentives.PAGES
)
QUERIES = {
    "complaints:similar": "?for=TS-202611-0001",
    "customers:look_alikes": "?name=李雷",
    "desk:search": "?q=冰箱",
    "service_incentives:ranking": "?view=all",
}

# Over more than one page, how many rows there are is counted: one statement, however many.
PAGED = (
    {
        "archives:appraisals",
        "archives:clearances",
        "archives:incidents",
        "archives:links",
        "archives:list",
        "archives:loans",
        "archives:places",
        "archives:stock_takes",
        "archives:transfers",
        "archives:volumes",
        "complaints:list",
        "complaints:prevention",
        "duties:list",
    }
    | grading.PAGED
    | health_forms.PAGED
    | power_projects.PAGED
    | accounts.PAGED
    | visits.PAGED
    | service_incentives.PAGED
)

# Forms that show more than themselves, and what.
SHOWN = {
    "archives:amend": 9,  # departments, people and clauses to choose from, what is chosen
    # The lines, their figures, accounts without any, the version of the sheet, the report.
    "key_accounts:usage_sheet": 9,
}

# Acts that do more than one thing at once, and why.
ACTS = (
    {
        # Whose signature comes next, and the archive room for want of a department's archivist.
        "archives:approve_loan": 18,
        "archives:agree_appraisal": 21,  # the volumes on the list move too
        "archives:approve_destruction": 13,
        "archives:ask_again": 18,
        "archives:ask_clearance": 14,
        "archives:borrow": 14,
        "archives:borrow_for_reader": 15,  # the letter comes with it
        "archives:clear": 14,
        "archives:close_stock_take": 17,  # what is there is compared, the list kept
        "archives:decide_incident": 20,  # incident and volume
        "archives:destroy_volumes": 13,
        "archives:hand_out": 20,  # loan and volume, and who else waits
        "archives:handle_incident": 13,
        "archives:lend_document": 15,  # whether the borrower may see it
        "archives:name_archivist": 18,  # the role is granted, the archive room is told
        "archives:propose_appraisal": 15,
        "archives:put_back": 20,  # loan and volume, and who else waits
        "archives:refuse_appraisal": 17,  # the volumes on the list move too
        "archives:refuse_loan": 13,
        "archives:relieve": 13,
        "archives:report_incident": 20,  # incident and volume, the leaders are told
        "archives:return_clearance": 14,
        "archives:sign_as_witness": 25,  # volumes and documents count as destroyed
        "archives:take_back": 19,  # loan and volume, and who else waits
        "archives:settle_difference": 13,
        "archives:amend": 19,  # what hangs together is read, and filed by year anew
        "archives:compile": 18,  # what is wrong with the volume, and its number
        "archives:copy_scheme": 13,  # the clauses come along
        "archives:drop_clause": 15,  # whether anything stands under it
        "archives:hand_in": 13,
        "archives:link": 21,  # two documents, and what hangs together
        "archives:offer": 31,  # receipt and document move, the duty of the month is done
        "archives:place": 25,  # document and volume move: fit, order, secrecy, retention
        "archives:register": 19,  # the archivist's task, and who it is
        "archives:regroup": 33,  # two steps of the document (10), two volumes in order again (9), what hangs together (4)
        "archives:renew": 13,  # whether somebody else waits
        "archives:reopen": 14,  # the note sheet says why; its check is needless
        "archives:sign": 20,  # receipt and document move
        "archives:take_out": 20,  # document and volume move
        "archives:unlink": 23,  # two documents, and what hung together
        "complaints:check_effect": 13,  # the action's row beside the complaint's
        "complaints:finish_prevention": 13,
        "complaints:merge": 16,  # two complaints: read, locked, written
        "complaints:name_department": 14,  # department and handler are looked up, the handler is told
        "complaints:reopen": 13,  # the round that ends is kept
        "customers:merge": 23,  # every table that points to a customer
        # In whose inbox the task lies, and who may still see the matter afterwards, are asked of the
        # database.
        "desk:answer": 14,
        "desk:ask": 18,
        "desk:batch": 13,
        "desk:copy": 16,
        "desk:hand_on": 20,
        "desk:take_back": 14,  # the tasks of two steps
        "desk:urge": 15,
        # All that somebody holds, kind by kind: listed, moved, and listed again to see nothing is left.
        "governance:approve_missing": 94,
        "governance:begin_handover": 34,
        "governance:demand_missing": 30,
        "governance:handover_back": 30,
        "governance:sign_as_leaver": 30,
        "governance:sign_as_successor": 95,
        "governance:sign_in_absence": 30,
        "monthly:submit": 26,  # the figures are counted again, the duty to submit is done
    }
    | grading.ACTS
    | health_forms.ACTS
    | power_projects.ACTS
    | accounts.ACTS
    | visits.ACTS
    | service_incentives.ACTS
)

# Names of pages that change something or are made outside the product's own pages.
NOT_LOOKED_AT = re.compile(
    r"operations:|complaints:public_|power_projects:(progress|outside_notice)$|service_incentives:statement_pdf$|grading:grade_pdf$|papers:(print|print_many|cancel|result)$|desk:batch$"
    r"|notifications:(read|read_all|open)$|people:(accept|decline|end|language)$|set_language$"
)
CONTEXT = re.compile(r"^SELECT set_config\('pghistory.*?\); ?", re.DOTALL)
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET LOCAL")


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is sent inside, without what begins and ends transactions."""
    sent: list[str] = []
    reset_queries()  # the log keeps the last 9,000, and silently
    with CaptureQueriesContext(connection) as queries:
        yield sent
    told = (CONTEXT.sub("", query["sql"]) for query in queries.captured_queries)
    sent += [sql for sql in told if not sql.startswith(NOT_COUNTED)]


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
    return client


def count_of_page(crowd: Crowd, name: str, *, is_first: bool = False) -> int:
    who, named, __ = PAGES[name]
    client = client_of(crowd.person(who, name))
    address = reverse(name, args=named(crowd) if named else []) + QUERIES.get(name, "")
    if is_first:
        client.get(address)  # the dashboard keeps its finished months for some minutes
    with statements() as sent:
        answer = client.get(address)
    assert answer.status_code in (200, 302), (address, answer.status_code)
    return len(sent)


@pytest.mark.slow
def test_every_page_keeps_its_budget_however_many_rows_there_are(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Selection, "_page_size", lambda selection, remembered: ROWS)
    crowd.grow(FEW)
    few = {name: count_of_page(crowd, name, is_first=True) + (name in PAGED) for name in PAGES}
    crowd.grow(MANY)
    many = {name: count_of_page(crowd, name) for name in PAGES}
    assert {name: (few[name], n) for name, n in many.items() if n != few[name]} == {}
    assert {name: n for name, n in many.items() if n > PAGES[name][2]} == {}


def test_every_page_has_a_budget() -> None:
    ours = {name for name, __ in patterns() if not name.startswith((*FOREIGN, "account", "mfa"))}
    missing = {name for name in ours - set(PAGES) - set(FORMS) if not NOT_LOOKED_AT.match(name)}
    assert missing == set()
