"""Roles that must log in with a second factor get to nothing else before it is set up."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import expect

from foundation import clock
from foundation.articles import Refusal
from foundation.governance.policy_values import read, shown
from foundation.operations.policies import SECOND_FACTOR_ROLES
from foundation.people.models import RoleGrant, User
from foundation.policies.models import PolicyValue
from tests.harness.browser import Live

pytestmark = pytest.mark.article("R0.sign_in")

PASSWORD = "horse-battery-17"
SET_UP = "/accounts/2fa/totp/activate/?required"


def code_of(secret: str) -> str:
    """RFC 6238 as a phone computes it."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def require(*codes: str) -> None:
    PolicyValue.objects.filter(key=SECOND_FACTOR_ROLES.key).delete()
    PolicyValue.objects.create(
        key=SECOND_FACTOR_ROLES.key, value=list(codes), applies_from=clock.today(),
        approved_by=User.objects.system(), approved_at=clock.now(),
    )  # fmt: skip


def person(number: str, role: str = "") -> User:
    user = User.objects.create_user(number, "周建平", password=PASSWORD)
    if role:
        RoleGrant.objects.create(user=user, group=Group.objects.get(name=role))
    return user


def log_in(client: Client, number: str = "3001") -> Any:
    return client.post("/accounts/login/", {"login": number, "password": PASSWORD})


def set_up(client: Client) -> str:
    """Scan the code and confirm it; the secret."""
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'id="secret">([A-Z2-7]{32})<', page).group(1)  # type: ignore[union-attr]
    assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 302
    return secret


def test_the_gm_personnel_and_finance_are_asked_for_it_unless_decided_otherwise() -> None:
    assert SECOND_FACTOR_ROLES.initial == ["gm", "admin_hr", "finance"]


def test_who_has_none_is_sent_to_set_it_up_before_anything_else(db: None) -> None:
    person("3001", "finance")
    require("finance")
    client = Client()
    log_in(client)
    for path in ("/", "/complaints/", "/people/profile/", "/admin/"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (302, SET_UP), path
    partial = client.get("/notifications/", headers={"HX-Request": "true"})
    assert partial["HX-Redirect"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "您的角色须以两步验证登录" in page and "R0.sign_in" in page
    assert client.post(reverse("people:language"), {"language": "en"}).status_code == 302
    set_up(client)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(("role", "required"), [("", "finance"), ("finance", "gm")])
def test_other_roles_are_asked_for_nothing(db: None, role: str, required: str) -> None:
    person("3001", role)
    require(required)
    client = Client()
    log_in(client)
    assert client.get("/").status_code == 200


def test_once_set_up_the_password_alone_lets_nobody_in(db: None) -> None:
    person("3001", "finance")
    require("finance")
    client = Client()
    log_in(client)
    secret = set_up(client)
    again = Client()
    assert log_in(again)["Location"] == reverse("mfa_authenticate")
    assert again.get("/")["Location"].startswith("/accounts/login/")
    assert again.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in again.session
    again.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert again.get("/").status_code == 200


def test_a_session_left_open_does_not_get_at_the_second_factor(db: None) -> None:
    person("3001")
    client = Client()
    log_in(client)
    session = client.session
    for login in session["account_authentication_methods"]:
        login["at"] -= 301
    session.save()
    assert "/accounts/reauthenticate/" in client.get(SET_UP)["Location"]


def test_the_admin_site_has_no_login_of_its_own(db: None) -> None:
    person("3001")
    data = {"username": "3001", "password": PASSWORD}
    response = Client().post("/admin/login/?next=/admin/", data)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_who_must_have_it_cannot_switch_it_off(db: None) -> None:
    person("3001", "finance")
    require("finance")
    client = Client()
    log_in(client)
    set_up(client)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert "不能停用（R0.sign_in）" in response.content.decode()
    require("gm")
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


def test_asking_costs_no_statement_of_its_own(db: None, django_assert_num_queries: Any) -> None:
    person("3001", "finance")
    require("finance")
    client = Client()
    log_in(client)
    set_up(client)
    with CaptureQueriesContext(connection) as asked:
        client.get("/people/profile/")
    require()
    with django_assert_num_queries(len(asked)):
        client.get("/people/profile/")


def test_the_policy_lists_roles_that_exist_and_may_be_empty() -> None:
    assert read(SECOND_FACTOR_ROLES, "finance\ngm\nfinance") == ["gm", "finance"]
    assert read(SECOND_FACTOR_ROLES, " ") == []
    assert shown(SECOND_FACTOR_ROLES, ["gm"]) == ["总经理"]
    with pytest.raises(Refusal, match="boss"):
        read(SECOND_FACTOR_ROLES, "gm\nboss")


@pytest.mark.browser
def test_a_finance_clerk_sets_it_up_on_a_phone_and_logs_in_with_it(
    transactional_db: None, live: Live
) -> None:
    person("3001", "finance")
    require("finance")
    live.page.set_viewport_size({"width": 390, "height": 800})
    secret = _set_up_in_browser(live)
    live.context.clear_cookies()
    page = _log_in_in_browser(live)
    page.get_by_label("代码").fill(code_of(secret))
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("周建平")


def _log_in_in_browser(live: Live) -> Any:
    page = live.open("/accounts/login/")
    page.get_by_label("工号").fill("3001")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return page


def _set_up_in_browser(live: Live) -> str:
    page = _log_in_in_browser(live)
    expect(page.get_by_role("alert")).to_contain_text("您的角色须以两步验证登录")
    assert page.locator("img.totp-code").evaluate("img => img.naturalWidth") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    secret = page.locator("#secret").inner_text()
    page.get_by_label("认证器代码").fill(code_of(secret))
    page.get_by_role("button", name="启用").click()
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    page.get_by_role("link", name="已保存，继续").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("周建平")
    return str(secret)
