"""Every form that creates or decides: within its budget of statements, sent wrong it says so,
sent twice it is done once, overtaken it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from foundation.listing.pages import ListPage
from foundation.people.models import RoleGrant
from foundation.process.events import log_event
from foundation.process.models import Matter, Submission, Task
from foundation.process.steps import lock, raise_version
from tests.architecture import (  # noqa: F401 - they add their forms
    archive_forms,
    archive_loan_forms,
    archive_stock_forms,
    bad_input,
)
from tests.architecture.bad_input import taken_back, written
from tests.architecture.crowd import Crowd
from tests.architecture.filled_forms import FORMS, Sent
from tests.architecture.test_access import FOREIGN
from tests.architecture.test_query_budgets import (
    ACT,
    ACTS,
    PAGE,
    SHOWN,
    SOME,
    client_of,
    statements,
)
from tests.complaints import story
from tests.complaints.conftest import Cast, make_cast
from tests.grading import filled_forms as grading_forms
from tests.harness.frozen import Clock
from tests.health_forms import filled_forms as health_forms
from tests.key_accounts import filled_forms as account_forms
from tests.power_projects import filled_forms as power_forms
from tests.service_incentives import filled_forms as incentive_forms
from tests.visits import filled_forms as visit_forms

TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.DOTALL)

# Sent twice these are the same as once by themselves: they set a value, or move once.
HARMLESS_TEMPLATES = {
    "account/login.html", "admin/base_site.html", "account/logout.html", "account/password_reset.html",
    "layouts/language_form.html", "layouts/user_menu.html",
    "notifications/list.html", "notifications/preferences.html", "people/profile.html",
    "listing/choices.html",  # the same name again replaces the filter
    "listing/import_run.html",  # a run is confirmed once and undone once
    "papers/work_state.html",  # cancel
    "people/delegations.html",  # the same request again is the one already made
}  # fmt: skip
HARMLESS_VIEWS = {
    "listing:import_run",
    "power_projects:outside",  # nobody logs in; its own test sends it twice
}
# Sent wrong: the list to choose from again, what became of each task.
ANSWERED_OTHERWISE = {"customers:merge", "desk:batch"}
ONLY_LOOKS = {"complaints/public/progress.html": 1, "power_projects/outside/progress.html": 1}


def forms_of(template: Path) -> list[str]:
    return FORM.findall(template.read_text())


def test_every_form_that_creates_or_decides_carries_a_key() -> None:
    lacking = {}
    for template in sorted(TEMPLATES.rglob("*.html")):
        name = str(template.relative_to(TEMPLATES))
        bare = [form for form in forms_of(template) if "{% form_key %}" not in form]
        if len(bare) > ONLY_LOOKS.get(name, 0) and name not in HARMLESS_TEMPLATES:
            lacking[name] = len(bare)
    assert lacking == {}
    gone = [name for name in HARMLESS_TEMPLATES if not forms_of(TEMPLATES / name)]
    assert gone == [], "no longer a form: take the name out"


def views_that_post(resolver: Any = None, namespace: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from views_that_post(pattern, inner)
        elif isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", None)
            if view is not None and hasattr(view, "post") and not issubclass(view, ListPage):
                yield f"{namespace}{pattern.name}"


def test_every_page_that_takes_a_form_is_sent_twice_here() -> None:
    names = {
        name for name in views_that_post() if not name.startswith((*FOREIGN, "account", "mfa"))
    }
    assert names - set(FORMS) - HARMLESS_VIEWS == set()


@pytest.fixture
def cast(clock: Clock, db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    cast = make_cast()
    service = Group.objects.get(name="customer_service_supervisor")
    RoleGrant.objects.get_or_create(user=cast.service_head, group=service)
    return cast


def post(client: Client, address: str, sent: Sent, **more: Any) -> Any:
    data = {name: value() if callable(value) else value for name, value in sent.data.items()}
    return client.post(address, data | more)


# Of these the version is not compared: they ask whether the task is open, or only add.
FREE = {
    "archives:ask_clearance", "archives:begin_stock_take", "archives:borrow",
    "archives:borrow_for_reader", "archives:copy_scheme", "archives:count",
    "archives:draft_scheme", "archives:name_archivist", "archives:offer", "archives:open_volume",
    "archives:propose_appraisal",
    "archives:register", "complaints:register", "customers:add_contact", "customers:edit", "customers:merge",
    "customers:new", "desk:answer", "desk:ask", "desk:batch", "desk:copy", "desk:hand_on",
    "desk:urge", "governance:begin_handover", "governance:propose", "listing:import",
    "papers:attach", "papers:void", *incentive_forms.FREE, *grading_forms.FREE,
    *health_forms.FREE,
    *power_forms.FREE,
    *account_forms.FREE,
    *visit_forms.FREE,
}  # fmt: skip


class Filled:
    """One form and how it is sent; its story is told once for all that is asked of it."""

    def __init__(self, crowd: Crowd, name: str) -> None:
        self.name, self.crowd = name, crowd
        self.sent = FORMS[name](crowd.cast)
        self.client = client_of(self.sent.by)
        self.address = reverse(name, args=self.sent.args)
        self.seen: dict[str, int] = {}
        if self.sent.matter is not None:
            self.seen["seen"] = Matter.objects.get(pk=self.sent.matter.pk).version

    def shows_within_its_budget(self) -> None:
        with statements() as shown:
            self.client.get(self.address)
        assert len(shown) <= SHOWN.get(self.name, PAGE) < len(shown) + SOME

    def says_what_is_wrong(self) -> None:
        assert bad_input.not_told(self.client, self.address, self.sent) == []

    def says_when_somebody_was_quicker(self) -> None:
        """And keeps what was typed."""
        assert self.sent.matter is not None
        fresh: Any = lock(self.sent.matter.record())
        log_event(fresh.matter, "edit", by=self.crowd.cast.gm, label="修改", comment="我先改了")
        raise_version(fresh)
        with taken_back() as left:
            answer = post(self.client, self.address, self.sent, **self.seen, key="late")
        page = answer.content.decode()
        assert (answer.status_code, left) == (409, {})
        assert "data-stale" in page and "我先改了" in page and self.sent.typed in page
        assert f'name="seen" value="{self.seen["seen"] + 1}"' in page, "again: for the new state"

    def is_done_once(self) -> None:
        """Within the budget; the second time with the same answer."""
        so_far = written()
        with statements() as acted:
            first = post(self.client, self.address, self.sent, **self.seen, key="pressed-twice")
        told = first.context and [str(first.context.get(k)) for k in ("form", "refusal", "stale")]
        assert first.status_code in (200, 302), (first.status_code, told)
        assert set(written() - so_far) - {"process_submission"}, "the form did nothing"
        assert Submission.objects.filter(person=self.sent.by).count() == 1
        with taken_back() as left:
            second = post(self.client, self.address, self.sent, **self.seen, key="pressed-twice")
        assert left == {}
        assert (second.status_code, second.headers.get("Location")) == (
            first.status_code,
            first.headers.get("Location"),
        )
        # Budgets are near enough to what is sent that one statement a row would exceed them.
        assert len(acted) <= ACTS.get(self.name, ACT) < len(acted) + SOME
        assert self.name not in ACTS or len(acted) > ACT, "within the common budget: out with it"


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.article("R0.versions")
def test_every_form_keeps_its_budget_is_done_once_and_says_what_is_wrong_or_overtaken(
    crowd: Crowd, subtests: pytest.Subtests
) -> None:
    """Among more rows than a common budget has statements: one that asks for each shows."""
    crowd.grow(SOME)
    assert max(ACT, PAGE, *SHOWN.values()) < SOME
    for name in sorted(FORMS):
        with subtests.test(form=name), undone():
            form = Filled(crowd, name)
            form.shows_within_its_budget()
            if name not in ANSWERED_OTHERWISE:
                form.says_what_is_wrong()
            if name not in FREE:
                with undone():
                    form.says_when_somebody_was_quicker()
            form.is_done_once()


@pytest.mark.article("R0.versions")
@pytest.mark.parametrize("name", ["desk:hand_on", "desk:ask", "desk:urge"])
def test_an_act_on_a_task_that_was_done_meanwhile_says_so(cast: Cast, name: str) -> None:
    sent = FORMS[name](cast)
    task = Task.objects.get(pk=sent.args[0])
    story.check(task.matter.record(), cast)  # type: ignore[arg-type]
    answer = post(client_of(sent.by), reverse(name, args=sent.args), sent, key="late")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "data-stale" in page and "待裁定" in page, "the new state"
    assert str(sent.data.get("reason") or sent.data.get("text") or "请尽快") in page


@pytest.mark.article("R0.versions")
def test_a_form_used_for_something_else_under_its_old_key_is_refused(cast: Cast) -> None:
    sent = FORMS["desk:hand_on"](cast)
    client, address = client_of(sent.by), reverse("desk:hand_on", args=sent.args)
    assert post(client, address, sent, key="k").status_code == 302
    other = post(client, address, sent, key="k", reason="别的理由")
    assert other.status_code == 422 and "R0.versions" in other.content.decode()
