"""Health, headers and the mails of a machine of one's own."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from foundation.people import roles
from foundation.people.models import RoleGrant, User


def test_health_is_open_and_names_what_answers(client, db) -> None:
    assert client.get("/health/").json() == {"alive": True}
    assert client.get("/health/ready/").json() == {"database": True, "broker": True}


def test_a_broker_that_is_down_is_told_but_the_product_stays_ready(client, db, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()["broker"]) == (200, False)


def test_every_answer_has_a_request_id_and_a_policy_without_unsafe_inline(client, db) -> None:
    response = client.get("/accounts/login/", headers={"X-Request-ID": "abcdef-12345"})
    assert response["X-Request-ID"] == "abcdef-12345"
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    invented = client.get("/health/", headers={"X-Request-ID": "a b\n"})["X-Request-ID"]
    assert len(invented) == 32


@pytest.fixture
def mails(tmp_path: Path, settings) -> Path:
    settings.MAIL_SINK = str(tmp_path)
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = "催办通知", "li@example.com", "oa@x.com"
    message["Date"] = "Mon, 02 Nov 2026 09:00:00 +0800"
    message.set_content("请尽快处理")
    message.add_alternative("<p style='color:red'>请尽快处理</p>", subtype="html")
    (tmp_path / "20261102-090000-1.eml").write_bytes(message.as_bytes())
    return tmp_path


@pytest.fixture
def administrator(db: None) -> User:
    user = User.objects.create_user("2002", "赵磊")
    from django.contrib.auth.models import Group

    group, _ = Group.objects.get_or_create(name=roles.SYSTEM_ADMIN.code)
    RoleGrant.objects.create(user=user, group=group, scope=RoleGrant.Scope.COMPANY)
    return user


def test_the_administrator_reads_the_mails_of_the_sink(client, mails, administrator) -> None:
    client.force_login(administrator, backend="foundation.people.sign_in.PersonBackend")
    assert "催办通知" in client.get("/mails/").content.decode()
    assert "请尽快处理" in client.get("/mails/20261102-090000-1/").content.decode()
    html = client.get("/mails/20261102-090000-1/html/")
    assert "sandbox" in html["Content-Security-Policy"]
    assert client.get("/mails/..%2F..%2Fetc/").status_code == 404


def test_the_mails_are_closed_to_others_and_without_a_sink(
    client, mails, administrator, settings
) -> None:
    other = User.objects.create_user("2003", "孙丽")
    client.force_login(other, backend="foundation.people.sign_in.PersonBackend")
    assert client.get("/mails/").status_code == 404
    settings.MAIL_SINK = ""
    client.force_login(administrator, backend="foundation.people.sign_in.PersonBackend")
    assert client.get("/mails/").status_code == 404
