"""Every address × every role, against the declared access table."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.template.backends.django import Template
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from foundation.people import access, roles
from foundation.people.middleware import SELF_GUARDED
from foundation.people.models import RoleGrant, User

# Addresses of other packages, whose arguments and pages are theirs.
FOREIGN = ("admin:", "account_", "mfa_", "toy:")
NOBODY = 987_654_321


def patterns(resolver: Any = None, namespace: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """URL names with arguments that name nothing."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            arguments = {
                name: NOBODY if type(converter).__name__ == "IntConverter" else "nothing"
                for name, converter in pattern.pattern.converters.items()
            }
            yield f"{namespace}{pattern.name}", arguments


def addresses() -> list[tuple[str, str, bool]]:
    found = []
    for name, arguments in patterns():
        if name.startswith(FOREIGN) or name.startswith(SELF_GUARDED):
            continue
        try:
            found.append((name, reverse(name, kwargs=arguments), bool(arguments)))
        except NoReverseMatch:
            found.append((name, reverse(name, args=list(arguments.values())), bool(arguments)))
    return found


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One person per role, and one without any."""
    made = {"": User.objects.create_user("walk", "无角色")}
    for index, code in enumerate(sorted(roles.roles())):
        person = User.objects.create_user(f"walk{index}", code)
        RoleGrant.objects.create(user=person, group=Group.objects.get(name=code))
        made[code] = person
    return made


# What all staff may open, and what a role may not, a third of the roles asks for, each page another
# third; whoever a page is declared for asks always. (With 1 the whole table is walked.)
SHARE = 3
DRAWN = 2  # for so many of those who may open it a page is drawn, for the others only answered


# What a refusal looks like is tested elsewhere; drawn ten thousand times it would take minutes.
@override_settings(ROOT_URLCONF="tests.architecture.plain_refusals")
@pytest.mark.slow
@pytest.mark.article("R0.roles")
def test_every_address_answers_every_role_as_the_access_table_says(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, draw = Counter[str](), Template.render
    wrong, not_found, walk = [], set(), addresses()
    for place, (code, person) in enumerate(people.items()):
        client = Client(raise_request_exception=False)
        client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
        for turn, (name, address, has_arguments) in enumerate(walk):
            rule = access.rule_for(name)
            allowed = bool(rule(person))  # type: ignore[misc]
            if allowed and name in not_found:
                continue  # nothing is named, so whoever may ask gets the answer of a refusal
            if (rule is access.staff or not allowed) and (place + turn) % SHARE:
                continue
            drawn[name] += allowed
            is_drawn = drawn[name] <= DRAWN
            monkeypatch.setattr(Template, "render", draw if is_drawn else lambda *given: "")
            status = client.get(address).status_code
            if allowed and status == 404:
                not_found.add(name)
            # What does not exist is 404 as well; a page of POSTs only answers 405.
            expected = {200, 302, 404, 405} if has_arguments else {200, 302, 405}
            if status not in (expected if allowed else {404}):
                wrong.append((code, name, status, allowed))
    assert wrong == []


def test_nobody_logged_in_gets_the_login_page_or_what_is_open_to_everyone(db: None) -> None:
    client = Client(raise_request_exception=False)
    wrong = []
    for name, address, __ in addresses():
        response = client.get(address)
        is_open = access.rule_for(name) is access.everyone
        sent_to_login = response.status_code == 302 and re.search("/login/", response["Location"])
        if bool(sent_to_login) == is_open or response.status_code >= 500:
            wrong.append((name, response.status_code, is_open))
    assert wrong == []
    assert len(addresses()) > 40


def test_an_address_that_is_not_declared_is_closed() -> None:
    assert access.rule_for("complaints:no_such_page") is None
    assert not access.may_open(AnonymousUser(), "complaints:no_such_page")  # type: ignore[arg-type]
