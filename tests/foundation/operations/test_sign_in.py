"""Logging in: closed to visitors, throttled, of limited length."""

import time

import pytest
from django.test import Client

from foundation.people.models import User

PASSWORD = "horse-battery-17"


@pytest.fixture
def wang(db: None) -> User:
    return User.objects.create_user("2001", "王芳", password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD):
    return client.post("/accounts/login/", {"login": "2001", "password": password})


def test_the_employee_number_logs_in(client, wang) -> None:
    assert log_in(client).status_code == 302
    assert client.session["_auth_user_id"] == str(wang.pk)


def test_a_wrong_password_is_told_and_the_fifth_one_locks_the_right_one_out_too(
    client, wang
) -> None:
    for _attempt in range(4):
        assert log_in(client, "wrong").status_code == 200
    assert log_in(client, "wrong").status_code == 429
    assert log_in(client).status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_lockout_is_of_one_person_at_one_address(client, wang) -> None:
    for _attempt in range(5):
        log_in(client, "wrong")
    assert (
        Client(REMOTE_ADDR="10.1.1.1")
        .post("/accounts/login/", {"login": "2001", "password": PASSWORD})
        .status_code
        == 302
    )


def test_nobody_signs_up(client, db) -> None:
    response = client.post(
        "/accounts/signup/", {"username": "9", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not User.objects.filter(employee_number="9").exists()
    assert response.status_code == 200


def test_a_session_ends_after_the_idle_time(client, wang, settings) -> None:
    log_in(client)
    session = client.session
    session["seen"] = int(time.time()) - settings.SESSION_COOKIE_AGE - 1
    session.save()
    client.get("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_a_session_in_use_is_renewed_but_ends_after_its_longest_life(
    client, wang, settings
) -> None:
    log_in(client)
    session = client.session
    session["seen"] = int(time.time()) - settings.SESSION_COOKIE_AGE + 60
    session.save()
    client.get("/accounts/login/")
    assert client.session["seen"] > session["seen"]
    session = client.session
    session["begun"] = int(time.time()) - settings.SESSION_LONGEST_SECONDS - 1
    session.save()
    client.get("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_a_new_session_key_is_given_at_login(client, wang) -> None:
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 10.0.0.7", "10.0.0.7"),
        (2, "6.6.6.6, 10.0.0.7, 10.0.0.8", "10.0.0.7"),
        (2, "10.0.0.8", "127.0.0.1"),
    ],
)
def test_the_clients_address_is_what_the_trusted_proxies_say(
    rf, settings, proxies, forwarded, address
) -> None:
    from config.proxies import ProxyMiddleware

    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded})
    ProxyMiddleware(lambda request: None)(request)
    assert request.META["REMOTE_ADDR"] == address
