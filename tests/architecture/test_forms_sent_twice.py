"""Every form that creates or decides: sent twice it is done once, overtaken it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.regulations import REGULATIONS
from foundation.listing.pages import ListPage
from foundation.people.models import RoleGrant, User
from foundation.process.events import log_event
from foundation.process.models import Event, Matter, Submission, Task
from foundation.process.steps import lock, raise_version
from tests.architecture import (  # noqa: F401 - they add their forms
    archive_forms,
    archive_loan_forms,
    archive_stock_forms,
)
from tests.architecture.filled_forms import FORMS, Sent
from tests.architecture.test_access import FOREIGN
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
HARMLESS_VIEWS = {"listing:import_run"}
ONLY_LOOKS = {"complaints/public/progress.html": 1}


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


def rows() -> dict[str, int]:
    ours = ("foundation.", *REGULATIONS)
    counted = (model for model in apps.get_models() if model.__module__.startswith(ours))
    found = {model._meta.label: model._base_manager.count() for model in counted}
    # A refused form that shows what is confidential again logs that it was seen.
    found["process.Event"] -= Event.objects.filter(step="view").count()
    return found


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def post(client: Client, address: str, sent: Sent, **more: Any) -> Any:
    data = {name: value() if callable(value) else value for name, value in sent.data.items()}
    return client.post(address, data | more)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_sent_twice_it_is_done_once_with_the_same_answer(cast: Cast, name: str) -> None:
    sent = FORMS[name](cast)
    client, address = client_of(sent.by), reverse(name, args=sent.args)
    more: dict[str, Any] = {"key": "pressed-twice"}
    if sent.matter is not None:
        more["seen"] = Matter.objects.get(pk=sent.matter.pk).version
    before = rows()
    first = post(client, address, sent, **more)
    told = first.context and [str(first.context.get(k)) for k in ("form", "refusal", "stale")]
    assert first.status_code in (200, 302), (first.status_code, told)
    done = rows()
    assert done != before, "the form did nothing"
    assert Submission.objects.filter(person=sent.by).count() == 1
    second = post(client, address, sent, **more)
    assert rows() == done
    assert (second.status_code, second.headers.get("Location")) == (
        first.status_code,
        first.headers.get("Location"),
    )


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


@pytest.mark.article("R0.versions")
@pytest.mark.parametrize("name", sorted(set(FORMS) - FREE))
def test_when_somebody_was_quicker_it_says_so_and_keeps_what_was_typed(
    cast: Cast, name: str
) -> None:
    sent = FORMS[name](cast)
    assert sent.matter is not None
    seen = Matter.objects.get(pk=sent.matter.pk).version
    fresh: Any = lock(sent.matter.record())
    log_event(fresh.matter, "edit", by=cast.gm, label="修改", comment="我先改了")
    raise_version(fresh)
    before = rows()
    answer = post(client_of(sent.by), reverse(name, args=sent.args), sent, seen=seen, key="late")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "data-stale" in page and "我先改了" in page and sent.typed in page
    assert f'name="seen" value="{seen + 1}"' in page, "sent again it is meant for the new state"
    assert rows() == before


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
